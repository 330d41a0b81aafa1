"""`foil clock` as a person or a program runs it: every vector by its id, and what goes wrong."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from foil.cli import main
from tests.law_vectors import Vector, decided, stories, unmet, worked

VECTORS = (*worked(), *stories(), *decided())
TOLD = {vector.id: vector for vector in VECTORS}
AS_A_PROCESS = ("D02", "N3-2", "N9-2", "portfolio-media-rulings-1")
FIELDS = [
    *("id", "kind", "items", "against", "from", "from_event", "day_zero", "length", "unit", "due"),
    *("earliest", "latest", "act_on", "stake", "arises_on", "state", "stopped_on", "by"),
    *("ended_by", "provisional", "needs", "contested", "authority", "why", "choices"),
]


def arguments(vector: Vector) -> list[str]:
    known_on = vector.expect.get("known_on")
    known = ["--known-on", known_on] if known_on else []
    return ["--json", "--as-of", vector.as_of, *known]


def clock(facts: object, *arguments: str) -> Result:
    """The command with the facts on its standard input."""
    text = facts if isinstance(facts, str) else json.dumps(facts)
    return CliRunner().invoke(main, ["clock", "-", *arguments], input=text, catch_exceptions=False)


def refusal(facts: object, *arguments: str) -> str:
    """The one sentence a refused file ends in."""
    result = clock(facts, "--json", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1
    return result.stderr.removesuffix("\n")


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.id)
def test_shows_what_it_must(vector: Vector) -> None:
    result = clock(vector.facts, *arguments(vector))
    assert (result.exit_code, result.stderr) == (0, "")
    assert unmet(json.loads(result.stdout), vector.expect) == ""


@pytest.mark.parametrize("name", AS_A_PROCESS)
def test_shows_the_same_as_a_process_of_its_own(name: str, tmp_path: Path) -> None:
    vector, path = TOLD[name], tmp_path / "facts.json"
    path.write_text(json.dumps(vector.facts), encoding="utf-8")
    ended = subprocess.run(
        [sys.executable, "-m", "foil", "clock", path, *arguments(vector)],
        capture_output=True,
        check=True,
        cwd=tmp_path,
    )
    assert ended.stderr == b""
    assert unmet(json.loads(ended.stdout), vector.expect) == ""
    assert ended.stdout.decode() == clock(vector.facts, *arguments(vector)).stdout
    assert [found.name for found in tmp_path.iterdir()] == ["facts.json"]


def test_a_refusal_as_a_process_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "facts.json"
    path.write_text('{"events": [{"kind": "denyed", "dated": "2026-11-02"}]}', encoding="utf-8")
    ended = subprocess.run(
        [sys.executable, "-m", "foil", "clock", path],
        capture_output=True,
        check=False,
        cwd=tmp_path,
        text=True,
    )
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == (
        "event 1, kind: “denyed” is not a kind of event; did you mean “denied”?\n"
    )


def test_the_data_has_the_fields_promised_and_no_others() -> None:
    data = json.loads(clock(TOLD["N3-1"].facts, "--json", "--as-of", "2026-12-09").stdout)
    assert list(data) == ["as_of", "clocks", "traps", "extensions", "stage"]
    assert data["as_of"] == "2026-12-09"
    assert {tuple(clock) for clock in data["clocks"]} == {tuple(FIELDS)}
    assert {tuple(trap) for trap in data["traps"]} == {("id", "says", "authority")}
    assert list(data["stage"]) == ["1", "2", "3", "4", "5"]


def test_an_instant_without_an_offset_is_new_york_time() -> None:
    def due(at: str) -> str:
        facts = {"events": [{"kind": "received", "at": at}]}
        return str(json.loads(clock(facts, "--json").stdout)["clocks"][0]["due"])

    assert due("2026-10-19T23:30:00") == "2026-10-26"
    assert due("2026-10-20T03:30:00+00:00") == "2026-10-26"
    assert due("2026-10-20T04:30:00Z") == "2026-10-27"
    assert due("2026-10-31T23:30:00-04:00") == due("2026-10-30T09:00:00")
    assert due("2026-11-02T04:59:00Z") == due("2026-11-01T12:00:00"), "after the clocks go back"
    assert due("2026-03-09T03:59:00Z") == due("2026-03-08T12:00:00"), "after they go forward"


def test_without_as_of_it_looks_from_today() -> None:
    facts = {"events": [{"kind": "received", "on": "2026-10-19"}]}
    assert json.loads(clock(facts, "--json").stdout)["clocks"][0]["state"] == "late"


def test_rule_choices_and_closings_move_the_dates() -> None:
    denied = {"kind": "denied", "dated": "2026-11-02", "postmarked": "2026-11-03",
              "received": "2026-11-05"}  # fmt: skip

    def due(**more: Any) -> str:
        facts = {"agency": "nypd", "events": [denied], **more}
        return str(json.loads(clock(facts, "--json").stdout)["clocks"][0]["due"])

    assert due() == "2026-12-07", "receipt"
    assert due(rules={"appeal_from": "postmark"}) == "2026-12-03"
    assert due(rules={"appeal_from": "letter"}) == "2026-12-02"
    received = {"kind": "received", "on": "2026-10-19"}
    assert due(events=[received]) == "2026-10-26"
    assert due(events=[received], closings=["2026-10-22"]) == "2026-10-27"


def test_in_words_each_clock_has_its_state_its_date_and_its_reasons() -> None:
    said = clock(TOLD["N3-1"].facts, "--as-of", "2026-12-09").stdout
    assert "Appeal the “no records” answer (item 5): due today, final\n" in said
    assert "  Appeal by Wednesday, December 9, 2026 (last day Monday, December 14, 2026)\n" in said
    assert "Look again: Of what was denied, item 5 is not in the appeal" in said
    assert said.endswith("Item 1: answered\nItem 2: answered\n")


REFUSED = {
    "not JSON": ("{", "- is not JSON: Expecting property name enclosed in double quotes"),
    "empty": ("", "- is not JSON: Expecting value at line 1, column 1."),
    "a list": ("[]", "the facts: a JSON object with a list of events is needed"),
    "no events": ('{"events": []}', "the facts, events: is a list with at least one event"),
    "too deep": ("[" * 100_000, "- is nested too deeply to read."),
    "an endless number": ('{"items": [' + "9" * 5_000 + "]}", "- holds a number too long to read."),
    "an unknown agency": (
        '{"agency": "nypdd", "events": [{"kind": "received", "on": "2026-11-02"}]}',
        "nypd",
    ),
    "an unknown calendar": (
        '{"calendar": "gcl24", "events": [{"kind": "received", "on": "2026-11-02"}]}',
        "There is no calendar “gcl24”; choose one of gcl-24, nyc-portal, ",
    ),
    "an unknown choice": (
        '{"rules": {"appeal_from": "noon"}, "events": [{"kind": "sent", "on": "2026-11-02"}]}',
        "There is no rule choice appeal_from = noon; the choices are",
    ),
    "an unknown field": (
        '{"events": [{"kind": "sent", "on": "2026-11-02", "recieved": "2026-11-02"}]}',
        "event 1, recieved: “sent” has no such field; did you mean “received”?",
    ),
    "another law": (
        '{"agency": "panynj", "events": [{"kind": "received", "on": "2026-11-02"}]}',
        "not under FOIL",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_refused_in_one_sentence(what: str) -> None:
    text, says = REFUSED[what]
    assert says in refusal(text)


@pytest.mark.parametrize("option", ["--as-of", "--known-on"])
@pytest.mark.parametrize("day", ["2026-11-31", "yesterday", "2026-W47-7", "20261122"])
def test_a_day_that_is_none_is_refused(option: str, day: str) -> None:
    result = clock({"events": []}, option, day)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"“{day}” is not a date; write 2026-11-22." in result.stderr


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "facts.json"
    path.write_bytes(b"\xff\xfe{}")
    result = CliRunner().invoke(main, ["clock", str(path)])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"{path} is not text in UTF-8; save it as JSON.\n"
