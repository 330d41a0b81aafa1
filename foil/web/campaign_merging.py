"""One agency's letter of a campaign as it would go, and what it has otherwise than the ask."""

from collections.abc import Mapping

from flask import request
from sqlalchemy.orm import Session

from foil.catalog.directory import Directory
from foil.catalog.reach import where_to_look
from foil.errors import BadInput, NotFound, Refused
from foil.insight.campaign_recipients import (
    DRAFT,
    LEFT_OUT,
    SAME_TEXT,
    TO_DRAFT,
    Recipient,
    draft_in,
    recipients,
)
from foil.insight.campaigns import ask_of, ask_row
from foil.insight.directory import directory
from foil.insight.letter_terms import terms
from foil.insight.lint_known import known_of
from foil.letters import lint
from foil.letters.draft import KIND, Draft
from foil.letters.letter import Letter
from foil.letters.merge import Difference
from foil.letters.sheet import html
from foil.model.tables import CampaignAsk, Request
from foil.model.tables import Letter as LetterRow
from foil.operations import campaign_asks, campaign_drafts, campaign_recipients
from foil.operations.campaigns import find_campaign
from foil.operations.letterhead import letterhead
from foil.web import composing
from foil.web.desk import me, now, reading, today
from foil.web.event_reading import NOT_A_DAY, day
from foil.web.pages import page as draw


def page(number: int, slug: str, problems: Mapping[str, str]) -> str:
    """The letter on its page, with the one before and the one after it."""
    with reading() as session:
        campaign, ask = find_campaign(me(), session, number), ask_row(me(), session, number)
        found = recipients(me(), session, ask, number)
        place = next((n for n, e in enumerate(found) if e.row.agency == slug), None)
        if ask is None or place is None:
            raise NotFound(campaign_recipients.NOT_THERE)
        each, looked = found[place], None
        made = _made(session, ask, each, directory(session)) if each.stands != LEFT_OUT else None
        if made is not None and each.stands in (TO_DRAFT, SAME_TEXT, DRAFT):
            looked = lint.look(made, _known(session, ask, each))
    after = found[place + 1] if place + 1 < len(found) else None
    around = found[place - 1] if place else None, after
    return draw(
        "campaigns/letter.html", campaign=campaign, ask=ask_of(ask), each=each, around=around,
        place=place + 1, total=len(found), letter=made, where_to_look=where_to_look,
        sheet=html(made, top=2) if made else "", problems=problems,
        found=looked, heading=lint.heading,
    )  # fmt: skip


def _known(session: Session, ask: CampaignAsk, each: Recipient) -> lint.Known:
    """What is known beside an agency's letter: of its request's matter, or of the campaign's."""
    assert each.agency is not None
    request = each.request or Request(number="", matter_id=ask.matter_id)
    return known_of(session, request, each.agency, each.letter or LetterRow(kind=KIND), today())


def _made(session: Session, ask: CampaignAsk, each: Recipient, known: Directory) -> Letter:
    """The letter of an agency as it stands: its draft where there is one, else what it would be."""
    under = terms(session)
    if each.request is not None and each.letter is not None:
        draft = draft_in(each.request, each.letter)
    else:
        draft = campaign_drafts.drawn(ask, each.row, today(), known, under)
    signer = each.request.signer_id if each.request else me().id
    return draft.letter(letterhead(session, signer), today(), known, **under)


def differ(session: Session, number: int, slug: str) -> None:
    """Keep what the letter has otherwise, or write the ask into an edited draft anew.

    Raises NotFound, Refused, BadInput by field.
    """
    row = campaign_recipients.find_recipient(me(), session, number, slug)
    ask = campaign_asks.find_ask(me(), session, number)
    if request.form.get("do") == "redraw":
        found = recipients(me(), session, ask, number)
        each = next(e for e in found if e.row.id == row.id)
        if each.stands != DRAFT:
            raise Refused("There is no draft of it to write anew.")
        known, under = directory(session), terms(session)
        draft = campaign_drafts.drawn(ask, row, today(), known, under)
        campaign_drafts.redraw(me(), session, ask, each, draft, now=now())
        return
    campaign_recipients.differ(me(), session, row, _difference(ask_of(ask)), now=now())


def _difference(ask: Draft) -> Difference:
    form, days = request.form, {}
    for name in ("since", "until"):
        try:
            days[name] = day(form[name]) if form.get(name, "").strip() else None
        except ValueError as error:
            raise BadInput("A day needs mending.", {name: NOT_A_DAY.format(form[name])}) from error
    keys = [item.key for item in ask.items]
    kept = set(form.getlist("keeps")) if "drawn" in form else set(keys)
    said = {key: composing.text_in(form.get(f"words-item:{key}", "")) for key in keys}
    return Difference(
        days["since"], days["until"], tuple(key for key in keys if key not in kept),
        {key: words for key, words in said.items() if words},
    )  # fmt: skip
