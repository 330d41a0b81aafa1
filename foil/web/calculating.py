"""A case worked in the calculator: everything stands in the address, and nothing is kept.

Each happening is a row of the form, its fields named `e1-…`, `e2-…`; the fields themselves are
those of the recording forms, and are read as those are.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from foil.catalog.counting import Counted, counted
from foil.errors import BadInput
from foil.insight.basis import Basis
from foil.law.calendars import PROFILES
from foil.law.extensions import Extension, extensions
from foil.law.facts import read_event, read_facts
from foil.law.rules import Rules
from foil.law.stages import stage_at
from foil.law.traps import Trap, traps
from foil.law.values import YEARS
from foil.web.event_reading import NOT_A_DAY, NOT_A_NUMBER, Answers, day, read
from foil.web.forms import FORMS, GROUPS, Ask, EventForm
from foil.web.numbers import integer
from foil.web.recording import problems_of

IDLE = frozenset({"contacted", "published"})
"""Kinds that never bear on a clock."""
OFFERED: Mapping[str, EventForm] = {k: form for k, form in FORMS.items() if k not in IDLE}
"""The kinds of happening a case can have: all that bear on a clock."""
MOST_ROWS, MOST_ITEMS = 40, 50
ROW = re.compile(r"e([1-9]\d{0,2})-(.+)")
TICKED = {"denied", "no_records"}
"""Kinds whose letter, until somebody says otherwise, names the appeal and the officer."""
LITTLE = frozenset(
    "reason_given references proof pages exemptions grounds reasons ground certified "
    "officer_named amount court county index instrument agreed without_prejudice under_protest how "
    "what".split()
)
"""Fields that move no date: asked for, but folded away."""
DAYS = ("on", "from", "received", "dated", "postmarked")
OWN = ("agency", "calendar", "items", "as_of")
"""The fields of the case as a whole."""


@dataclass(frozen=True)
class Happening:
    """One row: the form of its kind, its questions under this row's names, and its name in the
    page. `blank` says that no day stands in it yet: it is not counted, and not wrong."""

    n: int
    form: EventForm
    answers: Answers

    @property
    def prefix(self) -> str:
        """What the names of its fields begin with."""
        return f"e{self.n}-"

    @property
    def asks(self) -> list[Ask]:
        """Its questions that bear on a date, named for this row."""
        return self._named(ask for ask in self.form.asks if ask.field not in LITTLE)

    @property
    def further(self) -> list[Ask]:
        """Its other questions, so named."""
        return self._named(ask for ask in self.form.asks if ask.field in LITTLE)

    @property
    def says_more(self) -> bool:
        """Whether another question than those about dates is answered."""
        return any(self.answers.get(name) for name in LITTLE - {"officer_named"})

    def _named(self, asks: Iterable[Ask]) -> list[Ask]:
        return [replace(ask, field=f"{self.prefix}{ask.field}") for ask in asks]

    @property
    def blank(self) -> bool:
        """Whether it has no day yet."""
        return not any(name.split("-")[-1] in DAYS for name, said in self.answers.items() if said)


@dataclass(frozen=True)
class Case:
    """A case as the address tells it. `facts` are what `foil clock` would read, `seen` what the
    law makes of them; both None while something is wrong or nothing has a day."""

    answers: Answers
    rows: tuple[Happening, ...]
    day: date
    items: int = 1
    problems: dict[str, str] = field(default_factory=dict)
    facts: dict[str, object] | None = None
    seen: Counted | None = None

    @property
    def traps(self) -> tuple[Trap, ...]:
        """Where a right is about to be lost, on its day."""
        return traps(self.seen.history, self.seen.clocks, self.day) if self.seen else ()

    @property
    def extensions(self) -> tuple[Extension, ...]:
        """The dates the agency put off."""
        return extensions(self.seen.history, self.seen.clocks) if self.seen else ()

    @property
    def stages(self) -> dict[int, str]:
        """Where each item stands on its day."""
        if self.seen is None:
            return {}
        history, clocks = self.seen.history, self.seen.clocks
        return {item: stage_at(history, clocks, item, self.day) for item in history.items}

    @property
    def item_options(self) -> list[tuple[str, str, str]]:
        """The items to choose from."""
        return [(str(n), f"Item {n}", "") for n in range(1, self.items + 1)]

    @property
    def text(self) -> str:
        """The facts as `foil clock` reads them, an event a line."""
        if self.facts is None:
            return ""
        head = [f"{_json(k)}: {_json(v)}" for k, v in self.facts.items() if k != "events"]
        events = self.facts["events"]
        rows = [_json(event) for event in events] if isinstance(events, list) else []
        listed = ",\n  ".join(rows)
        return "{" + ",\n ".join([*head, f'"events": [\n  {listed}]']) + "}"


def case_of(answers: Answers, under: Basis, today: date) -> Case:
    """The case in an address, counted under the office's basis; with `problems` by field where
    something cannot be read."""
    problems: dict[str, str] = {}
    as_of = _day(answers.get("as_of", ""), problems) or today
    items = _items(answers.get("items", ""), problems)
    rows = tuple(_rows(answers))
    events, given = [], [row for row in rows if not row.blank]
    for row in given:
        try:
            events.append(_event(row))
        except BadInput as error:
            found = problems_of(error)
            problems |= {
                f"{row.prefix}{name or row.form.kind}": said for name, said in found.items()
            }
    case = Case(answers, rows, as_of, items, problems)
    rules = _rules(answers, under, problems)
    if problems or not events or rules is None:
        return case
    return _counted(case, under, rules, events)


def tidy(answers: Answers) -> list[tuple[str, str]]:
    """The address without what is empty, with the row asked for added and the one to be dropped
    left out, its rows numbered from one."""
    kept = [(name, answers[name].strip()) for name in OWN if answers.get(name, "").strip()]
    dropped = answers.get("drop", "")
    rows = [row for row in _rows(answers) if str(row.n) != dropped]
    for n, row in enumerate(rows, 1):
        kept.append((f"e{n}-kind", row.form.kind))
        fields = row.answers.items(multi=True)
        kept += [(f"e{n}-{name}", said) for name, said in fields if said.strip()]
    kind = answers.get("add", "")
    if kind in OFFERED and len(rows) < MOST_ROWS:
        kept += first_answers(kind, len(rows) + 1)
    return kept


def first_answers(kind: str, n: int) -> list[tuple[str, str]]:
    """A new row of a kind, before anything is said."""
    ticked = ("appeal_notice", "officer_named") if kind in TICKED else ()
    return [(f"e{n}-kind", kind), *((f"e{n}-{name}", "yes") for name in ticked)]


def untidy(answers: Answers) -> bool:
    """Whether an address has something empty in it, or asks for a row more or less."""
    asked = "add" in answers or "drop" in answers
    return asked or any(not said.strip() for said in answers.values())


def offered() -> list[tuple[str, list[tuple[str, str]]]]:
    """The kinds of happening to choose from, in groups."""
    return [
        (group.title, [(form.kind, form.title) for form in group.forms if form.kind in OFFERED])
        for group in GROUPS
    ]


def _rows(answers: Answers) -> Iterable[Happening]:
    found: dict[int, Answers] = {}
    for name, said in answers.items(multi=True):
        if row := ROW.fullmatch(name):
            found.setdefault(int(row[1]), Answers()).add(row[2], said)
    for n in sorted(found)[:MOST_ROWS]:
        kind = found[n].pop("kind", "")
        if kind in OFFERED:
            yield Happening(n, OFFERED[kind], found[n])


def _event(row: Happening) -> dict[str, object]:
    """The facts of a row's event. Raises BadInput."""
    facts = {name: value for name, value in read(row.form, row.answers).items() if value != []}
    read_event(facts)
    return {name: value for name, value in facts.items() if value is not None}


def _counted(case: Case, under: Basis, rules: Rules, events: list[dict[str, object]]) -> Case:
    agency = case.answers.get("agency", "") or None
    facts: dict[str, object] = {
        "agency": agency,
        "calendar": rules.calendar.name,
        "items": list(range(1, case.items + 1)),
        "closings": [each.isoformat() for each in under.closings],
        "rules": dict(under.choices),
        "events": events,
    }
    try:
        told = read_facts(facts)
    except BadInput as error:
        return replace(case, problems={"": str(error)})
    shown = {name: value for name, value in facts.items() if value not in (None, [], {})}
    return replace(case, facts=shown, seen=counted(told, rules))


def _rules(answers: Answers, under: Basis, problems: dict[str, str]) -> Rules | None:
    slug, calendar = answers.get("agency", ""), answers.get("calendar", "") or under.calendar
    if slug and slug not in under.directory.slugs():
        problems["agency"] = "There is no such agency in the list; choose one, or none."
        return None
    if calendar not in PROFILES:
        problems["calendar"] = "There is no such calendar; choose one of the list."
        return None
    rules = under.rules(slug or None)
    if rules is None:
        agency = under.directory.get(slug)
        problems["agency"] = f"{agency.name} answers under {agency.law}: no date is computed."
        return None
    return rules if calendar == under.calendar else rules.with_choice("calendar", calendar)


def _day(text: str, problems: dict[str, str]) -> date | None:
    try:
        found = day(text) if text.strip() else None
    except ValueError:
        problems["as_of"] = NOT_A_DAY.format(text)
        return None
    if found is not None and found.year not in YEARS:
        problems["as_of"] = f"Choose a day from {YEARS[0]} to {YEARS[-1]}."
        return None
    return found


def _items(text: str, problems: dict[str, str]) -> int:
    if not text.strip():
        return 1
    try:
        count = integer(text.strip())
    except ValueError:
        problems["items"] = NOT_A_NUMBER.format(text)
        return 1
    if not 1 <= count <= MOST_ITEMS:
        problems["items"] = f"Say how many items were asked for, 1 to {MOST_ITEMS}."
        return 1
    return count


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
