"""The agencies a campaign asks: picked, taken out again, and what each one's letter has
otherwise."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from foil.errors import BadInput, Refused
from foil.insight.campaigns import ask_of, ask_row
from foil.insight.directory import directory
from foil.insight.letter_terms import terms
from foil.letters.merge import Difference, difference_json, merged
from foil.model.tables import CampaignRecipient, Person
from foil.model.visibility import find, visible
from foil.newyork import day_of
from foil.operations.campaign_asks import follow
from foil.operations.campaigns import find_campaign

MOST = 2000  # agencies of one campaign; New York has some 1,600 towns, cities and villages
LONGEST_WORDS = 20_000  # characters of one item
NONE_PICKED = "Tick at least one agency first."
DRAFTED = "Its letter is drafted already: take its request out of the campaign in the list instead."
NOT_THERE = "There is no such agency in this campaign; look at its agencies again."


def find_recipient(
    person: Person, session: Session, campaign_id: int, slug: str
) -> CampaignRecipient:
    """The agency of the campaign. Raises NotFound."""
    find_campaign(person, session, campaign_id)
    mine = CampaignRecipient.campaign_id == campaign_id, CampaignRecipient.agency == slug
    return find(session, select(CampaignRecipient).where(*mine), person, NOT_THERE)


def add_agencies(
    person: Person, session: Session, campaign_id: int, slugs: Sequence[str], *, now: datetime
) -> int:
    """Have the campaign ask these agencies too; how many it did not ask yet. One that FOIL does not
    reach is kept with its reason and gets no letter.

    Raises NotFound, UnknownSlug, BadInput for none or too many.
    """
    find_campaign(person, session, campaign_id)
    if not slugs:
        raise BadInput(NONE_PICKED, {"agencies": NONE_PICKED})
    known = directory(session)
    there = _slugs(session, campaign_id)
    new = [slug for slug in dict.fromkeys(slugs) if known.get(slug).slug not in there]
    if len(there) + len(new) > MOST:
        says = f"A campaign asks up to {MOST:,} agencies."
        raise BadInput(says, {"agencies": says})
    for slug in new:
        row = CampaignRecipient(campaign_id=campaign_id, agency=slug)
        row.added_at, row.added_by = now, person.id
        session.add(row)
    session.flush()
    return len(new)


def take_out(person: Person, session: Session, campaign_id: int, slugs: Iterable[str]) -> int:
    """Ask these agencies no more; how many. Raises Refused for one whose letter is drafted."""
    find_campaign(person, session, campaign_id)
    row = CampaignRecipient
    wanted = select(row).where(row.campaign_id == campaign_id, row.agency.in_(list(slugs)))
    rows = session.scalars(visible(wanted, person)).all()
    if any(each.request_id for each in rows):
        raise Refused(DRAFTED)
    session.execute(delete(row).where(row.id.in_([each.id for each in rows])))
    return len(rows)


def ask_again(person: Person, session: Session, campaign_id: int, slugs: Iterable[str]) -> int:
    """Have agencies asked though they have the same text already; how many."""
    find_campaign(person, session, campaign_id)
    row = CampaignRecipient
    wanted = select(row).where(row.campaign_id == campaign_id, row.agency.in_(list(slugs)))
    rows = session.scalars(visible(wanted, person)).all()
    for each in rows:
        each.again = True
    return len(rows)


def differ(
    person: Person,
    session: Session,
    row: CampaignRecipient,
    difference: Difference,
    *,
    now: datetime,
) -> None:
    """Keep what this agency's letter has otherwise; its draft follows, unless it was edited.

    Raises BadInput for days in the wrong order, words too long, or no item left.
    """
    ask = ask_row(person, session, row.campaign_id)
    if ask is None:
        raise BadInput("Write the ask first; then say what is different for an agency.")
    for key, words in difference.words.items():
        if len(words) > LONGEST_WORDS:
            says = f"Shorten it: {len(words):,} characters, and {LONGEST_WORDS:,} fit."
            raise BadInput("Something is too long.", {f"words-item:{key}": says})
    known, day, under = directory(session), day_of(now), terms(session)
    draft = merged(ask_of(ask), row.agency, difference, day, known, **under)
    if not draft.letter(None, day, known, **under).items:
        says = "Leave at least one item in."
        raise BadInput(says, {"keeps": says})
    if difference_json(difference) == difference_json_of(row):
        return
    row.differences, row.drawn_from, row.says = difference_json(difference), 0, ""
    if row.request_id is not None:
        follow(ask, person)


def difference_json_of(row: CampaignRecipient) -> str:
    """What is kept of the agency's differences, in the form it would be written in now."""
    return row.differences if row.differences != "{}" else difference_json(Difference())


def _slugs(session: Session, campaign_id: int) -> set[str]:
    wanted = select(CampaignRecipient.agency).where(CampaignRecipient.campaign_id == campaign_id)
    return set(session.scalars(wanted))
