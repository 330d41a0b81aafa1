"""A rule read from its file, field by field, and every way it can be wrong, in its own sentence."""

from datetime import date
from typing import Any

import pytest

from foil.law import rulebook
from foil.law.periods import PERIODS, Period
from foil.law.rulebook import Example, Rule, RulebookError, lasts, read

FACTS = {"events": [{"kind": "received", "on": "2026-10-19"}]}
EXPECT = [{"clock": "acknowledge", "due": "2026-10-26"}]


def example(n: int, **fields: Any) -> dict[str, Any]:
    return {"title": f"Case {n}", "facts": FACTS, "expect": EXPECT, **fields}


BARE: dict[str, Any] = {
    "title": "{length} to answer",
    "says": "Within {length}; {article_78} to sue.",
    "authority": ["gcl-20", "gcl-24"],
    "example": [example(1, own="osc"), example(2), example(3)],
}


def rule(**fields: Any) -> Rule:
    (found,) = read("counting", {"five": {**BARE, "period": "acknowledge", **fields}})
    return found


def refused(**fields: Any) -> str:
    """What is said of a rule with those fields, those of None left out."""
    row = {**BARE, "period": "acknowledge", **fields}
    with pytest.raises(RulebookError) as caught:
        read(
            "counting", {"five": {name: field for name, field in row.items() if field is not None}}
        )
    return str(caught.value)


def test_a_rule_has_what_its_row_has_and_nothing_else() -> None:
    found = rule()
    assert found == Rule(
        id="five",
        subject="counting",
        title="Five business days to answer",
        says="Within five business days; four calendar months to sue.",
        authority=("gcl-20", "gcl-24"),
        clocks=(),
        examples=(
            Example("Case 1", FACTS, tuple(EXPECT), "osc"),
            Example("Case 2", FACTS, tuple(EXPECT), ""),
            Example("Case 3", FACTS, tuple(EXPECT), ""),
        ),
        contested="",
        since=None,
        until=None,
        period=next(row for row in PERIODS if row.kind == "acknowledge"),
        choice=None,
        own=None,
        trap=None,
        rows=(),
    )


def test_each_field_is_read_from_its_own_place() -> None:
    found = rule(
        clocks=["acknowledge", "determine"],
        contested="Some say {length}.",
        choice="receipt",
        own="closes_at",
        trap="no-date",
        rows=[3, 6],
    )
    assert found.clocks == ("acknowledge", "determine")
    assert found.contested == "Some say five business days."
    assert (found.choice, found.own, found.trap, found.rows) == (
        "receipt",
        "closes_at",
        "no-date",
        (3, 6),
    )


def test_a_rule_holds_since_its_period_does_else_since_it_says() -> None:
    days = {"since": date(2020, 6, 12), "until": date(2024, 12, 31)}
    free = rule(**days, period=None, title="Free", says="As it says.")
    assert (free.since, free.until, free.period) == (*days.values(), None)
    bound = rule(**days, period="determine")
    assert (bound.since, bound.until) == (date(2005, 5, 3), None)


@pytest.mark.parametrize(
    ("day", "n"), [("2005-01-01", 20), ("2025-12-24", 20), ("2025-12-25", 14), ("2026-11-25", 14)]
)
def test_a_dated_period_is_the_row_of_its_day(day: str, n: int) -> None:
    found = rule(period="publication", period_on=date.fromisoformat(day))
    assert found.period is not None and found.period.length == n
    assert rule(period="publication").period == PERIODS[[r.kind for r in PERIODS].index(
        "publication") + 1]  # fmt: skip


def test_no_period_is_in_force_before_it_began() -> None:
    assert refused(period="determine", period_on=date(2005, 5, 2)) == (
        "five names the period determine, of which 0 are in force."
    )
    assert rule(period="determine", period_on=date(2005, 5, 3)).period is not None


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"title": None}, "five has no title, or says nothing."),
        ({"title": " "}, "five has no title, or says nothing."),
        ({"says": ""}, "five has no title, or says nothing."),
        ({"contested": 3}, "five has no title, or says nothing."),
        ({"title": "{moon} days"}, "five names a period moon that does not exist."),
        ({"says": "In {moon}."}, "five names a period moon that does not exist."),
        ({"contested": "In {moon}."}, "five names a period moon that does not exist."),
        ({"says": "In {length}.", "period": None, "title": "Free"},
         "five names a period length that does not exist."),
        ({"authority": None}, "five names no authority; give at least one."),
        ({"authority": ["gcl-20", "pol-1"]}, "five names an authority pol-1 that does not exist."),
        ({"clocks": ["moon"]}, "five names a clock moon that does not exist."),
        ({"choice": "moon"}, "five names a rule choice moon that does not exist."),
        ({"example": None}, "five has 0 examples; give it 3."),
        ({"example": [example(1), example(2)]}, "five has 2 examples; give it 3."),
        ({"id": "six"}, "five has a field id that no rule has."),
        ({"subject": "court"}, "five has a field subject that no rule has."),
        ({"examples": []}, "five has a field examples that no rule has."),
        ({"zeal": 1, "mood": 1}, "five has a field mood that no rule has."),
        ({"example": [example(1, zeal=1, mood=1)]},
         "five: an example has a field mood that none has."),
        ({"example": [{"facts": FACTS, "expect": EXPECT}]},
         "five: an example has a title and says what must come out."),
        ({"example": [{"title": "Mute", "facts": FACTS}]},
         "five: an example has a title and says what must come out."),
        ({"example": [{"title": "Bare", "expect": EXPECT}]},
         "five, Bare: the facts, events: is a list with at least one event"),
        ({"example": [example(1, facts={"events": [{"kind": "moon", "on": "2026-10-19"}]})]},
         "five, Case 1: event 1, kind: “moon” is not a kind of event"),
    ],
)  # fmt: skip
def test_what_a_rule_that_is_not_as_rules_are_is_told(fields: dict[str, Any], says: str) -> None:
    assert refused(**fields) == says


@pytest.mark.parametrize(
    ("length", "unit", "said"),
    [
        (1, "days", "one calendar day"),
        (2, "days", "two calendar days"),
        (1, "business_days", "one business day"),
        (20, "business_days", "twenty business days"),
        (60, "days", "sixty calendar days"),
        (11, "months", "11 calendar months"),
        (1, "months", "one calendar month"),
    ],
)
def test_a_length_in_words(length: int, unit: Any, said: str) -> None:
    assert lasts(Period("any", length, unit, ())) == said


def test_the_rules_of_a_subject_stand_in_its_file_s_order() -> None:
    subjects = [each.subject for each in rulebook.load().values()]
    assert list(dict.fromkeys(subjects)) == list(rulebook.SUBJECTS)
    assert {each.id for each in rulebook.resting_on("case-tuxedo")} < rulebook.load().keys()
    assert all("appeal" in each.clocks for each in rulebook.of_clock("appeal"))
