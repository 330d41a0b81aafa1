"""The ask of a campaign, the agencies it goes to, and each one's own letter before it goes."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from foil.catalog import record_categories
from foil.catalog.reach import where_to_look
from foil.errors import BadInput, FoilError, MovedOn, Refused
from foil.insight.campaign_recipients import recipients
from foil.insight.campaigns import ask_of, ask_row
from foil.insight.directory import directory
from foil.insight.letter_terms import terms
from foil.letters import lint
from foil.letters.draft import KIND, Draft
from foil.letters.merge import EACH, with_each
from foil.letters.request import usual_items, usual_vendors
from foil.letters.sheet import html
from foil.model.tables import CampaignAsk, Request
from foil.model.tables import Letter as LetterRow
from foil.operations import campaign_asks, campaign_bringing, campaign_recipients
from foil.operations.campaigns import find_campaign
from foil.operations.letterhead import letterhead
from foil.sheets.recipients import read as read_list
from foil.web import campaign_merging as merging
from foil.web import composer, composing
from foil.web.campaign_choices import agencies_of, kinds_of, picked
from foil.web.campaign_rows import agency_rows
from foil.web.composer import Composer
from foil.web.desk import me, now, reading, today, writing
from foil.web.numbers import integer
from foil.web.pages import page as draw

blueprint = Blueprint("campaign_asks", __name__, url_prefix="/campaigns/<int:number>")
Answer = Response | str | tuple[str, int]
OF_AN_AGENCY = ("no-address", "stale-address", "one-officer")
"""What the lint says of one agency; the ask goes to none."""

WRITE_FIRST = "Write the ask first; then each agency’s letter is made from it."


@blueprint.get("/ask")
def page(number: int) -> str:
    """The ask to write on; to begin, what it is about and since when."""
    return _page(number, {})


@blueprint.post("/ask")
def save(number: int) -> Answer:
    """Begin the ask, or keep it."""
    try:
        with writing() as session:
            _keep(session, number)
    except (BadInput, MovedOn) as error:
        return _page(number, _problems(error)), error.status
    flash("Saved. Drafts that nobody has edited follow it.")
    place = "items" if request.form.get("do") else None
    return redirect(url_for(".page", number=number, _anchor=place), 303)


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


def _problems(error: FoilError) -> dict[str, str]:
    return getattr(error, "problems", {}) or {"": str(error)}


def _keep(session: Session, number: int) -> None:
    find_campaign(me(), session, number)
    row = ask_row(me(), session, number)
    if row is None:
        campaign_asks.write_ask(me(), session, number, _begun(), now=now())
        return
    draft, problems = composing.read(request.form, ask_of(row))
    if problems:
        raise BadInput("Something in the form could not be read.", problems)
    version = request.form.get("version", 0, type=integer)
    title = request.form.get("working_title", "")
    kept = replace(draft, agency=EACH)
    where = campaign_asks.Where(request.form.get("matter", type=integer), "private" in request.form)
    campaign_asks.save_ask(me(), session, row, kept, title, where, version=version, now=now())


def _begun() -> Draft:
    """The usual ask about what was chosen. Raises BadInput, by field."""
    told = request.form.copy()
    told["agency"] = "nypd"  # any: the ask itself names none
    draft = composing.begun(told, today())
    assert draft.since is not None
    assert draft.until is not None
    items = usual_items(EACH, draft.since, draft.until)
    return replace(draft, agency=EACH, vendors=usual_vendors(draft.technology), items=items)


def _page(number: int, problems: Mapping[str, str]) -> str:
    with reading() as session:
        campaign = find_campaign(me(), session, number)
        row = ask_row(me(), session, number)
        if row is None:
            return draw(
                "campaigns/begin.html", campaign=campaign, problems=problems,
                answers=request.form or composing.starting({}, today()),
                technologies=composer.technology_options(),
            )  # fmt: skip
        drawn = _drawn(session, row, _typed(row))
        return draw(
            "campaigns/ask.html", campaign=campaign, row=row, drawn=drawn, draft=drawn.draft,
            vendors=composer.vendor_options(drawn.draft), records=_records(),
            narrows=composer.narrows, typed=request.form, problems=problems,
            technologies=composer.technology_options(), forms=composer.form_options(),
            deletions=composer.deletion_options(), **agencies_of(session, row),
            found=[each for each in drawn.findings if each.rule not in OF_AN_AGENCY],
            heading=lint.heading,
        )  # fmt: skip


def _typed(row: CampaignAsk) -> Draft:
    """The ask as the form has it where one came, else as it is kept."""
    kept = ask_of(row)
    return replace(composing.read(request.form, kept)[0], agency=EACH) if request.form else kept


def _drawn(session: Session, row: CampaignAsk, draft: Draft) -> Composer:
    """The ask beside its sheet of paper, to the agency that stands for each."""
    paper = LetterRow(id=0, kind=KIND, version=row.version, saved_at=row.saved_at)
    any_ = replace(draft, agency="nypd")
    found = composer.drawn(
        session, Request(number="", matter_id=row.matter_id), paper, any_, row.working_title, ""
    )
    known, sender = with_each(directory(session)), letterhead(session, me().id)
    made = draft.letter(sender, today(), known, **terms(session))
    marked = draft.letter(sender, today(), known, marking=True, **terms(session))
    return replace(found, draft=draft, letter=made, sheet=html(marked, top=2), directory=known)


def _records() -> composer.Options:
    found = record_categories.load().values()
    return [(each.slug, each.label, each.hint or "") for each in found]


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
