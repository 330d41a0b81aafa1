"""What its writer wrote, and the history below it that mail programs carry along."""

import re

WROTE = re.compile(
    r"^[ \t]*(?:On|Le|El|Am|Il|Op)\b[^\n]{4,200}(?:\n[^\n]{1,200}){0,2}?"
    r"(?:wrote|a écrit|escribió|schrieb|ha scritto|schreef)[^\n]{0,20}:[ \t]*$",
    re.MULTILINE,
)
ORIGINAL = re.compile(
    r"^[ \t>]*-{2,}[ ]?(?:Original Message|Original Appointment|Reply Message)[ ]?-{2,}[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
FORWARDED = re.compile(
    r"^[ \t]*(?:-{3,}[ ]?Forwarded message[ ]?-{3,}|Begin forwarded message:)",
    re.MULTILINE | re.IGNORECASE,
)
BLOCK = re.compile(
    r"^(?:_{5,}[ \t]*\n+)?[ \t]*\*?From:\*?[ \t][^\n]{1,300}\n"
    r"(?=(?:[^\n]{0,300}\n){0,6}?[ \t]*\*?(?:Sent|Date):)"
    r"(?=(?:[^\n]{0,300}\n){0,8}?[ \t]*\*?Subject:)",
    re.MULTILINE | re.IGNORECASE,
)
PASSED_ON = re.compile(r"^\s*(?:fwd?|fw|wg|tr|rv)\s*:", re.IGNORECASE)
PROGRAM = re.compile(r"@|\d{1,2}[:.h]\d{2}|\d{4}")  # what programs put between On and wrote
LOOKED_AT = 400_000  # characters of a text that are searched for its history


def fold(text: str, subject: str) -> tuple[str, str]:
    """What is new in a text, and the history folded away below it or between its lines.

    Of a message that was passed on nothing is folded: what it passes on is what it says. Neither
    is anything where nothing new would be left.
    """
    if PASSED_ON.match(subject) or FORWARDED.search(text[:LOOKED_AT]):
        return text, ""
    head = text[:LOOKED_AT]
    starts = [found.start() for rule in (ORIGINAL, BLOCK) if (found := rule.search(head))]
    for found in WROTE.finditer(head):
        after = head[found.end() :].lstrip()
        if after.startswith(">") or not after or PROGRAM.search(found[0]):
            starts.append(found.start())
            break
    cut = min(starts, default=len(text))
    fresh, older = _unmarked(text[:cut])
    quoted = "\n".join(piece for piece in (older, text[cut:].strip("\n")) if piece)
    fresh = re.sub(r"\n{3,}", "\n\n", fresh).strip("\n")
    if not any(map(str.isalnum, fresh)):
        return text, ""
    return fresh, quoted


def _unmarked(text: str) -> tuple[str, str]:
    """The lines without and with the mark of a quotation; a lead-in goes with what it leads in."""
    fresh: list[str] = []
    older: list[str] = []
    for line in text.split("\n"):
        (older if line.lstrip(" ").startswith(">") else fresh).append(line)
    return "\n".join(fresh), "\n".join(older)
