"""How a finished letter went: preview of what it changes, then the event its kind is."""

from flask import Blueprint, flash, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from foil.errors import BadInput, FoilError, MovedOn, Refused
from foil.operations import documents, letter_filing, letter_unfiling
from foil.operations.events import Questioned
from foil.operations.letter_drafts import find_letter
from foil.operations.letter_filing import APPEALS, Went, event_facts
from foil.operations.letters import find_any
from foil.operations.previews import Preview, preview
from foil.web import letter_composer as composer
from foil.web.arrivals import bring_to_tray
from foil.web.desk import me, now, reading, today, writing
from foil.web.event_reading import Answers, read
from foil.web.filing import problems_of, ways
from foil.web.forms import FORMS
from foil.web.letter_composer import Writing
from foil.web.letter_finishing import Finished, finished, papers
from foil.web.letter_links import letter_page
from foil.web.letters import write_page
from foil.web.numbers import integer
from foil.web.pages import page as draw

blueprint = Blueprint(
    "letter_filing", __name__, url_prefix="/requests/<number>/drafts/<int:letter>/went"
)

Answer = Response | tuple[str, int]
FIRST = "Finish the letter first; then say how it went."


@blueprint.get("")
def page(number: str, letter: int) -> str:
    """How it went, and what that would change."""
    with reading() as session:
        if find_letter(me(), session, number, letter).state == "draft":
            return write_page(composer.compose(session, number, letter), problems={"": FIRST})
        return _page(session, number, letter, Answers({"on": today().isoformat()}))


@blueprint.post("/look")
def look(number: str, letter: int) -> str:
    """What recording it would change, as one piece of the page."""
    found: Finished | Writing
    with reading() as session:
        if find_letter(me(), session, number, letter).state == "draft":
            found, shown = composer.compose(session, number, letter), None
        else:
            found = finished(session, number, letter)
            shown = _seen(session, found, request.form)
    return draw(
        "compose/what_it_does.html", found=found, preview=shown, answers=request.form, doubts=()
    )


@blueprint.post("")
def file(number: str, letter: int) -> Answer:
    """Record how it went, with the letter itself on the timeline."""
    with reading() as session:
        if find_letter(me(), session, number, letter).state == "draft":
            flash(FIRST)
            return redirect(url_for("letters.letter", number=number, letter=letter), 303)
    answers = bring_to_tray(number, request.form)
    try:
        with writing() as session:
            _record(session, number, letter, answers)
    except (BadInput, Questioned, MovedOn) as error:
        with reading() as session:
            return _page(session, number, letter, answers, error), error.status
    flash("Recorded. What went is sealed on the timeline.")
    return redirect(url_for("request.timeline", number=number), 303)


@blueprint.post("/back")
def take_back(number: str, letter: int) -> Response:
    """Take back, for the day, that it went: of a letter of any kind."""
    with reading() as session:
        row = find_any(me(), session, number, letter)
    try:
        with writing() as session:
            gone = find_any(me(), session, number, letter)
            letter_unfiling.unfile(me(), session, gone, now=now())
        flash("Taken back. The letter is finished and not filed yet; the timeline keeps both.")
    except Refused as error:
        flash(str(error))
    return redirect(url_for(letter_page(row), number=number, letter=letter), 303)


def _told(answers: Answers) -> Went:
    """How it went. Raises BadInput, by field, where a day or a time cannot be read."""
    facts = read(FORMS["sent"], answers)
    when = {name: str(facts[name]) for name in ("on", "at") if facts.get(name)}
    if not when:
        raise BadInput("Say when it went.", {"on": "Give the day it went."})
    by = answers.get("by", "")
    return Went(by, when, received="received" in answers, agreed="agreed" in answers)


def _seen(session: Session, found: Finished, answers: Answers) -> Preview | None:
    """What recording it would change; nothing while the form cannot be read."""
    try:
        went = _told(answers)
        facts = event_facts(
            session, found.row, Went(went.by or "other", went.when, agreed=went.agreed)
        )
        return preview(me(), session, found.request, facts, now=now())
    except BadInput:
        return None


def _record(session: Session, number: str, letter: int, answers: Answers) -> None:
    found = finished(session, number, letter)
    event = letter_filing.file(
        me(), session, found.row, _told(answers), papers(found.request, found.row),
        seq=answers.get("seq", -1, type=integer), now=now(), sure="sure" in answers,
    )  # fmt: skip
    for tray in answers.getlist("tray", type=integer):
        documents.put_on_event(me(), session, found.request, tray, event.id, now=now())


def _page(
    session: Session, number: str, letter: int, answers: Answers, error: FoilError | None = None
) -> str:
    found = finished(session, number, letter)
    return draw(
        "letters/filing.html", found=found, answers=answers, ways=ways(),
        problems=problems_of(error),
        preview=_seen(session, found, answers), seq=found.request.head_seq,
        doubts=getattr(error, "questions", ()), appeal=found.row.kind in APPEALS,
    )  # fmt: skip
