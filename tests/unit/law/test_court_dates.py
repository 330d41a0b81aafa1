"""Court dates as they were entered: who does what by when, and what their clocks are called."""

from datetime import date

import pytest

from foil.law.rules import rules_of
from foil.law.words import LONGEST_DATE, title
from foil.model.derived import ClockRow, clock_values
from tests.unit.law.telling import NYPD, Told, happened, ours

SUED = ours("sued", "2026-11-02", id="s")


def ordered(*rows: dict[str, object], **fields: object) -> Told:
    order = ours("ordered", "2026-11-20", id="o", by="stipulation", dates=list(rows), **fields)
    return happened(SUED, order, items=[1, 2], agency=NYPD)


def row(
    who: str = "agency", what: str = "Answer the petition", **fields: object
) -> dict[str, object]:
    return {"who": who, "what": what, "on": "2026-12-14", **fields}


@pytest.mark.parametrize(("who", "against"), [("agency", "agency"), ("us", "requester")])
def test_each_line_is_a_clock_in_its_own_words(who: str, against: str) -> None:
    clock = ordered(row(who), row("court", "Hear argument", on="2027-01-11")).all("court_date")[0]
    assert (clock.due, clock.against) == (date(2026, 12, 14), against)
    assert title(clock, "NYPD") == "Court date: Answer the petition"


def test_a_line_may_be_about_some_items() -> None:
    told = ordered(row(items=[2]), row("us", "Reply", on="2026-12-21"))
    assert [(c.says, c.items) for c in told.all("court_date")] == [
        ("Answer the petition", (2,)),
        ("Reply", (1, 2)),
    ]


@pytest.mark.parametrize(
    ("what", "says"),
    [
        ("Serve\n papers ", "Serve papers"),
        ("x" * LONGEST_DATE, "x" * LONGEST_DATE),
        ("x" * (LONGEST_DATE + 1), "x" * (LONGEST_DATE - 1) + "…"),
    ],
)
def test_its_words_are_one_line_and_not_too_long(what: str, says: str) -> None:
    assert title(ordered(row(what=what)).one("court_date"), "NYPD") == f"Court date: {says}"


def test_its_words_are_stored_with_it_and_may_be_missing_from_an_older_row() -> None:
    clock = ordered(row()).one("court_date")
    stored = ClockRow(request_id=1, n=1, **clock_values(clock))
    assert stored.clock(rules_of(NYPD)) == clock
    stored.rest = stored.rest.replace(', "says": "Answer the petition"', "")
    assert title(stored.clock(rules_of(NYPD)), "NYPD") == "Court date"
