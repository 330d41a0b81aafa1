"""Campaigns: those someone may see, their asks, and the campaign of a request."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foil.letters.draft import Draft, from_json
from foil.letters.merge import EACH
from foil.model.tables import Campaign, CampaignAsk, CampaignRequest, Person, Request
from foil.model.visibility import visible


@dataclass(frozen=True)
class Known:
    """A campaign and the number of its requests, of those one may see."""

    campaign: Campaign
    requests: int


def campaigns(person: Person, session: Session) -> list[Known]:
    """Every campaign `person` may see, by name, in two queries however many there are."""
    named = select(Campaign).order_by(func.lower(Campaign.name), Campaign.id)
    found = session.scalars(visible(named, person)).all()
    counted = (
        select(CampaignRequest.campaign_id, func.count())
        .join(Request, CampaignRequest.request_id == Request.id)
        .group_by(CampaignRequest.campaign_id)
    )
    held = dict(session.execute(visible(counted, person)).all())
    return [Known(each, held.get(each.id, 0)) for each in found]


def campaign_of(session: Session, request: Request) -> tuple[int, str] | None:
    """The campaign of a request one may see, by its id and its name."""
    wanted = (
        select(Campaign.id, Campaign.name)
        .join(CampaignRequest, CampaignRequest.campaign_id == Campaign.id)
        .where(CampaignRequest.request_id == request.id)
    )
    found = session.execute(wanted).one_or_none()
    return (found.id, found.name) if found else None


def requests_in(person: Person, session: Session, campaign_id: int) -> Sequence[Request]:
    """The requests of a campaign that `person` may see, the oldest first."""
    held = CampaignRequest
    wanted = (
        select(Request)
        .join(held, held.request_id == Request.id)
        .where(held.campaign_id == campaign_id)
        .order_by(Request.id)
    )
    return session.scalars(visible(wanted, person)).all()


def ask_row(person: Person, session: Session, campaign_id: int) -> CampaignAsk | None:
    """The ask of a campaign that `person` may see; None where none was written."""
    wanted = select(CampaignAsk).where(CampaignAsk.campaign_id == campaign_id)
    return session.scalars(visible(wanted, person)).one_or_none()


def ask_of(row: CampaignAsk) -> Draft:
    """The ask as a draft to the agency that stands for each."""
    return from_json(row.facts, row.words, Draft(agency=EACH, technology=""))
