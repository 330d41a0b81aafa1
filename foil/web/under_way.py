"""A request already under way: what is known of it, the clocks that gives, then entered at once."""

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from foil.errors import BadInput
from foil.insight.basis import basis
from foil.insight.directory import directory
from foil.insight.foreseen import Foreseen, foreseen
from foil.insight.matters import matters
from foil.operations import under_way
from foil.operations.accounts import people
from foil.operations.placing import places, ready
from foil.sheets.told import Told
from foil.web.clocks import shown
from foil.web.desk import me, now, reading, today, writing
from foil.web.forms import HOW
from foil.web.imports import said
from foil.web.kept_files import keep, kept
from foil.web.pages import page as draw
from foil.web.recording import problems_of
from foil.web.under_way_form import STEPS, Answers, Form

blueprint = Blueprint("under_way", __name__, url_prefix="/under-way")


@blueprint.get("")
def page() -> str:
    """The form, empty."""
    return _page("page", Answers())


@blueprint.post("/preview")
def look() -> str:
    """The clocks it would have, as one piece of the page."""
    return _page("what_it_gives", request.form)


@blueprint.post("")
def save() -> Response | tuple[str, int]:
    """Enter it; or show the form again, filled, with what is wrong."""
    answers = request.form.copy()
    try:
        _keep_files(answers)
        if "look" in answers:
            return _page("page", answers), 200
        number = _enter(answers)
    except BadInput as error:
        return _page("page", answers, problems_of(error)), 422
    flash("Entered. Each event is marked as entered later.")
    return redirect(url_for("request.timeline", number=number), 303)


def _keep_files(answers: Answers) -> None:
    """Store what came with the form, so that it need not come again."""
    for field, kind in [("files", "sent"), *((f"{s.kind}-files", s.kind) for s in STEPS)]:
        for word in keep(field, kind):
            answers.add("kept", word)


def _enter(answers: Answers) -> str:
    files = kept(answers.getlist("kept"))
    documents = {each.kind or "": each.kept.sha256 for each in files}
    with writing() as session:
        told = Form(answers, today(), directory(session)).told(documents)
        return under_way.enter(me(), session, told, files, now=now()).number


def _page(template: str, answers: Answers, problems: dict[str, str] | None = None) -> str:
    with reading() as session:
        owners = [(each.email, each.name) for each in people(session) if each.active]
        known = [each.matter for each in matters(me(), session)]
        own = [(each.name, each.name) for each in known if each.closed_at is None]
        found, missing = _foreseen(session, answers)
        bodies = directory(session).load().values()
    leads = [shown(each, today()) for each in _leading(found)]
    return draw(
        f"under_way/{template}.html",
        answers=answers, problems=problems or {}, steps=STEPS, how=HOW, owners=owners, own=own,
        agencies=sorted(((each.slug, each.name) for each in bodies), key=lambda pair: pair[1]),
        files=kept(answers.getlist("kept")), found=found, missing=missing, leads=leads, said=said,
    )  # fmt: skip


def _leading(found: tuple[Told, Foreseen] | None) -> list[Any]:
    """Its open clocks, ours first, those that silence may start left out."""
    if found is None:
        return []
    clocks = found[1].clocks
    return [*clocks.ours, *clocks.theirs]


def _foreseen(
    session: Any, answers: Answers
) -> tuple[tuple[Told, Foreseen] | None, dict[str, str]]:
    """What it would count as; or what is missing before it can be counted."""
    try:
        form = Form(answers, today(), directory(session))
        told = ready(form.told(), places(me(), session))
    except BadInput as error:
        return None, problems_of(error)
    return (told, foreseen(told, basis(session), today())), {}
