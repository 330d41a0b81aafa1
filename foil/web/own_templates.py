"""The office's own templates of letters: seen beside the shipped, tried, kept, given back."""

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from foil.errors import BadInput, NotFound
from foil.insight.own_templates import Standing, standings
from foil.letters.own_template import facts_of
from foil.operations import own_templates
from foil.web.desk import me, now, reading, writing
from foil.web.pages import page as draw

blueprint = Blueprint("own_templates", __name__, url_prefix="/settings/templates")


@blueprint.get("")
def listing() -> str:
    """Every kind of letter, and whose words it stands in."""
    with reading() as session:
        found = standings(session)
    return draw("own_templates/listing.html", standings=found)


@blueprint.get("/<kind>")
def page(kind: str) -> str:
    """One template: ours, the shipped one, and what differs."""
    return _page(kind, {})


@blueprint.post("/<kind>")
def keep(kind: str) -> Response | tuple[str, int]:
    """Keep a template, once its example could be written with it."""
    words = request.form.get("words", "")
    try:
        own_templates.trial(kind, words)
    except BadInput as error:
        return _page(kind, error.problems, words), 422
    with writing() as session:
        own_templates.keep(me(), session, kind, words, now=now())
    flash("Kept. Letters of this kind are written with it from now on.")
    return redirect(url_for(".page", kind=kind), 303)


@blueprint.post("/<kind>/back")
def give_back(kind: str) -> Response:
    """Back to the shipped words."""
    with writing() as session:
        own_templates.give_back(me(), session, kind, now=now())
    flash("The shipped words stand again.")
    return redirect(url_for(".page", kind=kind), 303)


def _page(kind: str, problems: dict[str, str], words: str | None = None) -> str:
    found = _standing(kind)
    shown = words if words is not None else found.own or found.shipped
    return draw(
        "own_templates/page.html",
        found=found, words=shown, problems=problems, facts=sorted(facts_of(kind)),
    )  # fmt: skip


def _standing(kind: str) -> Standing:
    with reading() as session:
        for each in standings(session):
            if each.kind == kind:
                return each
    raise NotFound("There is no such kind of letter.")
