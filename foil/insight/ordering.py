"""In which order the list of requests stands: by each of its columns, from either end."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, case, func, select

from foil.insight.states import standing
from foil.insight.wanted import Wanted, next_date
from foil.law.stages import STAGES
from foil.model.tables import Campaign, CampaignRequest, Matter, Person, Request, StageRow

SORTS = ("next", "newest", "title", "agency", "technology", "stage", "owner", "matter", "campaign")
OWNER = select(Person.name).where(Person.id == Request.owner_id).scalar_subquery()
MATTER = select(Matter.name).where(Matter.id == Request.matter_id).scalar_subquery()
CAMPAIGN = (
    select(Campaign.name)
    .join(CampaignRequest, CampaignRequest.campaign_id == Campaign.id)
    .where(CampaignRequest.request_id == Request.id)
    .scalar_subquery()
)
UNFILED = len(STAGES)


def order(wanted: Wanted, day: date) -> tuple[ColumnElement[Any], ...]:
    """The columns to order by on that day; the newer request first where they are equal, and what
    has none of the thing at the end, whichever way round."""
    newest: ColumnElement[Any] = Request.id.desc()
    if wanted.sort == "newest":
        return (Request.id.asc() if wanted.down else newest,)
    by = _by(wanted.sort, day)
    turned = by.desc() if wanted.down else by.asc()
    return turned.nulls_last(), newest


def _by(sort: str, day: date) -> ColumnElement[Any]:
    """What the rows are ordered by; null for a request that has none of it."""
    match sort:
        case "agency":
            return func.coalesce(Request.agency, func.lower(Request.agency_words))
        case "technology":
            return Request.technology.expression
        case "owner":
            return func.lower(OWNER)
        case "matter":
            return func.lower(MATTER)
        case "campaign":
            return func.lower(CAMPAIGN)
        case "stage":
            return _urgency(day)
        case "title":
            own = func.nullif(Request.working_title, "")
            return func.lower(func.coalesce(own, Request.public_title))
        case _:
            return next_date(day)


def _urgency(day: date) -> ColumnElement[Any]:
    """How urgent the most urgent of a request's items is: 0 for the most; after all of them what
    was never filed."""
    ranks = case({stage: n for n, stage in enumerate(STAGES)}, value=StageRow.stage)
    mine = StageRow.request_id == Request.id
    nearest = select(func.min(ranks)).where(mine, standing(day)).scalar_subquery()
    return func.coalesce(nearest, UNFILED)
