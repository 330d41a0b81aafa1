"""Words under black boxes: which files hold some, and who of the office may look at them.

Nobody may until the office has decided. In *quarantine*, which a law office will want, counsel
alone may; with *flag*, a newsroom's choice, the request's owner and deputy may too.
"""

import json
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.model.tables import (
    Arrival,
    Content,
    ContentFinding,
    Document,
    Matter,
    Member,
    Office,
    Person,
    Request,
)

FINDING = "covered"
TOLD = "covered"
"""What is told of an arrival whose letter, or a letter in it, hides words."""

POLICIES = {
    "quarantine": ("Quarantine", "counsel alone may take such a file; a law office’s choice"),
    "flag": ("Flag", "the request’s owner and deputy may too; a newsroom’s choice"),
}
"""What can be decided, in users' words."""

UNDECIDED = (
    "This file holds words under black boxes, and the office has not decided who may look at them. "
    "An administrator decides that in Settings, The office."
)
COUNSEL_ALONE = (
    "This file holds words under black boxes, and counsel alone may take it. Counsel may have to "
    "tell whoever sent it."
)
OWNERS = (
    "This file holds words under black boxes. Counsel and whoever owns the request may take it."
)


def covered(session: Session, sums: Iterable[str]) -> frozenset[str]:
    """Which of the files with these SHA-256 hold words that cannot be seen on their pages, or hold
    a file that does: a mail is not passed on with what hangs on it, nor a zip with what is in it.
    """
    asked = frozenset(sums)
    first = select(Content.sha256.label("top"), Content.sha256.label("sha256"))
    held = first.where(Content.sha256.in_(asked)).cte(recursive=True)
    within = select(held.c.top, Member.sha256).join(Member, Member.container == held.c.sha256)
    held = held.union(within.where(Member.sha256.is_not(None)))
    found = select(held.c.top).join(ContentFinding, ContentFinding.sha256 == held.c.sha256)
    return frozenset(session.scalars(found.where(ContentFinding.what == FINDING)))


def policy(session: Session, request: Request | None) -> str:
    """What holds for the files of a request, or for what is of none yet: a key of POLICIES, or
    nothing."""
    of = request.matter_id if request else None
    matter = session.get(Matter, of) if of else None
    office = session.scalars(select(Office)).first()
    return (matter.covered if matter else "") or (office.covered if office else "")


def why_not(person: Person, session: Session, document: Document) -> str:
    """Why `person` may not take a file; nothing where they may, or where no words are hidden in
    it."""
    if not covered(session, [document.sha256]):
        return ""
    return _why_not(person, session, session.get_one(Request, document.request_id))


def why_not_arrival(person: Person, session: Session, arrival: Arrival) -> str:
    """The same of something that came and is of no request yet."""
    if not json.loads(arrival.told).get(TOLD):
        return ""
    return _why_not(person, session, None)


def _why_not(person: Person, session: Session, request: Request | None) -> str:
    held = policy(session, request)
    if not held:
        return UNDECIDED
    if person.counsel:
        return ""
    if held == "quarantine" or request is None:
        return COUNSEL_ALONE
    return "" if person.id in (request.owner_id, request.deputy_id) else OWNERS
