"""A follow-up letter: read, put into one's own words, taken along, and recorded once it went."""

from dataclasses import replace
from datetime import date
from io import BytesIO

from flask import Blueprint, Response, flash, redirect, request, send_file, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from foil.archive.store import Kept
from foil.errors import BadInput, MovedOn
from foil.insight.basis import basis
from foil.insight.lines import named
from foil.insight.lint_known import known_of
from foil.letters import lint
from foil.letters.follow_up import KIND
from foil.letters.letter import Letter
from foil.letters.sheet import html
from foil.model.tables import Letter as Row
from foil.model.tables import Request
from foil.operations import follow_ups
from foil.operations.letters import find_letter
from foil.operations.sealing import sealed_of
from foil.web.arrivals import store
from foil.web.composing import edits_in
from foil.web.desk import me, now, reading, today, writing
from foil.web.event_reading import NOT_A_DAY, day
from foil.web.filing import ways
from foil.web.finishing import MAKERS, TYPES
from foil.web.letter_composer import name_of
from foil.web.letter_links import letter_page
from foil.web.numbers import integer
from foil.web.pages import page as draw

blueprint = Blueprint("follow_ups", __name__, url_prefix="/requests/<number>/follow-ups")

LETTER = "/<int:letter>"
Answer = AnyResponse | tuple[str, int]
BLOCKS = {
    "opening": "Opening",
    "request": "The request",
    "ask": "What we ask",
    "closing": "Closing",
}


@blueprint.get(LETTER)
def page(number: str, letter: int) -> str | AnyResponse:
    """The letter as it stands, and how to change it; one begun alone has the page of any letter."""
    with reading() as session:
        alone = letter_page(find_letter(me(), session, number, letter, KIND)) != "follow_ups.page"
    if alone:
        return redirect(url_for("letters.letter", number=number, letter=letter), 303)
    return _page(number, letter, {})


@blueprint.post(LETTER)
def save(number: str, letter: int) -> Answer:
    """Keep what was written in its paragraphs' place."""
    try:
        _keep(number, letter)
    except (BadInput, MovedOn) as error:
        return _page(number, letter, _problems(error)), error.status
    flash("Saved.")
    return redirect(url_for(".page", number=number, letter=letter), 303)


@blueprint.get(f"{LETTER}/letter.<any(pdf, docx, md, txt):ending>")
def download(number: str, letter: int, ending: str) -> Response:
    """The letter as a file, dated today until it went."""
    with reading() as session:
        row = find_letter(me(), session, number, letter, KIND)
        made = _made(session, row, ending)
    name = f"{number} follow-up letter.{ending}"
    return send_file(
        BytesIO(made), TYPES[ending], as_attachment=True, download_name=name,
        etag=False, last_modified=None, max_age=None,
    )  # fmt: skip


@blueprint.post(f"{LETTER}/went")
def went(number: str, letter: int) -> Answer:
    """Record that it went, with the letter itself on the timeline."""
    try:
        _record(number, letter)
    except (BadInput, MovedOn) as error:
        return _page(number, letter, _problems(error)), error.status
    flash("Recorded. The letter is sealed on the timeline; it starts no clock.")
    return redirect(url_for("request.timeline", number=number), 303)


def _keep(number: str, letter: int) -> None:
    problems: dict[str, str] = {}
    with writing() as session:
        row = find_letter(me(), session, number, letter, KIND)
        old = follow_ups.draft_of(row)
        draft = replace(old, edits=edits_in(request.form, old.edits, problems))
        if problems:
            raise BadInput("Something in the form is too long.", problems)
        version = request.form.get("version", 0, type=integer)
        follow_ups.save_words(me(), row, draft, version=version, now=now())


def _record(number: str, letter: int) -> None:
    """Make the letter of the day it went, then record both: bytes are safe before the record
    hears of them."""
    on, by = _day(request.form.get("on", "")), request.form.get("by", "")
    seq = request.form.get("seq", -1, type=integer)
    with reading() as session:
        row = find_letter(me(), session, number, letter, KIND)
        pdf = _sealed(number, _letter(session, row, on))
    with writing() as session:
        row = find_letter(me(), session, number, letter, KIND)
        follow_ups.record_written(me(), session, row, by, on, pdf, seq=seq, now=now())


def _problems(error: BadInput | MovedOn) -> dict[str, str]:
    return getattr(error, "problems", {}) or {"": str(error)}


def _page(number: str, letter: int, problems: dict[str, str]) -> str:
    with reading() as session:
        row = find_letter(me(), session, number, letter, KIND)
        found = session.get_one(Request, row.request_id)
        made, under = _letter(session, row), basis(session)
        agency = under.directory.get(found.agency or "")
        known = known_of(session, found, agency, row, today())
        return draw(
            "follow_ups/page.html",
            named=named(found, under), agency=agency,
            found=lint.look(made, known), heading=lint.heading,
            row=row, seq=found.head_seq, letter=made,
            sheet=html(made, top=2),
            paragraphs=[(BLOCKS.get(b.key) or name_of(b), b) for b in made.blocks],
            ways=ways(), values=request.form, problems=problems,
        )  # fmt: skip


def _letter(session: Session, row: Row, dated: date | None = None) -> Letter:
    """The letter of that date; without one, of the day it went or, until then, of today."""
    return follow_ups.letter_of(session, row, dated or row.dated or today())


def _made(session: Session, row: Row, ending: str) -> bytes:
    """The letter in one format: what was sealed when it went, where there is such."""
    sealed = sealed_of(row)
    if ending in sealed:
        with store().open(sealed[ending]) as file:
            return file.read()
    return MAKERS[ending](_letter(session, row))


def _sealed(number: str, letter: Letter) -> tuple[Kept, str]:
    """The PDF of what went, kept, with its name."""
    kept = store().keep(BytesIO(MAKERS["pdf"](letter)))
    return Kept(kept.sha256, kept.size, TYPES["pdf"]), f"{number} Follow-up letter.pdf"


def _day(said: str) -> date:
    try:
        on = day(said)
    except ValueError as error:
        says = NOT_A_DAY.format(said) if said else "Say when it went."
        raise BadInput("The day needs mending.", {"on": says}) from error
    if on > today():
        raise BadInput("The day is to come.", {"on": "That day is still to come."})
    return on
