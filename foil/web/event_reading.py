"""From a form to an event's facts: what was answered, read; what cannot be read, by its field."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from werkzeug.datastructures import MultiDict

from foil.errors import BadInput
from foil.law.facts import FactsError
from foil.web.forms.form import Ask, EventForm, Widget
from foil.web.numbers import integer

Answers = MultiDict[str, str]
Facts = dict[str, object]

PAPERS = (1, 2, 3)
PAPER_DATES = ("dated", "postmarked", "received")
PROMISES = ("", "2", "3")
"""What the names of a promise's fields end with before their dash: a letter may give three."""
MOST_DATES = 20
"""As many court dates as one form takes."""
DATE_FIELDS = ("who", "what", "on", "items")
SPOKEN_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
SPOKEN_ITEMS = re.compile(r"(\d{1,4})(?:-(\d{1,4}))?")
MOST_OF_A_RANGE = 500
NOT_A_DAY = "“{}” is not a date. Write it as 11/22/2026 or choose it."
NOT_A_NUMBER = "“{}” is not a whole number."
NOT_MONEY = "“{}” is not an amount in dollars. Write it as 12.50."
NOT_ITEMS = "“{}” does not name items. Write them as 1, 3–5."
NOT_A_TIME = "“{}” is not a time. Write it as 10:42 am or 14:05."
SPOKEN_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap]\.?m\.?)?", re.IGNORECASE)


def read(form: EventForm, answers: Answers) -> Facts:
    """The facts of the event these answers tell of. Raises BadInput where an answer is no date
    or number, where no day is given, and where items were asked for and none is ticked."""
    reader = _Reader(answers)
    facts: Facts = {"kind": form.kind}
    if items := answers.getlist("items", type=integer):
        facts["items"] = items
    elif "items" in answers:
        reader.problems["items"] = "Tick the items it is about."
    if of := [name for name in answers.getlist("of") if name]:
        facts["of"] = of
    if replaces := answers.get("replaces", ""):
        facts["replaces"] = replaces
    facts.update(reader.papers() | reader.when())
    if not form.papers and (by := reader.line("by")):
        facts["by"] = by
    for ask in form.asks:
        if (value := reader.answer(ask)) is not None:
            facts[ask.field] = value
    reader.needs_a_day(form, facts)
    if reader.problems:
        raise BadInput("Some answers could not be read.", reader.problems)
    return facts


def field_of(error: FactsError) -> str:
    """The form's field that a refusal of the facts is about."""
    if found := re.match(r"papers (\d), (\w+)", error.field):
        return f"paper{found[1]}-{found[2]}"
    if error.field in PAPER_DATES:
        return f"paper1-{error.field}"
    if error.field.startswith("dates, "):
        return "dates"
    return {"at": "on", "promised, date": "promised-date"}.get(error.field, error.field)


def day(text: str) -> date:
    """A day as a browser sends it or a person types it. Raises ValueError."""
    if found := SPOKEN_DAY.fullmatch(text.strip()):
        return date(int(found[3]), int(found[1]), int(found[2]))
    return date.fromisoformat(text.strip())


def items_in(text: str) -> list[int]:
    """Items as people write them: 1, 3–5. Raises ValueError."""
    named: set[int] = set()
    for part in re.sub(r"\s*[-–]\s*", "-", text.replace(",", " ")).split():
        found = SPOKEN_ITEMS.fullmatch(part)
        first, last = (int(found[1]), int(found[2] or found[1])) if found else (1, 0)
        if not 0 <= last - first < MOST_OF_A_RANGE:
            raise ValueError(text)
        named.update(range(first, last + 1))
    return sorted(named)


class _Reader:
    """Reads answers one by one, keeping what cannot be read by its field."""

    def __init__(self, answers: Answers) -> None:
        self.answers = answers
        self.problems: dict[str, str] = {}

    def line(self, name: str) -> str | None:
        return self.answers.get(name, "").replace("\r\n", "\n").strip() or None

    def lines(self, name: str) -> list[str] | None:
        said = [each.strip() for each in self.answers.get(name, "").splitlines() if each.strip()]
        return said or None

    def several(self, name: str) -> list[str] | None:
        return self.answers.getlist(name) or None

    def tick(self, name: str) -> bool | None:
        """Yes or no; None where a correction leaves it as unknown as it was."""
        unsaid = name in self.answers.getlist("unsaid")
        return None if unsaid and name not in self.answers else name in self.answers

    def day(self, name: str) -> str | None:
        text = self.line(name)
        try:
            return None if text is None else day(text).isoformat()
        except ValueError:
            self.problems[name] = NOT_A_DAY.format(text)
            return None

    def number(self, name: str) -> int | None:
        text = (self.line(name) or "").replace(",", "")
        try:
            return integer(text) if text else None
        except ValueError:
            self.problems[name] = NOT_A_NUMBER.format(text)
            return None

    def money(self, name: str) -> str | None:
        """An amount as it will be kept: 1250.50."""
        text = (self.line(name) or "").replace(",", "").removeprefix("$").strip()
        try:
            amount = Decimal(text) if text else None
        except InvalidOperation:
            amount = Decimal(-1)
        if amount is None:
            return None
        if not amount.is_finite() or amount < 0:
            self.problems[name] = NOT_MONEY.format(self.line(name))
            return None
        return f"{amount:f}"

    def when(self) -> Facts:
        """The day of something we know the day of, and the time if it was given."""
        on, time = self.day("on"), self.line("time")
        if time is None or on is None:
            return {"on": on} if on else {}
        found = SPOKEN_TIME.fullmatch(time)
        hour = _hour(int(found[1]), found[4]) if found else 24
        if found is None or hour > 23 or int(found[2]) > 59 or int(found[3] or 0) > 59:
            self.problems["time"] = NOT_A_TIME.format(time)
            return {"on": on}
        return {"at": f"{on}T{hour:02d}:{found[2]}:{found[3] or '00'}"}

    def needs_a_day(self, form: EventForm, facts: Facts) -> None:
        """Say so where no day was given, unless one was and could not be read."""
        name = "paper1-received" if form.papers else "on"
        given = any(facts.get(each) for each in ("papers", "on", "at", "from"))
        if not given and not any(each.startswith(("paper", "on")) for each in self.problems):
            self.problems[name] = "Give the day: without one nothing can be counted."

    def papers(self) -> Facts:
        papers = [paper for n in PAPERS if (paper := self._paper(n))]
        return {"papers": papers} if papers else {}

    def _paper(self, n: int) -> Facts:
        dates = {name: self.day(f"paper{n}-{name}") for name in PAPER_DATES}
        found: Facts = {name: value for name, value in dates.items() if value}
        if found:
            for name in ("how", "document"):
                if value := self.line(f"paper{n}-{name}"):
                    found[name] = value
        elif self.line(f"paper{n}-document") and not self.problems:
            self.problems[f"paper{n}-received"] = "Give one date of this paper."
        return found

    def answer(self, ask: Ask) -> object:
        return self._READ.get(ask.widget, _Reader.line)(self, ask.field)

    def promises(self, name: str) -> list[Facts] | None:
        """When a letter says it will decide, as often as it says so."""
        said = [found for n in PROMISES if (found := self._promise(f"{name}{n}"))]
        return said or None

    def _promise(self, name: str) -> Facts:
        promise: Facts = {}
        match self.answers.get(name, ""):
            case "date":
                promise["date"] = self._needed(f"{name}-date", self.day(f"{name}-date"))
            case "days":
                days = self._needed(f"{name}-days", self.number(f"{name}-days"))
                promise["business_days"] = days
            case "words":
                self._needed(f"{name}-text", self.line(f"{name}-text"))
            case _:
                return {}
        promise["text"] = self.line(f"{name}-text")
        return {key: value for key, value in promise.items() if value is not None}

    def court_dates(self, name: str) -> list[Facts] | None:
        """The lines of an order that say anything."""
        rows = (f"{name}{n}" for n in range(1, MOST_DATES + 1))
        return [self._court_date(row) for row in rows if self._said(row)] or None

    def _said(self, row: str) -> bool:
        return any(self.line(f"{row}-{field}") for field in DATE_FIELDS)

    def _court_date(self, row: str) -> Facts:
        who = self._needed(f"{row}-who", self.line(f"{row}-who"), "Say who is to do it.")
        what = self._needed(f"{row}-what", self.line(f"{row}-what"), "Say what is to be done.")
        on = self._needed(f"{row}-on", self.day(f"{row}-on"), "Give the day.")
        found: Facts = {"who": who, "what": what, "on": on}
        if items := self._items(f"{row}-items"):
            found["items"] = items
        return found

    def _items(self, name: str) -> list[int]:
        text = self.line(name) or ""
        try:
            return items_in(text)
        except ValueError:
            self.problems[name] = NOT_ITEMS.format(text)
            return []

    def _needed(
        self,
        name: str,
        value: object,
        says: str = "Give it as the letter has it, or choose another answer.",
    ) -> object:
        if value is None and name not in self.problems:
            self.problems[name] = says
        return value

    _READ: Mapping[Widget, Callable[["_Reader", str], object]] = {
        "lines": lines,
        "several": several,
        "tick": tick,
        "number": number,
        "money": money,
        "day": day,
        "promise": promises,
        "dates": court_dates,
    }


def _hour(hour: int, half: str | None) -> int:
    if half is None:
        return hour
    if not 1 <= hour <= 12:
        return 24
    return hour % 12 + (12 if half[0] in "pP" else 0)
