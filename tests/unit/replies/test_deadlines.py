"""Who has to act by a time that a sentence names: a promise is only what the agency is to do."""

import pytest

from foil.replies import read
from foil.replies.deadlines import role


@pytest.mark.parametrize(
    ("before", "after", "meant"),
    [
        ("we will decide by ", "may 4, 2026.", "promised"),
        ("you can expect a response on or about ", "may 4, 2026.", "promised"),
        ("you will hear from us by ", "may 4, 2026.", "promised"),
        ("we will get back to you by ", "may 4, 2026.", "promised"),
        ("the clerk will let you know by ", "may 4, 2026 whether it is granted.", "promised"),
        ("the next set of records will be ready by ", "may 4, 2026.", "more_by"),
        ("please tell us which street by ", "may 4, 2026.", "answer_by"),
        ("unless you answer by ", "may 4, 2026 the request will be closed.", "answer_by"),
        ("if we have no reply by ", "may 4, 2026 we will close it.", "answer_by"),
        ("please return it no later than ", "may 4, 2026; our clock stops.", "answer_by"),
        ("please send the $23.50 that is left by ", "may 4, 2026.", "pay_by"),
        ("if it is not paid ", "within 30 days the request will be closed.", "pay_by"),
        ("an appeal lies to the board, which must get it ", "in 30 days.", ""),
        ("you may seek administrative review ", "within thirty days.", ""),
        ("you may go to court ", "within four months of this decision.", ""),
        ("your appeal will be decided ", "within ten business days.", "promised"),
        ("circumstances prevent disclosure ", "within twenty business days.", ""),
        ("if you do not come ", "within 30 days they go back to storage.", ""),
        ("it will be publicly available by ", "may 4, 2026.", "public_on"),
    ],
)
def test_a_time_is_placed_by_who_has_to_act(before: str, after: str, meant: str) -> None:
    assert role(before + after, len(before)) == meant


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ("Rec'd your FOIL 4/6, will look.", "received_claimed"),
        ("ACKNOWLEDGED 5/11/26. WE WILL WRITE.", "promised"),
    ],
)
def test_a_day_that_is_not_sure_is_said_to_be_unsure(said: str, field: str) -> None:
    assert field in read(said).unsure


def test_two_letters_in_one_text_leave_their_date_unsure() -> None:
    said = "May 4, 2026\nWe need more time.\n\nJune 4, 2026\nYour request is denied.\n"
    assert "dated" in read(said).unsure
