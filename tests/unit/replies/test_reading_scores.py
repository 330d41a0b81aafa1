"""The aims of reading, held on the replies that the rules were written from. What is reached on
those that they were not written from `make bench` says, beside the aim."""

import pytest

from tests.replies import (
    AIMS,
    BLIND,
    DEVELOPMENT,
    EXEMPTIONS,
    WRONG_DATES,
    of,
    replies,
    score,
)


@pytest.mark.parametrize(("group", "aim"), AIMS.items())
def test_the_kind_is_read_right_as_often_as_aimed_for(group: str, aim: float) -> None:
    found = score(of(group, *DEVELOPMENT))
    assert found.kinds >= aim, found.wrong


def test_no_reading_is_milder_than_the_truth() -> None:
    rows = [row for name in DEVELOPMENT for row in replies(name)]
    assert score(rows).milder == []


@pytest.mark.parametrize("group", AIMS)
def test_exemptions_are_found_and_none_is_made_up(group: str) -> None:
    assert score(of(group, *DEVELOPMENT)).exemptions >= EXEMPTIONS


def test_a_date_is_right_or_unsure_and_never_later_than_the_true_one() -> None:
    found = score([row for name in DEVELOPMENT for row in replies(name)])
    assert len(found.wrong_dates) <= found.read * WRONG_DATES, found.wrong_dates
    assert found.later_dates == []


def test_there_are_enough_replies_and_each_has_its_own_id() -> None:
    rows = [row for name in (*DEVELOPMENT, *BLIND) for row in replies(name)]
    assert len({row["id"] for row in rows}) == len(rows) >= 550
