"""The ask of a campaign, written once: its drafts that nobody has edited follow what it says."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from foil.errors import BadInput, MovedOn, NotFound
from foil.insight.campaigns import ask_row
from foil.insight.directory import directory
from foil.insight.letter_terms import terms
from foil.letters.draft import Draft, edits_json, to_json
from foil.letters.merge import EACH, with_each
from foil.letters.portal import OPENRECORDS
from foil.model.tables import CampaignAsk, Person
from foil.newyork import day_of
from foil.operations.campaigns import find_campaign
from foil.operations.matters import find_matter

LONGEST_TITLE = 300
NOT_WRITTEN = "This campaign has no ask yet: write it first."


@dataclass(frozen=True)
class Where:
    """Where a campaign's requests go: into a matter, or, with none, seen by everyone here or, where
    private, by their own people alone."""

    matter_id: int | None = None
    private: bool = False


def find_ask(person: Person, session: Session, campaign_id: int) -> CampaignAsk:
    """The ask. Raises NotFound where there is none, or none that `person` may see."""
    find_campaign(person, session, campaign_id)
    row = ask_row(person, session, campaign_id)
    if row is None:
        raise NotFound(NOT_WRITTEN)
    return row


def write_ask(
    person: Person, session: Session, campaign_id: int, draft: Draft, *, now: datetime
) -> CampaignAsk:
    """Begin the ask of a campaign, or keep the one that is there.

    Raises NotFound, UnknownSlug, BadInput for days in the wrong order.
    """
    campaign = find_campaign(person, session, campaign_id)
    if (there := ask_row(person, session, campaign_id)) is not None:
        return there
    _must_read(session, draft, now)
    row = CampaignAsk(
        campaign_id=campaign.id, facts=to_json(draft), words=edits_json(draft),
        saved_at=now, saved_by=person.id,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row


def save_ask(
    person: Person,
    session: Session,
    row: CampaignAsk,
    draft: Draft,
    working_title: str = "",
    where: Where | None = None,
    *,
    version: int,
    now: datetime,
) -> None:
    """Keep the ask. `version` is the one the form was drawn from. Drafts that follow the ask are
    brought up to it by the worker.

    Raises MovedOn where somebody has saved since, BadInput for what cannot be, by field.
    """
    if row.version != version:
        raise MovedOn("This ask was saved from another page since.", since=row.version)
    title = " ".join(working_title.split())
    if len(title) > LONGEST_TITLE:
        says = f"Shorten it: {len(title)} characters, and {LONGEST_TITLE} fit."
        raise BadInput("Something is too long.", {"working_title": says})
    _must_read(session, draft, now)
    if where is not None:
        _settle(person, session, row, where)
    told = to_json(draft), edits_json(draft), title
    if told == (row.facts, row.words, row.working_title):
        return
    row.facts, row.words, row.working_title = told
    row.version += 1
    row.saved_at, row.saved_by = now, person.id
    follow(row, person)


def follow(row: CampaignAsk, person: Person) -> None:
    """Have the drafts brought up to the ask, once nothing else is being done."""
    if not row.doing:
        row.doing, row.doing_by, row.says = "update", person.id, ""


def _settle(person: Person, session: Session, row: CampaignAsk, where: Where) -> None:
    """Where requests drafted from now on go. Raises NotFound, BadInput."""
    if where.matter_id is not None:
        matter = find_matter(person, session, where.matter_id)
        if matter.closed_at is not None:
            says = f"{matter.name} is closed: re-open it first."
            raise BadInput("It is closed.", {"matter": says})
    row.matter_id, row.private = where.matter_id, where.private


def _must_read(session: Session, draft: Draft, now: datetime) -> None:
    """Compose the ask once, so that what cannot become a letter is never kept."""
    if draft.agency != EACH:
        raise BadInput("The ask of a campaign names no agency.")
    known = with_each(directory(session))
    made = draft.letter(None, day_of(now), known, **terms(session))
    if len(made.public_title) > OPENRECORDS.title:
        says = f"Shorten it: {len(made.public_title)} characters, and {OPENRECORDS.title} fit."
        raise BadInput("The public title is too long.", {"public_title": says})
