"""A letter: a draft that saves itself, then finished, then filed with what was really sent; its
versions, its exhibits, what was said of it and whether it was approved."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from foil.model.base import Base, UtcInstant


class Letter(Base):
    """One letter of a request. `state` is "draft", "finished" (not filed yet) or "filed".

    `facts` and `blocks` are JSON text; `version` counts saves, so that a form drawn from an older
    one is noticed; `sealed` is the JSON map of format to SHA-256 of what was made at finishing.
    `about` is the id of the clock it was begun from, empty for none, and `held` the JSON of the
    words its template last gave it, so that a changed template rewrites no draft.
    """

    __tablename__ = "letter"
    __table_args__ = (Index(None, "request_id"), Index(None, "state"))

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"))
    kind: Mapped[str] = mapped_column(String(40))
    state: Mapped[str] = mapped_column(String(20), default="draft")
    facts: Mapped[str] = mapped_column(Text, default="{}")
    blocks: Mapped[str] = mapped_column(Text, default="[]")
    version: Mapped[int] = mapped_column(default=1)
    about: Mapped[str] = mapped_column(String(120), default="", server_default=text("''"))
    held: Mapped[str] = mapped_column(Text, default="{}", server_default="{}")
    public_title: Mapped[str] = mapped_column(String(200), default="")
    dated: Mapped[date | None]
    made_at: Mapped[datetime] = mapped_column(UtcInstant)
    made_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    saved_at: Mapped[datetime] = mapped_column(UtcInstant)
    saved_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    finished_at: Mapped[datetime | None] = mapped_column(UtcInstant)
    finished_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    sealed: Mapped[str] = mapped_column(Text, default="{}")
    filed_event: Mapped[str | None] = mapped_column(String(60))


class LetterVersion(Base):
    """A person's run of saves of a draft: what it was when they were done, and how it read.

    `facts` and `blocks` are as in the letter; `words` is the JSON map of block to its text.
    """

    __tablename__ = "letter_version"

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), index=True)
    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"), index=True)
    facts: Mapped[str] = mapped_column(Text)
    blocks: Mapped[str] = mapped_column(Text)
    words: Mapped[str] = mapped_column(Text)
    began_at: Mapped[datetime] = mapped_column(UtcInstant)
    made_at: Mapped[datetime] = mapped_column(UtcInstant)
    made_by: Mapped[int] = mapped_column(ForeignKey("person.id"))


class LetterExhibit(Base):
    """A document of the request that goes with a letter: the first is Exhibit A. `place` is from
    0, `name` is what the letter calls it."""

    __tablename__ = "letter_exhibit"
    __table_args__ = (UniqueConstraint("letter_id", "document_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), index=True)
    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"))
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    place: Mapped[int]
    name: Mapped[str] = mapped_column(String(300))


class LetterComment(Base):
    """What somebody said of a draft. `what` is "said", "asked", "approved" or "returned", and
    `version` the draft's when they said it."""

    __tablename__ = "letter_comment"

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), index=True)
    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"), index=True)
    what: Mapped[str] = mapped_column(String(20))
    words: Mapped[str] = mapped_column(Text)
    version: Mapped[int]
    made_at: Mapped[datetime] = mapped_column(UtcInstant)
    made_by: Mapped[int] = mapped_column(ForeignKey("person.id"))


class LetterApproval(Base):
    """Where a draft's approval stands: `state` is "asked", "approved" or "returned" for the
    draft's `version`; a draft that changed since is approved no more."""

    __tablename__ = "letter_approval"

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), index=True)
    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"), unique=True)
    state: Mapped[str] = mapped_column(String(20))
    version: Mapped[int]
    asked_at: Mapped[datetime] = mapped_column(UtcInstant)
    asked_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    approver_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    decided_at: Mapped[datetime | None] = mapped_column(UtcInstant)
