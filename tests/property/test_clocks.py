"""What holds of the clocks of any history, however odd."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from foil.law.authorities import AUTHORITIES
from foil.law.clocks import Clock, run
from foil.law.effects import base, effects
from foil.law.history import History
from foil.law.report import report
from foil.law.rules import Rules
from foil.law.sayings import sentences
from foil.law.stages import STAGES, stage_at, stage_spans
from foil.law.words import lead, title
from tests.property.histories import RULES, Told, around, corrected, count, told

ONE = timedelta(days=1)
ORDER = {"waiting": 0, "running": 1, "due_today": 2, "past_due": 3, "late": 4}
STOPPED = ("met", "met_late", "ended")
LENGTH = {"appeal": 30, "article_78": 118}  # four months are never shorter than 118 days


@given(told() | corrected(), RULES)
def test_every_clock_is_well_made(happened: Told, rules: Rules) -> None:
    history = happened.history()
    standing = {event.id for event in history.events}
    for clock in run(history, rules):
        assert clock.earliest <= clock.due <= clock.latest
        assert clock.items == tuple(sorted(set(clock.items)))
        assert clock.items and set(clock.items) <= set(happened.items)
        assert clock.from_event in standing
        assert (clock.how is None) is (clock.stopped_on is None) is (clock.by is None)
        assert clock.ended_by is None or clock.ended_by in standing
        if clock.unit == "business_days":
            assert rules.calendar.is_business_day(clock.due)
        if clock.against == "agency":
            assert clock.act_on == clock.latest and clock.stake is None
        elif clock.kind != "publication":
            assert clock.stake is not None and rules.calendar.is_business_day(clock.act_on)
            assert clock.act_on <= clock.earliest
            assert rules.calendar.between(clock.act_on, clock.earliest) == 0


@given(told() | corrected(), RULES)
def test_ids_are_unique_and_an_item_has_each_clock_once(happened: Told, rules: Rules) -> None:
    clocks = run(happened.history(), rules)
    assert len({clock.id for clock in clocks}) == len(clocks)
    parts = [(base(clock), item) for clock in clocks for item in clock.items]
    assert len(set(parts)) == len(parts)


@given(told(), RULES, st.randoms(use_true_random=False))
def test_the_order_of_recording_does_not_matter_between_days(
    happened: Told, rules: Rules, random: Any
) -> None:
    days = {event.id: event.act_day for event in happened.history().events}
    by_day: dict[date, list[dict[str, Any]]] = {}
    for event in happened.events:
        by_day.setdefault(days[event["id"]], []).append(event)
    groups = list(by_day.values())
    random.shuffle(groups)
    shuffled = Told(happened.items, tuple(event for group in groups for event in group))
    assert run(shuffled.history(), rules) == run(happened.history(), rules)


@given(told(), RULES, st.data())
def test_a_correction_that_changes_nothing_keeps_every_id(
    happened: Told, rules: Rules, data: st.DataObject
) -> None:
    old = data.draw(st.sampled_from(happened.events))
    again = {**old, "id": "new", "replaces": old["id"]}
    for before, after in zip(
        run(happened.history(), rules), run(happened.history(more=[again]), rules), strict=True
    ):
        assert base(before) == base(after)
        assert _dates(before) == _dates(after) and before.items == after.items
        if before.ended_by is None:
            assert before.id == after.id


@given(told() | corrected(), RULES)
def test_a_state_only_moves_on(happened: Told, rules: Rules) -> None:
    history = happened.history()
    clocks = run(history, rules)
    days = around(history, clocks)
    for clock in clocks:
        states = [clock.state(day) for day in days]
        going = [ORDER[state] for state in states if state in ORDER]
        assert going == sorted(going)
        stopped = states[len(going) :]
        assert set(stopped) <= set(STOPPED) and len(set(stopped)) <= 1


@given(told(), RULES)
def test_the_day_before_the_day_and_the_day_after(happened: Told, rules: Rules) -> None:
    for clock in run(happened.history(), rules):
        mark = clock.act_on if clock.against == "requester" else clock.due
        if clock.how is None and clock.arises_on < mark:
            after = "past_due" if mark < clock.latest else "late"
            states = [clock.state(day) for day in (mark - ONE, mark, mark + ONE)]
            assert states == ["running", "due_today", after]
            assert clock.state(clock.latest + ONE) == "late"
            assert clock.state(clock.arises_on - ONE) == "waiting"


@given(told() | corrected(), RULES)
def test_stage_spans_say_what_the_stage_is_on_every_day(happened: Told, rules: Rules) -> None:
    history = happened.history()
    clocks = run(history, rules)
    spans = stage_spans(history, clocks)
    assert {span.stage for span in spans} <= set(STAGES)
    for item in happened.items:
        mine = [span for span in spans if span.item == item]
        assert [span.until for span in mine[:-1]] == [span.since for span in mine[1:]]
        assert all(one.stage != two.stage for one, two in pairwise(mine))
        for day in around(history, clocks):
            on = [s.stage for s in mine if s.since <= day and (s.until is None or day < s.until)]
            assert (on or ["draft"]) == [stage_at(history, clocks, item, day)]


@given(told() | corrected(), RULES, st.integers(0, 300))
def test_known_on_shows_nothing_that_was_not_known(
    happened: Told, rules: Rules, after: int
) -> None:
    day = min(event.act_day for event in happened.history().events) + timedelta(days=after)
    known = {
        event.id
        for event in happened.history().events
        if (not event.papers and event.act_day <= day)
        or any(paper.known_on and paper.known_on <= day for paper in event.papers)
    }
    clocks = run(happened.history(known_on=day), rules)
    assert {clock.from_event for clock in clocks} <= known
    assert {clock.ended_by for clock in clocks if clock.ended_by} <= known


@given(told() | corrected(), RULES)
def test_a_withdrawal_ends_every_clock(happened: Told, rules: Rules) -> None:
    day = happened.last_day() + ONE
    gone = {"id": "w", "kind": "withdrawn", "on": day.isoformat(), "items": list(happened.items)}
    history = happened.history(more=[gone])
    clocks = [clock for clock in run(history, rules) if clock.kind != "publication"]
    assert {clock.state(day) for clock in clocks} <= set(STOPPED)
    assert all(stage_at(history, clocks, item, day) == "withdrawn" for item in happened.items)


@given(told(by_post=False), RULES)
def test_each_item_is_counted_as_if_it_were_alone(happened: Told, rules: Rules) -> None:
    history = happened.history()
    together = run(history, rules)
    for item in happened.items:
        mine = [e for e in happened.events if item in _items(history, e["id"])]
        alone = Told((item,), tuple({**e, "items": [item], "of": _of(history, e)} for e in mine))
        expected = Counter(_dates(clock) for clock in together if item in clock.items)
        assert Counter(_dates(clock) for clock in run(alone.history(), rules)) == expected


@given(told(), RULES)
def test_what_silence_starts_is_chained_to_what_was_missed(happened: Told, rules: Rules) -> None:
    clocks = run(happened.history(), rules)
    parts = {(base(clock), item): clock for clock in clocks for item in clock.items}
    for clock in clocks:
        if clock.parent is None or clock.how is not None:
            continue
        parent = parts[base(clock).removeprefix(f"{clock.kind}:"), clock.items[0]]
        assert parent.kind == clock.parent
        if parent.how is None and "tolled" not in {event["kind"] for event in happened.events}:
            assert clock.day_zero == parent.due and clock.arises_on == parent.due + ONE
            assert clock.earliest >= parent.earliest + timedelta(days=LENGTH[clock.kind])
            assert clock.latest >= parent.latest + timedelta(days=LENGTH[clock.kind])


@given(told() | corrected(), RULES)
def test_effects_mention_every_clock_an_event_changes(happened: Told, rules: Rules) -> None:
    others = Told(happened.items, happened.events[:-1])
    before, after = count(others.history(), rules), count(happened.history(), rules)
    found = effects(before, after)
    assert all(effect.says("NYPD").strip() for effect in found)
    said = {part for effect in found if effect.verb != "keeps" for part in _parts([effect.clock])}
    old, new = _parts(before), _parts(after)
    for part in old.keys() | new.keys():
        was, now = old.get(part), new.get(part)
        silent = (was or now).parent is not None  # type: ignore[union-attr]
        if was and now and _mark(was) == _mark(now):
            assert part not in said
        elif not silent or (now and now.ended_by):
            assert part in said


@given(told() | corrected(), RULES)
def test_there_are_words_and_authorities_for_everything(happened: Told, rules: Rules) -> None:
    history = happened.history()
    clocks = run(history, rules)
    for clock in clocks:
        said = sentences(clock)
        assert said and all(sentence.endswith(".") and "_" not in sentence for sentence in said)
        assert title(clock, "NYPD").strip() and lead(clock).strip() and "_" not in title(clock, "")
        assert not clock.authority or _stands(clock.authority)
    for day in around(history, clocks)[::7]:
        told_of = report(history, clocks, day)
        json.dumps(told_of)
        traps: Any = told_of["traps"]
        assert all(trap["says"].endswith(".") and _stands(trap["authority"]) for trap in traps)


def _stands(authority: Iterable[str]) -> bool:
    """True where the authorities are known, and not all of them from memory."""
    return any(AUTHORITIES[name].status != "memory" for name in authority)


def _dates(clock: Clock) -> tuple[Any, ...]:
    """What a clock says, apart from its id and the items it shares."""
    named = (clock.kind, clock.against, clock.from_kind, clock.unit, clock.stake, clock.parent)
    days = (clock.day_zero, clock.due, clock.earliest, clock.latest, clock.act_on)
    return (*named, *days, clock.arises_on, clock.stopped_on, clock.how, clock.by, clock.needs)


def _mark(clock: Clock) -> tuple[Any, ...]:
    """What of a clock an effect is about: once closed, no more how late it might have been."""
    ahead = () if clock.ended_by else (clock.act_on, clock.latest)
    return clock.due, clock.how, clock.ended_by, *ahead


def _parts(clocks: Sequence[Clock]) -> dict[tuple[str, int], Clock]:
    return {(base(clock), item): clock for clock in clocks for item in clock.items}


def _items(history: History, name: str) -> tuple[int, ...]:
    return next(event.items or () for event in history.events if event.id == name)


def _of(history: History, event: dict[str, Any]) -> list[str]:
    return list(next(found.of or () for found in history.events if found.id == event["id"]))
