"""What the office knows of an agency itself: saying it, looking it up again, adding an agency."""

from collections.abc import Mapping
from datetime import date

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from foil.catalog.agency import Role
from foil.catalog.overlay import CHANNELS, FACTS, OFFICERS, QUIRKS, text_of
from foil.errors import BadInput, NotFound
from foil.insight.agency_facts import agency_facts
from foil.insight.basis import CORRECTABLE
from foil.insight.directory import directory
from foil.operations import added_agencies
from foil.operations import agencies as counting
from foil.operations import agency_facts as operations
from foil.operations.added_agencies import Body
from foil.operations.agency_facts import Known
from foil.web.desk import me, now, reading, today, writing
from foil.web.event_reading import day
from foil.web.pages import page as draw
from foil.web.permissions import safe_next

blueprint = Blueprint("agency_facts", __name__, url_prefix="/agencies")

PARTS: Mapping[str, tuple[str, ...]] = {
    "requests": tuple(each for each in OFFICERS if each.startswith("requests.")),
    "appeals": tuple(each for each in OFFICERS if each.startswith("appeals.")),
    "ways": CHANNELS,
    "quirks": (QUIRKS,),
}
"""The forms of the page, each with its fields."""

TITLES: Mapping[str, str] = {
    "requests": "Takes requests",
    "appeals": "Decides appeals",
    "ways": "Ways to reach it",
    "quirks": "Quirks",
}
LABELS: Mapping[str, str] = {
    "addressee": "Officer, by role or name",
    "address": "Address",
    "email": "E-mail",
    "telephone": "Telephone",
    "portal": "Portal",
    "post": "Post",
    "fax": "Fax",
    QUIRKS: "What to know",
}
HINTS: Mapping[str, str] = {
    "address": "In lines, without the agency’s name: it stands above them in a letter.",
    "portal": "The page where a request is filed, from https://.",
    "post": "In one line.",
    QUIRKS: "For example: stamps receipt the next day. Shown before a letter goes out.",
}
WHOSE: Mapping[str, str] = {
    "nyc": "New York City",
    "state": "New York State",
    "county": "A county",
    "city": "Another city",
    "town": "A town",
    "village": "A village",
    "school district": "A school district",
    "bi-state": "A bi-state body",
    "other": "An authority, or another body",
}
NO_DAY = "That is not a date. Write it as 11/22/2026 or choose it."


@blueprint.get("/<slug>/facts")
def page(slug: str) -> str:
    """What can be said of it, each fact as it stands."""
    return _page(slug, {})


@blueprint.post("/<slug>/facts")
def say(slug: str) -> Response | tuple[str, int]:
    """Keep what the office knows."""
    about = request.form.get("about", "")
    try:
        with writing() as session:
            operations.say(me(), session, slug, _said(PARTS.get(about, ())), _how(), now=now())
    except BadInput as error:
        return _page(slug, error.problems), 422
    flash("Kept. The shipped value stays beside it.")
    return redirect(url_for("agencies.page", slug=slug), 303)


@blueprint.post("/<slug>/checked")
def check(slug: str) -> Response:
    """Note that an officer's particulars were looked up today and are right."""
    role: Role = "appeals" if request.form.get("role") == "appeals" else "requests"
    with writing() as session:
        operations.check(me(), session, slug, role, now=now())
    flash("Noted: still right, checked today.")
    return redirect(safe_next(request.form.get("next") or url_for("agencies.page", slug=slug)), 303)


@blueprint.post("/<slug>/choose")
def choose(slug: str) -> Response:
    """Hold to the office's own value, or go back to the shipped one."""
    field, ours = request.form.get("field", ""), request.form.get("take") != "shipped"
    with writing() as session:
        if field in CORRECTABLE and ours:
            counting.hold_to(me(), session, slug, field, now=now())
        elif field in FACTS and ours:
            operations.keep(me(), session, slug, field, now=now())
        elif field in FACTS:
            operations.take_back(me(), session, slug, field, now=now())
        else:
            raise NotFound("There is no such fact to choose; look at the agency’s page again.")
    flash("Yours is kept." if ours else "The shipped value holds again.")
    return redirect(url_for("agencies.page", slug=slug), 303)


@blueprint.post("/<slug>/take-up")
def take_up(slug: str) -> Response:
    """Name it in the requests that have its name in words alone."""
    with writing() as session:
        numbers = added_agencies.take_up(me(), session, slug, now=now())
    flash(f"Named in {', '.join(numbers)}." if numbers else "No request has its name in words.")
    return redirect(url_for("agencies.page", slug=slug), 303)


@blueprint.post("/<slug>/remove")
def remove(slug: str) -> Response:
    """Take an agency out again that was added by mistake."""
    with writing() as session:
        added_agencies.remove(me(), session, slug)
    flash("Taken out again.")
    return redirect(url_for("agencies.listing"), 303)


@blueprint.get("/new")
def new() -> str:
    """What is needed to add an agency."""
    return _new({})


@blueprint.post("/new")
def add() -> Response | tuple[str, int]:
    """Add it."""
    form = request.form
    body = Body(
        form.get("name", ""), form.get("short", ""), form.get("jurisdiction", "other"),
        form.get("law", ""),
    )  # fmt: skip
    try:
        with writing() as session:
            said = {field: form.get(field, "") for field in FACTS}
            slug = added_agencies.add(me(), session, body, said, _how(), now=now())
    except BadInput as error:
        return _new(error.problems), 422
    flash("Added. It can be chosen wherever an agency is.")
    return redirect(url_for("agencies.page", slug=slug), 303)


def label(field: str) -> str:
    """What a fact is called in a form."""
    return LABELS[field.rpartition(".")[2]]


def hint(field: str) -> str:
    """What helps to fill it in."""
    return HINTS.get(field.rpartition(".")[2], "")


def _said(fields: tuple[str, ...]) -> dict[str, str]:
    return {field: request.form[field] for field in fields if field in request.form}


def _how() -> Known:
    """How the office knows. Raises BadInput for a day that is none."""
    form = request.form
    try:
        as_of: date | None = day(form["as_of"]) if form.get("as_of", "").strip() else None
    except ValueError as error:
        raise BadInput("The day needs mending.", {"as_of": NO_DAY}) from error
    return Known(form.get("source", "").strip(), as_of, form.get("unverified", "").strip())


def _page(slug: str, problems: dict[str, str]) -> str:
    with reading() as session:
        agency = directory(session).get(slug)
        facts = agency_facts(session, slug)
    stands = {field: text_of(agency, field) or "" for field in FACTS}
    about = request.values.get("about", "")
    about = about if about in PARTS else "requests"
    pages = [
        (words, url_for(".page", slug=slug, about=part), None) for part, words in TITLES.items()
    ]
    return draw(
        "agencies/facts.html",
        agency=agency, facts=facts, stands=stands, about=about, pages=pages, parts=PARTS,
        titles=TITLES,
        label=label, hint=hint, day=today(), problems=problems,
        values=request.form if problems else {},
    )  # fmt: skip


def _new(problems: dict[str, str]) -> str:
    values = request.form if problems else {}
    return draw(
        "agencies/new.html",
        values=values, problems=problems, label=label, hint=hint, day=today(),
        titles=TITLES, parts=PARTS, whose=list(WHOSE.items()),
    )  # fmt: skip
