"""Writing a request: what to ask for, beside the sheet of paper; finishing it; filing it."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from flask import Blueprint, Response, flash, redirect, request, send_file, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from foil.errors import BadInput, FoilError, MovedOn
from foil.insight.directory import directory
from foil.letters.sheet import stylesheet
from foil.operations import agency_facts, letters, sealing
from foil.operations.events import Questioned
from foil.operations.letter_unfiling import can_unfile
from foil.web import compose_options, composer, composing, finishing
from foil.web.arrivals import bring_to_tray
from foil.web.composer import Composer
from foil.web.desk import me, now, reading, today, writing
from foil.web.event_reading import Answers
from foil.web.filing import finished, problems_of, recorded, seen, starting, ways
from foil.web.pages import page as draw
from foil.web.pages import pieces
from foil.web.saving import saved

blueprint = Blueprint("compose", __name__)

LETTER = "/requests/<number>/letters/<int:letter>"
FINISH_FIRST = "Finish the letter first; then it can be filed."
Answer = AnyResponse | str | tuple[str, int]


@blueprint.get("/letters/sheet.css")
def style() -> Response:
    """The letters' own style sheet, for the sheet of paper on a page."""
    return Response(stylesheet(), mimetype="text/css")


@blueprint.get("/new")
def new() -> str:
    """To whom, about what, since when."""
    return _begin(composing.starting(request.args, today()), {})


@blueprint.post("/new")
def begin() -> Answer:
    """Open the request and its draft."""
    try:
        draft = composing.begun(request.form, today())
        with writing() as session:
            opened, letter = letters.begin(me(), session, draft, now=now())
    except BadInput as error:
        return _begin(request.form, error.problems or {"": str(error)}), error.status
    return redirect(url_for(".letter", number=opened.number, letter=letter.id), 303)


@blueprint.get(LETTER)
def letter(number: str, letter: int) -> str:
    """The draft to write on, or the finished letter to read."""
    with reading() as session:
        row = letters.find_letter(me(), session, number, letter)
        if row.state == "draft":
            return _write(composer.compose(session, number, letter))
        back = can_unfile(session, row, now=now())
        found = finished(session, number, letter)
        return draw("compose/finished.html", found=found, undoable=back)


@blueprint.post(LETTER)
def save(number: str, letter: int) -> Answer:
    """Keep the draft; then show it again, or hand out a format of it."""
    try:
        drawn = _keep(number, letter)
    except (BadInput, MovedOn) as error:
        return _unkept(number, letter, error), error.status
    _note_checked(drawn)
    if (ending := request.form.get("then", "")) in finishing.MAKERS:
        return redirect(url_for(".download", number=number, letter=letter, ending=ending), 303)
    place = composer.place_after(drawn.draft, request.form.get("do", ""))
    return redirect(url_for(".letter", number=number, letter=letter, _anchor=place), 303)


@blueprint.post(f"{LETTER}/look")
def look(number: str, letter: int) -> Answer:
    """The draft as it is being written, in pieces of the page. It saves nothing."""
    try:
        with reading() as session:
            before, drawn, problems = composer.preview(session, number, letter, request.form)
    except BadInput as error:
        return pieces("compose/not_yet.html", problems=error.problems or {"": error}), error.status
    fresh = composer.refreshed(drawn, request.form)
    shown = _shown(drawn)
    return pieces("compose/pieces.html", before=before, fresh=fresh, problems=problems, **shown)


@blueprint.post(f"{LETTER}/keep")
def keep(number: str, letter: int) -> Answer:
    """Keep the draft as it is being written; when it was, or why it was not."""
    page = url_for(".letter", number=number, letter=letter)
    return saved(lambda: _keep(number, letter), page)


@blueprint.post(f"{LETTER}/finish")
def finish(number: str, letter: int) -> Answer:
    """Keep the draft, make the letter from it, and seal it."""
    try:
        drawn = _keep(number, letter)
        sealed = finishing.seal(drawn)
        with writing() as session:
            row = letters.find_letter(me(), session, number, letter)
            letters.finish(me(), session, row, sealed, made_from=drawn.draft, now=now())
    except (BadInput, MovedOn) as error:
        return _unkept(number, letter, error), error.status
    flash("Finished. It is not filed yet.")
    return redirect(url_for(".letter", number=number, letter=letter), 303)


@blueprint.post(f"{LETTER}/reopen")
def reopen(number: str, letter: int) -> AnyResponse:
    """Open a finished letter for editing, as long as it is not filed."""
    with writing() as session:
        row = letters.find_letter(me(), session, number, letter)
        sealing.reopen(me(), session, row, now=now())
    return redirect(url_for(".letter", number=number, letter=letter), 303)


@blueprint.get(f"{LETTER}/letter.<any(pdf, docx, md, txt):ending>")
def download(number: str, letter: int, ending: str) -> Response:
    """The letter as a file."""
    with reading() as session:
        row = letters.find_letter(me(), session, number, letter)
        file = finishing.made(session, number, row, ending)
    return send_file(
        BytesIO(file.content), file.type, as_attachment=True, download_name=file.name,
        etag=False, last_modified=None, max_age=None,
    )  # fmt: skip


@blueprint.get(f"{LETTER}/file")
def filing(number: str, letter: int) -> str:
    """What to open, copy and attach; then how it went."""
    with reading() as session:
        if letters.find_letter(me(), session, number, letter).state == "draft":
            return _write(composer.compose(session, number, letter), {"": FINISH_FIRST})
        answers = starting(finished(session, number, letter))
        return _file(session, number, letter, answers)


@blueprint.post(f"{LETTER}/file/look")
def filing_look(number: str, letter: int) -> str:
    """What recording it would change, as one piece of the page."""
    with reading() as session:
        found = finished(session, number, letter)
        shown = seen(session, found.request, request.form)
    return draw(
        "compose/what_it_does.html", found=found, preview=shown, answers=request.form, doubts=()
    )


@blueprint.post(f"{LETTER}/file")
def file(number: str, letter: int) -> Answer:
    """Record how it was filed."""
    answers = bring_to_tray(number, request.form)
    try:
        with writing() as session:
            recorded(session, number, letter, answers)
    except (BadInput, Questioned, MovedOn) as error:
        with reading() as session:
            return _file(session, number, letter, answers, error), error.status
    flash("Filed. What was filed is sealed on the timeline.")
    return redirect(url_for("request.timeline", number=number), 303)


def _note_checked(drawn: Composer) -> None:
    """Note that the officer written to was looked up, where the form says so."""
    if request.form.get("checked") == "requests":
        with writing() as session:
            agency_facts.check(me(), session, drawn.draft.agency, "requests", now=now())


def _keep(number: str, letter: int) -> Composer:
    """Keep the draft as the form has it; what to show of it then."""
    with writing() as session:
        composer.keep(session, number, letter, request.form)
    with reading() as session:
        return composer.compose(session, number, letter, request.form.get("tab", ""))


def _begin(answers: Mapping[str, str], problems: Mapping[str, str]) -> str:
    with reading() as session:
        known = compose_options.agency_options(directory(session))
    return draw(
        "compose/new.html", answers=answers, problems=problems,
        agencies=known, technologies=compose_options.technology_options(),
    )  # fmt: skip


def _unkept(number: str, letter: int, error: FoilError) -> str:
    problems = getattr(error, "problems", {}) or {"": str(error)}
    with reading() as session:
        drawn = composer.unkept(session, number, letter, request.form)
    moved = isinstance(error, MovedOn)
    return _write(drawn, {} if moved else problems, request.form, moved=moved)


def _write(
    drawn: Composer,
    problems: Mapping[str, str] | None = None,
    typed: Mapping[str, str] | None = None,
    *,
    moved: bool = False,
) -> str:
    return draw(
        "compose/page.html", problems=problems or {}, typed=typed or {}, moved=moved,
        agencies=compose_options.agency_options(drawn.directory),
        technologies=compose_options.technology_options(), forms=compose_options.form_options(),
        deletions=compose_options.deletion_options(), **_shown(drawn),
    )  # fmt: skip


def _shown(drawn: Composer) -> dict[str, Any]:
    """What both the page and its pieces show."""
    return {
        "drawn": drawn,
        "draft": drawn.draft,
        "vendors": compose_options.vendor_options(drawn.draft),
        "records": compose_options.record_options(drawn.draft),
        "narrows": compose_options.narrows,
        "goes_to": compose_options.goes_to,
        "formats": finishing.TYPES,
    }


def _file(
    session: Session, number: str, letter: int, answers: Answers, error: FoilError | None = None
) -> str:
    found = finished(session, number, letter)
    return draw(
        "compose/filing.html", found=found, answers=answers, ways=ways(),
        problems=problems_of(error),
        preview=seen(session, found.request, answers), seq=found.request.head_seq,
        doubts=getattr(error, "questions", ()),
    )  # fmt: skip
