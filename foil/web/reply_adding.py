"""The pages that add a reply to what is recorded already."""

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from foil.errors import BadInput, MovedOn
from foil.insight.request import recorded_since
from foil.operations import reply_adding
from foil.operations.events import Questioned
from foil.web import entries
from foil.web.adding import adding, papers
from foil.web.desk import me, now, reading, today, writing
from foil.web.event_reading import Answers
from foil.web.forms import HOW
from foil.web.numbers import integer
from foil.web.pages import page as draw
from foil.web.recording import problems_of
from foil.web.reply_told import NO_REQUEST

blueprint = Blueprint("reply_adding", __name__, url_prefix="/replies/<int:reply>/add")


@blueprint.get("")
def page(reply: int) -> str:
    """What it may be added to, and what would move."""
    return _page("add", reply, Answers({"request": request.args.get("request", "")}))


@blueprint.post("/preview")
def look(reply: int) -> str:
    """What would move, as a piece of the page."""
    return _page("what_adding_does", reply, request.form)


@blueprint.post("")
def add(reply: int) -> Response | tuple[str, int]:
    """Add it; or show the form again with what is wrong, asked or new."""
    answers = request.form
    if "look" in answers:
        return _page("add", reply, answers), 200
    try:
        number = _add(reply, answers)
    except BadInput as error:
        return _page("add", reply, answers, problems=problems_of(error)), error.status
    except Questioned as error:
        return _page("add", reply, answers, doubts=error.questions), error.status
    except MovedOn as error:
        return _page("add", reply, answers, since=error.since), error.status
    flash("Added to what was recorded.", f"undo {url_for('replies.undo', reply=reply)}")
    return redirect(url_for("request.timeline", number=number), 303)


def _add(reply: int, answers: Answers) -> str:
    """Add it. Returns the request's number."""
    with writing() as session:
        found = adding(session, reply, answers, answers.get("event", ""))
        if found.drawn.request is None:
            raise BadInput(NO_REQUEST, {"request": NO_REQUEST})
        offered = {each.key for each in found.same}
        if found.chosen not in offered:
            raise BadInput(reply_adding.GONE, {"event": reply_adding.GONE})
        reply_adding.add(
            me(), session, reply, found.drawn.request, found.chosen.split(), papers(found.drawn),
            seq=answers.get("seq", 0, type=integer), now=now(), sure="sure" in answers,
        )  # fmt: skip
        return found.drawn.request.number


def _page(
    template: str, reply: int, answers: Answers, since: int | None = None, **facts: Any
) -> str:
    with reading() as session:
        found = adding(session, reply, answers, answers.get("event", ""))
        number = answers.get("request", "")
        new = recorded_since(me(), session, number, since - 1) if since is not None else ()
    shown = {"adding": found, "how": HOW, "words": entries, "new": new, "doubts": ()}
    return draw(f"replies/{template}.html", **{**shown, "today": today(), **facts})
