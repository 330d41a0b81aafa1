"""An agency as the office knows it: correcting a field its days are counted by, and going back."""

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from foil.catalog import agencies, own_rules
from foil.catalog.slug import UnknownSlug
from foil.errors import BadInput, FoilError
from foil.insight.corrections import Field, as_text, corrections
from foil.law.calendars import PROFILES
from foil.law.choices import CHOICES
from foil.operations import agencies as operations
from foil.web import decisions, proposals
from foil.web.desk import me, now, reading, writing
from foil.web.known import known
from foil.web.pages import page as draw
from foil.web.proposals import Meanwhile, Proposal
from foil.web.words import upper_first

blueprint = Blueprint("corrections", __name__, url_prefix="/agencies/<slug>/correct")

Given = MultiDict[str, str]
Options = list[tuple[str, str]]

LABELS: Mapping[str, str] = {
    "name": "Name",
    "short": "Short name",
    "appeal_from": "Appeal runs",
    "own_calendar": "Own calendar",
    "electronic": "Answers",
    "own_rules": "Regulations",
}
OPTIONS: Mapping[str, Options] = {
    "appeal_from": [(each.name, each.says) for each in CHOICES["appeal_from"].options],
    "own_calendar": [
        ("", "None of its own."),
        *((name, upper_first(f"{each.title}.")) for name, each in PROFILES.items()),
    ],
    "electronic": list(decisions.ELECTRONIC.items()),
}


@blueprint.get("")
def look(slug: str) -> str | tuple[str, int]:
    """What can be corrected; with a field and its value, what that would move."""
    if "field" not in request.args:
        return _page(slug, {})
    try:
        with reading() as session:
            return proposals.look(session, _proposal(session, slug, request.args))
    except (BadInput, UnknownSlug) as error:
        return _page(slug, _problems(error, request.args)), 422


@blueprint.post("")
def correct(slug: str) -> Response | tuple[str, int]:
    """Keep the office's own value, or go back to the shipped one."""
    try:
        with writing() as session:
            proposals.unchanged(_proposal(session, slug, request.form).change)
            _correct(session, slug, proposals.reason())
    except (BadInput, UnknownSlug, Meanwhile) as error:
        return _again(slug, error), error.status
    flash(proposals.AGREED)
    return redirect(url_for("agencies.page", slug=slug, _anchor="counts"), 303)


def _correct(session: Session, slug: str, reason: str) -> None:
    form = request.form
    field, to = form.get("field", ""), _value(form)
    if "withdraw" in form:
        operations.withdraw(me(), session, slug, field, reason, now=now())
    else:
        operations.correct(me(), session, slug, field, to, reason, now=now())


def _again(slug: str, error: FoilError) -> str:
    """What would move, with what is wrong; the fields, where one of them is."""
    problems = error.problems if isinstance(error, BadInput) else {"": str(error)}
    try:
        with reading() as session:
            return proposals.look(session, _proposal(session, slug, request.form), problems)
    except (BadInput, UnknownSlug) as wrong:
        return _page(slug, _problems(wrong, request.form))


def _proposal(session: Session, slug: str, given: Given) -> Proposal:
    """Raises UnknownSlug, NotUnderFoil, BadInput, and NotFound for what is as shipped already."""
    field, to = given.get("field", ""), _value(given)
    if "withdraw" in given:
        change = operations.withdrawing(session, slug, field)
        fields = {"field": field, "withdraw": "yes"}
    else:
        change = operations.correcting(session, slug, field, to)
        fields = {"field": field, "value": to}
    return Proposal(
        change=change,
        agree=url_for(".correct", slug=slug),
        back=url_for(".look", slug=slug),
        trail=(
            ("Agencies", url_for("agencies.listing")),
            (known().get(slug).short, url_for("agencies.page", slug=slug)),
        ),
        fields={**fields, "was": proposals.held(change.was)},
        why="How does the office know?",
    )


def _value(given: Given) -> str:
    """The value: several where several may be ticked."""
    return " ".join(each for each in given.getlist("value") if each)


def _problems(error: BadInput | UnknownSlug, given: Given) -> dict[str, str]:
    says = next(iter(error.problems.values()), "") if isinstance(error, BadInput) else ""
    field = given.get("field", "")
    return {field if field in LABELS else "": says or str(error)}


def _page(slug: str, problems: dict[str, str]) -> str:
    with reading() as session:
        found = corrections(session, slug)
    regulations = [(each.slug, each.title, each.note) for each in own_rules.load().values()]
    return draw(
        "agencies/correct.html",
        agency=known().get(slug), fields=found.fields, LABELS=LABELS, OPTIONS=OPTIONS,
        regulations=regulations, in_force=in_force, shipped=shipped, values=request.values,
        problems=problems,
    )  # fmt: skip


def shipped(field: Field) -> str:
    """The shipped value in words."""
    if field.name == "own_rules":
        return decisions.rules_say(field.shipped.own_rules)
    return decisions.field_says(field.name, as_text(field.shipped, field.name))


def changed_since(field: Field) -> bool:
    """Whether what is shipped is another value than when the office corrected it."""
    if field.own is None or field.shipped.slug not in agencies.slugs():
        return False
    return field.before != as_text(field.shipped, field.name)


def in_force(field: Field) -> str:
    """The office's value, else the shipped one, as a form holds it."""
    if field.own is not None:
        return field.own
    if field.name == "own_rules":
        return ""
    return as_text(field.shipped, field.name) or ""
