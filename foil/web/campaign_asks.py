"""The ask of a campaign, the agencies it goes to, and each one's own letter before it goes."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from foil.catalog.reach import where_to_look
from foil.errors import BadInput, FoilError, MovedOn, Refused
from foil.insight.campaign_recipients import recipients
from foil.insight.campaigns import ask_of, ask_row
from foil.insight.directory import directory
from foil.letters.merge import EACH
from foil.operations import campaign_asks, campaign_bringing, campaign_recipients
from foil.operations.campaigns import find_campaign
from foil.sheets.recipients import read as read_list
from foil.web import campaign_ask_form as asking
from foil.web import campaign_merging as merging
from foil.web import composer, composing
from foil.web.campaign_choices import kinds_of, picked
from foil.web.campaign_rows import agency_rows
from foil.web.composer import Composer
from foil.web.desk import me, now, reading, writing
from foil.web.pages import page as draw
from foil.web.pages import pieces
from foil.web.saving import saved

blueprint = Blueprint("campaign_asks", __name__, url_prefix="/campaigns/<int:number>")
Answer = Response | str | tuple[str, int]

WRITE_FIRST = "Write the ask first; then each agency’s letter is made from it."


@blueprint.get("/ask")
def page(number: int) -> str:
    """The ask to write on; to begin, what it is about and since when."""
    return asking.page(number, {})


@blueprint.post("/ask")
def save(number: int) -> Answer:
    """Begin the ask, or keep it."""
    try:
        with writing() as session:
            asking.keep(session, number)
    except (BadInput, MovedOn) as error:
        return asking.page(number, _problems(error)), error.status
    flash("Saved. Drafts that nobody has edited follow it.")
    place = "items" if request.form.get("do") else None
    return redirect(url_for(".page", number=number, _anchor=place), 303)


@blueprint.post("/ask/look")
def look(number: int) -> Answer:
    """The ask as it is being written, in pieces of the page. It saves nothing."""
    try:
        with reading() as session:
            row = campaign_asks.find_ask(me(), session, number)
            before = composing.drawn_with(request.form, ask_of(row))
            draft, problems = composing.read(request.form, before)
            drawn = asking.drawn_of(session, row, replace(draft, agency=EACH))
    except BadInput as error:
        return pieces("compose/not_yet.html", problems=_problems(error)), error.status
    fresh = composer.refreshed(drawn, request.form)
    shown = asking.shown(drawn)
    return pieces(
        "campaigns/ask_pieces.html", before=before, fresh=fresh, problems=problems, **shown
    )


@blueprint.post("/ask/keep")
def keep(number: int) -> Answer:
    """Keep the ask as it is being written; when it was, or why it was not."""
    return saved(lambda: _kept(number), url_for(".page", number=number))


@blueprint.get("/agencies")
def agencies(number: int) -> str:
    """The agencies it asks, and those to pick from."""
    return _agencies(number, {})


@blueprint.post("/agencies")
def change(number: int) -> Answer:
    """Ask more of them, take some out, or ask some again."""
    try:
        with writing() as session:
            says = _change(session, number)
    except (BadInput, Refused) as error:
        return _agencies(number, _problems(error)), error.status
    flash(says)
    return redirect(url_for(".agencies", number=number), 303)


@blueprint.post("/agencies/list")
def bring(number: int) -> Answer:
    """Read a pasted list; then, seen, bring it in."""
    try:
        listed = read_list(picked(request.form.get("listed", ""), request.files.get("file")))
        with writing() as session:
            find_campaign(me(), session, number)
            found = campaign_bringing.look_up(directory(session), listed, now=now())
            if "sure" not in request.form:
                return _agencies(number, {}, found=found)
            more, new = campaign_bringing.bring(me(), session, number, found, now=now())
    except BadInput as error:
        return _agencies(number, _problems(error)), error.status
    flash(f"{more} more to ask; {new} of them added to the directory, from us, unverified.")
    return redirect(url_for(".agencies", number=number), 303)


@blueprint.get("/letters/<slug>")
def letter(number: int, slug: str) -> str:
    """One agency's letter as it would go, with the one before and the one after it."""
    return merging.page(number, slug, {})


@blueprint.post("/letters/<slug>")
def differ(number: int, slug: str) -> Answer:
    """Keep what this letter has otherwise, or write the ask into an edited draft anew."""
    try:
        with writing() as session:
            merging.differ(session, number, slug)
    except (BadInput, Refused) as error:
        return merging.page(number, slug, _problems(error)), error.status
    flash("Saved.")
    return redirect(url_for(".letter", number=number, slug=slug), 303)


def _kept(number: int) -> Composer:
    """Keep the ask as the form has it; what to show of it then."""
    with writing() as session:
        asking.keep(session, number)
    with reading() as session:
        row = campaign_asks.find_ask(me(), session, number)
        return asking.drawn_of(session, row, ask_of(row))


def _problems(error: FoilError) -> dict[str, str]:
    return getattr(error, "problems", {}) or {"": str(error)}


def _change(session: Session, number: int) -> str:
    slugs, do = request.form.getlist("agencies"), request.form.get("do", "add")
    if do == "out":
        return f"{campaign_recipients.take_out(me(), session, number, slugs)} taken out."
    if do == "again":
        return f"{campaign_recipients.ask_again(me(), session, number, slugs)} to be asked again."
    return f"{campaign_recipients.add_agencies(me(), session, number, slugs, now=now())} added."


def _agencies(number: int, problems: Mapping[str, str], found: Any = ()) -> str:
    with reading() as session:
        campaign = find_campaign(me(), session, number)
        ask = ask_row(me(), session, number)
        asked = recipients(me(), session, ask, number)
        there = {each.row.agency for each in asked}
        known = directory(session)
    left = [each for each in known.load().values() if each.slug not in there]
    kind, words = request.args.get("kind", ""), request.args.get("find", "").strip()
    listed = request.form.get("listed", "")
    if found:
        listed = picked(listed, request.files.get("file"))
    return draw(
        "campaigns/agencies.html", campaign=campaign, ask=ask, found=found,
        asked=agency_rows(asked), stands=Counter(each.stands for each in asked),
        kinds=kinds_of(left), kind=kind, words=words, listed=listed, problems=problems,
        offered=[e for e in left if (not kind or e.jurisdiction == kind) and _holds(e.name, words)],
        where_to_look=where_to_look,
    )  # fmt: skip


def _holds(name: str, words: str) -> bool:
    return all(word in name.casefold() for word in words.casefold().split())
