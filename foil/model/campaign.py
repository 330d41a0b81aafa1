"""Campaigns, one ask sent to many agencies, and the tags people put on requests."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from foil.model.base import Base, UtcInstant


class Campaign(Base):
    """A name that requests are held under. It is seen by its maker, and by whoever may see one
    of its requests."""

    __tablename__ = "campaign"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    made_at: Mapped[datetime] = mapped_column(UtcInstant)
    made_by: Mapped[int] = mapped_column(ForeignKey("person.id"))


class CampaignRequest(Base):
    """That a request belongs to a campaign; it belongs to one at most."""

    __tablename__ = "campaign_request"

    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"), index=True)


class RequestTag(Base):
    """A tag of a request, as `words`; `tag` is the same in small letters, by which it is found.

    A tag is on requests and nowhere else, so that nobody reads one of a request they may not see.
    """

    __tablename__ = "request_tag"

    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), primary_key=True)
    tag: Mapped[str] = mapped_column(String(80), primary_key=True, index=True)
    words: Mapped[str] = mapped_column(String(80))
