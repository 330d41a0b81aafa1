"""Campaigns: those someone may see, and how each of its requests stands."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foil.model.tables import Campaign, CampaignRequest, Person, Request
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
