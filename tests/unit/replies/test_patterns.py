"""What an office confirmed before: it decides a doubt or makes a reading graver, never milder."""

import pytest

from foil.replies import Pattern, Reading, read

ODD = "Kindly be informed that your matter is off the docket."
DOCKET = Pattern("Off the  docket", "denial")
ACKNOWLEDGED = "We acknowledge receipt of your request and will respond by May 4, 2027."


def told(text: str, *patterns: Pattern, subject: str = "") -> Reading:
    return read(text, subject=subject, patterns=patterns)


def test_a_pattern_decides_what_was_unsure_and_shows_its_words() -> None:
    assert told(ODD).kind == "other"
    reading = told(ODD, DOCKET)
    assert (reading.kind, reading.kinds, reading.unsure) == ("denial", ("denial",), ())
    found = reading.evidence[0]
    assert (found.says, found.text) == ("denial", "off the docket")
    assert ODD[found.start : found.end] == found.text


def test_a_pattern_makes_a_reading_graver_and_keeps_what_else_it_is() -> None:
    reading = told(f"{ACKNOWLEDGED} It is off the docket, 87(2)(b).", DOCKET)
    assert (reading.kind, reading.exemptions) == ("denial", ("87(2)(b)",))
    assert "acknowledgement" in told(f"{ACKNOWLEDGED} Off the docket.", DOCKET).kinds


@pytest.mark.parametrize("kind", ["receipt", "grant", "referral", "no_records", "other"])
def test_a_pattern_never_makes_a_reading_milder(kind: str) -> None:
    said = "Your request is denied, 87(2)(f). It is off the docket."
    assert told(said, Pattern("off the docket", kind)) == told(said)


def test_the_gravest_of_several_counts_whatever_their_order() -> None:
    other = Pattern("your matter", "no_records")
    assert told(ODD, DOCKET, other).kind == told(ODD, other, DOCKET).kind == "denial"


@pytest.mark.parametrize(
    ("agency", "number", "kind"),
    [("nypd", "056", "denial"), ("nypd", "858", "other"), (None, "858", "denial")],
)
def test_a_pattern_of_one_agency_is_for_its_replies_alone(
    agency: str | None, number: str, kind: str
) -> None:
    said = f"{ODD} FOIL-2026-{number}-00001"
    assert told(said, Pattern("off the docket", "denial", agency)).kind == kind


def test_words_of_the_subject_count_too() -> None:
    assert told("Hello.", DOCKET, subject="Off the docket").kind == "denial"


@pytest.mark.parametrize("phrase", ["", " ", "...", "\x00"])
def test_a_phrase_without_a_word_is_found_nowhere(phrase: str) -> None:
    assert told(ODD, Pattern(phrase, "denial")).kind == "other"


def test_a_phrase_is_found_as_a_whole_and_not_inside_a_word() -> None:
    assert told(ODD, Pattern("the dock", "denial")).kind == "other"
