"""A reply about several items: one letter, a table of what it says of each, one save."""

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from foil.errors import BadInput, MovedOn
from foil.insight.request import recorded_since
from foil.model.visibility import find_request
from foil.operations import documents
from foil.operations.events import Questioned
from foil.operations.previews import Preview, preview_each
from foil.operations.references import add_reference
from foil.operations.replies import record_reply
from foil.web import entries
from foil.web.arrivals import bring_to_tray
from foil.web.desk import me, now, reading, today, writing
from foil.web.event_reading import Answers
from foil.web.forms import HOW
from foil.web.numbers import integer
from foil.web.pages import page as draw
from foil.web.recording import problems_of
from foil.web.reply_form import DISPOSITIONS, form_of
from foil.web.replying import Replying, by_item, replying, told_of
from foil.web.words import plural, upper_first

blueprint = Blueprint("reply", __name__, url_prefix="/requests/<number>/reply")


@blueprint.get("")
def page(number: str) -> str:
    """The table, nothing mentioned yet; the letter came today."""
    answers = Answers({"paper1-received": today().isoformat()})
    if file := request.args.get("file", ""):
        answers.add("tray", file)
    return _page("page", number, answers)


@blueprint.post("/preview")
def look(number: str) -> str:
    """What the reply would change, as one piece of the page."""
    return _page("what_it_does", number, request.form)


@blueprint.post("")
def save(number: str) -> Response | tuple[str, int]:
    """Record the reply; or show the form again with what is wrong, asked or new."""
    answers = bring_to_tray(number, request.form)
    if "look" in answers:
        return _page("page", number, answers), 200
    try:
        with writing() as session:
            says = _record(session, number, answers)
    except BadInput as error:
        return _page("page", number, answers, problems=problems_of(error)), error.status
    except Questioned as error:
        return _page("page", number, answers, doubts=error.questions), error.status
    except MovedOn as error:
        return _page("page", number, answers, since=error.since), error.status
    flash(says)
    return redirect(url_for("request.timeline", number=number), 303)


def _record(session: Session, number: str, answers: Answers) -> str:
    """Record the reply's events with its files and its number. Returns what to say."""
    found = find_request(session, me(), number)
    told = told_of(session, found, answers)
    seen = preview_each(me(), session, found, told, now=now())
    seq, sure = answers.get("seq", 0, type=integer), "sure" in answers
    events = record_reply(me(), session, found, told, seq=seq, now=now(), sure=sure)
    for file in answers.getlist("tray", type=integer):
        documents.put_on_event(me(), session, found, file, events[0].id, now=now())
    if mark := answers.get("reference", "").strip():
        add_reference(me(), session, found, "request", mark)
    return f"Recorded as {plural(len(events), 'entry', 'entries')}.{_first(seen)}"


def _first(seen: Preview) -> str:
    """The clock to know of first among those that began, in a sentence."""
    started = [each for each in seen.effects if each.verb == "starts"]
    for each in sorted(started, key=lambda each: each.clock.stake is None)[:1]:
        return f" {upper_first(each.says('the agency', today(), ()))}."
    return ""


def _page(
    template: str, number: str, answers: Answers, *, since: int | None = None, **facts: Any
) -> str:
    """The form as it was filled, or the piece of it that says what the reply does."""
    with reading() as session:
        drawn = replying(session, number, answers)
        new = recorded_since(me(), session, number, since - 1) if since is not None else ()
    folder = "record" if template == "what_it_does" else "reply"
    listed = by_item(facts.get("problems", {}))
    return draw(
        f"{folder}/{template}.html", **{**_shown(drawn), "new": new, "by_item": listed, **facts}
    )


def _shown(drawn: Replying) -> dict[str, Any]:
    return {
        "drawn": drawn,
        "number": drawn.named.number,
        "answers": drawn.answers,
        "dispositions": DISPOSITIONS,
        "asks": {each.kind: {a.field: a for a in form_of(each.kind).asks} for each in DISPOSITIONS},
        "tray_options": drawn.tray_options,
        "how": HOW,
        "words": entries,
        "changed": [],
        "doubts": (),
        "whole": tuple(row.item for row in drawn.rows if row.item) or (1,),
    }
