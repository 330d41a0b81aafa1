"""The vectors of the law: worked cases, whole stories and decided cases, each by its id."""

import csv
import json
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

VECTORS = Path(__file__).parent / "vectors"
ASKED = frozenset({"as_of", "known_on"})
"""What an expectation asks the command for; the rest is what must show."""
DAY = re.compile(r"\d{4}-\d\d-\d\d")

Facts = dict[str, Any]


@dataclass(frozen=True)
class Vector:
    """A history and one thing that must show of it. `id` is the test's name."""

    id: str
    facts: Facts
    expect: dict[str, Any]

    @property
    def as_of(self) -> str:
        """The day to look from; where none is named, the last day anything happened."""
        return str(self.expect.get("as_of") or last_day(self.facts))


def worked() -> list[Vector]:
    """Every worked case: one clock and its last day."""
    return [
        Vector(row["id"], json.loads(row["facts"]), {"clock": row["clock"], "due": row["due"]})
        for row in rows("deadline_cases.csv")
    ]


def decided() -> list[Vector]:
    """The dates that decided cases give."""
    return _each(
        (row["id"], json.loads(row["facts"]), json.loads(row["expect"]))
        for row in rows("decided_cases.csv")
    )


def stories() -> list[Vector]:
    """Every expectation of every story; `extends` puts another story's facts first."""
    told = {story["id"]: story for story in json.loads((VECTORS / "stories.json").read_text())}
    return _each((name, _facts(told, name), story["expect"]) for name, story in told.items())


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one of the tables."""
    with (VECTORS / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def last_day(facts: Facts) -> date:
    """The latest day an event names as its own."""
    own = [{**event, "promised": None, "dates": None} for event in facts["events"]]
    return max(date.fromisoformat(day) for day in DAY.findall(json.dumps(own)))


def unmet(report: Facts, expect: dict[str, Any]) -> str:
    """What of an expectation a report of `foil clock --json` does not meet; "" where all is."""
    for check in (_clock, _no_clock, _stage, _says):
        if said := check(report, expect):
            return said
    return ""


def _each(told: Any) -> list[Vector]:
    return [
        Vector(f"{name}-{n}", facts, expect)
        for name, facts, expected in told
        for n, expect in enumerate(expected, 1)
    ]


def _facts(told: dict[str, Any], name: str) -> Facts:
    facts = dict(told[name]["facts"])
    if "extends" in facts:
        before = _facts(told, facts.pop("extends"))
        facts = {**before, **facts, "events": [*before["events"], *facts["events"]]}
    return facts


def _clock(report: Facts, expect: dict[str, Any]) -> str:
    if "clock" not in expect:
        return ""
    of_kind = [clock for clock in report["clocks"] if clock["kind"] == expect["clock"]]
    if "count" in expect and len(of_kind) != expect["count"]:
        return f"{len(of_kind)} clocks, not {expect['count']}"
    apart = {*ASKED, "clock", "count", "not_state", "says", "note"}
    wanted = {name: value for name, value in expect.items() if name not in apart}
    fitting = [clock for clock in of_kind if all(clock[k] == v for k, v in wanted.items())]
    if not fitting:
        return f"no clock {expect['clock']} with {wanted} among {_shown(of_kind, wanted)}"
    if any(clock["state"] == expect.get("not_state") for clock in fitting):
        return f"{expect['clock']} is {expect['not_state']}"
    return ""


def _no_clock(report: Facts, expect: dict[str, Any]) -> str:
    wanted = {k: v for k, v in expect.items() if k not in {*ASKED, "no_clock", "note"}}
    found = [
        clock
        for clock in report["clocks"]
        if clock["kind"] == expect.get("no_clock")
        and all(clock[name] == value for name, value in wanted.items())
    ]
    return f"there is a clock {found}" if found else ""


def _stage(report: Facts, expect: dict[str, Any]) -> str:
    if "stage" not in expect:
        return ""
    found = {report["stage"][str(item)] for item in expect["items"]}
    return "" if found == {expect["stage"]} else f"the stage is {found}"


def _says(report: Facts, expect: dict[str, Any]) -> str:
    said = [trap["says"] for trap in report["traps"]]
    if "says" not in expect or any(expect["says"] in sentence for sentence in said):
        return ""
    return f"no trap says it, but {said}"


def _shown(clocks: list[Facts], wanted: dict[str, Any]) -> list[Facts]:
    return [{name: clock[name] for name in wanted} for clock in clocks]
