"""Whether what a report of the clocks says is what was expected of it, one line at a time.

An expectation names a clock and fields of it, or a clock there must not be, a stage, a trap, or a
trap there must not be; `as_of` the day it is asked for, else the last day anything happened.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

Data = Mapping[str, Any]

ASKED = frozenset({"as_of", "known_on"})
"""What an expectation asks for; the rest is what must show."""
APART = frozenset({*ASKED, "clock", "count", "not_state", "contested"})
"""What of an expectation about a clock is not the value of one of its fields."""
AHEAD = frozenset(
    {"promised", "dates", "public_on", "more_by", "answer_by", "pay_by", "collect_by", "to"}
)
"""Fields of an event that name a day to come, not one on which anything happened."""
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def day_of_expectation(facts: Data, expect: Data) -> date:
    """The day an expectation is about: the one it names, else the last that an event has."""
    if "as_of" in expect:
        return date.fromisoformat(expect["as_of"])
    return last_day(facts)


def last_day(facts: Data) -> date:
    """The latest day an event names as its own: not those it promises."""
    found: list[str] = []
    for event in facts["events"]:
        own = {name: value for name, value in event.items() if name not in AHEAD}
        found += DAY.findall(repr(own))
    return max(date.fromisoformat(day) for day in found)


def unmet(report: Data, expect: Data) -> str:
    """What of an expectation a report of the clocks does not meet, in words; "" where all is."""
    for check in (_clock, _no_clock, _stage, _trap):
        if said := check(report, expect):
            return said
    return ""


def fitting(report: Data, expect: Data) -> list[Data]:
    """The report's clocks that are all the expectation says of one."""
    wanted = {name: value for name, value in expect.items() if name not in APART}
    return [
        clock
        for clock in report["clocks"]
        if clock["kind"] == expect.get("clock")
        and all(clock.get(name) == value for name, value in wanted.items())
        and all(_doubted(clock, row) for row in expect.get("contested", ()))
    ]


def _doubted(clock: Data, wanted: Data) -> bool:
    return any(
        all(row.get(name) == value for name, value in wanted.items()) for row in clock["contested"]
    )


def _clock(report: Data, expect: Data) -> str:
    if "clock" not in expect:
        return ""
    kind = expect["clock"]
    of_kind = [clock for clock in report["clocks"] if clock["kind"] == kind]
    if expect.get("count", len(of_kind)) != len(of_kind):
        return f"there are {len(of_kind)} clocks {kind}"
    found = fitting(report, expect)
    if not found:
        return f"there is no such clock {kind}, but {_shown(of_kind, expect) or 'none at all'}"
    if any(clock["state"] == expect.get("not_state") for clock in found):
        return f"{kind} is {expect['not_state']}"
    return ""


def _no_clock(report: Data, expect: Data) -> str:
    if "no_clock" not in expect:
        return ""
    rest = {name: value for name, value in expect.items() if name != "no_clock"}
    found = fitting(report, {**rest, "clock": expect["no_clock"]})
    return f"there is a clock {expect['no_clock']}" if found else ""


def _stage(report: Data, expect: Data) -> str:
    if "stage" not in expect:
        return ""
    items = expect.get("items", [int(item) for item in report["stage"]])
    found = {report["stage"][str(item)] for item in items}
    return "" if found == {expect["stage"]} else f"the stage is {' and '.join(sorted(found))}"


def _trap(report: Data, expect: Data) -> str:
    shown = {trap["id"] for trap in report["traps"]}
    if "trap" in expect and expect["trap"] not in shown:
        return f"there is no trap {expect['trap']}, but {', '.join(sorted(shown)) or 'none'}"
    if expect.get("no_trap") in shown:
        return f"there is a trap {expect['no_trap']}"
    return ""


def _shown(clocks: list[Data], expect: Data) -> str:
    names = [name for name in expect if name not in APART - {"contested"}]
    rows = (", ".join(f"{name} {clock.get(name)}" for name in names) for clock in clocks)
    return "; ".join(rows)
