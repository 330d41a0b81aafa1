"""The tables that are laid out when the program starts come out the same when laid out again."""

from collections.abc import Callable
from datetime import date

import pytest

from foil.law import authorities, calendars, kinds, periods, rulebook
from foil.law.calendars import PROFILES, Calendar
from foil.law.clocks import duties
from foil.law.facts import FactsError, canonical, read_event


def test_the_authorities() -> None:
    assert authorities._load() == authorities.AUTHORITIES
    one = authorities._load()["pol-89-4-a"]
    assert (one.id, one.read, one.citable) == ("pol-89-4-a", True, True)
    assert one.urls and all(url.startswith("https://") for url in one.urls)


def test_the_rulebook() -> None:
    anew = rulebook.load.__wrapped__()
    assert anew == rulebook.load() and list(anew) == list(rulebook.load())


def test_a_choice_among_words_is_a_field_that_allows_no_other() -> None:
    field = kinds._choice("outcome", "granted", "denied")
    assert (field.name, field.type, field.choices) == ("outcome", "choice", ("granted", "denied"))


@pytest.mark.parametrize(
    ("on", "told", "falls"),
    [
        (calendars._fixed, (7, 4, 2026), "2026-07-04"),
        (calendars._last, (5, 0, 2026), "2026-05-25"),
        (calendars._last, (5, 0, 2027), "2027-05-31"),
        (calendars._last, (12, 4, 2026), "2026-12-25"),
        (calendars._last, (12, 4, 2027), "2027-12-31"),
        (calendars._last, (2, 1, 2028), "2028-02-29"),
        (calendars._nth, (11, 3, 4, 2026), "2026-11-26"),
        (calendars._nth, (11, 3, 4, 2028), "2028-11-23"),
        (calendars._nth, (9, 0, 1, 2025), "2025-09-01"),
        (calendars._nth, (9, 0, 1, 2026), "2026-09-07"),
        (calendars._election_day, (2026,), "2026-11-03"),
        (calendars._election_day, (2027,), "2027-11-02"),
    ],
)
def test_the_day_of_a_holiday(on: Callable[..., date], told: tuple[int, ...], falls: str) -> None:
    assert on(*told).isoformat() == falls


def test_a_calendar_newly_made() -> None:
    snow = date(2026, 11, 27)
    fresh = Calendar(PROFILES["gcl-24"], {snow: "Snow"})
    assert (fresh.name, fresh.closings) == ("gcl-24", {snow: "Snow"})
    assert fresh.add(date(2026, 11, 25), 1) == date(2026, 11, 30)
    assert fresh.roll(date(2026, 11, 26)) == date(2026, 11, 30)
    assert fresh.back(snow) == date(2026, 11, 25)
    assert [fresh.holiday(date(year, 12, 25)) for year in (2026, 2027)] == ["Christmas"] * 2
    assert fresh.between(date(2026, 11, 25), snow) == 0


def test_a_new_year_s_day_on_a_saturday_is_kept_in_the_year_before() -> None:
    portal = Calendar(PROFILES["nyc-portal"], {})
    kept = [portal.holiday(date(year, 12, 31)) for year in (2021, 2026, 2027)]
    assert kept == ["New Year’s Day", None, "New Year’s Day"]
    assert portal.holiday(date(2027, 1, 1)) == "New Year’s Day"


@pytest.mark.parametrize(("kind", "n", "rests_on"), [("appeal", 30, "pol-89-4-a"),
                         ("publication", 14, "charter-3012")])  # fmt: skip
def test_how_long_a_period_is_today(kind: str, n: int, rests_on: str) -> None:
    assert (periods.length(kind), periods.authority(kind)[0]) == (n, rests_on)


def test_a_duty_done_meets_the_clocks_it_names() -> None:
    assert duties.done("clarify", "affidavit").kinds == ("clarify", "affidavit")


def test_what_is_stored_keeps_its_letters() -> None:
    stored = canonical({"kind": "wrote", "on": "2026-11-02", "letter": "§ 87(2)(é)", "by": None})
    assert stored == '{"kind":"wrote","letter":"§ 87(2)(é)","on":"2026-11-02","v":1}'


def test_what_is_quoted_back_is_cut_after_sixty_letters() -> None:
    for length, said in ((60, "“" + "a" * 60 + "”"), (61, "“" + "a" * 60 + "…”")):
        with pytest.raises(FactsError) as refused:
            read_event({"kind": "a" * length, "on": "2026-11-02"}, "event 3")
        assert refused.value.says == f"{said} is not a kind of event"
        assert str(refused.value) == f"event 3, kind: {said} is not a kind of event"
    with pytest.raises(FactsError) as refused:
        read_event([], "event 3")
    assert str(refused.value) == "event 3: an event is a JSON object with a kind and a date"
    assert (refused.value.event, refused.value.field) == ("event 3", "")
