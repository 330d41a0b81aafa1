"""The office's details, for administrators."""

from collections.abc import Mapping
from dataclasses import asdict

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from foil.errors import BadInput
from foil.insight.covered import POLICIES
from foil.insight.self_check import checked
from foil.operations import covering, office
from foil.operations.letter_approval import is_on
from foil.operations.office import OfficeFacts
from foil.web.desk import me, now, reading, writing
from foil.web.pages import page as draw

blueprint = Blueprint("office", __name__, url_prefix="/settings/office")


@blueprint.get("")
def page() -> str:
    """What the office says of itself."""
    return _page(_facts())


@blueprint.post("")
def change() -> Response | tuple[str, int]:
    """Keep what the office says of itself."""
    try:
        with writing() as session:
            office.change(me(), session, facts_in_form(), now=now())
    except BadInput as error:
        problems = {field(name): says for name, says in error.problems.items()}
        return _page(request.form, problems), 422
    flash("The office’s details are saved.")
    return redirect(url_for(".page"), 303)


@blueprint.post("/covered")
def decide_covered() -> Response | tuple[str, int]:
    """Decide who may look at words under black boxes."""
    try:
        with writing() as session:
            covering.decide(me(), session, request.form.get("covered", ""))
    except BadInput as error:
        return _page(_facts(), error.problems), 422
    flash("Decided. It holds for every file; a matter may have its own.")
    return redirect(url_for(".page"), 303)


def _facts() -> dict[str, str]:
    with reading() as session:
        facts = office.facts_of(office.the_office(session))
    return {field(name): value for name, value in asdict(facts).items()}


def _page(values: Mapping[str, str], problems: dict[str, str] | None = None) -> str:
    with reading() as session:
        found, approves = checked(session, now()), is_on(session)
        kept = office.the_office(session)
        held = kept.covered if kept else ""
    return draw(
        "office/page.html", values=values, problems=problems or {}, checked=found,
        approves=approves, policies=[(key, *words) for key, words in POLICIES.items()], held=held,
    )  # fmt: skip


def field(name: str) -> str:
    """The form's name for a detail of the office; first run uses the same."""
    return "kind" if name == "kind" else f"office_{name}"


def facts_in_form() -> OfficeFacts:
    """The office's details as the form has them."""
    names = OfficeFacts.__annotations__
    return OfficeFacts(**{name: request.form.get(field(name), "") for name in names})
