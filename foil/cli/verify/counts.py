"""Every clock and stage counted afresh by the law, and compared with what is stored."""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Any

from foil.catalog.directory import directory_of
from foil.catalog.overlay import Own
from foil.cli.verify.reading import Reading
from foil.errors import FoilError
from foil.insight.basis import Basis, corrections_of
from foil.law.clocks import Clock, run
from foil.law.facts import stored
from foil.law.history import history_of
from foil.law.overrides import laid
from foil.law.rules import Rules
from foil.law.stages import stage_spans

REQUESTS = "SELECT id, number, agency, law, head_seq, basis FROM request ORDER BY id"
EVENTS = "SELECT request_id, facts FROM event ORDER BY request_id, seq"
ITEMS = "SELECT request_id, number FROM item ORDER BY request_id, number"
CLOCKS = """
    SELECT request_id, id, kind, items, against, stake, arises_on, due, earliest, latest, act_on,
           stopped_on, how, rest
    FROM clock ORDER BY request_id, n
"""
STAGES = "SELECT request_id, item, stage, since, until FROM stage_span ORDER BY request_id, n"
OVERRIDES = """
    SELECT request_id, clock, day FROM override WHERE ended_at IS NULL ORDER BY request_id, id
"""
CORRECTIONS = "SELECT slug, field, value FROM agency_correction ORDER BY id"
REST = (
    "from_kind",
    "from_event",
    "day_zero",
    "length",
    "unit",
    "by",
    "ended_by",
    "parent",
    "no_notice",
    "mailed",
    "computed",
)

Row = tuple[Any, ...]


def counts(reading: Reading) -> Iterator[str]:
    """Requests whose stored dates are not those the law gives, a sentence each."""
    basis = _basis(reading)
    events, items = _grouped(reading, EVENTS), _grouped(reading, ITEMS)
    clocks, stages = _grouped(reading, CLOCKS), _grouped(reading, STAGES)
    overrides = _grouped(reading, OVERRIDES)
    for id_, number, agency, law, head_seq, under in reading.rows(REQUESTS):
        if head_seq and under != basis.digest(agency):
            continue
        facts = [text for (text,) in events.get(id_, [])]
        asked = tuple(item for (item,) in items.get(id_, [])) or (1,)
        rules = basis.rules(agency) if law == "foil" else None
        try:
            fresh = _fresh(facts, asked, rules, overrides.get(id_, []))
        except (FoilError, ValueError) as error:
            yield f"{number}: its record cannot be read ({error})"
            continue
        kept = ([_kept(*row) for row in clocks.get(id_, [])], _texts(stages.get(id_, [])))
        if fresh != kept:
            yield f"{number}: {_difference(fresh, kept)}"


def to_recount(reading: Reading) -> int:
    """How many requests were counted under older rules and wait to be recounted."""
    basis = _basis(reading)
    rows = reading.rows(REQUESTS)
    return sum(
        bool(head) and under != basis.digest(agency) for _, _, agency, _, head, under in rows
    )


def _basis(reading: Reading) -> Basis:
    """The office's basis, read here by plain SQL."""
    known = directory_of(
        (slug, field, None if value is None else Own(value))
        for slug, field, value in reading.rows(CORRECTIONS)
    )
    closings: dict[str | None, dict[date, str]] = {None: {}}
    for slug, day, words in reading.rows("SELECT agency, day, words FROM closing ORDER BY day, id"):
        closings.setdefault(slug, {})[date.fromisoformat(str(day))] = words
    return Basis(
        calendar=next((name for (name,) in reading.rows("SELECT calendar FROM office")), "gcl-24"),
        choices=dict(reading.rows("SELECT rule, choice FROM rule_choice")),
        closings=closings.pop(None),
        corrections=corrections_of(known),
        agency_closings={slug: days for slug, days in closings.items() if slug is not None},
        directory=known,
    )


def _fresh(
    facts: list[str], items: tuple[int, ...], rules: Rules | None, overrides: list[Row]
) -> tuple[list[Row], list[Row]]:
    if rules is None or not facts:
        return [], []
    history = history_of([stored(text) for text in facts], items)
    days = {clock: date.fromisoformat(str(day)) for clock, day in overrides}
    clocks = laid(run(history, rules), days)
    spans = [(s.item, s.stage, s.since, s.until) for s in stage_spans(history, clocks)]
    return [_counted(clock) for clock in clocks], _texts(spans)


def _counted(clock: Clock) -> Row:
    """A fresh clock as comparable texts."""
    items = "," + ",".join(str(item) for item in clock.items) + ","
    days = (clock.arises_on, clock.due, clock.earliest, clock.latest, clock.act_on)
    plain = (clock.id, clock.kind, items, clock.against, clock.stake, *days)
    rest = {name: getattr(clock, name) for name in REST} | {
        "needs": clock.needs,
        "authority": clock.authority,
        "readings": [list(reading) for reading in clock.readings],
    }
    if clock.says:
        rest["says"] = clock.says
    return (
        *_text((*plain, clock.stopped_on, clock.how)),
        json.loads(json.dumps(rest, default=str)),
    )


def _kept(*row: Any) -> Row:
    """A stored clock as comparable texts."""
    return (*_text(row[:-1]), json.loads(row[-1]))


def _difference(fresh: tuple[list[Row], list[Row]], kept: tuple[list[Row], list[Row]]) -> str:
    """Which of the stored dates differs first."""
    clocks, others = sorted(fresh[0], key=str), sorted(kept[0], key=str)
    for counted, stored_row in zip(clocks, others, strict=False):
        if counted != stored_row:
            return (
                f"its stored clock {stored_row[0]} is not what the law gives; it needs a recount."
            )
    if len(fresh[0]) != len(kept[0]):
        return f"{len(kept[0])} clocks are stored and the law gives {len(fresh[0])}."
    return "its stored stages are not what the law gives; it needs a recount."


def _grouped(reading: Reading, sql: str) -> dict[int, list[Row]]:
    groups = groupby(reading.rows(sql), key=lambda row: row[0])
    return {id_: [row[1:] for row in rows] for id_, rows in groups}


def _texts(rows: Iterable[Row]) -> list[Row]:
    return [_text(row) for row in rows]


def _text(row: Iterable[Any]) -> Row:
    return tuple(None if value is None else str(value) for value in row)
