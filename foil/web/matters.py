"""Matters (cases or stories, by the office's own word): opening one, and who may see it."""

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from foil.errors import BadInput
from foil.insight.matters import matters
from foil.operations.accounts import people
from foil.operations.matters import add_member, find_matter, member_ids, open_matter
from foil.web.desk import me, now, reading, writing
from foil.web.numbers import integer
from foil.web.pages import page as draw

blueprint = Blueprint("matters", __name__, url_prefix="/matters")


@blueprint.get("")
def listing() -> str:
    """The matters this person may see."""
    return _listing({})


@blueprint.post("")
def begin() -> Response | tuple[str, int]:
    """Open one; whoever opens it is its first member."""
    try:
        with writing() as session:
            opened = open_matter(me(), session, request.form.get("name", ""), now=now())
    except BadInput as error:
        return _listing(error.problems), 422
    return redirect(url_for(".page", number=opened.id), 303)


@blueprint.get("/<int:number>")
def page(number: int) -> str:
    """One matter: its members, and its requests."""
    return _page(number, {})


@blueprint.post("/<int:number>")
def add(number: int) -> Response | tuple[str, int]:
    """Let someone see it."""
    try:
        with writing() as session:
            newcomer = request.form.get("person", 0, type=integer)
            add_member(me(), session, number, newcomer, now=now())
    except BadInput as error:
        return _page(number, error.problems), 422
    flash("Added. They see its requests, documents and letters from now on.")
    return redirect(url_for(".page", number=number), 303)


def _listing(problems: dict[str, str]) -> str:
    with reading() as session:
        found = matters(me(), session)
    return draw("matters/listing.html", matters=found, problems=problems)


def _page(number: int, problems: dict[str, str]) -> str:
    with reading() as session:
        matter = find_matter(me(), session, number)
        inside, everyone = member_ids(session, number), people(session)
    return draw(
        "matters/page.html",
        matter=matter,
        members=[each for each in everyone if each.id in inside],
        others=[(each.id, each.name) for each in everyone if each.active and each.id not in inside],
        problems=problems,
    )
