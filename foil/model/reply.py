"""What agencies write back: each thing as it came, and what it is taken to be until a person files
it."""

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from foil.model.base import Base, UtcInstant


class Arrival(Base):
    """Something that came: bytes kept under their SHA-256 before anything in them was read.

    `route` is how it came ("dropped", "pasted", "mailbox", "command"), `source` from where in
    words; `message_id` is its mail's, empty for none; `arrived_at` when it reached us, for mail
    what the last server wrote; `sender` and `subject` are its head's. `within` is the mailbox file
    it was taken out of, `same_as` the arrival of the same mail by another route. `told` is the JSON
    of what its head says (from, to, subject, sent, nature, authentication, findings), `trouble` why
    it could not be read, empty where it could. `read_at` is None until it was.
    """

    __tablename__ = "arrival"
    __table_args__ = (Index(None, "message_id"), Index(None, "read_at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    size: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str] = mapped_column(String(255))
    type: Mapped[str] = mapped_column(String(120))
    route: Mapped[str] = mapped_column(String(40))
    source: Mapped[str] = mapped_column(String(300), default="")
    message_id: Mapped[str] = mapped_column(String(998), default="")
    sender: Mapped[str] = mapped_column(String(300), default="", server_default=sql("''"))
    subject: Mapped[str] = mapped_column(String(500), default="", server_default=sql("''"))
    arrived_at: Mapped[datetime] = mapped_column(UtcInstant)
    brought_at: Mapped[datetime] = mapped_column(UtcInstant)
    brought_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    within: Mapped[int | None] = mapped_column(ForeignKey("arrival.id"))
    same_as: Mapped[int | None] = mapped_column(ForeignKey("arrival.id"))
    told: Mapped[str] = mapped_column(Text, default="{}")
    trouble: Mapped[str] = mapped_column(String(500), default="")
    read_at: Mapped[datetime | None] = mapped_column(UtcInstant)


class Reply(Base):
    """One reply of an agency, on the whole of an arrival or on some pages of it: of one request,
    or of none yet. The same mail for two requests is two replies on one arrival.

    `state` is "unfiled", "filed" or "aside" (not about a request). `how` says what it was matched
    by. `text` is what was read, `reading` the JSON of the Reading of it, `kind` what it seems to
    be. `received_on` is the day it reached us, None where paper must say. `clock`, `due` and
    `act_on` are the hardest clock it would start if it is what it may be, counted by
    `foil.law` and counted again with its request; none where it would start none. `basis` is the
    hash of what they were counted under, beside the request's own. `events` is the JSON list of the
    ids it was filed as, `before` the JSON of how it stood before that: its request, the requests it
    might have been of, the number written down. `brought_by` is None for what came by itself.
    """

    __tablename__ = "reply"
    __table_args__ = (
        UniqueConstraint("arrival_id", "request_id", "pages"),
        Index(None, "state", "act_on"),
        Index(None, "request_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    arrival_id: Mapped[int] = mapped_column(ForeignKey("arrival.id"))
    request_id: Mapped[int | None] = mapped_column(ForeignKey("request.id"))
    pages: Mapped[str] = mapped_column(String(40), default="")
    state: Mapped[str] = mapped_column(String(20), default="unfiled")
    how: Mapped[str] = mapped_column(String(40), default="")
    kind: Mapped[str] = mapped_column(String(40), default="other")
    text: Mapped[str] = mapped_column(Text, default="")
    reading: Mapped[str] = mapped_column(Text, default="{}")
    received_on: Mapped[date | None]
    clock: Mapped[str] = mapped_column(String(40), default="")
    due: Mapped[date | None]
    act_on: Mapped[date | None]
    basis: Mapped[str] = mapped_column(String(64), default="", server_default=sql("''"))
    made_at: Mapped[datetime] = mapped_column(UtcInstant)
    filed_at: Mapped[datetime | None] = mapped_column(UtcInstant)
    filed_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    events: Mapped[str] = mapped_column(Text, default="[]")
    before: Mapped[str] = mapped_column(Text, default="{}", server_default=sql("'{}'"))
    brought_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class ReplyCandidate(Base):
    """A request that an ambiguous reply may be of, and `why`, in the words of the match."""

    __tablename__ = "reply_candidate"
    __table_args__ = (UniqueConstraint("reply_id", "request_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    reply_id: Mapped[int] = mapped_column(ForeignKey("reply.id"))
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), index=True)
    why: Mapped[str] = mapped_column(String(40), default="")


class OfficePattern(Base):
    """A short phrase that people of the office said means a kind of reply. `agency` is a slug, None
    for any."""

    __tablename__ = "office_pattern"

    id: Mapped[int] = mapped_column(primary_key=True)
    phrase: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(40))
    agency: Mapped[str | None] = mapped_column(String(80))
    made_at: Mapped[datetime] = mapped_column(UtcInstant)
    made_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    removed_at: Mapped[datetime | None] = mapped_column(UtcInstant)
    removed_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
