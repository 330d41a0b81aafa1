"""The ask of a campaign as its form has it: read, kept, and shown beside its sheet of paper."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import request
from sqlalchemy.orm import Session

from foil.catalog import record_categories
from foil.errors import BadInput
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
from foil.operations import campaign_asks
from foil.operations.campaigns import find_campaign
from foil.operations.letterhead import letterhead
from foil.web import compose_options, composer, composing
from foil.web.campaign_choices import agencies_of
from foil.web.composer import Composer
from foil.web.desk import me, now, reading, today
from foil.web.numbers import integer
from foil.web.pages import page as draw

OF_AN_AGENCY = ("no-address", "stale-address", "one-officer")
"""What the lint says of one agency; the ask goes to none."""


def keep(session: Session, number: int) -> None:
    """Begin the ask from the form, or keep it. Raises BadInput, MovedOn."""
    find_campaign(me(), session, number)
    row = ask_row(me(), session, number)
    if row is None:
        campaign_asks.write_ask(me(), session, number, _begun(), now=now())
        return
    form = request.form
    draft, problems = composing.read(form, composing.drawn_with(form, ask_of(row)))
    if problems:
        raise BadInput("Something in the form could not be read.", problems)
    version = form.get("mine", type=integer) or form.get("version", 0, type=integer)
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


def page(number: int, problems: Mapping[str, str]) -> str:
    """The page of the ask, as the form has it where one came; to begin, what it is about."""
    with reading() as session:
        campaign = find_campaign(me(), session, number)
        row = ask_row(me(), session, number)
        if row is None:
            return draw(
                "campaigns/begin.html", campaign=campaign, problems=problems,
                answers=request.form or composing.starting({}, today()),
                technologies=compose_options.technology_options(),
            )  # fmt: skip
        drawn = drawn_of(session, row, _typed(row))
        return draw(
            "campaigns/ask.html", campaign=campaign, row=row, typed=request.form,
            problems=problems, technologies=compose_options.technology_options(),
            forms=compose_options.form_options(), deletions=compose_options.deletion_options(),
            **agencies_of(session, row), **shown(drawn),
        )  # fmt: skip


def shown(drawn: Composer) -> dict[str, Any]:
    """What both the page and its pieces show."""
    return {
        "drawn": drawn,
        "draft": drawn.draft,
        "vendors": compose_options.vendor_options(drawn.draft),
        "records": _records(),
        "narrows": compose_options.narrows,
        "found": [each for each in drawn.findings if each.rule not in OF_AN_AGENCY],
        "heading": lint.heading,
    }


def _typed(row: CampaignAsk) -> Draft:
    """The ask as the form has it where one came, else as it is kept."""
    kept = ask_of(row)
    if not request.form:
        return kept
    before = composing.drawn_with(request.form, kept)
    return replace(composing.read(request.form, before)[0], agency=EACH)


def drawn_of(session: Session, row: CampaignAsk, draft: Draft) -> Composer:
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


def _records() -> compose_options.Options:
    found = record_categories.load().values()
    return [(each.slug, each.label, each.hint or "") for each in found]
