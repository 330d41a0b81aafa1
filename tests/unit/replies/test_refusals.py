"""What makes English refuse: a negation, what is done with a record, and nobody who only may. In
the words of nobody in particular."""

import pytest

from foil.replies import read
from foil.replies.phrases import phrases

FILES = ("portal", "nypd", "subjects", "asleep", "general", "appeals", "exemptions", "hints")


@pytest.mark.parametrize(
    "said",
    [
        "We are not in a position to hand over the footage.",
        "These files may not leave this office.",
        "Nothing on this subject may be given out.",
        "It is the policy of this department not to give out radio codes.",
        "The Department therefore makes no disclosure.",
        "no. ongoing case",
        "DISPOSITION: NOT RELEASED.",
        "Access is denied, and if you have questions you may call.",
        "Your request to see the list cannot be granted.",
        "P1ease be advised that your app1ication is DEN1ED by the C1erk.",
    ],
)
def test_a_refusal_is_known_in_words_nobody_foresaw(said: str) -> None:
    reading = read(said)
    assert (reading.kind, "kind" in reading.unsure) == ("denial", False)


@pytest.mark.parametrize(
    "said",
    [
        "We received your request. We cannot give you a firm date yet.",
        "Your request is being reviewed. If any part is denied you will be told why.",
        "We received your request and will grant or deny it by May 4, 2026.",
        "Your request was received. Exemptions such as 87(2)(e) may come into play.",
        "Your request was received. Should it later be refused in part, you may appeal.",
    ],
)
def test_what_may_come_refuses_nothing(said: str) -> None:
    assert read(said).kind == "acknowledgement"


def test_a_conditional_puts_to_sleep_only_its_own_clause() -> None:
    said = "Your request is denied and we will tell you whether it is exempt."
    assert read(said).kind == "denial"


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Civil Rights Law § 50-b: that is not for you.", "denial"),
        ("Video of that sort: confidentiality, you know.", "denial"),
        ("You have a link below.", "grant"),
    ],
)
def test_where_no_rule_speaks_loose_signs_do_and_are_unsure(said: str, kind: str) -> None:
    reading = read(said)
    assert (reading.kind, "kind" in reading.unsure) == (kind, True)


@pytest.mark.parametrize(
    ("said", "subject", "kind"),
    [
        ("It is denied, 87(2)(e)(iv).", "Appeal determination", "appeal_denied"),
        ("The log is not exempt and a copy is attached.", "Your appeal", "appeal_granted"),
        ("You can expect a decision by May 20, 2026.", "Appeal 26-4", "appeal_received"),
        ("Appeals Officer's ruling: see over.", "Ruling on appeal", "appeal_denied"),
        ("It is denied. You may appeal to the Board.", "FOIL determination", "denial"),
    ],
)
def test_a_reply_to_an_appeal_decides_the_appeal(said: str, subject: str, kind: str) -> None:
    assert read(said, subject=subject).kind == kind


@pytest.mark.parametrize(
    "said",
    [
        "In order to release these records we need a signed waiver. Access is denied for now.",
        "The search was complete. Your request is denied, 87(2)(f).",
    ],
)
def test_a_first_denial_that_says_how_to_appeal_decides_no_appeal(said: str) -> None:
    notice = " You may appeal this decision; send the denial with your appeal."
    assert read(said + notice).kind == "denial"


def test_below_the_portals_acknowledgement_a_general_remark_refuses_nothing() -> None:
    said = "The Fire Department has acknowledged your FOIL request FOIL-2026-057-00312. You can "
    said += "expect a response on or about Monday, August 3, 2026. Additional Information: we do "
    reading = read(f"{said}not release records of open investigations.")
    assert (reading.kind, "kind" in reading.unsure) == ("acknowledgement", True)


@pytest.mark.parametrize("name", FILES)
def test_choices_in_the_phrases_hold_no_others(name: str) -> None:
    for phrase in phrases(name):
        depth = deepest = 0
        for sign in phrase.words:
            depth += (sign in "([") - (sign in ")]")
            deepest = max(deepest, depth)
        assert (depth, deepest <= 1) == (0, True), phrase.words
