"""People of the office, their sign-ins, and the attempts that are counted against guessing."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, false
from sqlalchemy.orm import Mapped, mapped_column

from foil.model.base import Base, UtcInstant


class Person(Base):
    """Someone who works here. `role` is "member" or "administrator"; nobody is ever deleted,
    since events name who recorded them.

    `link_hash` is the SHA-256 of a one-time link to choose a password, good until `link_ends_at`.
    `shortcuts` is False for someone who switched single-key shortcuts off; `opens_mail` is True for
    whoever may see what came and belongs to no request yet, `counsel` for whoever answers for what
    the office does with words that an agency covered badly.
    """

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    title: Mapped[str] = mapped_column(String(200), default="")
    telephone: Mapped[str] = mapped_column(String(50), default="")
    role: Mapped[str] = mapped_column(String(20), default="member")
    password_hash: Mapped[str] = mapped_column(String(300))
    active: Mapped[bool] = mapped_column(default=True)
    shortcuts: Mapped[bool] = mapped_column(default=True)
    opens_mail: Mapped[bool] = mapped_column(default=False, server_default=false())
    counsel: Mapped[bool] = mapped_column(default=False, server_default=false())
    link_hash: Mapped[str] = mapped_column(String(64), default="")
    link_ends_at: Mapped[datetime | None] = mapped_column(UtcInstant)
    made_at: Mapped[datetime] = mapped_column(UtcInstant)


class SignIn(Base):
    """One signed-in browser, revocable. Only the SHA-256 of its token is kept."""

    __tablename__ = "sign_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    made_at: Mapped[datetime] = mapped_column(UtcInstant)
    seen_at: Mapped[datetime] = mapped_column(UtcInstant)
    ends_at: Mapped[datetime] = mapped_column(UtcInstant)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcInstant)
    address: Mapped[str] = mapped_column(String(45), default="")
    browser: Mapped[str] = mapped_column(String(300), default="")


class SignInAttempt(Base):
    """One attempt to sign in, counted by e-mail and by address."""

    __tablename__ = "sign_in_attempt"
    __table_args__ = (Index(None, "email", "at"), Index(None, "address", "at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254))
    address: Mapped[str] = mapped_column(String(45))
    at: Mapped[datetime] = mapped_column(UtcInstant)
    succeeded: Mapped[bool]
