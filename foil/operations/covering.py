"""Words under black boxes: who may look at them is decided, and files that hold some go out with
no letter."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.errors import BadInput, Refused
from foil.insight.covered import POLICIES, covered
from foil.model.tables import Document, Matter, Office, Person
from foil.model.visibility import find

NOT_YOURS = "Only an administrator decides who may look under black boxes; ask one of yours."
UNKNOWN = "Choose one of the two: quarantine, or flag."
OPEN = (
    "{} holds words under black boxes, so it is passed on to nobody. Ask counsel; then take the "
    "words out, or leave the file out."
)
NO_MATTER = "There is no such matter that you may see; look for it among the matters."


def decide(person: Person, session: Session, policy: str) -> None:
    """Who of the office may look. Raises Refused for anyone but an administrator, BadInput."""
    if person.role != "administrator":
        raise Refused(NOT_YOURS)
    if policy not in POLICIES:
        raise BadInput(UNKNOWN, {"covered": UNKNOWN})
    session.scalars(select(Office)).one().covered = policy


def decide_for(person: Person, session: Session, matter_id: int, policy: str) -> None:
    """Who may look at the files of one matter; with "" what the office decided. Counsel among its
    members say. Raises Refused, NotFound, BadInput."""
    if policy and policy not in POLICIES:
        raise BadInput(UNKNOWN, {"covered": UNKNOWN})
    wanted = select(Matter).where(Matter.id == matter_id)
    matter = find(session, wanted, person, NO_MATTER)
    if not person.counsel:
        raise Refused("Counsel decides that for a matter; ask one of yours.")
    matter.covered = policy


def refuse_covered(session: Session, documents: Iterable[Document]) -> None:
    """Raise Refused for files, to be sent or printed, that hold words under black boxes."""
    documents = list(documents)
    held = covered(session, (each.sha256 for each in documents))
    for document in documents:
        if document.sha256 in held:
            raise Refused(OPEN.format(document.name))
