"""What happened to a request, newest first: the events that stand, and the silences between them.

Silence is computed, never recorded: it is the clock of an agency that passed and started another.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from foil.law.clocks import Clock
from foil.law.event import Event as Happening
from foil.law.extensions import Extension, extensions
from foil.law.history import History
from foil.model.tables import Document, Event


@dataclass(frozen=True)
class Entry:
    """An event that stands. `row` is how it was recorded, `documents` its papers' files,
    `started` and `ended` the clocks it touched, `mended` how often it has been corrected,
    `extensions` what it put off, if it did."""

    day: date
    event: Happening
    row: Event
    documents: tuple[Document, ...]
    started: tuple[Clock, ...]
    ended: tuple[Clock, ...]
    mended: int
    extensions: tuple[Extension, ...] = ()


@dataclass(frozen=True)
class Silence:
    """A day an agency let pass. `missed` is the kind of its clock, `opened` the clock that began
    with the day after."""

    day: date
    missed: str
    items: tuple[int, ...]
    opened: Clock


@dataclass(frozen=True)
class Kept:
    """One line of the history: every event as it was recorded, and the id of what replaced it."""

    row: Event
    event: Happening
    recorded_by: str
    replaced_by: str | None


def timeline(
    history: History,
    clocks: Sequence[Clock],
    rows: Sequence[Event],
    documents: Sequence[Document],
    day: date,
) -> tuple[Entry | Silence, ...]:
    """What stands of the events, and every silence up to `day`, newest first."""
    by_id = {row.id: row for row in rows}
    put_off = extensions(history, clocks)
    entries = [
        replace(
            _entry(history, event, clocks, by_id, documents),
            extensions=tuple(each for each in put_off if each.event == event.id),
        )
        for event in history.events
    ]
    found: list[Entry | Silence] = [*entries, *silences(clocks, day)]
    order = sorted(enumerate(found), key=lambda pair: (pair[1].day, pair[0]), reverse=True)
    return tuple(entry for _, entry in order)


def silences(clocks: Iterable[Clock], day: date) -> list[Silence]:
    """The days that agencies have let pass by `day`, the oldest first."""
    found: dict[tuple[str, date], Silence] = {}
    for clock in clocks:
        if clock.parent is not None and clock.arises_on <= day:
            key = (clock.parent, clock.day_zero)
            before = found.get(key)
            items = {*clock.items, *(before.items if before else ())}
            found[key] = Silence(clock.day_zero, clock.parent, tuple(sorted(items)), clock)
    return sorted(found.values(), key=lambda silence: silence.day)


def kept(
    rows: Sequence[Event], events: Sequence[Happening], names: Mapping[int, str]
) -> tuple[Kept, ...]:
    """Every event ever recorded, oldest first, corrected ones with what replaced them."""
    replaced = {event.replaces: event.id for event in events if event.replaces is not None}
    return tuple(
        Kept(row, event, names.get(row.recorded_by, ""), replaced.get(event.id))
        for row, event in zip(rows, events, strict=True)
    )


def _entry(
    history: History,
    event: Happening,
    clocks: Sequence[Clock],
    rows: Mapping[str, Event],
    documents: Sequence[Document],
) -> Entry:
    line = history.line(event)
    papers = {paper.document for paper in event.papers}
    mended = [id_ for id_, first in history.first.items() if first == line]
    ids = {event.id, line, *mended}
    return Entry(
        day=event.act_day,
        event=event,
        row=rows[event.id],
        documents=tuple(d for d in documents if d.event in ids or d.sha256 in papers),
        started=tuple(c for c in clocks if c.from_event == event.id and c.parent is None),
        ended=tuple(c for c in clocks if c.ended_by == event.id),
        mended=len(mended),
    )
