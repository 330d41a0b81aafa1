"""Words under black boxes: which files hold some, and who of the office may look at them.

Nobody may until the office has decided. In *quarantine*, which a law office will want, counsel
alone may; with *flag*, a newsroom's choice, the request's owner and deputy may too.
"""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.model.tables import ContentFinding, Document, Matter, Office, Person, Request

FINDING = "covered"
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
    """Which of the files with these SHA-256 hold words that cannot be seen on their pages."""
    wanted = select(ContentFinding.sha256).where(ContentFinding.what == FINDING)
    return frozenset(session.scalars(wanted.where(ContentFinding.sha256.in_(set(sums)))))


def policy(session: Session, request: Request) -> str:
    """What holds for the files of a request: a key of POLICIES, or nothing."""
    matter = session.get(Matter, request.matter_id) if request.matter_id else None
    office = session.scalars(select(Office)).first()
    return (matter.covered if matter else "") or (office.covered if office else "")


def why_not(person: Person, session: Session, document: Document) -> str:
    """Why `person` may not look under the boxes of a file; nothing where they may, or where it has
    none that hide words."""
    if not covered(session, [document.sha256]):
        return ""
    request = session.get_one(Request, document.request_id)
    held = policy(session, request)
    if not held:
        return UNDECIDED
    if person.counsel:
        return ""
    if held == "quarantine":
        return COUNSEL_ALONE
    return "" if person.id in (request.owner_id, request.deputy_id) else OWNERS
