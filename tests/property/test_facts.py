"""Whatever is in a file of facts, reading it ends in facts or in one FactsError."""

import json
from collections.abc import Callable
from typing import Any

from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from foil.cli import main
from foil.law.facts import FactsError, canonical, read_event, read_facts, stored
from foil.law.history import history_of
from foil.law.kinds import KINDS
from foil.law.report import report
from foil.law.rules import rules_of
from tests.property.histories import BEGINS, Told, count, told

NAMES = sorted({field.name for kind in KINDS.values() for field in kind.fields})
COMMON = ("id", "kind", "items", "of", "replaces", "source", "on", "at", "by", "papers", "dated")
WHOLE = ("agency", "calendar", "items", "closings", "rules", "events", "v", "other")
ODD = ("2026-11-22", "2026-11-22T10:42:00", "2026-11-22T10:42:00+99:00", "9999-12-31", "e1", "",
       "0001-01-01T00:00:00", "2026-W47-7", "nypd", "nyc-portal", "\x00", "\ud800")  # fmt: skip
PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12)
VALUE = st.recursive(
    PLAIN | st.sampled_from((*ODD, *KINDS)),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(("date", "how", "received", "who", "on")), inner)
    ),
    max_leaves=6,
)
EVENT = st.dictionaries(st.sampled_from((*COMMON, *NAMES)) | st.text(max_size=4), VALUE, max_size=6)
NEARLY = st.builds(lambda kind, event: {"on": "2026-11-02", **event, "kind": kind},
                   st.sampled_from(tuple(KINDS)), EVENT)  # fmt: skip
FILE = st.dictionaries(st.sampled_from(WHOLE), VALUE, max_size=4)


def refusal(read: Callable[[Any], object], data: Any) -> FactsError | None:
    """The one error that reading may end in."""
    try:
        read(data)
    except FactsError as error:
        return error
    return None


@settings(max_examples=200)
@given(VALUE | EVENT | NEARLY)
def test_an_event_is_read_or_refused(data: Any) -> None:
    if error := refusal(read_event, data):
        assert error.event == "event 1" and error.says
        assert len(str(error).splitlines()) == 1
        return
    event = read_event(data)
    history = history_of([event], event.items or (1,))
    report(history, count(history), BEGINS)
    text = canonical(data)
    assert canonical(json.loads(text)) == text
    assert text.encode() and stored(text).kind == event.kind


@settings(max_examples=200)
@given(VALUE | FILE | st.builds(lambda whole, events: {**whole, "events": events},
                                FILE, st.lists(EVENT | NEARLY, max_size=3)))  # fmt: skip
def test_a_file_is_read_or_refused(data: Any) -> None:
    if error := refusal(read_facts, data):
        assert error.event == "the facts" or error.event.startswith("event ")
        assert len(str(error).splitlines()) == 1
        return
    facts = read_facts(data)
    history = history_of(facts.events, facts.items)
    report(history, count(history, rules_of(closings=facts.closings)), BEGINS)


@settings(max_examples=60)
@given(FILE | st.builds(lambda whole, event: {**whole, "events": [event]}, FILE, NEARLY))
def test_the_command_ends_in_data_or_in_one_sentence(data: Any) -> None:
    result = CliRunner().invoke(
        main, ["clock", "-", "--json"], input=json.dumps(data), catch_exceptions=False
    )
    if result.exit_code == 0:
        assert json.loads(result.stdout)["clocks"] is not None and result.stderr == ""
    else:
        assert (result.exit_code, result.stdout) == (2, "")
        assert len(result.stderr.splitlines()) == 1


@given(told())
def test_what_is_stored_reads_back_the_same(happened: Told) -> None:
    again = [stored(canonical(event)) for event in happened.events]
    assert again == [read_event(event) for event in happened.events]
