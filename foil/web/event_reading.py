"""Between a form and an event's facts: what was answered, read; and an event, put back to mend."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime

from werkzeug.datastructures import MultiDict

from foil.errors import BadInput
from foil.law.event import Event
from foil.law.facts import FactsError
from foil.newyork import NEW_YORK
from foil.web.event_forms import Ask, EventForm
from foil.web.numbers import integer

Answers = MultiDict[str, str]
Facts = dict[str, object]

PAPERS = (1, 2, 3)
PAPER_DATES = ("dated", "postmarked", "received")
SPOKEN_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
NOT_A_DAY = "“{}” is not a date. Write it as 11/22/2026 or choose it."
NOT_A_NUMBER = "“{}” is not a whole number."
NOT_A_TIME = "“{}” is not a time. Write it as 10:42 am or 14:05."
SPOKEN_TIME = re.compile(r"(\d{1,2}):(\d{2})\s*([ap]\.?m\.?)?", re.IGNORECASE)


def read(form: EventForm, answers: Answers) -> Facts:
    """The facts of the event these answers tell of. Raises BadInput where an answer is no date
    or number, where no day is given, and where items were asked for and none is ticked."""
    reader = _Reader(answers)
    facts: Facts = {"kind": form.kind}
    if items := answers.getlist("items", type=integer):
        facts["items"] = items
    elif "items" in answers:
        reader.problems["items"] = "Tick the items it is about."
    if of := answers.get("of", ""):
        facts["of"] = [of]
    if replaces := answers.get("replaces", ""):
        facts["replaces"] = replaces
    facts.update(reader.papers() if form.papers else reader.when(timed=form.timed))
    if not form.papers and (by := reader.line("by")):
        facts["by"] = by
    for ask in form.asks:
        if (value := reader.answer(ask)) is not None:
            facts[ask.field] = value
    reader.needs_a_day(form, facts)
    if reader.problems:
        raise BadInput("Some answers could not be read.", reader.problems)
    return facts


def answers_of(form: EventForm, event: Event) -> Answers:
    """The form as it would have been filled to record this event: where a correction starts."""
    answers = Answers([("items", str(item)) for item in event.items or ()])
    for name in (event.of or ())[:1]:
        answers["of"] = name
    answers.setdefault("by", event.by or "")
    _put_when(answers, event)
    for n, paper in zip(PAPERS, event.papers, strict=False):
        answers[f"paper{n}-how"] = paper.how or ""
        answers[f"paper{n}-document"] = paper.document or ""
        for name in PAPER_DATES:
            day = getattr(paper, name)
            answers[f"paper{n}-{name}"] = day.isoformat() if day else ""
    for ask in form.asks:
        _put(answers, ask, event)
    return answers


def field_of(error: FactsError) -> str:
    """The form's field that a refusal of the facts is about."""
    if found := re.match(r"papers (\d), (\w+)", error.field):
        return f"paper{found[1]}-{found[2]}"
    if error.field in PAPER_DATES:
        return f"paper1-{error.field}"
    return {"at": "on", "promised, date": "promised-date"}.get(error.field, error.field)


def day(text: str) -> date:
    """A day as a browser sends it or a person types it. Raises ValueError."""
    if found := SPOKEN_DAY.fullmatch(text.strip()):
        return date(int(found[3]), int(found[1]), int(found[2]))
    return date.fromisoformat(text.strip())


class _Reader:
    """Reads answers one by one, keeping what cannot be read by its field."""

    def __init__(self, answers: Answers) -> None:
        self.answers = answers
        self.problems: dict[str, str] = {}

    def line(self, name: str) -> str | None:
        return self.answers.get(name, "").strip() or None

    def lines(self, name: str) -> list[str] | None:
        return [each.strip() for each in self.answers.get(name, "").splitlines() if each.strip()]

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

    def when(self, *, timed: bool) -> Facts:
        """The day of something we know the day of, and the time if it was given."""
        on, time = self.day("on"), self.line("time") if timed else None
        if time is None or on is None:
            return {"on": on}
        found = SPOKEN_TIME.fullmatch(time)
        hour = _hour(int(found[1]), found[3]) if found else 24
        if found is None or hour > 23 or int(found[2]) > 59:
            self.problems["time"] = NOT_A_TIME.format(time)
            return {"on": on}
        return {"at": f"{on}T{hour:02d}:{found[2]}:00"}

    def needs_a_day(self, form: EventForm, facts: Facts) -> None:
        """Say so where no day was given, unless one was and could not be read."""
        name = "paper1-received" if form.papers else "on"
        given = facts.get("papers") or facts.get("on") or facts.get("at")
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
        return found

    def answer(self, ask: Ask) -> object:
        name = ask.field
        match ask.widget:
            case "lines":
                return self.lines(name) or None
            case "several":
                return self.answers.getlist(name) or None
            case "tick":
                return name in self.answers
            case "number":
                return self.number(name)
            case "day":
                return self.day(name)
            case "promise":
                return self._promise(name)
            case _:
                return self.line(name)

    def _promise(self, name: str) -> object:
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
                return None
        promise["text"] = self.line(f"{name}-text")
        return [{key: value for key, value in promise.items() if value is not None}]

    def _needed(self, name: str, value: object) -> object:
        if value is None and name not in self.problems:
            self.problems[name] = "Give it as the letter has it, or choose another answer."
        return value


def _hour(hour: int, half: str | None) -> int:
    if half is None:
        return hour
    if not 1 <= hour <= 12:
        return 24
    return hour % 12 + (12 if half[0] in "pP" else 0)


def _put_when(answers: Answers, event: Event) -> None:
    if event.at is not None:
        here: datetime = event.at.astimezone(NEW_YORK)
        answers["on"], answers["time"] = here.date().isoformat(), f"{here:%H:%M}"
    elif event.on is not None:
        answers["on"] = event.on.isoformat()


def _put(answers: Answers, ask: Ask, event: Event) -> None:
    if ask.widget == "promise":
        answers.update(dict(_promise_answers(ask.field, event)))
        return
    value = getattr(event, ask.field) if ask.field == "source" else event.detail(ask.field)
    if value is None or value is False:
        return
    if ask.widget == "several" and isinstance(value, tuple):
        answers.setlist(ask.field, [str(each) for each in value])
    elif isinstance(value, tuple):
        answers[ask.field] = "\n".join(str(each) for each in value)
    else:
        answers[ask.field] = "yes" if value is True else str(value)


def _promise_answers(name: str, event: Event) -> Iterator[tuple[str, str]]:
    for promise in event.promised[:1]:
        if promise.day is not None:
            yield name, "date"
            yield f"{name}-date", promise.day.isoformat()
        elif promise.business_days is not None:
            yield name, "days"
            yield f"{name}-days", str(promise.business_days)
        else:
            yield name, "words"
        yield f"{name}-text", promise.text or ""


def changes(
    form: EventForm, before: Mapping[str, object], after: Mapping[str, object]
) -> list[str]:
    """Which of an event's fields a correction changes, by name."""
    names = [*(ask.field for ask in form.asks), "on", "at", "by", "papers", "items", "of"]
    return [name for name in names if before.get(name) != after.get(name)]
