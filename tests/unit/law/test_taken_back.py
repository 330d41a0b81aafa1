"""An event recorded by mistake is taken back by a further one: nothing of it stands, by either
count."""

import pytest

from foil.law.facts import FactsError, read_event
from foil.law.history import history_of
from foil.second.facts import happenings

SENT = {"id": "e1", "kind": "sent", "on": "2026-10-19", "items": [1], "of": []}
DENIED = {"id": "e2", "kind": "denied", "on": "2026-11-02", "items": [1], "of": []}
APPEALED = {"id": "e3", "kind": "appealed", "on": "2026-11-05", "items": [1], "of": ["e2"]}
BACK = {"id": "e4", "kind": "denied", "on": "2026-11-22", "replaces": "e2", "taken_back": True}


def test_nothing_stands_of_what_is_taken_back() -> None:
    rows = [SENT, DENIED, APPEALED, BACK]
    stands = history_of(map(read_event, rows), [1])
    assert [(each.id, each.of) for each in stands.events] == [("e1", ()), ("e3", ())]
    assert [(each.line, each.of) for each in happenings(rows)] == [("e1", ()), ("e3", ())]


def test_what_is_taken_back_may_be_put_back() -> None:
    again = {**DENIED, "id": "e5", "replaces": "e4"}
    rows = [SENT, DENIED, BACK, again]
    assert [each.id for each in history_of(map(read_event, rows), [1]).events] == ["e1", "e5"]
    assert [each.line for each in happenings(rows)] == ["e1", "e2"]


def test_it_says_what_it_takes_back() -> None:
    with pytest.raises(FactsError) as caught:
        read_event({"kind": "denied", "on": "2026-11-22", "taken_back": True})
    assert str(caught.value) == ("event 1, replaces: is missing: say which event is taken back")


def test_it_is_taken_back_or_it_is_not() -> None:
    with pytest.raises(FactsError) as caught:
        read_event({**BACK, "taken_back": "perhaps"})
    assert caught.value.field == "taken_back"
