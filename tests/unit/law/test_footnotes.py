"""A date as a footnote."""

from datetime import date

from foil.law.footnotes import footnote, rests_on
from tests.unit.law.telling import NYPD, STATE, happened, ours, theirs

DAY = date(2026, 11, 25)


def test_a_date_with_its_count_and_full_citations() -> None:
    told = happened(theirs("denied", "2026-11-02", "2026-11-05"), agency=NYPD)
    said = footnote(told.one("appeal"), "NYPD", DAY)
    assert said.startswith(
        "Appeal the denial. Appeal by Wednesday, December 2, 2026 (last day Monday, December 7, "
        "2026). Denied, counted from the day it was received: Thursday, November 5, 2026, itself "
        "not counted. 30 calendar days end on Saturday, December 5, 2026."
    )
    assert "Public Officers Law §\N{NO-BREAK SPACE}89(4)(a); " in said
    assert "43 RCNY 1-06(b)" in said
    assert said.endswith(
        "Counted under the public holidays of General Construction Law § 24. "
        "As counted on Wednesday, November 25, 2026."
    )
    assert "  " not in said and ".." not in said


def test_what_was_read_in_a_digest_says_so_and_what_was_not_is_left_out() -> None:
    told = happened(ours("received", "2026-10-19"), agency=STATE)
    said = footnote(told.one("appeal"), "OGS", DAY)
    assert "21 NYCRR 1401.5(e)(1) (from a digest)" in said
    assert "1401.5(a)" not in said


def test_a_date_the_agency_gave_names_no_calendar() -> None:
    told = happened(
        ours("received", "2026-10-19"),
        theirs("acknowledged", "2026-10-23", promised=[{"date": "2027-02-25"}]),
    )
    clock = told.one("approximate_date")
    assert "Counted under" not in footnote(clock, "the agency", DAY)
    assert rests_on(clock)[0] == clock.authority[0]
    assert len(set(rests_on(clock))) == len(rests_on(clock))


def test_a_footnote_on_a_date_the_agency_gave_word_for_word() -> None:
    told = happened(
        theirs("acknowledged", "2026-10-23", promised=[{"date": "2027-02-25"}]), agency=NYPD
    )
    assert footnote(told.one("determine"), "NYPD", DAY).startswith("NYPD’s determination. Due ")
    said = footnote(told.one("approximate_date"), "NYPD", DAY)
    assert said.replace("\N{NO-BREAK SPACE}", " ") == (
        "The date NYPD gave. Due Thursday, February 25, 2027. Acknowledged on Friday, October 23, "
        "2026. The paper itself gives Thursday, February 25, 2027. Public Officers Law § 89(3)(a); "
        "Matter of Oustatcher v Clark, 198 AD3d 420 (1st Dept 2021), 2021 NY Slip Op 05295; "
        "FOIL-AO-18430 (2011). As counted on Wednesday, November 25, 2026."
    )
