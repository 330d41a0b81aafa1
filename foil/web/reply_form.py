"""The table of a reply: what a letter may say of an item, and the rows read into events' facts.

Each row is read as the form of its kind of event would be, with the letter's papers; rows that say
the same become one event.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from foil.errors import BadInput
from foil.law.facts import FactsError, read_event
from foil.law.history import History
from foil.web.event_reading import Answers, Facts, field_of, read
from foil.web.forms import FORMS, EventForm
from foil.web.words import upper_first

OTHERS = "others"
"""The row that speaks for every open item that has no answer of its own."""
FOR_THE_LETTER = ("appeal_notice", "officer_named")
NO_DAY = "Give the day, the number of business days, or the letter’s own words."
NOTHING_SAID = "Say of at least one item what the letter answers."
STRANGE = "Choose one of the answers."


@dataclass(frozen=True)
class Disposition:
    """One thing a letter may say of an item: its kind of event, the answers of that kind's form
    that the choice itself gives, and those asked in the row."""

    key: str
    words: str
    kind: str
    gives: Mapping[str, str] = field(default_factory=dict)
    asks: tuple[str, ...] = ()


WITHHELD = ("exemptions", "grounds")
PUT_OFF = ("promised-date", "promised-days", "promised-text")
DISPOSITIONS = (
    Disposition("released", "Released", "released", {"part": "whole"}, ("part", "more_by")),
    Disposition("withheld", "Withheld", "denied", {"scope": "whole"}, WITHHELD),
    Disposition(
        "withheld_in_part", "Withheld in part, redacted", "denied", {"scope": "part"}, WITHHELD
    ),
    Disposition("no_records", "No records", "no_records", asks=("certified",)),
    Disposition("referred", "Referred elsewhere", "referred", asks=("to",)),
    Disposition("put_off", "Put off", "extended", asks=PUT_OFF),
    Disposition("granted", "Granted, records to follow", "granted", asks=("collect_by",)),
)
BY_KEY = {each.key: each for each in DISPOSITIONS}


@dataclass(frozen=True)
class Said:
    """What the letter says of some items, as facts, and the row that says it first."""

    row: str
    facts: Facts


def form_of(kind: str) -> EventForm:
    """The form of a kind of event."""
    return FORMS[kind]


def row_of(item: int) -> str:
    """The name of an item's row: its select, and the beginning of its details' names."""
    return f"item{item}"


def read_reply(answers: Answers, history: History) -> list[Facts]:
    """The facts of the events this reply brings, in the order of their first items; `history` is
    what stands before it.

    Raises BadInput, by the page's fields, where an answer cannot be read or nothing is answered.
    """
    problems: dict[str, str] = {}
    found: dict[str, Facts] = {}
    for row, item in _rows(answers, history):
        try:
            facts = row_facts(answers, row, item)
        except BadInput as error:
            problems |= row_problems(error, row)
            continue
        same = found.setdefault(json.dumps({**facts, "items": []}, sort_keys=True), facts)
        if same is not facts:
            same["items"] = [*_items(same), item]
    if problems:
        raise BadInput("Some answers could not be read.", problems)
    if not found:
        first = row_of(history.items[0])
        raise BadInput(NOTHING_SAID, {first: NOTHING_SAID})
    return list(found.values())


def _rows(answers: Answers, history: History) -> Iterator[tuple[str, int]]:
    """Each item that is answered, with the row that answers it."""
    left = history.open_items()
    for item in history.items:
        own = row_of(item)
        if answers.get(own):
            yield own, item
        elif item in left and answers.get(OTHERS):
            yield OTHERS, item


def _items(facts: Facts) -> list[int]:
    items = facts["items"]
    return list(items) if isinstance(items, list) else []


def row_facts(answers: Answers, row: str, item: int) -> Facts:
    """What one row says of one item. Raises BadInput, by the fields of its kind's form."""
    chosen = BY_KEY.get(answers.get(row, ""))
    if chosen is None:
        raise BadInput(STRANGE, {"": STRANGE})
    facts = read(form_of(chosen.kind), _as_form(answers, row, chosen, item))
    read_event(facts)
    return facts


def _as_form(answers: Answers, row: str, chosen: Disposition, item: int) -> Answers:
    """The row as the form of its kind would have been filled."""
    own = Answers([*chosen.gives.items(), ("items", str(item))])
    for name in chosen.asks:
        if given := [each for each in answers.getlist(f"{row}-{name}") if each]:
            own.setlist(name, given)
    for name, value in answers.items(multi=True):
        if name.startswith("paper") or name in FOR_THE_LETTER:
            own.add(name, value)
    if chosen.key == "put_off":
        own["promised"] = _how_put_off(own)
    return own


def _how_put_off(own: Answers) -> str:
    given = [name.removeprefix("promised-") for name in PUT_OFF if own.get(name, "").strip()]
    first = given[0] if given else "text"
    return {"text": "words"}.get(first, first)


def row_problems(error: BadInput, row: str) -> dict[str, str]:
    """What is wrong with a row, by the page's fields."""
    if isinstance(error, FactsError):
        says = f"{upper_first(error.says).rstrip('.')}."
        return {_field(field_of(error), row): says}
    found = dict(error.problems)
    if found.pop("promised-text", ""):
        found["promised-date"] = NO_DAY
    return {_field(name, row): says for name, says in found.items()}


def _field(name: str, row: str) -> str:
    """The page's field for a field of the row's form: the papers are the letter's."""
    if name.startswith("paper"):
        return name
    asked = {ask for each in DISPOSITIONS for ask in each.asks}
    return f"{row}-{name}" if name in asked else row
