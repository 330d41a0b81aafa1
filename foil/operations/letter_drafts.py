"""Drafts of every kind of letter but the request: begun from the record, saved, finished, sealed.

The program sends nothing. A draft may lack facts: what is still needed is a list, never an error,
until somebody would finish it.
"""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.errors import BadInput, MovedOn, Refused
from foil.insight.directory import directory
from foil.insight.letter_terms import terms
from foil.insight.non_response import KIND as NON_RESPONSE
from foil.insight.non_response import unfiled
from foil.letters.draft import KIND as REQUEST
from foil.letters.held import mark_of
from foil.letters.kinds import KINDS
from foil.letters.later import Later, Made, edits_json, facts_json, from_json, held_json
from foil.letters.terms import Office
from foil.model.tables import Letter, Person, Request
from foil.model.visibility import find, find_request
from foil.newyork import day_of
from foil.operations.journal import note
from foil.operations.letter_approval import refuse_unless_approved
from foil.operations.letter_versions import keep_version
from foil.operations.letterhead import letterhead
from foil.operations.sealing import seal

UNREAD = (
    "A file that came about this request has not been read: an answer may be among them. Record "
    "what each is before the record of non-response is finished."
)


def begin(
    person: Person,
    session: Session,
    request: Request,
    kind: str,
    facts: Mapping[str, Any],
    *,
    now: datetime,
    about: str = "",
) -> Letter:
    """Begin a letter of that kind from facts that are ready for JSON, some or all of them.

    `about` is the id of the clock it answers: a letter of one kind about one clock is begun once,
    and the one that is open is given again. Raises BadInput for a kind there is not, UnknownSlug
    and NotUnderFoil for the agency.
    """
    if kind not in KINDS or kind == REQUEST:
        raise BadInput(f"There is no later letter “{kind}”.")
    if about and (there := open_about(session, request, kind, about)) is not None:
        return there
    later = Later(kind, {"agency": request.agency, **facts})
    made = drawn(session, request, later, day_of(now))
    letter = Letter(
        request_id=request.id,
        kind=kind,
        about=about,
        made_at=now,
        made_by=person.id,
        saved_at=now,
        saved_by=person.id,
    )
    _keep(letter, later.holding(made), "")
    session.add(letter)
    session.flush()
    keep_version(person, session, letter, made.letter, now=now)
    note(person, session, request, "letter begun", now=now)
    return letter


def open_about(session: Session, request: Request, kind: str, about: str) -> Letter | None:
    """The letter of that kind about that clock which has not been filed, the newest."""
    mine = (Letter.request_id == request.id, Letter.kind == kind, Letter.about == about)
    wanted = select(Letter).where(*mine, Letter.state != "filed").order_by(Letter.id.desc())
    return session.scalars(wanted).first()


def find_letter(person: Person, session: Session, number: str, letter_id: int) -> Letter:
    """The letter with that id of the request with that number, of any kind but the request.

    Raises NotFound where `person` may see none.
    """
    request = find_request(session, person, number)
    says = f"There is no such letter of {request.number}; look for it among its letters."
    mine = (Letter.id == letter_id, Letter.request_id == request.id, Letter.kind != REQUEST)
    return find(session, select(Letter).where(*mine), person, says)


def draft_of(letter: Letter) -> Later:
    """The draft a letter holds."""
    return from_json(letter.kind, letter.facts, letter.blocks, letter.held)


def office_of(session: Session, request: Request) -> Office:
    """What the request's letters are written under: the office's letterhead, its agencies, what it
    may cite, its own templates."""
    sender = letterhead(session, request.signer_id)
    return Office(sender, directory(session), terms(session))


def drawn(session: Session, request: Request, later: Later, day: date) -> Made:
    """The letter of that day under the office's letterhead, to the agency as the office has it."""
    return under(office_of(session, request), later, day)


def under(office: Office, later: Later, day: date, *, marking: bool = False) -> Made:
    """The letter of that day under the office as it is."""
    return later.made(office.sender, day, office.directory, marking=marking, **office.terms)


def settled(office: Office, letter: Letter, day: date) -> Later:
    """The draft a letter holds, as somebody goes on with it: where its template has changed since
    the last save, the words it then had are held before its facts change."""
    later = draft_of(letter)
    if later.held.mark == mark_of(letter.kind, office.terms.get("own")):
        return later
    return later.holding(under(office, later, day))


def save(
    person: Person,
    session: Session,
    letter: Letter,
    later: Later,
    *,
    version: int,
    tab: str,
    now: datetime,
    apart: bool = False,
) -> None:
    """Keep a draft. `version` is the one the form was drawn from, `tab` names the open page.

    `apart` keeps it as a version of its own. Raises MovedOn where another page has saved since;
    the same page may save again and again. Raises Refused for a letter that is finished.
    """
    if letter.state != "draft":
        raise Refused("Open it for editing again first.")
    if letter.version != version and (not tab or tab_of(letter) != tab):
        raise MovedOn("This draft was saved from another page since.", since=letter.version)
    request = session.get_one(Request, letter.request_id)
    made = drawn(session, request, later, day_of(now))
    before = letter.facts, letter.blocks
    _keep(letter, later.holding(made), tab)
    if before == (letter.facts, letter.blocks) and not apart:
        return  # nothing has changed: what was approved is what is there
    letter.version += 1
    letter.saved_at, letter.saved_by = now, person.id
    keep_version(person, session, letter, made.letter, now=now, apart=apart)


def finish(
    person: Person,
    session: Session,
    letter: Letter,
    sealed: Mapping[str, str],
    *,
    version: int,
    now: datetime,
) -> None:
    """Finish a letter: `sealed` maps each format to the SHA-256 of what is in the store, made from
    the draft of that `version`. It is then *not filed yet*.

    Raises BadInput while a fact is needed, MovedOn where the draft changed while it was made,
    Refused where it is finished already.
    """
    if letter.state != "draft":
        raise Refused("It is finished already.")
    if letter.version != version:
        raise MovedOn("The draft changed while it was being finished.", since=letter.version)
    request = session.get_one(Request, letter.request_id)
    if drawn(session, request, draft_of(letter), day_of(now)).needs:
        raise BadInput("Something is still needed before the letter can be finished.")
    if letter.kind == NON_RESPONSE and unfiled(session, request):
        raise BadInput(UNREAD, {"looks": UNREAD})
    refuse_unless_approved(session, letter)
    seal(person, session, letter, sealed, now=now)


def tab_of(letter: Letter) -> str:
    """The name of the page that saved last."""
    return str(json.loads(letter.held).get("tab", ""))


def _keep(letter: Letter, later: Later, tab: str) -> None:
    letter.facts, letter.blocks = facts_json(later), edits_json(later)
    letter.held = held_json(later, tab)
