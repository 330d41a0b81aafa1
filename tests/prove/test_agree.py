"""A sample of what `make prove` holds up: engine and second reading give the same clocks."""

import pytest

from foil.operations.second_reading import agency_of
from foil.second import second_clocks
from tests.law_vectors import Vector, decided, stories, worked
from tests.prove.agree import disagreement, first_disagreement, rules_for
from tests.prove.shrink import shrunk

SAMPLE, PIECE = 3_000, 200


@pytest.mark.parametrize("start", range(0, SAMPLE, PIECE))
def test_the_two_agree_on_made_up_histories(start: int) -> None:
    found = first_disagreement(range(start, start + PIECE))
    assert found is None, found


@pytest.mark.parametrize("vector", [*worked(), *decided(), *stories()], ids=lambda each: each.id)
def test_the_two_agree_on_every_vector(vector: Vector) -> None:
    assert disagreement(vector.facts) == ([], [])


@pytest.mark.parametrize("vector", worked(), ids=lambda each: each.id)
def test_the_second_reading_counts_every_worked_case(vector: Vector) -> None:
    clocks = second_clocks(vector.facts, agency_of(rules_for(vector.facts)))
    due = {clock.due.isoformat() for clock in clocks if clock.kind == vector.expect["clock"]}
    assert vector.expect["due"] in due


def test_a_disagreement_is_shown_by_its_fewest_events() -> None:
    wrong = {
        "items": [1, 2],
        "closings": ["2026-11-27"],
        "events": [
            {"id": "a", "kind": "sent", "on": "2026-11-02", "by": "email"},
            {"id": "b", "kind": "denied", "items": [2], "dated": "2026-11-09", "scope": "whole"},
            {"id": "c", "kind": "denied", "items": [1, 2], "dated": "2026-11-10", "replaces": "b"},
            {"id": "d", "kind": "appealed", "items": [1], "on": "2026-11-20", "of": ["b"]},
        ],
    }
    small = shrunk(wrong, lambda facts: any(row["kind"] == "appealed" for row in facts["events"]))
    assert small == {
        "items": [1],
        "events": [{"id": "d", "kind": "appealed", "on": "2026-11-20"}],
    }
