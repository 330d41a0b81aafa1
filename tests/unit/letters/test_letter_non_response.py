"""The record of non-response: what it affirms, in whose words, and when it may not be made."""

from datetime import date
from typing import Any

import pytest

from foil.errors import BadInput
from foil.law.authorities import AUTHORITIES
from foil.letters.lint import look
from foil.letters.plain import text
from foil.letters.words import nth_day
from tests.unit.letters.examples import TOLD, example

FORM = "I affirm this ___ day of ______, ____, "
LOOK = {"on": "2026-11-20", "by": "Paralegal", "places": ["the portal"]}


def words(**changed: Any) -> str:
    """The record's text on one line."""
    return " ".join(text(example("non_response", **changed), None).split())


def test_it_is_affirmed_in_the_words_of_the_statute() -> None:
    """CPLR 2106 as amended by L 2025 ch 564; no older form."""
    statute = AUTHORITIES["cplr-2106"].says
    _, _, after = statute.partition(FORM)
    assert after
    assert "I affirm this 22nd day of November, 2026, " + after[: after.index(" (Sig")] in words()


@pytest.mark.parametrize(
    "must",
    [
        "affirms the following under CPLR 2106",
        "nothing which grants or denies the request of August 3, 2026 had been received by this "
        "office by November 20, 2026",
        "On November 20, 2026 I looked in each of these places: the portal; the mailbox "
        "foil@example.org with its spam folder; the post. Nothing of the kind was there.",
        "On information and belief, on September 8, 2026 Staff Attorney of this office looked",
        "received by this office is a written acknowledgment dated August 7, 2026, received on "
        "August 7, 2026",
        "No paper or file about this request is waiting in this office to be read.",
        "court of law. Paralegal paralegal who keeps this file Example Law Office",
    ],
)
def test_it_says_who_looked_where_when_and_what_came_last(must: str) -> None:
    assert must in words()


def test_it_says_what_was_received_never_what_the_agency_sent() -> None:
    said = words()
    for phrase in ("sent by", "did not send", "the agency sent", "has not sent", "failed to"):
        assert phrase not in said.lower()
    assert "Nothing about the request has been received by this office" in words(last=None)


@pytest.mark.parametrize(
    ("passed", "says"),
    [
        ("no_acknowledgement", "which acknowledges, grants or denies the request"),
        ("date_passed", "The date given for a determination"),
        ("no_decision", "which decides the appeal of August 20, 2026"),
    ],
)
def test_it_says_which_day_passed(passed: str, says: str) -> None:
    assert says in words(passed=passed, appealed="2026-08-20")


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"looks": [{**LOOK, "on": "2026-09-04"}]}, "none is after 2026-09-04"),
        ({"looks": []}, "looks: each look that found nothing"),
        ({"looks": [{**LOOK, "places": []}]}, "places: where it was looked"),
        ({"looks": [{**LOOK, "places": [" "]}]}, "one names no place"),
        ({"looks": [{**LOOK, "on": "2026-11-23"}]}, "after the date of the record"),
        ({"passed": "no_decision"}, "appealed: the day the appeal was sent"),
        ({"affirmant": ""}, "affirmant: the name of who affirms it"),
    ],
)
def test_it_is_not_made_on_less(changed: dict[str, Any], says: str) -> None:
    with pytest.raises(BadInput, match=says):
        example("non_response", **changed)


def test_it_goes_to_nobody_and_is_signed_by_who_affirms() -> None:
    made = example("non_response")
    assert made.addressee.title == ""
    assert made.sender
    assert made.sender.signature[0] == TOLD["non_response"]["affirmant"]
    assert look(made) == ()


@pytest.mark.parametrize(
    ("day", "says"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"),
     (21, "21st"), (22, "22nd"), (23, "23rd"), (30, "30th"), (31, "31st")],
)  # fmt: skip
def test_a_day_as_an_affirmation_has_it(day: int, says: str) -> None:
    assert nth_day(date(2026, 12, day)) == f"{says} day of December, 2026"
