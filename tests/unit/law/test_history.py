"""Corrections folded, defaults filled, events in the order they happened."""

from datetime import date
from typing import Any

import pytest

from foil.law.event import Event
from foil.law.facts import read_event
from foil.law.history import History, history_of, resolve
from tests.unit.law.telling import happened, ours, theirs


def history(*events: dict[str, Any], items: tuple[int, ...] = (1, 2, 3)) -> History:
    told = [{"id": f"e{n}", **event} for n, event in enumerate(events, 1)]
    return history_of([read_event(event) for event in told], items)


def filled(*events: dict[str, Any]) -> tuple[tuple[int, ...] | None, tuple[str, ...] | None]:
    """The items and answered events of the last one told."""
    last = next(e for e in history(*events).events if e.id == f"e{len(events)}")
    return last.items, last.of


SENT, RECEIVED = ours("sent", "2026-10-19"), ours("received", "2026-10-19")
DENIED = theirs("denied", "2026-11-02", items=[2])


def test_events_stand_in_the_order_of_their_own_days_then_as_recorded() -> None:
    kinds = [e.kind for e in history(theirs("acknowledged", "2026-10-23"), SENT, RECEIVED).events]
    assert kinds == ["sent", "received", "acknowledged"]


def test_absent_items_are_all_then_open() -> None:
    assert filled(SENT) == ((1, 2, 3), ())
    assert filled(SENT, DENIED, theirs("released", "2026-11-09"))[0] == (1, 3)
    part = theirs("released", "2026-11-02", items=[2], part="part")
    assert filled(SENT, part, theirs("denied", "2026-11-09"))[0] == (1, 2, 3)
    whole = theirs("denied", "2026-11-02", items=[1, 2, 3])
    assert filled(whole, theirs("released", "2026-11-09"))[0] == (1, 2, 3), "none is open: all"


def test_a_re_opening_is_about_what_was_closed_and_opens_it_again() -> None:
    reopened = theirs("reopened", "2026-11-16")
    assert filled(SENT, DENIED, reopened)[0] == (2,)
    assert filled(SENT, DENIED, reopened, theirs("released", "2026-12-01"))[0] == (1, 2, 3)
    assert history(SENT, DENIED).open_items() == (1, 3)
    assert history(SENT, DENIED, reopened).open_items() == (1, 2, 3)


def test_an_answer_is_to_the_latest_it_can_be() -> None:
    assert filled(SENT, RECEIVED) == ((1, 2, 3), ("e1",))
    assert filled(SENT, RECEIVED, theirs("acknowledged", "2026-10-23"))[1] == ("e2",)
    assert filled(SENT, ours("appealed", "2026-11-20")) == ((1, 2, 3), ("e1",))
    assert filled(SENT, DENIED, ours("appealed", "2026-11-20")) == ((2,), ("e2",))
    appeal = (SENT, DENIED, ours("appealed", "2026-11-20"))
    assert filled(*appeal, ours("appeal_received", "2026-11-20")) == ((2,), ("e3",))
    assert filled(*appeal, theirs("appeal_decided", "2026-12-01")) == ((2,), ("e3",))


def test_what_happens_on_one_day_can_answer_what_came_before_it_that_day() -> None:
    stored = resolve(history(SENT, DENIED), ours("appealed", "2026-11-02"))
    assert (stored["items"], stored["of"]) == ([2], ["e2"])


def test_items_are_filled_where_what_is_answered_is_named_and_the_other_way_round() -> None:
    assert filled(SENT, DENIED, ours("appealed", "2026-11-20", of=["e2"])) == ((2,), ("e2",))
    assert filled(SENT, DENIED, ours("appealed", "2026-11-20", items=[2])) == ((2,), ("e2",))
    (alone,) = history(ours("wrote", "2026-10-19", of=[])).events
    assert alone.items == (1, 2, 3)


def test_an_answer_is_to_what_is_about_its_items() -> None:
    one, two = ours("sent", "2026-10-19", items=[1]), ours("sent", "2026-10-20", items=[2])
    assert filled(one, two, ours("received", "2026-10-21", items=[1]))[1] == ("e1",)
    assert filled(one, two, ours("received", "2026-10-21", items=[2, 3]))[1] == ("e2",)


def test_a_closing_that_gave_what_was_asked_is_no_denial_to_appeal() -> None:
    for said, answered in (("no_answer", "e2"), ("fulfilled", "e1"), ("withdrawn", "e1")):
        closed = theirs("closed", "2026-11-02", **{"as": said})
        assert filled(SENT, closed, ours("appealed", "2026-11-20"))[1] == (answered,)


@pytest.mark.parametrize(
    ("papers", "sent"),
    [
        ([{"dated": "2026-10-26"}, {"dated": "2026-10-23"}], ("2026-10-23", "letter")),
        (
            [{"dated": "2026-10-20"}, {"how": "email", "received": "2026-10-26"}],
            ("2026-10-26", "notice"),
        ),
        (
            [{"dated": "2026-10-20"}, {"dated": "2026-10-20", "postmarked": "2026-10-22"}],
            ("2026-10-22", "postmark"),
        ),
        ([{"received": "2026-10-19"}, {"dated": "2026-10-20"}], ("2026-10-20", "letter")),
        ([{"how": "post", "received": "2026-10-26"}], ("2026-10-26", "receipt")),
    ],
)
def test_the_paper_that_shows_best_says_when_an_act_was_done(
    papers: list[dict[str, str]], sent: tuple[str, str]
) -> None:
    (event,) = history({"kind": "denied", "papers": papers}).events
    assert (event.act_day.isoformat(), event.sent[1]) == sent
    assert event.sent[0] == event.act_day


def test_a_toll_counts_from_its_first_day_and_what_has_no_day_comes_first() -> None:
    days = {"from": "2027-01-01", "to": "2027-01-31"}
    (toll,) = history({"kind": "tolled", "clocks": ["appeal"], **days}).events
    assert toll.sent == (date(2027, 1, 1), "act")
    assert Event("contacted", "c").sent == (date.min, "act")
    (evening,) = history({"kind": "received", "at": "2026-10-19T23:30:00"}).events
    assert evening.sent == (date(2026, 10, 19), "act")


def test_what_was_done_on_a_day_is_known_that_day() -> None:
    for day, kinds in (("2026-10-18", []), ("2026-10-19", ["sent"])):
        known = happened(SENT, theirs("denied", "2026-11-02"), known_on=day).history.events
        assert [event.kind for event in known] == kinds


def test_an_answer_dated_before_what_it_answers_is_about_what_is_open() -> None:
    assert filled(DENIED, ours("appealed", "2026-10-30", of=["e1"])) == ((1, 2, 3), ("e1",))


def test_an_appeal_of_items_denied_apart_answers_each_letter() -> None:
    letters = (DENIED, theirs("no_records", "2026-11-05", items=[3]))
    assert filled(*letters, ours("appealed", "2026-11-20", items=[2, 3]))[1] == ("e1", "e2")
    assert filled(*letters, ours("appealed", "2026-11-20", items=[3]))[1] == ("e2",)


def test_what_is_named_is_taken() -> None:
    assert filled(SENT, DENIED, ours("appealed", "2026-11-20", of=["e1"]))[0] == (1, 2, 3)
    assert filled(SENT, DENIED, ours("appealed", "2026-11-20", of=[], items=[1])) == ((1,), ())


def test_a_correction_stands_in_the_place_of_what_it_corrects() -> None:
    wrong = ours("received", "2026-10-19")
    right = {"kind": "received", "at": "2026-10-19T09:00:00", "replaces": "e2"}
    told = history(SENT, wrong, theirs("acknowledged", "2026-10-19"), right)
    assert [event.id for event in told.events] == ["e1", "e4", "e3"]
    assert (told.first, told.line(told.events[1])) == ({"e4": "e2"}, "e2")


def test_a_correction_of_a_correction_has_the_first_of_its_line() -> None:
    told = history(
        DENIED,
        DENIED | {"dated": "2026-11-03", "received": "2026-11-03", "replaces": "e1"},
        DENIED | {"dated": "2026-11-04", "received": "2026-11-04", "replaces": "e2"},
    )
    (event,) = told.events
    assert (event.id, told.line(event), event.act_day) == ("e3", "e1", date(2026, 11, 4))


def test_what_named_an_event_names_what_stands_in_its_place() -> None:
    told = history(
        DENIED,
        ours("appealed", "2026-11-20", of=["e1"]),
        DENIED | {"dated": "2026-11-03", "replaces": "e1"},
    )
    appealed = told.events[-1]
    assert (appealed.of, appealed.items) == (("e3",), (2,))


def test_a_corrected_day_moves_an_event_among_the_others() -> None:
    told = history(
        SENT,
        DENIED,
        theirs("released", "2026-11-09", items=[1]),
        DENIED | {"dated": "2026-11-30", "received": "2026-11-30", "replaces": "e2"},
    )
    assert [event.id for event in told.events] == ["e1", "e3", "e4"]


def test_as_known_on_a_day() -> None:
    papers = [
        {"how": "portal", "received": "2026-11-20"},
        {"how": "post", "dated": "2026-11-18", "received": "2026-11-30"},
    ]
    events = (SENT, {"kind": "denied", "papers": papers})
    assert happened(*events, known_on="2026-10-18").history.events == ()
    assert [e.kind for e in happened(*events, known_on="2026-11-19").history.events] == ["sent"]
    first = happened(*events, known_on="2026-11-20").one("appeal", stake="final")
    assert first.earliest == date(2026, 12, 20), "the posted copy was not there yet"
    later = happened(*events, known_on="2026-11-30").one("appeal", stake="final")
    assert (later.id, later.earliest) == (first.id, date(2026, 12, 18))


def test_a_letter_on_its_way_is_not_known() -> None:
    letter = theirs("acknowledged", "2026-11-09", "2026-11-18", postmarked="2026-11-10")
    told = happened(ours("received", "2026-11-02"), letter, known_on="2026-11-17")
    assert told.one("acknowledge").how is None
    told = happened(ours("received", "2026-11-02"), letter, known_on="2026-11-18")
    assert told.one("acknowledge").how == "met"


def test_what_a_correction_says_was_not_there_yet_was_never_known() -> None:
    wrong = theirs("denied", "2026-11-02", "2026-11-05", id="d")
    right = theirs("denied", "2026-11-02", "2026-11-18", replaces="d")
    assert happened(wrong, right, known_on="2026-11-10").clocks == ()
    assert happened(wrong, known_on="2026-11-10").clocks != ()


def test_resolving_names_items_and_what_is_answered() -> None:
    told = history(SENT, DENIED, ours("appealed", "2026-12-10", items=[2]))
    resolved = resolve(told, ours("appealed", "2026-11-20"))
    assert resolved == ours("appealed", "2026-11-20") | {"items": [2], "of": ["e2"]}
    before = resolve(told, theirs("acknowledged", "2026-10-23"))
    assert (before["items"], before["of"]) == ([1, 2, 3], ["e1"])


def test_a_second_appeal_is_of_what_the_first_left() -> None:
    letters = (DENIED, theirs("no_records", "2026-11-05", items=[3]))
    first = ours("appealed", "2026-11-20", items=[3], of=["e2"])
    assert filled(*letters, first, ours("appealed", "2026-11-23")) == ((2,), ("e1",))
