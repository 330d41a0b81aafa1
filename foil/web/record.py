"""Recording what happened to a request: choosing the kind, the form, what it would change."""

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from foil.errors import BadInput, MovedOn
from foil.insight.histories import item_numbers
from foil.insight.request import recorded_since
from foil.model.visibility import find_request
from foil.operations import documents, events
from foil.operations.events import Questioned
from foil.operations.previews import preview
from foil.operations.references import add_reference
from foil.web import choosing, entries, recording
from foil.web.arrivals import bring_papers, bring_to_tray
from foil.web.desk import me, now, reading, today, writing
from foil.web.event_reading import Answers, Facts, read
from foil.web.forms import HOW, EventForm
from foil.web.numbers import integer
from foil.web.pages import page as draw
from foil.web.recording import Recording
from foil.web.words import upper_first

blueprint = Blueprint("record", __name__, url_prefix="/requests/<number>/record")


@blueprint.get("")
def choose(number: str) -> str:
    """What happened? One of the kinds."""
    find = " ".join(request.args.get("find", "").split())
    with reading() as session:
        chosen = choosing.choice(session, number, find)
    then = {name: request.args[name] for name in ("file", "replaces") if name in request.args}
    return draw("record/choose.html", chosen=chosen, words_of=choosing.words_of, then=then)


@blueprint.get("/<kind>")
def page(number: str, kind: str) -> str:
    """The form of one kind, empty or with the event it corrects."""
    with reading() as session:
        drawn = recording.begin(session, number, kind, request.args.get("replaces", ""))
    if file := request.args.get("file", ""):
        drawn.answers.add("tray", file)
    return _draw("page", drawn)


@blueprint.post("/<kind>/preview")
def look(number: str, kind: str) -> str:
    """What the event would change, as one piece of the page."""
    with reading() as session:
        drawn = recording.resume(session, number, kind, request.form)
    return _draw("what_it_does", drawn)


@blueprint.post("/<kind>")
def save(number: str, kind: str) -> Response | tuple[str, int]:
    """Record the event; or show the form again with what is wrong, asked or new."""
    form = recording.form_of(kind)
    answers = bring_papers(number, bring_to_tray(number, request.form))
    if "look" in answers:
        return _again(number, kind, answers), 200
    try:
        with writing() as session:
            says = _record(session, number, form, answers)
    except BadInput as error:
        return _again(number, kind, answers, recording.problems_of(error)), error.status
    except Questioned as error:
        return _again(number, kind, answers, doubts=error.questions), error.status
    except MovedOn as error:
        return _again(number, kind, answers, since=error.since), error.status
    flash(says)
    return redirect(url_for("request.timeline", number=number), 303)


def _record(session: Session, number: str, form: EventForm, answers: Answers) -> str:
    """Record the event with its files and its number. Returns what to say."""
    found = find_request(session, me(), number)
    files = answers.getlist("tray", type=integer)
    facts = _with_paper(session, read(form, answers), files)
    seen = preview(me(), session, found, facts, now=now())
    seq, whole = answers.get("seq", 0, type=integer), item_numbers(session, found)
    event = events.record(me(), session, found, facts, seq=seq, now=now(), sure="sure" in answers)
    for file in files:
        if documents.find_document(me(), session, file).event != event.id:
            documents.put_on_event(me(), session, found, file, event.id, now=now())
    if form.numbered and (mark := answers.get("reference", "").strip()):
        add_reference(me(), session, found, form.numbered, mark)
    started = [each for each in seen.effects if each.verb == "starts"]
    for each in sorted(started, key=lambda each: each.clock.stake is None)[:1]:
        return f"Recorded. {upper_first(each.says('the agency', today(), whole))}."
    return f"Recorded: {form.title}."


def _with_paper(session: Session, facts: Facts, files: list[int]) -> Facts:
    """The facts with the first file that no paper names put on the first paper, if it has none."""
    papers = facts.get("papers")
    if isinstance(papers, list) and "document" not in papers[0]:
        named = {paper.get("document") for paper in papers}
        brought = [documents.find_document(me(), session, file).sha256 for file in files]
        if loose := [sha256 for sha256 in brought if sha256 not in named]:
            papers[0]["document"] = loose[0]
    return facts


def _again(
    number: str,
    kind: str,
    answers: Answers,
    problems: dict[str, str] | None = None,
    since: int | None = None,
    doubts: tuple[str, ...] = (),
) -> str:
    """The form as it was filled."""
    with reading() as session:
        drawn = recording.resume(session, number, kind, answers)
        new = recorded_since(me(), session, number, since - 1) if since is not None else ()
    return _draw("page", drawn, problems=problems or {}, new=new, doubts=doubts)


def _draw(template: str, drawn: Recording, **facts: Any) -> str:
    whole = tuple(item.number for item in drawn.items) or (1,)
    shown = {
        "number": drawn.named.number,
        "answers": drawn.answers,
        "item_options": recording.item_options(drawn),
        "tray_options": recording.tray_options(drawn),
        "file_options": recording.file_options(drawn),
        "answer_options": [(name, words, "") for name, words in drawn.answerable],
        "changed": recording.changed(drawn, whole),
        "how": HOW,
        "words": entries,
        "new": (),
        "doubts": (),
        "whole": whole,
    }
    return draw(f"record/{template}.html", drawn=drawn, **{**shown, **facts})
