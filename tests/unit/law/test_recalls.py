"""What a recall is about, where it does not say: the latest records that came, and their items."""

import pytest

from foil.law.history import History, resolve
from tests.unit.law.telling import Event, happened, ours, theirs

FIRST = theirs("released", "2026-11-02", id="first", part="part", items=[1])
SECOND = theirs("released", "2026-11-09", id="second", part="rest", items=[2])
RECALLED = theirs("recalled", "2026-11-20", what="removed")


def history(*events: Event) -> History:
    return happened(*events, items=[1, 2, 3]).history


@pytest.mark.parametrize(
    ("fields", "of", "items"),
    [
        ({}, ["second"], [2]),
        ({"items": [1]}, ["first"], [1]),
        ({"of": ["first", "second"]}, ["first", "second"], [1, 2]),
        ({"items": [3]}, [], [3]),
    ],
)
def test_a_recall_is_about_the_latest_release(
    fields: dict[str, object], of: list[str], items: list[int]
) -> None:
    known = history(ours("received", "2026-10-19"), FIRST, SECOND)
    told = resolve(known, {**RECALLED, **fields})
    assert (told["of"], told["items"]) == (of, items)


def test_a_recall_changes_no_clock() -> None:
    before = happened(ours("received", "2026-10-19"), FIRST, items=[1, 2, 3])
    after = happened(ours("received", "2026-10-19"), FIRST, RECALLED, items=[1, 2, 3])
    assert after.clocks == before.clocks
