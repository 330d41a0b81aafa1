"""A worked example in words: what happened, what must come out, what came, and the count."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from foil.catalog.worked import Line, worked
from foil.law.calendars import PROFILES
from foil.law.choices import CHOICES
from foil.law.clocks import Clock
from foil.law.event import Event
from foil.law.report import clock_data
from foil.law.rulebook import CLOCKS, Example
from foil.law.sayings import WHOSE
from foil.law.words import NEEDS
from foil.web import entries
from foil.web.clocks import Shown, shown
from foil.web.words import items, long_day, upper_first

FIELDS = {
    "day_zero": "Counted from",
    "due": "Last day",
    "earliest": "Earliest",
    "act_on": "Safe day",
    "latest": "Latest",
    "arises_on": "There from",
    "state": "Stands",
    "stake": "At stake",
    "items": "About",
    "against": "Whose",
    "length": "Length",
    "unit": "Unit",
    "from": "From",
    "by": "Shown by",
    "provisional": "Provisional",
    "needs": "Needs",
    "count": "How many",
    "not_state": "Not",
    "contested": "In doubt",
}
OFFICE_CHOSE = WHOSE["office"]
STATES = {
    "waiting": "not yet there",
    "due_today": "due that day",
    "past_due": "past its day, not late yet",
    "met_late": "met late",
}
STAKES = {"final": "the right is lost", "arguable": "arguable", "practical": "practical"}
APART = frozenset({"clock", "no_clock", "as_of", "known_on", "stage", "trap", "no_trap"})


@dataclass(frozen=True)
class Row:
    """One thing expected, in words, and what came."""

    label: str
    wanted: str
    came: str


@dataclass(frozen=True)
class Result:
    """One line of what must come out. `shown` is the clock whose count is drawn, if there is
    one; `unmet` says what differs, in the program's own words."""

    about: str
    day: date
    rows: tuple[Row, ...]
    shown: Shown | None
    unmet: str

    @property
    def steps(self) -> tuple[str, ...]:
        """How the date is counted; a choice is the example's here, and no office's."""
        reasons = self.shown.reasons if self.shown else ()
        return tuple(each.replace(OFFICE_CHOSE, "as the example has it") for each in reasons)


@dataclass(frozen=True)
class Drawn:
    """A worked example in words. `under` says what it is counted under, where that is not the
    statute alone."""

    example: Example
    under: tuple[tuple[str, str], ...]
    happened: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]
    results: tuple[Result, ...]

    @property
    def agrees(self) -> bool:
        """Whether all that was expected came."""
        return not any(result.unmet for result in self.results)


def drawn(example: Example) -> Drawn:
    """Run an example and put it into words."""
    lines = worked(example)
    counted = lines[0].counted
    whole, short = counted.history.items, counted.rules.agency.short
    return Drawn(
        example,
        tuple(_under(example, counted.rules.agency.name)),
        tuple(_happened(event, short, whole) for event in counted.history.events),
        tuple(_result(line, whole) for line in lines),
    )


def _under(example: Example, agency: str) -> Iterator[tuple[str, str]]:
    facts = example.facts
    if "agency" in facts:
        yield "Agency", agency
    if "calendar" in facts:
        yield "Calendar", upper_first(PROFILES[facts["calendar"]].title)
    for name, option in facts.get("rules", {}).items():
        yield "Rule choice", CHOICES[name].option(option).says
    for day in facts.get("closings", ()):
        yield "Closed", long_day(date.fromisoformat(day))
    if example.own:
        yield "Its own rule", example.own


def _happened(
    event: Event, short: str, whole: tuple[int, ...]
) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    said = tuple(entries.particulars(event, whole))
    return entries.title(event, short), entries.when(event), said


def _result(line: Line, whole: tuple[int, ...]) -> Result:
    clock = line.clocks[0] if line.clocks else None
    about, rows = _clock_rows(line, clock, whole) if "clock" in line.expect else _other(line)
    seen = shown(clock, line.day, whole) if clock and "clock" in line.expect else None
    return Result(about, line.day, tuple(rows), seen, line.unmet)


def _clock_rows(line: Line, clock: Clock | None, whole: tuple[int, ...]) -> tuple[str, list[Row]]:
    kind = line.expect["clock"]
    if clock is None:
        return CLOCKS[kind], [Row("There", "yes", "no")]
    data = clock_data(clock, line.day) | {"count": len(_of_kind(line, kind))}
    data |= {"not_state": data["state"]}
    fields = [(name, value) for name, value in line.expect.items() if name not in APART]
    rows = [Row(FIELDS[name], _words(name, value), _came(name, data)) for name, value in fields]
    return shown(clock, line.day, whole).what, rows or [Row("There", "yes", "yes")]


def _other(line: Line) -> tuple[str, list[Row]]:
    expect, came = line.expect, "no" if line.unmet else "as expected"
    if "stage" in expect:
        about = f"Stage of {items(expect['items'])}" if "items" in expect else "Stage"
        return about, [Row("Stands", expect["stage"], line.unmet or expect["stage"])]
    if "no_clock" in expect:
        rest = ", ".join(
            f"{FIELDS[name].lower()} {_words(name, value)}"
            for name, value in expect.items()
            if name not in APART
        )
        of = f", {rest}" if rest else ""
        there = "yes" if line.unmet else "no"
        return f"{CLOCKS[expect['no_clock']]}{of}", [Row("There", "no", there)]
    name = expect.get("trap") or expect["no_trap"]
    said = "shown" if "trap" in expect else "not shown"
    return f"The warning “{name.replace('-', ' ')}”", [Row("It is", said, came)]


def _of_kind(line: Line, kind: str) -> list[Clock]:
    return [clock for clock in line.counted.clocks if clock.kind == kind]


def _came(name: str, data: dict[str, object]) -> str:
    if name != "contested":
        return _words(name, data[name])
    rows = data["contested"]
    return _words(name, rows) if isinstance(rows, list) and rows else "no doubt"


def _words(name: str, value: object) -> str:
    """The value of one field of a clock, as people say it."""
    if name == "items" and isinstance(value, list):
        return items(value)
    if name == "needs" and isinstance(value, list):
        return ", ".join(NEEDS.get(each, each) for each in value) or "nothing"
    if name == "contested" and isinstance(value, list):
        return "; ".join(_doubt(row) for row in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str) and len(value) == 10 and value[4] == "-":
        return long_day(date.fromisoformat(value))
    named = {"state": STATES, "not_state": STATES, "stake": STAKES}.get(name, {})
    return named.get(str(value), str(value).replace("_", " "))


def _doubt(row: dict[str, object]) -> str:
    rule = str(row.get("rule") or row.get("choice") or "").replace("_", " ")
    return f"{rule}: {_words('due', row['due'])}" if row.get("due") else rule
