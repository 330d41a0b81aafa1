"""Who has to do what by a time that a sentence names: the agency promises, or the requester is to
pay, to answer, to appeal. Told by who acts nearest before the time, and by what is spoken of."""

import re

_PUBLIC = re.compile(r"accessible to the public|publicly (?:available|accessible)|made public")
_PAY = re.compile(
    r"\b(?:pay|paid|payment|payable|check|money order|deposit|fee|invoice)\b|\$ ?\d|remit \$"
)
_MORE = re.compile(
    r"\bpart (?:two|three|four|[234])\b|\bfollow(?:s|ing)? |"
    r"\b(?:next|further|more|another|second|third|fourth|fifth|final|last|remaining|rest|"
    r"additional(?! information))\b.{0,40}"
    r"\b(?:one|production|records|documents|set|batch|release|instal|by)"
    r"|\b(?:batch(?:es)?|sets?|productions?) \d"
)
_APPEAL = re.compile(
    r"\bappeal|\bcourt\b|four months|dissatisfied|article 78|"
    r"(?:administrative|judicial) review"
)
_DECIDES = re.compile(
    r"\b(?:deci[ds]|determin|rul(?:e|ing)|respon|grant|remand|remit|sustain|revers|search|disclose|"
    r"provide|release|answer)"
)
_TAKEN = re.compile(
    r"\b(?:may|must|should|can|right to|wish to|any|such|an?|to|no) (?:\w+ ){0,2}appeal|review may|"
    r"appeals? (?:must|may|should|lies|can|go|to)|dissatisfied|article 78|administrative review|"
    r"court|four months"
)
_NO_TIME = re.compile(
    r"\bthe law\b|statute|\brequires? (?:us|agencies|an agency)|retention|destroyed|spam|"
    r"please allow \d|\blast \d|first two hours|for receipt|go(?:es)? back to storage|"
    r"(?:did|have|had) not (?:answer|repl|respon|recei|hear)|out of (?:the|my) office|deliver|"
    r"server|are closed"
)
_OURS = re.compile(
    r"\b(?:we|we'll|i|i'll|board|counsel|office|agency|department|county|town|village|city|unit|"
    r"officer|clerk|authority|hear|decision|determination|review|production|expect|estimated?|date|"
    r"completed?|completion|ready|available|target|will be|will have|"
    r"(?:our|an?|the) (?:reply|answer|response|request))\b"
)
_YOURS = re.compile(
    r"\b(?:if|unless|until|once|when|that|before|so) you\b"
    r"|\byou (?:must|need|should(?! (?:hear|receive|have|expect|get))|have to|are (?:to|asked)|"
    r"may(?! expect)|do not|can (?:send|answer|reply|tell))\b"
    r"|(?:^|[.;:,!?] ?|\band |\bor |\bso |please |kindly )(?:please |kindly )?"
    r"(?:tell|send|return|answer|reply|respond|write|let us|choose|confirm|complete|sign|submit|"
    r"call|supply|provide|clarify|contact|advise|notify|pick|specify)\b"
    r"|(?:reply|response|answer) from you|must receive|failure to|hear nothing|must (?:get|have)|"
    r"from you\b"
)
_IF_NOT = re.compile(
    r"\b(?:if|unless|until) (?:we|you|i) (?:do not|don't|have|receive no|hear|fail|answer|reply)"
)


_HEARING = re.compile(r"\bif you (?:do not|don't|have not|haven't) (?:hear|heard)")
_FAILS = re.compile(r"\b(?:prevents?|cannot|can't|can not|unable|could not)\b[^.;,]{0,80}$")


def role(sentence: str, at: int) -> str:
    """What the time that stands at `at` in a sentence (in lower case) is for: `promised`,
    `more_by`, `pay_by`, `answer_by` or `public_on`; "" where it is no time to keep here."""
    if _NO_TIME.search(sentence):
        return ""
    if _PUBLIC.search(sentence):
        return "public_on"
    if _FAILS.search(sentence, 0, at) or _is_to_appeal(sentence):
        return ""
    if _HEARING.search(sentence, 0, at):
        return "promised"
    pays = bool(_PAY.search(sentence))
    if _is_yours(sentence, at):
        return "pay_by" if pays else "answer_by"
    ours = "more_by" if _MORE.search(sentence) else "promised"
    return "pay_by" if pays else ours


def _is_to_appeal(sentence: str) -> bool:
    taken = _TAKEN.search(sentence) or not _DECIDES.search(sentence)
    return bool(_APPEAL.search(sentence) and taken)


def _is_yours(sentence: str, at: int) -> bool:
    """Whether it is the requester who acts nearest before the time, or alone in the sentence."""
    yours, ours = _last(_YOURS, sentence[:at]), _last(_OURS, sentence[:at])
    if yours > ours or _IF_NOT.search(sentence[:at]):
        return True
    return ours < 0 and not _PAY.search(sentence) and _last(_YOURS, sentence) >= 0


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((found.start() for found in pattern.finditer(text)), default=-1)
