"""The only validator of an event: forms, the API, imports and the command line all come here.

An event arrives as a dictionary in the form `foil clock` reads and leaves as an `Event`, or is
refused with a `FactsError` naming the event and the field.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches

from foil.law.event import Event, Paper
from foil.law.kinds import KINDS, Kind
from foil.law.values import PAPER_DATES, FactsError, Values, quoted

__all__ = ["Facts", "FactsError", "canonical", "read_event", "read_facts", "stored"]

VERSION = 1
COMMON = ("id", "kind", "items", "of", "replaces", "source", "taken_back", "v")
OURS = ("on", "at", "by")
SOURCES = ("ours", "agency")


@dataclass(frozen=True, slots=True)
class Facts:
    """A whole history as `foil clock` reads it."""

    agency: str | None = None
    calendar: str = "gcl-24"
    items: tuple[int, ...] = (1,)
    closings: tuple[date, ...] = ()
    rules: Mapping[str, str] = field(default_factory=dict)
    events: tuple[Event, ...] = ()


def read_event(data: object, where: str = "event 1") -> Event:
    """Check one event's dictionary and read it. Raises FactsError."""
    if not isinstance(data, Mapping):
        raise FactsError(where, "", "an event is a JSON object with a kind and a date")
    kind = _kind(data, where)
    _refuse_unknown(data, kind, where)
    reader = Values(where)
    papers = _papers(reader, data)
    read = {
        f.name: reader.read(f, data[f.name]) for f in kind.fields if data.get(f.name) is not None
    }
    own = {name: value for name, value in read.items() if value != ()}
    promised = own.pop("promised", None)
    event = Event(
        kind=kind.name,
        id=reader.text("id", data.get("id") or where.replace(" ", "-")),
        items=reader.items("items", data.get("items")),
        of=reader.ids("of", data.get("of")),
        replaces=reader.text("replaces", data["replaces"]) if data.get("replaces") else None,
        source=reader.choice("source", data["source"], SOURCES) if data.get("source") else None,
        on=reader.day("on", data.get("on")),
        at=reader.instant("at", data.get("at")),
        by=_by(reader, data, kind),
        papers=papers,
        promised=promised if isinstance(promised, tuple) else (),
        details=own or None,
        taken_back=reader.flag("taken_back", data.get("taken_back", False)),
    )
    if event.taken_back and event.replaces is None:
        raise FactsError(where, "replaces", "is missing: say which event is taken back")
    _require_date(event, kind, where)
    return event


def read_facts(data: object) -> Facts:
    """Check and read a whole file of facts. Raises FactsError."""
    if not isinstance(data, Mapping):
        raise FactsError("the facts", "", "a JSON object with a list of events is needed")
    known = {"agency", "calendar", "items", "closings", "rules", "events"}
    for name in data:
        if name not in known:
            raise FactsError("the facts", str(name)[:60], "is not a field the facts can have")
    reader = Values("the facts")
    given = {name: value for name, value in data.items() if value is not None}
    rows = given.get("events")
    if not isinstance(rows, list) or not rows:
        raise FactsError("the facts", "events", "is a list with at least one event")
    events = tuple(read_event(row, f"event {n}") for n, row in enumerate(rows, 1))
    _check_ids(events)
    named = {item for event in events for item in event.items or ()}
    items = reader.items("items", given.get("items")) or tuple(sorted(named)) or (1,)
    for n, event in enumerate(events, 1):
        if stray := set(event.items or ()) - set(items):
            raise FactsError(f"event {n}", "items", f"item {min(stray)} is not among the items")
    return Facts(
        agency=reader.text("agency", given["agency"]) if "agency" in given else None,
        calendar=reader.text("calendar", given.get("calendar", "gcl-24")),
        items=items,
        closings=reader.days("closings", given.get("closings", [])),
        rules=reader.choices("rules", given.get("rules", {})),
        events=events,
    )


def canonical(data: Mapping[str, object]) -> str:
    """The text of one event's facts that is stored and hashed: checked, sorted, no spaces.

    Fields left empty are left out, save `of`: an event may answer none. The facts' version is
    written in. Raises FactsError.
    """
    read_event(data)
    kept = {
        name: value
        for name, value in data.items()
        if value is not None and (value != [] or name == "of")
    }
    kept["v"] = VERSION
    return json.dumps(kept, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def stored(text: str) -> Event:
    """Read back the facts of a stored event, older versions included."""
    return read_event(json.loads(text))


def _kind(data: Mapping[str, object], where: str) -> Kind:
    name = data.get("kind")
    if not isinstance(name, str):
        raise FactsError(where, "kind", "is missing: say what happened")
    if name not in KINDS:
        near = get_close_matches(name, KINDS)
        hint = f"; did you mean “{near[0]}”?" if near else ""
        raise FactsError(where, "kind", f"{quoted(name)} is not a kind of event{hint}")
    version = data.get("v", VERSION)
    if version != VERSION:
        raise FactsError(
            where, "v", f"{quoted(version)} is not a version of facts this program reads"
        )
    return KINDS[name]


def _refuse_unknown(data: Mapping[str, object], kind: Kind, where: str) -> None:
    allowed = {*COMMON, *OURS, "papers", *PAPER_DATES, *(f.name for f in kind.fields)}
    for name in data:
        if name not in allowed:
            near = get_close_matches(str(name), sorted(allowed))
            hint = f"; did you mean “{near[0]}”?" if near else ""
            raise FactsError(where, str(name)[:60], f"“{kind.name}” has no such field{hint}")


def _require_date(event: Event, kind: Kind, where: str) -> None:
    if event.papers or event.on or event.at or event.detail("from"):
        return
    wanted = "received" if kind.agency else "on"
    raise FactsError(where, wanted, "is missing: every event needs at least one date")


def _papers(reader: Values, data: Mapping[str, object]) -> tuple[Paper, ...]:
    rows = data.get("papers")
    short = {name: data[name] for name in PAPER_DATES if data.get(name) is not None}
    if rows is None:
        return (reader.paper(short, ""),) if short else ()
    if short:
        raise FactsError(
            reader.where, min(short), "give the dates on the papers, or alone, not both"
        )
    if not isinstance(rows, list) or not rows:
        raise FactsError(reader.where, "papers", "is a list of {how, dated, postmarked, received}")
    return tuple(reader.paper(row, f"papers {n}, ") for n, row in enumerate(rows, 1))


def _by(reader: Values, data: Mapping[str, object], kind: Kind) -> str | None:
    if data.get("by") is None or kind.field("by") is not None:
        return None
    return reader.text("by", data["by"])


def _check_ids(events: Sequence[Event]) -> None:
    seen: set[str] = set()
    for n, event in enumerate(events, 1):
        if event.id in seen:
            raise FactsError(f"event {n}", "id", f"{quoted(event.id)} is used twice")
        for name in (*(event.of or ()), *((event.replaces,) if event.replaces else ())):
            if name not in seen:
                which = "replaces" if name == event.replaces else "of"
                raise FactsError(f"event {n}", which, f"there is no earlier event {quoted(name)}")
        seen.add(event.id)
