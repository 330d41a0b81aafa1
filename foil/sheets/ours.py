"""Our own two sheets, as `foil.insight.export` fills them and as they come back without loss.

What the readable columns show stands in full in two columns of JSON, and they alone are read back:
`Particulars` of a request and `Facts` of an event, each going on in the next row where it is longer
than a cell.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from foil.catalog import technologies
from foil.catalog.directory import SHIPPED, Directory
from foil.catalog.slug import UnknownSlug
from foil.errors import BadInput
from foil.law.facts import read_facts
from foil.sheets import bounds, headers
from foil.sheets.cells import Cell, Sheet, text
from foil.sheets.guard import unguarded
from foil.sheets.headers import Heading
from foil.sheets.told import DaySet, Line, Reading, Told
from foil.sheets.under_way import Entered

REQUESTS = (
    "Desk number", "Title", "Public title", "Agency", "Law", "Technology", "Tracking number",
    "Appeal number", "Court number", "Requested documents", "Requester of record", "Date sent",
    "Sent by", "Date received", "Date acknowledged", "Stated date", "Date denied", "Date appealed",
    "Appeal received", "Appeal decided", "Appeal outcome", "Date sued", "Date closed", "Stage",
    "Act on", "Last day", "Own date is for", "Agency’s date", "Agency’s date is for", "Next step",
    "Next step on", "Next step by", "Owner", "Deputy", "Signer", "Matter", "Private", "Particulars",
)  # fmt: skip
EVENTS = (
    "Desk number", "Title", "Agency", "Event", "Day", "What happened", "Items", "Letter dated",
    "Postmarked", "Received", "How", "Promised", "Says", "Stands", "Recorded", "Recorded by",
    "Entered later", "Facts",
)  # fmt: skip
CHUNK = bounds.TEXT - 767
"""Characters of JSON in one cell, below what Excel takes."""

_EDGES = re.compile(r"^ | $")

LOST = "its Particulars are not as this desk wrote them; take the sheet as it was exported"
LOST_FACTS = "the Facts of event {} are not as this desk wrote them"
NO_REQUEST = "its request is not among the requests of this file"
NO_REQUESTS = "These are events without their requests; bring both sheets together."
PAPERS = "{} named by its papers did not come with the sheet; bring what you have again."


def pieces(said: str) -> list[str]:
    """JSON of plain letters in pieces that fit a cell. One that begins or ends with a space has it
    as an escape, since a sheet program may lose it: every space of ours is inside a text."""
    cut = [said[n : n + CHUNK] for n in range(0, len(said), CHUNK)] or [""]
    return [_EDGES.sub(r"\\u0020", piece) for piece in cut]


def find(sheets: Sequence[Sheet]) -> tuple[Sheet, Sheet] | None:
    """Our sheet of requests and our sheet of events, if both are here."""
    found: dict[str, Sheet] = {}
    for sheet in sheets:
        fields = {each.field for each in _headings(sheet)}
        if {"number", "particulars"} <= fields:
            found.setdefault("requests", sheet)
        elif {"number", "facts", "event"} <= fields:
            found.setdefault("events", sheet)
    if "events" in found and "requests" not in found and len(sheets) == 1:
        raise BadInput(NO_REQUESTS)
    return (found["requests"], found["events"]) if len(found) == 2 else None


def reading(requests: Sheet, events: Sheet, directory: Directory = SHIPPED) -> Reading:
    """Both sheets as requests with every event they had."""
    headings = _headings(requests)
    rows = list(_joined(requests, ("number",), "particulars"))
    happened = _happened(events)
    lines = _lines(rows, happened, directory)
    return Reading(headings, lines, len(rows))


def _headings(sheet: Sheet) -> list[Heading]:
    if not sheet.rows:
        return []
    return headers.read(text(cell) for cell in sheet.rows[0][1])


def _joined(
    sheet: Sheet, names: Sequence[str], long: str
) -> Iterator[tuple[int, dict[str, str], dict[str, str]]]:
    """Rows by field and by header, those that go on with the last one's JSON joined to it."""
    headings = _headings(sheet)
    place = {each.field: each.place for each in headings if each.field}
    last: tuple[int, dict[str, str], dict[str, str]] | None = None
    for n, cells in sheet.rows[1:]:
        row = {field: _said(cells, at) for field, at in place.items()}
        if last and all(row[name] == last[1][name] for name in names):
            last[1][long] += row[long]
            continue
        if last:
            yield last
        shown = {each.said: _said(cells, each.place) for each in headings if each.field != long}
        last = n, row, {header: said for header, said in shown.items() if said}
    if last:
        yield last


def _said(cells: Sequence[Cell], place: int) -> str:
    return unguarded(text(cells[place])) if place < len(cells) else ""


def _happened(sheet: Sheet) -> dict[str, list[tuple[int, str, str, str]]]:
    found: dict[str, list[tuple[int, str, str, str]]] = defaultdict(list)
    for n, row, _ in _joined(sheet, ("number", "event"), "facts"):
        entered = row.get("entered", "")
        found[row["number"]].append((n, row["event"], row["facts"], entered))
    return found


def _lines(
    rows: Iterable[tuple[int, dict[str, str], dict[str, str]]],
    happened: dict[str, list[tuple[int, str, str, str]]],
    directory: Directory,
) -> Iterator[Line]:
    for n, row, shown in rows:
        events = happened.pop(row["number"], [])
        try:
            yield Line(n, shown, _told(row, events, directory))
        except BadInput as error:
            said = str(error).rstrip(".")
            yield Line(n, shown, problem=f"{said[:1].upper()}{said[1:]}.")
    for number, strays in happened.items():
        yield Line(strays[0][0], {"Desk number": number}, problem=f"{number}: {NO_REQUEST}.")


def _told(
    row: Mapping[str, str], events: Sequence[tuple[int, str, str, str]], directory: Directory
) -> Told:
    """One request. Raises BadInput where its JSON is not what was exported."""
    own = _json(row["particulars"], LOST)
    facts, papers = [], 0
    for _, name, said, entered in events:
        event = _json(said, LOST_FACTS.format(name))
        papers += _without_documents(event)
        facts.append(Entered(event, entered))
    try:
        told = _particulars(own, tuple(facts), directory)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadInput(LOST) from error
    if facts:
        _check(told)
    notes = (PAPERS.format("A file" if papers == 1 else f"{papers} files"),) if papers else ()
    was = row["number"]
    return Told(**{**_fields(told), "was": was, "notes": (f"It was {was} here.", *notes)})


def _json(said: str, wrong: str) -> dict[str, Any]:
    try:
        found = json.loads(said)
    except (ValueError, RecursionError) as error:
        raise BadInput(wrong) from error
    if not isinstance(found, dict):
        raise BadInput(wrong)
    return found


def _particulars(own: Mapping[str, Any], events: tuple[Entered, ...], directory: Directory) -> Told:
    on = own["next_step_on"]
    texts = (
        "working_title", "public_title", "requester", "agency_words", "next_step",
        "next_step_by", "owner", "deputy", "signer", "matter",
    )  # fmt: skip
    said: Any = {name: _text(own[name]) for name in texts}
    return Told(
        **said,
        agency=_known(own["agency"], directory.get),
        technology=_known(own["technology"], technologies.get),
        law="other" if own["law"] == "other" else "foil",
        items=tuple(
            (_text(words), category and _text(category)) for words, category in own["items"]
        ),
        numbers=tuple((_text(kind), _text(number)) for kind, number in own["numbers"]),
        next_step_on=date.fromisoformat(on) if on else None,
        private=own["private"] is True,
        sensitive=own.get("sensitive") is True,
        relations=tuple((_text(k), _text(number)) for k, number in own.get("relations", [])),
        events=events,
        days_set=tuple(_day_set(*each) for each in own.get("days_set", [])),
    )


def _day_set(clock: object, day: object, reason: object, computed: object) -> DaySet:
    for each in (day, computed):
        date.fromisoformat(_text(each))
    return DaySet(_text(clock)[:200], _text(day), _text(reason), _text(computed))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _known(slug: object, get: Any) -> str | None:
    if slug is None:
        return None
    try:
        get(_text(slug))
    except UnknownSlug as error:
        raise BadInput(str(error)) from error
    return _text(slug)


def _check(told: Told) -> None:
    """Have the law read the whole history. Raises FactsError."""
    items = list(range(1, max(len(told.items), 1) + 1))
    read_facts({"items": items, "events": [each.facts for each in told.events]})


def _without_documents(event: dict[str, Any]) -> int:
    """Take from the papers the files they name, which are not in a sheet; how many."""
    papers = event.get("papers")
    rows = [each for each in papers if isinstance(each, dict)] if isinstance(papers, list) else []
    return sum(each.pop("document", None) is not None for each in [*rows, event])


def _fields(told: Told) -> dict[str, Any]:
    return {name: getattr(told, name) for name in Told.__slots__}
