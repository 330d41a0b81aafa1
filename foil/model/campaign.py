"""Campaigns, one ask sent to many agencies, and the tags people put on requests."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
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


class CampaignAsk(Base):
    """The ask of a campaign, written once: `facts` and `words` are what a request's draft keeps,
    without an agency; `version` counts changes. Its requests go into `matter_id`, or are `private`.

    `doing` is the work that was asked for and is not done: "draft", "update", "finish" or
    "finish all"; empty, there is none. `doing_by` asked for it; `says` is what stopped it.
    """

    __tablename__ = "campaign_ask"

    campaign_id: Mapped[int] = mapped_column(
        ForeignKey("campaign.id"), primary_key=True, autoincrement=False
    )
    facts: Mapped[str] = mapped_column(Text)
    words: Mapped[str] = mapped_column(Text, default="{}")
    working_title: Mapped[str] = mapped_column(String(300), default="")
    version: Mapped[int] = mapped_column(default=1)
    saved_at: Mapped[datetime] = mapped_column(UtcInstant)
    saved_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    matter_id: Mapped[int | None] = mapped_column(ForeignKey("matter.id"))
    private: Mapped[bool] = mapped_column(default=False)
    doing: Mapped[str] = mapped_column(String(20), default="", index=True)
    doing_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    says: Mapped[str] = mapped_column(Text, default="")


class CampaignRecipient(Base):
    """An agency that a campaign asks. `differences` is what its letter has otherwise, as JSON;
    `again` that it is asked though it has the same text already.

    `request_id` is there once its letter is drafted; `drawn` is then the SHA-256 of what was
    written into the draft, by which an edit of it shows, and `drawn_from` the version of the ask.
    `says` is why its letter could not be made.
    """

    __tablename__ = "campaign_recipient"
    __table_args__ = (UniqueConstraint("campaign_id", "agency"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    agency: Mapped[str] = mapped_column(String(80))
    differences: Mapped[str] = mapped_column(Text, default="{}")
    again: Mapped[bool] = mapped_column(default=False)
    request_id: Mapped[int | None] = mapped_column(ForeignKey("request.id"), unique=True)
    drawn: Mapped[str] = mapped_column(String(64), default="")
    drawn_from: Mapped[int] = mapped_column(default=0)
    says: Mapped[str] = mapped_column(Text, default="")
    added_at: Mapped[datetime] = mapped_column(UtcInstant)
    added_by: Mapped[int] = mapped_column(ForeignKey("person.id"))


class RequestTag(Base):
    """A tag of a request, as `words`; `tag` is the same in small letters, by which it is found.

    A tag is on requests and nowhere else, so that nobody reads one of a request they may not see.
    """

    __tablename__ = "request_tag"

    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), primary_key=True)
    tag: Mapped[str] = mapped_column(String(80), primary_key=True, index=True)
    words: Mapped[str] = mapped_column(String(80))
