"""Matters (cases or stories, by the office's own word): opening, naming and closing one, and who
may see it."""

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from foil.errors import BadInput
from foil.insight.covered import POLICIES
from foil.insight.matters import matter_page, matters
from foil.model.tables import Person
from foil.operations import covering
from foil.operations import matters as operations
from foil.operations.accounts import people
from foil.web.desk import me, now, reading, today, writing
from foil.web.numbers import integer
from foil.web.pages import page as draw
from foil.web.requests import STAGE_TONES

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
            name = request.form.get("name", "")
            opened = operations.open_matter(me(), session, name, now=now())
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
            operations.add_member(me(), session, number, newcomer, now=now())
    except BadInput as error:
        return _page(number, error.problems), 422
    flash("Added. They see its requests, documents and letters from now on.")
    return redirect(url_for(".page", number=number), 303)


@blueprint.post("/<int:number>/name")
def rename(number: int) -> Response | tuple[str, int]:
    """Give it another name."""
    try:
        with writing() as session:
            operations.rename(me(), session, number, request.form.get("name", ""))
    except BadInput as error:
        return _page(number, error.problems), 422
    flash("Renamed, wherever it is named.")
    return redirect(url_for(".page", number=number), 303)


@blueprint.post("/<int:number>/covered")
def decide_covered(number: int) -> Response | tuple[str, int]:
    """Decide who may look at words under black boxes in its files."""
    try:
        with writing() as session:
            covering.decide_for(me(), session, number, request.form.get("covered", ""))
    except BadInput as error:
        return _page(number, error.problems), 422
    flash("Decided, for the files of its requests.")
    return redirect(url_for(".page", number=number), 303)


@blueprint.post("/<int:number>/close")
def close(number: int) -> Response:
    """Close it, or open it again."""
    closing = request.form.get("to") != "open"
    with writing() as session:
        if closing:
            operations.close(me(), session, number, now=now())
        else:
            operations.reopen(me(), session, number)
    flash("Closed. Its clocks go on." if closing else "Open again.")
    return redirect(url_for(".page", number=number), 303)


@blueprint.get("/<int:number>/members/<int:member>/off")
def look_off(number: int, member: int) -> str:
    """What it means to take a member off, before it is done."""
    return _off(number, member, {})


@blueprint.post("/<int:number>/members/<int:member>/off")
def take_off(number: int, member: int) -> Response | tuple[str, int]:
    """Let a member see it no more."""
    try:
        with writing() as session:
            gone = operations.take_off(me(), session, number, member)
    except BadInput as error:
        return _off(number, member, error.problems), 422
    flash(f"{gone.name} sees it no more.")
    mine = gone.id == me().id
    return redirect(url_for(".listing") if mine else url_for(".page", number=number), 303)


def _listing(problems: dict[str, str]) -> str:
    with reading() as session:
        found = matters(me(), session, today())
    values = request.form if problems else {}
    return draw("matters/listing.html", matters=found, problems=problems, values=values)


def _page(number: int, problems: dict[str, str]) -> str:
    with reading() as session:
        found = matter_page(me(), session, number, today())
        others = _others({each.person.id for each in found.members}, people(session))
    values = request.form if problems else {}
    policies = [(key, words) for key, (words, _) in POLICIES.items()]
    return draw(
        "matters/page.html",
        found=found, matter=found.matter, others=others, stage_tones=STAGE_TONES,
        problems=problems, values=values, policies=policies,
    )  # fmt: skip


def _others(inside: set[int], everyone: list[Person]) -> list[tuple[int, str]]:
    return [(each.id, each.name) for each in everyone if each.active and each.id not in inside]


def _off(number: int, member: int, problems: dict[str, str]) -> str:
    with reading() as session:
        found = matter_page(me(), session, number, today())
        whose = operations.find_member(session, found.matter, member)
        kept = operations.kept_by(session, found.matter, whose)
        alone = not operations.others_at_work(session, found.matter, whose)
    return draw(
        "matters/off.html",
        found=found, matter=found.matter, member=whose, kept=kept, alone=alone, problems=problems,
    )  # fmt: skip
