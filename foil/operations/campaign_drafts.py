"""A campaign's letters as ordinary drafts: made in small saves, and brought up to the ask later.

A save takes agencies that have no draft yet, opens a request for each and writes its number beside
the agency, or does none of it. So nothing is doubled, whoever is killed when.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from foil.catalog.directory import Directory
from foil.errors import FoilError
from foil.insight.campaign_recipients import DRAFT, TO_DRAFT, Recipient, draft_in, recipients
from foil.insight.campaigns import ask_of
from foil.insight.directory import directory
from foil.insight.letter_terms import terms
from foil.letters.draft import Draft
from foil.letters.merge import difference_of, mark_of, merged
from foil.letters.terms import Terms
from foil.model.tables import CampaignAsk, CampaignRecipient, Person
from foil.newyork import day_of
from foil.operations import letters, requests
from foil.operations.campaigns import put_in_campaign
from foil.operations.requests import People

AT_ONCE = 10  # letters to a save, so that whoever waits to save waits some tenths of a second
TAB = "campaign"


def draft_some(
    person: Person, session: Session, ask: CampaignAsk, *, now: datetime, limit: int = AT_ONCE
) -> int:
    """Draft the letters of up to `limit` agencies that wait for one; how many were looked at.

    One that cannot be drafted keeps the sentence that says why, and waits no more.
    """
    found = recipients(person, session, ask, ask.campaign_id)
    waiting = [each for each in found if each.stands == TO_DRAFT][:limit]
    known, under = directory(session), terms(session)
    for each in waiting:
        try:
            with session.begin_nested():
                _draft(
                    person, session, ask, each, drawn(ask, each.row, day_of(now), known, under), now
                )
        except FoilError as error:
            session.get_one(CampaignRecipient, each.row.id).says = str(error)
    return len(waiting)


def follow_some(
    person: Person, session: Session, ask: CampaignAsk, *, now: datetime, limit: int = AT_ONCE
) -> int:
    """Bring up to `limit` drafts that nobody has edited up to the ask; how many were looked at."""
    found = recipients(person, session, ask, ask.campaign_id)
    waiting = [each for each in found if each.behind and each.stands == DRAFT and not each.edited]
    known, under = directory(session), terms(session)
    for each in waiting[:limit]:
        draft = drawn(ask, each.row, day_of(now), known, under)
        redraw(person, session, ask, each, draft, now=now)
    return len(waiting[:limit])


def redraw(
    person: Person,
    session: Session,
    ask: CampaignAsk,
    each: Recipient,
    draft: Draft,
    *,
    now: datetime,
) -> None:
    """Write what the ask makes for an agency into its draft anew; what somebody edited in it
    goes.

    Raises Refused for a letter that is finished.
    """
    assert each.letter is not None
    assert each.request is not None
    title = ask.working_title or each.request.working_title
    letters.save(
        person, session, each.letter, draft, title,
        version=each.letter.version, tab=TAB, now=now,
    )  # fmt: skip
    each.row.drawn, each.row.drawn_from = mark_of(draft), ask.version


def drawn(
    ask: CampaignAsk, row: CampaignRecipient, day: date, known: Directory, under: Terms
) -> Draft:
    """The draft that the ask makes for an agency. Raises UnknownSlug, NotUnderFoil, BadInput."""
    return merged(ask_of(ask), row.agency, difference_of(row.differences), day, known, **under)


def _draft(
    person: Person,
    session: Session,
    ask: CampaignAsk,
    each: Recipient,
    draft: Draft,
    now: datetime,
) -> None:
    request, letter = letters.begin(person, session, draft, ask.working_title, now=now)
    if ask.matter_id is not None or ask.private:
        people = People(
            person.id, signer_id=person.id, matter_id=ask.matter_id, private=ask.private
        )
        requests.hand_over(person, session, request, people, now=now)
    put_in_campaign(person, session, request, ask.campaign_id, now=now)
    each.row.request_id, each.row.says = request.id, ""
    each.row.drawn, each.row.drawn_from = mark_of(draft_in(request, letter)), ask.version


def finishable(
    found: Sequence[Recipient], *, all_: bool, waiting: Collection[int] = ()
) -> Iterator[Recipient]:
    """Those whose drafts can be finished: not the ones that failed, are still to follow the ask
    or ask again what was asked already, nor, unless `all_`, the ones that need an address.
    `waiting` are the ids of letters that are to be approved first."""
    for each in found:
        follows = each.edited or not each.behind
        stopped = each.says or each.twice or (each.needs_address and not all_)
        approved = each.letter is not None and each.letter.id not in waiting
        if each.stands == DRAFT and follows and approved and not stopped:
            yield each
