"""From an event back to its form: the answers that would record it, where a correction starts."""

from collections.abc import Iterator
from datetime import datetime

from foil.law.event import CourtDate, Event, Promise
from foil.newyork import NEW_YORK
from foil.web.event_reading import PAPER_DATES, PAPERS, PROMISES, Answers
from foil.web.forms.form import Ask, EventForm


def answers_of(form: EventForm, event: Event) -> Answers:
    """The form as it would have been filled to record this event."""
    answers = Answers([("items", str(item)) for item in event.items or ()])
    answers.setlist("of", list(event.of or ()))
    answers.setdefault("by", event.by or "")
    answers.update(dict(_when(event)))
    answers.update(dict(_papers(event)))
    for ask in form.asks:
        _put(answers, ask, event)
    return answers


def retold(form: EventForm, event: Event) -> Answers:
    """The same happening as another kind of event: what it says beside its kind, with its days
    where this form has them."""
    answers = answers_of(form, event)
    answers.poplist("of")
    if form.papers and not event.papers:
        for name in ("on", "time"):
            answers.poplist(name)
        answers["paper1-received"] = event.act_day.isoformat()
    elif event.papers and not form.papers:
        for name in [each for each in answers if each.startswith("paper")]:
            answers.poplist(name)
        answers["on"] = event.act_day.isoformat()
    return answers


def _when(event: Event) -> Iterator[tuple[str, str]]:
    if event.at is not None:
        here: datetime = event.at.astimezone(NEW_YORK)
        yield "on", here.date().isoformat()
        yield "time", f"{here:%H:%M:%S}".removesuffix(":00")
    elif event.on is not None:
        yield "on", event.on.isoformat()


def _papers(event: Event) -> Iterator[tuple[str, str]]:
    for n, paper in zip(PAPERS, event.papers, strict=False):
        yield f"paper{n}-how", paper.how or ""
        yield f"paper{n}-document", paper.document or ""
        for name in PAPER_DATES:
            day = getattr(paper, name)
            yield f"paper{n}-{name}", day.isoformat() if day else ""


def _put(answers: Answers, ask: Ask, event: Event) -> None:
    name = ask.field
    value = event.source if name == "source" else event.detail(name)
    if ask.widget == "promise":
        answers.update(dict(_promises(name, event)))
    elif ask.widget == "dates" and isinstance(value, tuple):
        answers.update(dict(_court_dates(name, value)))
    elif ask.widget == "tick" and value is None:
        answers.add("unsaid", name)
    elif ask.widget == "several" and isinstance(value, tuple):
        answers.setlist(name, [str(each) for each in value])
    elif isinstance(value, tuple):
        answers[name] = "\n".join(" ".join(str(each).split()) for each in value)
    elif value is not None and value is not False:
        answers[name] = "yes" if value is True else str(value)


def _promises(name: str, event: Event) -> Iterator[tuple[str, str]]:
    for n, promise in zip(PROMISES, event.promised, strict=False):
        yield from _promise(f"{name}{n}", promise)


def _promise(name: str, promise: Promise) -> Iterator[tuple[str, str]]:
    if promise.day is not None:
        yield name, "date"
        yield f"{name}-date", promise.day.isoformat()
    elif promise.business_days is not None:
        yield name, "days"
        yield f"{name}-days", str(promise.business_days)
    else:
        yield name, "words"
    yield f"{name}-text", promise.text or ""


def _court_dates(name: str, rows: tuple[object, ...]) -> Iterator[tuple[str, str]]:
    for n, row in enumerate(rows, 1):
        if isinstance(row, CourtDate):
            yield f"{name}{n}-who", row.who
            yield f"{name}{n}-what", row.what
            yield f"{name}{n}-on", row.on.isoformat()
            yield f"{name}{n}-items", ", ".join(str(item) for item in row.items or ())
