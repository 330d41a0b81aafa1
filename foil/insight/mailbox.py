"""How the mailbox stands: when it was last looked into, what keeps it from being read, what of it
was left on its server."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foil.model.mailbox import MailboxFolder, MailboxLeft

OLD = timedelta(hours=1)  # without a look: nobody reads, or it has been failing for long
SHOWN = 20


@dataclass(frozen=True)
class Standing:
    """What is known of a folder, and the messages that were left in any: the first of them, and
    how many there are. `silent` says that nobody has looked into it for an hour."""

    folder: MailboxFolder | None
    left: Sequence[MailboxLeft]
    left_in_all: int
    silent: bool

    @property
    def troubled(self) -> bool:
        """Whether an administrator should look."""
        return bool(self.silent or self.left_in_all or (self.folder and self.folder.trouble))


def folder_of(session: Session, place: str) -> MailboxFolder | None:
    """How far the folder of that name was read; None where it never was looked into."""
    wanted = select(MailboxFolder).where(MailboxFolder.place == place)
    return session.scalars(wanted).one_or_none()


def standing(session: Session, place: str | None, *, since: datetime, now: datetime) -> Standing:
    """How the folder of that name stands, which is read `since` then; of none, what is left."""
    row = folder_of(session, place) if place else None
    open_ = MailboxLeft.settled_at.is_(None)
    wanted = select(MailboxLeft).where(open_).order_by(MailboxLeft.id).limit(SHOWN)
    left = session.scalars(wanted).all()
    total = session.scalar(select(func.count()).select_from(MailboxLeft).where(open_)) or 0
    looked = (row.looked_at if row else None) or since
    return Standing(row, left, total, bool(place) and now - looked > OLD)
