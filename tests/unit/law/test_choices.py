"""Rule choices as data, periods with their years, and an agency's own rules."""

from datetime import date

import pytest

from foil.errors import BadInput
from foil.law.agency import AgencyRules, OwnRule
from foil.law.authorities import AUTHORITIES
from foil.law.choices import CHOICES, Choice
from foil.law.periods import PERIODS, length, period
from foil.law.rules import rules_of
from tests.unit.law.telling import NYPD, STATE

DEFAULTS = {
    "calendar": "gcl-24",
    "receipt": "agency",
    "appeal_from": None,
    "extensions": "each",
    "city_rule": "twenty",
    "long_date": "twenty_days",
    "article_78_from": "receipt",
    "missing_notice": "runs",
    "mail_time": "ten_days",
}


def test_what_is_chosen_where_nobody_chose() -> None:
    assert {name: choice.default for name, choice in CHOICES.items()} == DEFAULTS
    plain = rules_of(STATE)
    assert {name: plain.chosen(name) for name in CHOICES} == DEFAULTS | {"appeal_from": "letter"}
    assert rules_of(NYPD).chosen("appeal_from") == "receipt"
    assert [name for name, choice in CHOICES.items() if not choice.law] == ["calendar", "mail_time"]


@pytest.mark.parametrize("choice", CHOICES.values(), ids=lambda choice: choice.name)
def test_each_choice_says_what_it_asks_and_each_option_where_it_holds(choice: Choice) -> None:
    assert choice.asks.endswith("?") and choice.for_
    assert choice.default in (None, choice.names[0])
    assert len(set(choice.names)) == len(choice.options) > 1
    for option in choice.options:
        assert option.says.endswith(".") and option.department
        assert option.authority and set(option.authority) <= AUTHORITIES.keys()
        assert any(AUTHORITIES[name].citable for name in option.authority)
        assert choice.option(option.name) is option
    with pytest.raises(KeyError):
        choice.option("none of them")


def test_one_choice_made_otherwise() -> None:
    plain = rules_of(NYPD, closings={date(2026, 11, 27): "Snow"}, choices={"extensions": "one"})
    other = plain.with_choice("appeal_from", "letter")
    assert (other.chosen("appeal_from"), other.chosen("extensions")) == ("letter", "one")
    assert (plain.chosen("appeal_from"), other.own) == ("receipt", plain.own)
    portal = plain.with_choice("calendar", "nyc-portal")
    assert (portal.chosen("calendar"), portal.own) == ("nyc-portal", None)
    assert portal.calendar.holiday(date(2026, 11, 27)) == "Snow"
    assert portal.with_choice("calendar", "gcl-24").own is plain.own
    for name, option in (("extensions", "two"), ("calendar", "us"), ("colour", "red")):
        with pytest.raises(BadInput, match="There is no"):
            plain.with_choice(name, option)


def test_an_agency_s_own_closing_is_in_its_own_calendar_alone() -> None:
    day = date(2026, 11, 27)
    closed = rules_of(STATE, agency_closings={day: "Moving house"})
    assert closed.calendar.holiday(day) is None
    assert closed.own is not None and closed.own.holiday(day) == "Moving house"
    courts = closed.with_choice("calendar", "courts")
    assert courts.own is not None and courts.own.name == "courts"
    assert courts.own.holiday(day) == "Moving house"


@pytest.mark.parametrize(
    ("kind", "day", "counted"),
    [
        ("determine", "2005-05-02", None),
        ("determine", "2005-05-03", (20, "business_days")),
        ("determine", "2026-11-25", (20, "business_days")),
        ("publication", "2025-12-24", (20, "business_days")),
        ("publication", "2025-12-25", (14, "days")),
        ("perfect_appeal", "2017-05-26", None),
        ("perfect_appeal", "2017-05-27", (60, "days")),
        ("acknowledge", "1990-01-02", (5, "business_days")),
        ("article_78", "2026-11-25", (4, "months")),
    ],
)
def test_the_length_of_a_period_on_a_day(
    kind: str, day: str, counted: tuple[int, str] | None
) -> None:
    found = period(kind, date.fromisoformat(day))
    assert (found and (found.length, found.unit)) == counted


def test_periods_of_a_kind_never_overlap_and_name_what_was_read() -> None:
    for row in PERIODS:
        assert set(row.authority) <= AUTHORITIES.keys()
        assert period(row.kind, row.since or date(1980, 1, 1)) is row
    assert (length("appeal"), length("publication")) == (30, 14)
    with pytest.raises(KeyError):
        period("lunch", date(2026, 11, 25))


def test_an_agency_s_own_rule_holds_between_its_days() -> None:
    rule = OwnRule("decides_in", 7, "nycrr-9-483-7", date(2020, 1, 1), date(2026, 6, 30))
    agency = AgencyRules("nysp", "State Police", "State Police", "state", own_rules=(rule,))
    held = {
        day: agency.own("decides_in", date.fromisoformat(day)) is rule
        for day in ("2019-12-31", "2020-01-01", "2026-06-30", "2026-07-01")
    }
    assert list(held.values()) == [False, True, True, False]
    assert agency.own("appeal_days", date(2026, 1, 1)) is None
    assert rule.days == 7


def test_an_option_there_is_not() -> None:
    with pytest.raises(KeyError, match="noon"):
        CHOICES["receipt"].option("noon")
