"""Law that does not belong in a New York request: federal, repealed, unread, adverse."""

import re
from collections.abc import Iterator
from functools import lru_cache

from foil.law.authorities import AUTHORITIES, Authority, cite
from foil.letters.letter import Block, Letter
from foil.letters.lint.known import Known
from foil.letters.lint.rules import Finding, at, knowing, of_block, of_letter
from foil.letters.markdown import KEPT, text_of
from foil.letters.standing import shipped, uncitable

FEDERAL = {
    r"\bFOIA\b|Freedom of Information Act": "FOIA is the federal act; New York’s is FOIL.",
    r"\bVaughn\b": (
        "A Vaughn index is federal. New York agencies owe none; ask for a reason record by record."
    ),
    r"\b5 U\.? ?S\.? ?C\b|§ ?552\b": "That is the federal statute; cite Public Officers Law.",
    r"\b(?:20|twenty) working days\b": (
        "Twenty working days is the federal time. FOIL gives five business days to respond."
    ),
    r"\bfee waiver\b|\bwaiver of (?:all )?fees\b": (
        "FOIL has no fee waiver as of right; an agency may waive as a courtesy."
    ),
    r"\bexemptions? \(?(?:b\)\()?[1-9]\b|(?<![\d)])\(b\)\([1-9]\)": (
        "Exemptions with a number are federal; name the paragraph of § 87(2)."
    ),
    r"\bnews media requester\b|\bexpedited processing\b": (
        "FOIL has no such category: it treats all requesters alike."
    ),
}
_REPEALED = re.compile(r"\b50-a\b")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
# § 87(2)(e) as it read before L 2022 ch 155.
_OLD_E = re.compile(r"law enforcement purposes and which,? if disclosed,?", re.IGNORECASE)
_BILLS = re.compile(
    r"\b(?:S\.? ?2520(?:-?B)?|A\.? ?3425(?:-?A)?|S\.? ?10098|A\.? ?10759|A\.? ?6613)\b"
)
_LIMIT = re.compile(
    r"\b(?:180|90|60|one hundred (?:and )?eighty|ninety|sixty)[- ](?:calendar |business )?days?\b",
    re.IGNORECASE,
)
_LAW = re.compile(
    r"\bFOIL\b|§|Public Officers|\bthe (?:law|statute) (?:gives|sets|requires|allows)"
)
_CITED = re.compile(
    r"\b\d{1,3} (?:NY|AD|Misc) ?[23]d \d{1,4}\b|\b\d{4} NY Slip Op \d{5}(?:\(U\))?|FOIL-AO-\d+"
)


@of_block
def federal_terms(block: Block) -> Iterator[Finding]:
    """Words of the federal act: noise to a New York officer, and sometimes wrong."""
    for pattern, says in FEDERAL.items():
        if re.search(pattern, text_of(block.text), re.IGNORECASE):
            yield at("federal-terms", block, says)


@of_block
def repealed_law(block: Block) -> Iterator[Finding]:
    """Civil Rights Law § 50-a, repealed in June 2020 (L 2020 ch 96)."""
    if _REPEALED.search(block.text):
        says = "Civil Rights Law § 50-a was repealed in June 2020: leave it out."
        yield at("repealed-law", block, says)
    if _OLD_E.search(_QUOTED.sub("", text_of(block.text))):
        says = (
            "That is § 87(2)(e) as it read before 2022. It now says “only to the extent that "
            "disclosure would”, which asks more of the agency."
        )
        yield at("repealed-law", block, says)


@of_block
def vetoed_limits(block: Block) -> Iterator[Finding]:
    """Time limits of bills that never became law: 180, 90 and 60 days (veto 29 of 2025)."""
    said = _QUOTED.sub("", text_of(block.text))
    limits = (each for each in re.split(r"(?<=[.;])\s", said) if _LIMIT.search(each))
    if _BILLS.search(said) or any(_LAW.search(each) for each in limits):
        says = "Limits of 180, 90 or 60 days were vetoed in 2025 and are not law: leave them out."
        yield at("vetoed-limits", block, says)


@knowing
def unread_authority(letter: Letter, known: Known) -> Iterator[Finding]:
    """A case or opinion that neither the product's sources nor the office has read, or that
    somebody here read and found not to say it."""
    barred = uncitable(shipped()) if known.uncitable is None else known.uncitable
    for block in letter.blocks:
        for cited in _cited_in(text_of(block.text)):
            authority = _authority(cited)
            if authority is None:
                says = f"{cited} is not among the authorities read. Read it, or leave it out."
                yield at("unread-authority", block, says)
            elif authority.id in barred and not authority.reversed:
                says = f"{cited}: {barred[authority.id]} Leave it out, or read it."
                yield at("unread-authority", block, says)


@knowing
def authority_left_out(letter: Letter, known: Known) -> Iterator[Finding]:
    """What our sources hold and somebody here found not to say it: its sentence is left out."""
    for name in letter.left_out:
        if known.uncitable and name in known.uncitable and shipped()[name].citable:
            why = known.uncitable[name]
            yield of_letter("authority-left-out", f"{cite(name)} is left out here. {why}")


@of_block
def adverse_authority(block: Block) -> Iterator[Finding]:
    """A case that helps the agency, or that was reversed."""
    for cited in _cited_in(text_of(block.text)):
        authority = _authority(cited)
        if authority and authority.reversed:
            yield at("adverse-authority", block, f"{cited} was reversed: do not cite it.")
        elif authority and authority.adverse:
            says = f"{cited} helps the agency: cite it only for what it gives the requester."
            yield at("adverse-authority", block, says)


@lru_cache(maxsize=KEPT)
def _cited_in(said: str) -> tuple[str, ...]:
    """The cases and opinions cited in a text, each once."""
    return tuple(dict.fromkeys(_CITED.findall(said)))


def _authority(cited: str) -> Authority | None:
    """The authority a citation in running text means, read or not."""
    wanted = re.sub(r"(NY|AD|Misc) (?=[23]d)", r"\1", cited)
    for authority in AUTHORITIES.values():
        if wanted in authority.citation.partition(", reversing")[0]:
            return authority
    return None
