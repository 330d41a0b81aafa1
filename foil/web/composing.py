"""The composer's form, read into a draft: what was picked, what was written in our words' place."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from werkzeug.datastructures import MultiDict

from foil.catalog import record_categories, technologies
from foil.errors import BadInput
from foil.letters.draft import Draft, from_json
from foil.letters.facts import Form
from foil.letters.letter import Block, Edit
from foil.letters.request import DELETIONS, ItemChoice, usual_items, usual_vendors
from foil.web.event_reading import NOT_A_DAY, day

Answers = MultiDict[str, str]
Day = date | None
LONGEST = 20_000  # characters of one block in a person's own words: some six pages of a letter
YEARS = 5  # how far back a new request reaches until somebody says otherwise
KEY = re.compile(r"[a-z0-9-]{1,60}")
"""The key of an item: a record category's name, or "own1"."""
UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
"""Marks that come along when text is pasted, show nothing, and may turn a line round."""

FORMS: Mapping[Form, str] = {
    "native": "Electronic, as they keep it, with metadata",
    "pdf": "Electronic, as searchable PDF",
    "inspect": "To inspect first",
}


def starting(told: Mapping[str, str], today: date) -> Answers:
    """What a new request starts with: what the address names, and the last five years."""
    since = date(today.year - YEARS, 1, 1)
    answers = Answers({"since": since.isoformat(), "until": today.isoformat()})
    answers.update({name: told[name] for name in ("agency", "technology") if name in told})
    return answers


def begun(answers: Answers, today: date) -> Draft:
    """A new draft: the usual vendors and items. Raises BadInput, by field, for what is missing."""
    reader = _Reader(answers)
    agency, technology = answers.get("agency", ""), answers.get("technology", "")
    since, until = reader.day("since", None), reader.day("until", None) or today
    missing = {
        "agency": "" if agency else "Choose an agency.",
        "technology": "" if technology else "Choose a technology.",
        "since": "" if since or "since" in reader.problems else "Say since when.",
    }
    problems = reader.problems | {name: says for name, says in missing.items() if says}
    if since and since > until:
        problems["until"] = "The last day comes before the first: swap them."
    if problems or since is None:
        raise BadInput("Something in the form is missing.", problems)
    return Draft(
        agency=agency,
        technology=technology,
        vendors=usual_vendors(technology),
        since=since,
        until=until,
        items=usual_items(agency, since, until),
    )


def read(answers: Answers, old: Draft) -> tuple[Draft, dict[str, str]]:
    """The draft as the form has it, and by its field what could not be read and was left alone.

    `old` is the draft kept before: it knows the items and their order.
    """
    reader = _Reader(answers)
    technology = answers.get("technology", old.technology)
    vendors = tuple(answers.getlist("vendors"))
    if technology != old.technology:
        vendors = usual_vendors(technology)
    new = replace(
        old,
        agency=answers.get("agency", old.agency),
        technology=technology,
        vendors=vendors,
        since=reader.day("since", old.since),
        until=reader.day("until", old.until),
        form=_form(answers.get("form", old.form)),
        deletions=tuple(key for key in DELETIONS if key in answers.getlist("deletions")),
        fee_ceiling=reader.dollars("fee", old.fee_ceiling),
        public_title=_unless_same(answers, "public_title", old.public_title),
    )
    new = replace(new, items=tuple(_items(reader, old, new)))
    new = replace(new, edits=edits_in(answers, old.edits, reader.problems))
    return _asked_for(answers, new), reader.problems


def drawn_with(answers: Answers, kept: Draft) -> Draft:
    """The draft the form was drawn with: what it says itself, since a preview may have changed what
    is shown and saved nothing; the `kept` one where it says nothing that can be read."""
    try:
        told = from_json(answers["drawn"], "{}", kept)
        if told.technology in technologies.load() and all(map(_ours, told.items)):
            kept = replace(kept, technology=told.technology, items=told.items)
            return replace(kept, since=told.since, until=told.until)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        pass  # no page of ours sent it
    return kept


def _ours(item: ItemChoice) -> bool:
    """Whether an item is one that a page of ours tells of."""
    texts = (item.words, *item.custodians, *item.terms)
    known = not item.category or item.category in record_categories.load()
    return bool(KEY.fullmatch(item.key)) and known and all(isinstance(t, str) for t in texts)


def _items(reader: "_Reader", old: Draft, new: Draft) -> Iterable[ItemChoice]:
    """The items still ticked, in their order, then those newly ticked with the usual days."""
    ticked = reader.answers.getlist("records")
    kept = [item for item in old.items if not item.category or item.category in ticked]
    days = ((old.since, new.since), (old.until, new.until))
    for item in kept:
        yield replace(
            item,
            since=_moved(reader.day(f"since-{item.key}", item.since), item.since, days[0]),
            until=_moved(reader.day(f"until-{item.key}", item.until), item.until, days[1]),
            custodians=reader.names(f"custodians-{item.key}", item.custodians),
            terms=reader.names(f"terms-{item.key}", item.terms),
        )
    there = {item.category for item in kept}
    for slug in ticked:
        if slug in record_categories.load() and slug not in there:
            yield ItemChoice(slug, slug, new.since, new.until)


def _moved(said: Day, kept: Day, whole: tuple[Day, Day]) -> Day:
    """An item's day: as it was said; or moved with the request's own where it stood on that.

    `whole` is the request's day before and now.
    """
    before, now = whole
    return now if said == kept == before else said


def edits_in(
    answers: Answers, old: Mapping[str, Edit], problems: dict[str, str]
) -> dict[str, Edit]:
    """A person's own words by block: where the text differs from the words it was drawn with.

    What is too long is left as it was in `old`, and put into `problems` by its field.
    """
    edits = dict(old)
    for name in answers:
        if not name.startswith("words-"):
            continue
        key = name.removeprefix("words-")
        words, was = text_in(answers[name]), text_in(was_of(answers, key))
        if not words or words == was:
            edits.pop(key, None)
        elif len(words) > LONGEST:
            problems[name] = f"Shorten it: {len(words):,} characters, and {LONGEST:,} fit."
        else:
            edits[key] = Edit(words, was)
    return edits


def was_of(answers: Answers, key: str) -> str:
    """The words a block's box was drawn with. The script leaves them out where the box has them
    still: they are half of all that a form holds."""
    if "as-drawn" in answers:
        return answers.get(f"was-{key}", answers.get(f"words-{key}", ""))
    return answers.get(f"was-{key}", "")


def _asked_for(answers: Answers, draft: Draft) -> Draft:
    """What a button asked for: an item of one's own, an item up, down or out."""
    verb, _, key = answers.get("do", "").partition(":")
    items = list(draft.items)
    place = next((n for n, item in enumerate(items) if item.key == key), None)
    if verb == "add":
        taken = {item.key for item in items}
        free = next(n for n in range(1, len(items) + 2) if f"own{n}" not in taken)
        items.append(ItemChoice(f"own{free}", "", draft.since, draft.until))
    elif place is None:
        return draft
    elif verb == "remove":
        items.pop(place)
        return replace(draft, items=tuple(items)).with_edit(f"item:{key}", None)
    elif verb in ("up", "down"):
        other = place - 1 if verb == "up" else place + 1
        if 0 <= other < len(items):
            items[place], items[other] = items[other], items[place]
    return replace(draft, items=tuple(items))


def _unless_same(answers: Answers, name: str, old: str) -> str:
    """What a field says, empty while it still says what it was drawn with."""
    said = " ".join(text_in(answers.get(name, old)).split())
    return "" if said == answers.get(f"was-{name}") else said


def _form(said: str) -> Form:
    return next((form for form in FORMS if form == said), "native")


def renewed(blocks: Iterable[Block], answers: Answers) -> list[tuple[str, str]]:
    """The blocks whose own words changed since the form was drawn and that nobody has edited: key
    and text, to put into their boxes."""
    return [
        (block.key, block.template)
        for block in blocks
        if block.edit is None and text_in(was_of(answers, block.key)) != block.template
    ]


def text_in(said: str) -> str:
    """What was typed or pasted, without marks nobody sees."""
    return UNSEEN.sub("", said.replace("\r\n", "\n")).strip()


class _Reader:
    """Reads days, sums and names, keeping by its field what cannot be read."""

    def __init__(self, answers: Answers) -> None:
        self.answers = answers
        self.problems: dict[str, str] = {}

    def day(self, name: str, old: date | None) -> date | None:
        said = self.answers.get(name)
        if said is None:
            return old
        try:
            return day(said) if said.strip() else None
        except ValueError:
            self.problems[name] = NOT_A_DAY.format(said)
            return old

    def dollars(self, name: str, old: int) -> int:
        said = self.answers.get(name, str(old)).strip().lstrip("$").replace(",", "") or "0"
        whole, _, cents = said.partition(".")
        if not whole.isascii() or not whole.isdecimal() or cents.strip("0") or len(whole) > 7:
            self.problems[name] = "Give whole dollars, as $25."
            return old
        return int(whole)

    def names(self, name: str, old: tuple[str, ...]) -> tuple[str, ...]:
        said = self.answers.get(name)
        if said is None:
            return old
        return tuple(each.strip() for each in said.split(",") if each.strip())
