"""Filing a reply of an agency: what came, what it seems to be, what filing it will change."""

from typing import Any

from flask import Blueprint, flash, redirect, request, send_file, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from foil.errors import BadInput, MovedOn, Refused
from foil.insight.histories import recorded
from foil.insight.request import recorded_since
from foil.model.visibility import find_request
from foil.operations import office_patterns, reply_filing, reply_undo
from foil.operations.events import Questioned
from foil.operations.reply_papers import open_original
from foil.web import entries
from foil.web.arrivals import store
from foil.web.desk import me, now, reading, today, writing
from foil.web.event_reading import Answers
from foil.web.forms import HOW
from foil.web.numbers import integer
from foil.web.pages import page as draw
from foil.web.recording import problems_of
from foil.web.reply_answers import AS_LETTER
from foil.web.reply_filing import Filing, begin, resume
from foil.web.reply_form import DISPOSITIONS, Disposition
from foil.web.reply_form import form_of as row_form
from foil.web.reply_head import authentic, became, sent
from foil.web.reply_kinds import SEEMS, options
from foil.web.reply_told import NO_REQUEST, looked_at, read_filing
from foil.web.replying import by_item

blueprint = Blueprint("replies", __name__, url_prefix="/replies")

AGAIN = "What filing changes has been counted again with what you wrote: look, then file it."
ROWS = (Disposition(AS_LETTER, "As the letter as a whole", "", {}), *DISPOSITIONS)
ASKS = {each.kind: {a.field: a for a in row_form(each.kind).asks} for each in DISPOSITIONS}


@blueprint.get("/<int:reply>")
def reply(reply: int) -> str:
    """The reply, to be filed; or what became of it."""
    with reading() as session:
        drawn = begin(session, reply, request.args.get("request", ""))
    return _draw("page", drawn)


@blueprint.post("/<int:reply>/preview")
def look(reply: int) -> str:
    """What filing would change, as pieces of the page."""
    with reading() as session:
        drawn = resume(session, reply, request.form)
    return _draw("pieces", drawn)


@blueprint.post("/<int:reply>")
def file(reply: int) -> Response | tuple[str, int]:
    """File the reply; or show the form again with what is wrong, asked or new."""
    answers = request.form
    if "look" in answers:
        return _again(reply, answers), 200
    try:
        number, says = file_one(reply, answers)
    except BadInput as error:
        return _again(reply, answers, problems=problems_of(error)), error.status
    except Questioned as error:
        return _again(reply, answers, doubts=error.questions), error.status
    except MovedOn as error:
        return _again(reply, answers, since=error.since), error.status
    flash(says, f"undo {url_for('.undo', reply=reply)}")
    return redirect(url_for("request.timeline", number=number), 303)


@blueprint.get("/<int:reply>/original")
def original(reply: int) -> Response:
    """The bytes as they came, as an attachment and never shown in the page."""
    with writing() as session:
        found = reply_filing.find_reply(me(), session, reply)
        arrival = open_original(me(), session, found, now=now())
    return send_file(
        store().open(arrival.sha256), "application/octet-stream", as_attachment=True,
        download_name=arrival.name, etag=False, last_modified=None, max_age=None,
    )  # fmt: skip


@blueprint.post("/<int:reply>/aside")
def aside(reply: int) -> Response:
    """It is about no request of ours."""
    with writing() as session:
        reply_filing.put_aside(me(), session, reply, now=now())
    says = "Set aside as not about a request. It stays here, and can be brought back."
    flash(says, f"undo {url_for('.back', reply=reply)}")
    return redirect(url_for(".reply", reply=reply), 303)


@blueprint.post("/<int:reply>/back")
def back(reply: int) -> Response:
    """It is to be filed after all."""
    with writing() as session:
        reply_filing.bring_back(me(), session, reply, now=now())
    flash("Brought back, not filed yet.")
    return redirect(url_for(".reply", reply=reply), 303)


@blueprint.post("/<int:reply>/undo")
def undo(reply: int) -> Response:
    """Take today's filing back: its events and the reply are as they were."""
    with writing() as session:
        number = reply_undo.undo(me(), session, reply, now=now())
    flash(f"Taken back: {number} is as it was, and the reply is not filed yet.")
    return redirect(url_for(".reply", reply=reply), 303)


@blueprint.post("/<int:reply>/too")
def too(reply: int) -> Response:
    """The same message is about another request too."""
    number = request.form.get("another", "").strip().upper()
    try:
        with writing() as session:
            other = reply_filing.give_too(me(), session, reply, number, now=now())
    except (BadInput, Refused) as error:
        flash(str(error), "warn")
        return redirect(url_for(".reply", reply=reply), 303)
    flash(f"The message stands with {number} too. This is its reply there, not filed yet.")
    return redirect(url_for(".reply", reply=other.id), 303)


def file_one(reply: int, answers: Answers) -> tuple[str, str]:
    """File it. Returns the request's number, and what to say."""
    if not answers.get("request"):
        raise BadInput(NO_REQUEST, {"request": NO_REQUEST})
    with writing() as session:
        reply_filing.unfiled(me(), session, reply)
        drawn = resume(session, reply, answers)
        announced = answers.get("announced", drawn.button)
        told = _told(session, drawn, answers)
        if announced != drawn.button:
            raise BadInput(AGAIN, {"": AGAIN})
        assert drawn.request
        reply_filing.file(
            me(), session, reply, drawn.request, told,
            seq=answers.get("seq", drawn.seq, type=integer), now=now(), sure="sure" in answers,
            number=_number(drawn, answers),
        )  # fmt: skip
        _remember(session, drawn, answers)
        return drawn.request.number, _says(drawn)


def _remember(session: Session, drawn: Filing, answers: Answers) -> None:
    """Remember the words that say what it is, where the person agrees."""
    if "remember" not in answers or not drawn.may_remember:
        return
    parts = (str(part.get("text", "")) for part in drawn.came.head.get("parts", ()))
    texts = [drawn.came.reply.text, *parts]
    agency = drawn.request.agency if drawn.request else None
    phrase = answers.get("phrase", "")
    office_patterns.remember(me(), session, phrase, drawn.means, agency, texts, now=now())


def _number(drawn: Filing, answers: Answers) -> tuple[str, str] | None:
    """The number that the letter brings, after its kind."""
    mark = " ".join(answers.get("reference", "").split())
    return (drawn.form.numbered, mark) if drawn.form and drawn.form.numbered and mark else None


def _told(session: Session, drawn: Filing, answers: Answers) -> list[dict[str, object]]:
    """The events' facts. Raises BadInput for what is missing, cannot be read or was not looked
    at."""
    found = find_request(session, me(), answers["request"])
    told = read_filing(drawn.came, answers, recorded(session, found).standing)
    looked_at(drawn.came, answers)
    return told


def _says(drawn: Filing) -> str:
    """What was filed, with the date that the button named."""
    words = drawn.button.partition(": ")[2]
    return f"Filed. {words[:1].upper()}{words[1:]}." if words else "Filed."


def _again(reply: int, answers: Answers, since: int | None = None, **facts: Any) -> str:
    with reading() as session:
        drawn = resume(session, reply, answers)
        number = answers.get("request", "")
        new = recorded_since(me(), session, number, since - 1) if since is not None else ()
    return _draw("page", drawn, new=new, **facts)


def _draw(template: str, drawn: Filing, **facts: Any) -> str:
    shown: dict[str, Any] = {
        "drawn": drawn,
        "found": drawn.came,
        "answers": drawn.answers,
        "seems": SEEMS,
        "kinds": options(),
        "how": HOW,
        "dispositions": ROWS,
        "asks": ASKS,
        "words": entries,
        "changed": [],
        "new": (),
        "doubts": (),
        "whole": drawn.whole,
        "today": today(),
        "sent": sent(drawn.came.head),
        "authentic": authentic(drawn.came.head),
        "became": became(drawn.came),
        "undoable": reply_undo.can_undo(drawn.came.reply, now()),
    }
    by_row = by_item(facts.get("problems", {}))
    return draw(f"replies/{template}.html", **{**shown, "by_item": by_row, **facts})
