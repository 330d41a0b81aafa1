"""A file read once more: when Tesseract came, or a new version that reads more."""

from datetime import datetime

from sqlalchemy.orm import Session

from foil.errors import Refused
from foil.model.tables import Content, Document, Person, Request
from foil.operations import contents
from foil.operations.journal import note

NOT_YOURS = "Only an administrator may have a file read once more; ask one."
WHAT = "document read again"


def read_again(person: Person, session: Session, document: Document, *, now: datetime) -> None:
    """Throw away what was made of a document's bytes and have them read anew.

    The caller has found the document for `person`. Raises Refused for anyone but an administrator.
    """
    if person.role != "administrator":
        raise Refused(NOT_YOURS)
    if session.get(Content, document.sha256) is None:
        contents.enlist_again(session, document, now=now)
    else:
        contents.read_again(session, document.sha256)
    request = session.get_one(Request, document.request_id)
    note(person, session, request, WHAT, now=now, document=document.sha256)
