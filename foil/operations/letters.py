"""Letters: drafts that save themselves, finished and sealed, then filed as somebody recorded it.

The program files nothing. A finished letter is *not filed yet* until a person says how it went;
that is recorded as a `sent` event, and what was really filed is put on that event.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.archive.store import Kept
from foil.errors import BadInput, MovedOn
from foil.insight.directory import directory
from foil.insight.letter_terms import terms
from foil.letters.draft import KIND, Draft, edits_json, from_json, to_json
from foil.letters.letter import Letter as Made
from foil.letters.markdown import text_of
from foil.letters.portal import OPENRECORDS
from foil.model.tables import Event, Letter, Person, Request
from foil.model.visibility import find, find_request
from foil.newyork import day_of
from foil.operations import requests
from foil.operations.events import record
from foil.operations.letter_approval import refuse_unless_approved
from foil.operations.letter_versions import keep_version
from foil.operations.letterhead import letterhead
from foil.operations.requests import Asked, Particulars
from foil.operations.sealing import lay_on, refuse_unless, refuse_unless_finished, saved, seal


@dataclass(frozen=True)
class Filing:
    """How a letter went to the agency, as a person says: the facts of its `sent` event.

    `when` holds "on" (a day) or "at" (a New York day and time). `received` says that the agency's
    receipt came at once, and makes the `received` event too.
    """

    by: str
    when: Mapping[str, str]
    to: str = ""
    references: tuple[str, ...] = ()
    proof: str = ""
    received: bool = False


def find_letter(
    person: Person, session: Session, number: str, letter_id: int, kind: str = KIND
) -> Letter:
    """The letter of that kind of the request with that number.

    Raises NotFound where `person` may see none.
    """
    request = find_request(session, person, number)
    says = f"There is no such letter of {request.number}; look for it among its letters."
    wanted = select(Letter).where(
        Letter.id == letter_id, Letter.request_id == request.id, Letter.kind == kind
    )
    return find(session, wanted, person, says)


def find_any(person: Person, session: Session, number: str, letter_id: int) -> Letter:
    """The letter with that id of the request with that number, of any kind. Raises NotFound."""
    request = find_request(session, person, number)
    says = f"There is no such letter of {request.number}; look for it among its letters."
    mine = (Letter.id == letter_id, Letter.request_id == request.id)
    return find(session, select(Letter).where(*mine), person, says)


def begin(
    person: Person, session: Session, draft: Draft, working_title: str = "", *, now: datetime
) -> tuple[Request, Letter]:
    """Open a request with the draft of its letter. Raises UnknownSlug, NotUnderFoil, BadInput."""
    particulars, asked = _told(session, draft, working_title, now)
    request = requests.draft(person, session, particulars, asked, now=now)
    letter = Letter(
        request_id=request.id,
        kind=KIND,
        facts=to_json(draft),
        blocks=edits_json(draft),
        public_title=particulars.public_title,
        made_at=now,
        made_by=person.id,
        saved_at=now,
        saved_by=person.id,
    )
    session.add(letter)
    session.flush()
    keep_version(person, session, letter, _made(session, request, draft, now), now=now)
    return request, letter


def draft_of(request: Request, letter: Letter) -> Draft:
    """The draft a letter holds."""
    usual = Draft(agency=request.agency or "", technology=request.technology or "")
    return from_json(letter.facts, letter.blocks, usual)


def save(
    person: Person,
    session: Session,
    letter: Letter,
    draft: Draft,
    working_title: str,
    *,
    version: int,
    tab: str,
    now: datetime,
    apart: bool = False,
) -> None:
    """Keep a draft. `version` is the one the form was drawn from, `tab` names the open page.

    `apart` keeps it as a version of its own. Raises MovedOn where another page has saved since;
    the same page may save again and again. Raises Refused for a letter that is finished, and what
    `begin` raises.
    """
    refuse_unless(letter, "draft", "Open it for editing again first.")
    if letter.version != version and _tab(letter) != tab:
        raise MovedOn("This draft was saved from another page since.", since=letter.version)
    particulars, asked = _told(session, draft, working_title, now)
    request = session.get_one(Request, letter.request_id)
    before = _picked(letter), letter.blocks, request.working_title
    if not requests.stands(session, request):  # once it does, what was asked is a fact
        requests.revise(person, session, request, particulars, asked)
    letter.facts = json.dumps(json.loads(to_json(draft)) | {"tab": tab}, ensure_ascii=False)
    letter.blocks = edits_json(draft)
    letter.public_title = particulars.public_title
    if before == (_picked(letter), letter.blocks, request.working_title) and not apart:
        return  # nothing has changed: what was approved is what is there
    saved(letter, person, now)
    keep_version(person, session, letter, _made(session, request, draft, now), now=now, apart=apart)


def finish(
    person: Person,
    session: Session,
    letter: Letter,
    sealed: Mapping[str, str],
    *,
    made_from: Draft,
    now: datetime,
) -> None:
    """Finish a letter: `sealed` maps each format to the SHA-256 of what is in the store, all of
    it made from the draft `made_from`.

    It is then *not filed yet*. Raises MovedOn where the draft changed while it was being made,
    Refused where it is finished already, BadInput where it is to be approved and is not.
    """
    refuse_unless(letter, "draft", "It is finished already.")
    request = session.get_one(Request, letter.request_id)
    if draft_of(request, letter) != made_from:
        raise MovedOn("The draft changed while it was being finished.", since=letter.version)
    refuse_unless_approved(session, letter)
    seal(person, session, letter, sealed, now=now)


def file(
    person: Person,
    session: Session,
    letter: Letter,
    filing: Filing,
    papers: Sequence[tuple[Kept, str]],
    *,
    seq: int,
    now: datetime,
    sure: bool = False,
) -> Event:
    """Record that a finished letter was filed, and put what was filed on that event.

    `papers` are the sealed files with their names. Raises Refused for a letter that is not
    finished, BadInput without a way it went, and what `events.record` raises.
    """
    refuse_unless_finished(letter)
    if not filing.by:
        raise BadInput("Say how it went.", {"by": "Choose the way it went to the agency."})
    request = session.get_one(Request, letter.request_id)
    sent = record(person, session, request, _sent(filing), seq=seq, now=now, sure=sure)
    if filing.received:
        received = {"kind": "received", "source": "ours", **filing.when}
        record(person, session, request, received, seq=request.head_seq, now=now, sure=sure)
    lay_on(person, session, letter, sent, papers, now=now)
    return sent


def _told(
    session: Session, draft: Draft, working_title: str, now: datetime
) -> tuple[Particulars, list[Asked]]:
    """What the request row says of itself while its letter is written."""
    made = draft.letter(letterhead(session), day_of(now), directory(session), **terms(session))
    office = made.sender.name if made.sender else ""
    particulars = Particulars(
        agency=draft.agency,
        technology=draft.technology,
        public_title=" ".join(made.public_title.split())[: OPENRECORDS.title],
        working_title=working_title,
        requester=office,
    )
    categories = [item.category or None for item in draft.choices(day_of(now)).items]
    asked = [
        Asked(text_of(block.text), category)
        for block, category in zip(made.items, categories, strict=True)
    ]
    return particulars, asked


def _sent(filing: Filing) -> dict[str, Any]:
    facts: dict[str, Any] = {"kind": "sent", "by": filing.by, **filing.when}
    if filing.to:
        facts["to"] = filing.to
    if filing.references:
        facts["references"] = list(filing.references)
    if filing.proof:
        facts["proof"] = filing.proof
    return facts


def _made(session: Session, request: Request, draft: Draft, now: datetime) -> Made:
    """The letter as it reads, under the office's terms."""
    sender = letterhead(session, request.signer_id)
    return draft.letter(sender, day_of(now), directory(session), **terms(session))


def _picked(letter: Letter) -> dict[str, Any]:
    """What was picked, without the name of the page that saved it."""
    told: dict[str, Any] = json.loads(letter.facts)
    return {name: value for name, value in told.items() if name != "tab"}


def _tab(letter: Letter) -> str:
    return str(json.loads(letter.facts).get("tab", ""))
