"""Campaigns: one ask sent to many agencies. A campaign holds requests, no logic of its own."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.errors import BadInput
from foil.model.tables import Campaign, CampaignRequest, Person, Request
from foil.model.visibility import find, find_request
from foil.operations.journal import note

LONGEST_NAME = 200


def begin_campaign(person: Person, session: Session, name: str, *, now: datetime) -> Campaign:
    """Begin a campaign; until it holds a request, whoever began it alone sees it.

    Raises BadInput.
    """
    campaign = Campaign(name=_name(name), made_at=now, made_by=person.id)
    session.add(campaign)
    session.flush()
    return campaign


def rename_campaign(person: Person, session: Session, campaign_id: int, name: str) -> Campaign:
    """Give a campaign another name. Raises NotFound, BadInput."""
    campaign = find_campaign(person, session, campaign_id)
    campaign.name = _name(name)
    return campaign


def find_campaign(person: Person, session: Session, campaign_id: int) -> Campaign:
    """The campaign. Raises NotFound where `person` may see none with this id."""
    says = "There is no such campaign that you may see; look for it among the campaigns."
    return find(session, select(Campaign).where(Campaign.id == campaign_id), person, says)


def put_in_campaign(
    person: Person, session: Session, request: Request, campaign_id: int | None, *, now: datetime
) -> None:
    """Put a request into a campaign, out of the one it was in; None: into none.

    Raises NotFound where `person` may not see the request or the campaign.
    """
    request = find_request(session, person, request.number)
    if campaign_id is not None:
        find_campaign(person, session, campaign_id)
    held = session.get(CampaignRequest, request.id)
    if held is not None:
        session.delete(held)
        session.flush()
    if campaign_id is not None:
        session.add(CampaignRequest(request_id=request.id, campaign_id=campaign_id))
    what = "taken out of its campaign" if campaign_id is None else "put into a campaign"
    note(person, session, request, what, now=now)


def _name(name: str) -> str:
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        says = f"Give it a name of up to {LONGEST_NAME} characters."
        raise BadInput("The campaign needs another name.", {"name": says})
    return name
