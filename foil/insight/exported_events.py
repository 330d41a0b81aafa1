"""Events as rows of a sheet: what people read, and in one column the facts as they are sealed."""

import json
from collections.abc import Iterator, Sequence

from foil.insight.asker import Asker
from foil.insight.lines import named
from foil.insight.merged import BATCH, Stream
from foil.law.event import Event as Happening
from foil.law.facts import stored
from foil.law.words import HAPPENED, numbered
from foil.model.tables import Event, Request
from foil.newyork import day_of
from foil.sheets.ours import EVENTS, pieces
from foil.sheets.writing import Value


def event_rows(asked: Asker) -> Iterator[Sequence[Value]]:
    """A row for each event, as `EVENTS` names its columns."""
    columns = (Event.id, Event.facts, Event.recorded_at, Event.recorded_by, Event.entered)
    events = Stream(asked.session, asked.rows_of(Event, *columns).order_by(Event.seq))
    found = asked.session.execute(asked.whole(Request).execution_options(yield_per=BATCH))
    for (request,) in found:
        rows = events.of(request.id)
        read = {name: stored(facts) for name, facts, *_ in rows}
        replaced = {each.replaces: each.id for each in read.values() if each.replaces}
        shown = named(request, asked.under)
        for name, facts, at, by, entered in rows:
            row = _event_row(read[name])
            row |= {
                "Desk number": request.number, "Title": shown.title, "Agency": shown.agency_name,
                "Event": name, "Recorded": day_of(at), "Recorded by": asked.name(by),
                "Stands": _stands(read[name], replaced.get(name)),
                "Entered later": entered or "",
            }  # fmt: skip
            yield from _with_facts(row, request.number, name, facts)
        asked.session.expunge(request)


def _stands(event: Happening, replaced: str | None) -> str:
    if replaced is not None:
        return f"corrected by {replaced}"
    return "taken back" if event.taken_back else "yes"


def _with_facts(
    row: dict[str, Value], number: str, name: str, facts: str
) -> Iterator[Sequence[Value]]:
    first, *more = pieces(json.dumps(json.loads(facts), sort_keys=True, separators=(",", ":")))
    yield [{**row, "Facts": first}.get(column) for column in EVENTS]
    for piece in more:
        rest = {"Desk number": number, "Event": name, "Facts": piece}
        yield [rest.get(column) for column in EVENTS]


def _event_row(event: Happening) -> dict[str, Value]:
    papers = event.papers
    promised = [each.day.isoformat() for each in event.promised if each.day]
    promised += [
        f"{each.business_days} business days" for each in event.promised if each.business_days
    ]
    details = event.details or {}
    says = "; ".join(f"{name.replace('_', ' ')}: {_word(value)}" for name, value in details.items())
    return {
        "Day": event.act_day,
        "What happened": HAPPENED.get(event.kind, event.kind.replace("_", " ").capitalize()),
        "Items": numbered(event.items) if event.items else "",
        "Letter dated": min(event.days("dated"), default=None),
        "Postmarked": min(event.days("postmarked"), default=None),
        "Received": min(event.days("received"), default=None),
        "How": ", ".join(filter(None, (each.how for each in papers))) or event.by,
        "Promised": "; ".join(promised),
        "Says": says,
    }


def _word(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return (
        {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)
    )
