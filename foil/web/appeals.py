"""Building an appeal: what is appealed, ground by ground what answers it, the exhibits, to whom."""

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from foil.catalog.exemptions import exemptions
from foil.errors import BadInput
from foil.insight.appeal_letter import built
from foil.insight.appeals import Appeal, appeal
from foil.insight.basis import basis
from foil.insight.lines import named
from foil.insight.offers import case_of
from foil.law.words import lead
from foil.letters.exhibits import mark
from foil.model.tables import Letter, Request
from foil.model.visibility import find_request
from foil.operations import appeals
from foil.operations.letter_drafts import open_about
from foil.operations.letterhead import letterhead
from foil.web.appeal_form import (
    REDACTION,
    WHAT,
    Answers,
    filled,
    found_nothing,
    is_part,
    more_grounds,
    read,
    rows,
    starting,
)
from foil.web.appeal_passages import on_file, taken
from foil.web.appeal_words import as_read, to_know
from foil.web.desk import me, now, reading, today, writing
from foil.web.pages import page as draw

blueprint = Blueprint("appeals", __name__, url_prefix="/requests/<number>/appeal")

KINDS = ("appeal_denial", "appeal_partial", "appeal_no_records")


@blueprint.get("")
def page(number: str) -> str:
    """The page, with what fits ticked."""
    return _page(number, None)


@blueprint.post("")
def write(number: str) -> Response | tuple[str, int]:
    """Begin the letter, and go to it; or show the form again, changed or with what is wrong."""
    answers = Answers(request.form)
    if "look" in answers:
        return _page(number, answers), 200
    try:
        letter = _write(number, answers)
    except BadInput as error:
        problems = getattr(error, "problems", {}) or {"": str(error)}
        return _page(number, answers, problems), error.status
    flash("The appeal is a draft. Read it, then finish it.")
    return redirect(url_for("letters.letter", number=number, letter=letter), 303)


def _write(number: str, answers: Answers) -> int:
    """Keep what is left out and why, and begin the letter. Returns the letter's id."""
    with writing() as session:
        found = find_request(session, me(), number)
        page = _found(session, found, answers.get("of", ""), more_grounds(answers))
        if page is None:
            raise BadInput("Nothing that was denied in words waits for an appeal.")
        said = read(page, answers)
        if said.problems:
            raise BadInput("Something in the form is too long.", said.problems)
        appeals.leave(me(), session, found, said.left, now=now())
        return appeals.write(me(), session, found, built(page, said.chosen), now=now()).id


def _found(
    session: Session, request: Request, line: str, more: tuple[str, ...] = ()
) -> Appeal | None:
    """What the appeal is built from today; None where there is nothing to appeal."""
    sender = letterhead(session, request.signer_id)
    case = case_of(session, request, basis(session), sender, today())
    return appeal(session, request, case, line, more) if case else None


def _page(number: str, answers: Answers | None, problems: dict[str, str] | None = None) -> str:
    line = (answers or request.args).get("of", "")
    with reading() as session:
        row = find_request(session, me(), number)
        found = _found(session, row, line, more_grounds(answers) if answers else ())
        shown = {"number": number, "named": named(row, basis(session)), "problems": problems or {}}
        if found is None:
            return draw("appeals/nothing.html", **shown)
        values = starting(found) if answers is None else taken(found, filled(found, answers))
        draft = _draft(session, row, found)
    words = on_file(found, answers)
    return draw("appeals/page.html", **shown, **_facts(found, values), draft=draft, letter=words)


def _draft(session: Session, request: Request, found: Appeal) -> Letter | None:
    """The letter from the first denial that is not filed yet, where there is one."""
    drafts = (open_about(session, request, kind, found.first.clock.id) for kind in KINDS)
    return next((each for each in drafts if each), None)


def _facts(found: Appeal, answers: Answers) -> dict[str, Any]:
    """What the page draws from, beside the request."""
    return {
        "found": found,
        "answers": answers,
        "what": WHAT,
        "lead": lead,
        "mark": mark,
        "part": is_part(found),
        "nothing": found_nothing(found),
        "rows": rows(answers),
        "more": more_grounds(answers),
        "columns": REDACTION,
        "others": [
            each
            for each in exemptions().values()
            if each.id not in {claimed.key for claimed in found.claimed}
        ],
        "to_know": list(to_know(found.agency, found.case.shared["sender"], today())),
        "as_read": as_read,
    }
