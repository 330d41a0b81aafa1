"""Every component in its variants, on one page: for whoever changes one, with FLASK_DEBUG=1."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from flask import Blueprint

from foil.catalog import agencies
from foil.insight.lines import Named
from foil.insight.reading_state import Reading
from foil.insight.recalled import Recall
from foil.insight.request import grouped
from foil.insight.self_check import Checked
from foil.insight.timeline import Silence, timeline
from foil.insight.wanted import Wanted
from foil.law.authorities import AUTHORITIES
from foil.law.clocks import Clock, run
from foil.law.facts import read_event
from foil.law.history import History, history_of
from foil.law.rules import rules_of
from foil.law.traps import traps
from foil.model.tables import Document, Event
from foil.web import entries, reading_words
from foil.web.clocks import Shown, shown
from foil.web.pages import page as draw
from foil.web.rows import Row

blueprint = Blueprint("patterns", __name__)

DAY = date(2026, 11, 25)
RECORDED = datetime(2026, 11, 5, 15, 30, tzinfo=UTC)
HAPPENED: tuple[dict[str, object], ...] = (
    {"id": "e1", "kind": "sent", "on": "2026-10-01", "by": "portal"},
    {"id": "e2", "kind": "received", "on": "2026-10-01", "source": "agency"},
    {"id": "e3", "kind": "acknowledged", "dated": "2026-10-14", "received": "2026-10-14",
     "promised": [{"date": "2026-11-20"}], "reason_given": "The request was assigned."},
    {"id": "e4", "kind": "denied", "dated": "2026-11-02", "received": "2026-11-05", "items": [2],
     "scope": "part", "exemptions": ["87(2)(e)(iv)"], "appeal_notice": True},
)  # fmt: skip
"""A case of no office: a late acknowledgement, and a denial in part with an appeal open."""
NAMED = Named(0, "FD-0000", "Facial recognition contracts", "nypd", "NYPD", "Police Department")
DOCUMENT = Document(id=0, sha256="0" * 64, size=48_200, name="Determination.pdf", event="e4")
READINGS = (
    Reading("read", pages=12, done=12, findings=("Sheet 2 is hidden.",)),
    Reading("pending", pages=2_600, done=1_180, busy=True, seconds=240.0),
    Reading("unread", "The PDF cannot be read: it is locked with a password."),
)
ROWS = (
    Row("late", DAY, "1 day left", "Appeal the denial — Contracts, NYPD", "#", "Last day Monday.",
        "Write the appeal", "#", why="#", alarm=True),
    Row("soon", DAY, "in 9 days", "Answer NYPD’s question — Contracts", "#", "Safe day first.",
        "Record our answer", "#", main=True),
    Row("ok", None, "not filed yet", "Finished, not filed — Contracts, NYPD", "#",
        "Its clock starts when you record how it went.", "File it", "#"),
)  # fmt: skip


@blueprint.get("/patterns")
def page() -> str:
    """Each component of templates/components, drawn from a case that nobody recorded."""
    return draw("patterns/page.html", **_of_the_case(), **_of_the_catalog(), **_made_up())


def _of_the_case() -> dict[str, Any]:
    history = history_of([read_event(each) for each in HAPPENED], (1, 2))
    clocks = run(history, rules_of(agencies.load()["nypd"].rules()))
    story = timeline(history, clocks, _rows(history), [DOCUMENT], DAY)
    return {
        "named": NAMED, "words": entries, "whole": history.items, "day": DAY,
        "entries": [each for each in story if not isinstance(each, Silence)],
        "silences": [each for each in story if isinstance(each, Silence)],
        "groups": _groups(clocks, history.items), "clock": shown(clocks[0], DAY),
        "traps": traps(history, clocks, DAY),
    }  # fmt: skip


def _of_the_catalog() -> dict[str, Any]:
    return {
        "authorities": list(AUTHORITIES.values())[:3],
        "sources": agencies.load()["nypd"].sources,
    }


def _made_up() -> dict[str, Any]:
    return {
        "rows": ROWS, "document": DOCUMENT, "moment": RECORDED,
        "recalls": [Recall(DAY, what, "e5") for what in ("replaced", "removed", "return_asked")],
        "checked": [Checked(RECORDED, 12, agreed, old=False) for agreed in (True, False)],
        "readings": READINGS, "says": reading_words,
        "wanted": Wanted(sort="title", down=True), "sort_link": "#{}".format,
    }  # fmt: skip


def _rows(history: History) -> list[Event]:
    """How each event would have been recorded."""
    return [
        Event(id=event.id, seq=n, facts="{}", recorded_at=RECORDED, recorded_by=0)
        for n, event in enumerate(history.events, 1)
    ]


def _groups(clocks: Sequence[Clock], whole: tuple[int, ...]) -> dict[str, list[Shown]]:
    """The clocks in the groups of a request's page."""
    found = grouped(clocks, DAY)
    ours = {True: [c for c in found.ours if c.stake == "arguable"]}
    ours[False] = [c for c in found.ours if c.stake != "arguable"]
    groups = {
        "ours": ours[False], "theirs": found.theirs, "arguable": ours[True],
        "silence": found.silence, "done": found.done,
    }  # fmt: skip
    return {key: [shown(clock, DAY, whole) for clock in each] for key, each in groups.items()}
