"""The aims of reading, held on replies that were labelled before there was a rule."""

import pytest

from tests.replies import of, replies, score

HALVES = ("development", "held_out")
ALL = (*HALVES, "summaries")


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize(("group", "aim"), [("city", 0.95), ("rest", 0.85)])
def test_the_kind_is_read_right_as_often_as_aimed_for(half: str, group: str, aim: float) -> None:
    found = score(of(group, half))
    assert found.kinds >= aim, found.wrong


@pytest.mark.parametrize("half", ALL)
def test_no_reading_is_milder_than_the_truth(half: str) -> None:
    assert score(replies(half)).milder == []


@pytest.mark.parametrize("half", ALL)
def test_exemptions_are_found_and_none_is_made_up(half: str) -> None:
    assert score(replies(half)).exemptions >= 0.97


@pytest.mark.parametrize("half", ALL)
def test_a_date_is_right_or_unsure_and_never_later_than_the_true_one(half: str) -> None:
    found = score(replies(half))
    assert len(found.wrong_dates) <= found.read / 200 + 1, found.wrong_dates
    assert found.later_dates == []


def test_what_is_said_in_one_line_is_read_too() -> None:
    found = score(replies("summaries"))
    assert found.kinds >= 0.9, found.wrong


def test_there_are_enough_replies_and_each_has_its_own_id() -> None:
    rows = [row for half in ALL for row in replies(half)]
    assert len({row["id"] for row in rows}) == len(rows) >= 290
