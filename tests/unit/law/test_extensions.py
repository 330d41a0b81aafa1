"""Extensions counted, with the days they claim."""

from datetime import date
from typing import Any

import pytest

from foil.law.extensions import Extension, extensions, ordinal
from tests.unit.law.telling import NYPD, Event, Told, happened, ours, theirs

RECEIVED = ours("received", "2026-10-19")


def by_date(day: str) -> list[dict[str, str]]:
    return [{"date": day}]


def more(sent: str, until: str, **fields: Any) -> Event:
    return theirs("extended", sent, promised=by_date(until), **fields)


def acknowledged(until: str | None = "2026-12-15", **fields: Any) -> Event:
    return theirs("acknowledged", "2026-10-23", promised=until and by_date(until), **fields)


def of(told: Told) -> tuple[Extension, ...]:
    return extensions(told.history, told.clocks)


THREE = (
    RECEIVED,
    acknowledged(),
    more("2026-12-14", "2027-01-22"),
    more("2027-01-20", "2027-03-15"),
    more("2027-03-18", "2027-07-14", id="third"),
)


def test_the_third_says_what_it_claims_and_from_when_to_when() -> None:
    first, second, third = of(happened(*THREE, agency=NYPD))
    assert third == Extension(
        event="third",
        items=(1,),
        n=3,
        was=date(2027, 3, 15),
        now=date(2027, 7, 14),
        days=121,
        total=211,
        broken=True,
    )
    assert (first.n, first.days, first.total, first.broken) == (1, 38, 38, False)
    assert (second.was, second.now) == (date(2027, 1, 22), date(2027, 3, 15))
    assert third.says == (
        "3rd extension, 211 days claimed so far; "
        "the date moved from March 15, which had passed, to July 14"
    )
    assert second.says == (
        "2nd extension, 90 days claimed so far; the date moved from January 22 to March 15"
    )
    assert first.says.endswith("from December 15, 2026 to January 22, 2027")


@pytest.mark.parametrize("choice", ["each", "one"])
def test_they_are_counted_alike_whatever_the_law_makes_of_a_second(choice: str) -> None:
    told = happened(*THREE, agency=NYPD, rules={"extensions": choice})
    assert [(each.n, each.total) for each in of(told)] == [(1, 38), (2, 90), (3, 211)]


def test_without_a_date_in_the_acknowledgement_the_twentieth_day_is_the_first() -> None:
    (only,) = of(happened(RECEIVED, acknowledged(None), more("2026-11-20", "2027-01-15")))
    assert (only.was, only.total) == (date(2026, 11, 24), 52)


def test_a_letter_without_a_date_puts_nothing_off() -> None:
    told = happened(RECEIVED, acknowledged(), theirs("extended", "2026-12-14"))
    assert of(told) == ()


def test_an_extension_before_any_acknowledgement_is_one() -> None:
    told = happened(RECEIVED, more("2026-10-23", "2026-12-15"), more("2026-12-14", "2027-01-22"))
    assert [(each.n, each.was) for each in of(told)] == [(1, date(2026, 12, 15))]


def test_a_second_acknowledgement_with_a_date_is_an_extension() -> None:
    again = theirs("acknowledged", "2026-12-14", promised=by_date("2027-01-22"))
    assert [each.n for each in of(happened(RECEIVED, acknowledged(), again))] == [1]


def test_a_record_that_begins_with_an_extension_knows_no_earlier_date() -> None:
    told = happened(more("2026-12-14", "2027-01-22"), more("2027-01-20", "2027-01-25"))
    (second,) = of(told)
    assert (second.n, second.days, second.total) == (2, 3, 3)


def test_items_put_off_from_different_dates_are_counted_apart() -> None:
    told = happened(
        RECEIVED,
        acknowledged(),
        more("2026-12-14", "2027-01-22", items=[2]),
        more("2027-01-20", "2027-03-15", items=[1, 2, 3]),
        agency=NYPD,
        items=[1, 2, 3],
    )
    assert [(each.items, each.n, each.total) for each in of(told)] == [
        ((2,), 1, 38),
        ((1, 3), 1, 90),
        ((2,), 2, 90),
    ]


@pytest.mark.parametrize(
    "letter",
    [
        theirs("reopened", "2027-01-11", promised=by_date("2027-02-26")),
        theirs("released", "2026-12-14", part="part", more_by="2027-02-26"),
    ],
    ids=lambda letter: str(letter["kind"]),
)
def test_a_date_given_anew_begins_a_new_count(letter: Event) -> None:
    told = happened(RECEIVED, acknowledged(), letter, more("2027-02-22", "2027-03-26"))
    assert [(each.n, each.was, each.total) for each in of(told)] == [(1, date(2027, 2, 26), 28)]


def test_a_corrected_letter_counts_once() -> None:
    told = happened(
        RECEIVED,
        acknowledged(),
        more("2026-12-14", "2027-01-22", id="e"),
        more("2026-12-14", "2027-01-29", id="f", replaces="e"),
    )
    assert [(each.event, each.n, each.days) for each in of(told)] == [("f", 1, 45)]


def test_one_day_is_one_day() -> None:
    (only,) = of(happened(RECEIVED, acknowledged(), more("2026-12-14", "2026-12-16")))
    assert only.says == (
        "1st extension, 1 day claimed so far; the date moved from December 15 to December 16"
    )


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (1, "1st 2nd 3rd 4th"),
        (10, "10th 11th 12th 13th 14th"),
        (20, "20th 21st 22nd 23rd 24th"),
        (110, "110th 111th 112th 113th 114th"),
    ],
)
def test_ordinals(n: int, said: str) -> None:
    assert [ordinal(n + more) for more in range(len(said.split()))] == said.split()


def test_more_time_asked_on_the_last_day_breaks_no_date() -> None:
    for sent, broken in (("2026-12-15", False), ("2026-12-16", True)):
        (extension,) = of(happened(RECEIVED, acknowledged(), more(sent, "2027-01-22"), agency=NYPD))
        assert (extension.was, extension.broken) == (date(2026, 12, 15), broken)
