"""The form of an appeal: what it starts with, and what was chosen in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from foil.catalog.exemptions import answering
from foil.insight.appeal_letter import OFFICER, Chosen
from foil.insight.appeals import Appeal
from foil.insight.denials import Denial
from foil.letters.appeal_facts import Redaction
from foil.web.composing import LONGEST, UNSEEN
from foil.web.numbers import integer

Answers = MultiDict[str, str]
IN, LEAVE, LATER = "in", "leave", "later"
WHAT = ((IN, "In this appeal"), (LEAVE, "Leave it, and why"), (LATER, "Not in this one"))
"""What may be done about a denied item, and how the form says it."""
ROWS, MOST_ROWS = 3, 60
REDACTION = ("page", "what", "claimed", "reply")


@dataclass(frozen=True)
class Read:
    """What was chosen; what is left out by an item's key, None where it is not; and by its field
    what has to be mended."""

    chosen: Chosen
    left: dict[str, str | None]
    problems: dict[str, str]


def starting(found: Appeal) -> Answers:
    """What the form starts with: the first denial whole, what fits ticked, the usual exhibits."""
    answers = Answers({"officer": OFFICER, "of": found.first.line})
    for denial in found.denials:
        for item in denial.items:
            key = denial.key(item)
            left = found.left.get(key)
            answers[f"item-{key}"] = LEAVE if left else IN if denial is found.first else LATER
            answers[f"why-{key}"] = left.why if left else ""
    ticked = [one.rebuttal.id for each in found.claimed for one in each.offered if one.ticked]
    answers.setlist("rebut", ticked)
    answers.setlist("published", _public(found))
    answers.setlist("exhibit", [str(each.document) for each in found.papers if each.usual])
    return answers


def _public(found: Appeal) -> list[str]:
    """What is public about these grounds and records and is not said already by what is ticked."""
    grounds = {each.key for each in found.claimed if found.first.line in each.lines}
    ticked = [one.rebuttal for each in found.claimed for one in each.offered if one.ticked]
    said = {name for each in ticked for name in each.authorities}
    return [
        each.id
        for each in found.published
        if each.matters(grounds or each.grounds, found.categories)
        if not said.intersection(each.authorities)
    ]


def filled(found: Appeal, answers: Answers) -> Answers:
    """The form as it comes back: a ground named since it was drawn has what fits it ticked."""
    drawn = set(answers.getlist("drawn"))
    answers = answers.copy()
    for each in found.claimed:
        if each.key not in drawn:
            for one in each.offered:
                if one.ticked:
                    answers.add("rebut", one.rebuttal.id)
    if answers.get("look") == "rows":
        answers["rows"] = str(min(MOST_ROWS, rows(answers) + ROWS))
    return answers


def read(found: Appeal, answers: Answers) -> Read:
    """What somebody chose. What they name that the page does not have is passed over."""
    items = [(denial, item) for denial in found.denials for item in denial.items]
    said = {each.key(n): answers.get(f"item-{each.key(n)}", LATER) for each, n in items}
    left = {
        key: _text(answers, f"why-{key}") if what == LEAVE else None for key, what in said.items()
    }
    chosen = Chosen(
        items=frozenset(key for key, what in said.items() if what == IN),
        rebuttals=tuple(answers.getlist("rebut")),
        published=tuple(
            each.id for each in found.published if each.id in answers.getlist("published")
        ),
        words={each.key: _line(answers, f"words-{each.key}") for each in found.claimed},
        own={each.key: _text(answers, f"own-{each.key}") for each in found.claimed},
        quoted={each.line: _line(answers, f"quoted-{each.line}") for each in found.denials},
        officer=_line(answers, "officer"),
        exhibits=_exhibits(found, answers),
        redactions=tuple(_redactions(answers)),
        evidence=_lines(answers, "evidence"),
        not_searched=_lines(answers, "not_searched"),
    )
    return Read(chosen, left, _too_long(answers))


def more_grounds(answers: Answers) -> tuple[str, ...]:
    """The grounds named beside those of the record: exemptions that were ticked, and others a
    line each."""
    ticked = [each for each in answers.getlist("add") if answering(each)]
    return (*ticked, *_lines(answers, "other_grounds"))


def rows(answers: Answers) -> int:
    """How many rows the table of what was withheld has."""
    return min(MOST_ROWS, max(ROWS, answers.get("rows", ROWS, type=integer) or ROWS))


def is_part(found: Appeal) -> bool:
    """Whether a denial that may be appealed withheld a part of what it names."""
    return any(each.part for each in found.denials)


def found_nothing(found: Appeal) -> Denial | None:
    """The denial that says there are no records, if one does."""
    return next((each for each in found.denials if each.how == "no_records"), None)


def _exhibits(found: Appeal, answers: Answers) -> dict[int, str]:
    ticked = set(answers.getlist("exhibit"))
    return {
        each.document: _line(answers, f"name-{each.document}") or each.name
        for each in found.papers
        if str(each.document) in ticked
    }


def _redactions(answers: Answers) -> Iterator[Redaction]:
    """The rows that say anything; where none says the page, the row is of the item."""
    for row in range(1, rows(answers) + 1):
        page, what, claimed, reply = (_line(answers, f"{name}-{row}") for name in REDACTION)
        if page or what or claimed or reply:
            yield Redaction(
                page=page or "not stated", what=what or "a portion", claimed=claimed, reply=reply
            )


def _too_long(answers: Answers) -> dict[str, str]:
    says = "Shorten it: {:,} characters, and {:,} fit."
    return {
        name: says.format(len(value), LONGEST)
        for name, value in answers.items()
        if len(value) > LONGEST
    }


def _line(answers: Answers, name: str) -> str:
    return " ".join(_text(answers, name).split())


def _lines(answers: Answers, name: str) -> tuple[str, ...]:
    lines = (" ".join(each.split()) for each in _text(answers, name).splitlines())
    return tuple(dict.fromkeys(each for each in lines if each))


def _text(answers: Answers, name: str) -> str:
    return UNSEEN.sub("", re.sub(r"\r\n?", "\n", answers.get(name, ""))).strip()
