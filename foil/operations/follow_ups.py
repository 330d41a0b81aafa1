"""Follow-up letters: drafted from the record where an agency is late, then recorded as written.

The program sends nothing. A follow-up starts no clock; until somebody records how it went, it is a
draft.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from foil.archive.store import Kept
from foil.catalog.directory import Directory
from foil.errors import BadInput, MovedOn, Refused
from foil.insight.asked import MISSED, asked_of, events_of, given, reference_of
from foil.insight.basis import Basis, basis
from foil.insight.directory import directory
from foil.insight.histories import histories
from foil.insight.late import is_worth_a_row
from foil.insight.letter_terms import terms
from foil.insight.lines import clocks_of, stages_of
from foil.law.clocks import Clock
from foil.law.history import History
from foil.letters.facts import Missed
from foil.letters.follow_up import KIND, FollowUp, from_json, to_json, words_json
from foil.letters.letter import Letter as MadeLetter
from foil.model.tables import Event, Letter, Person, Request
from foil.newyork import day_of
from foil.operations import documents
from foil.operations.deeds import Deed, State, Wish
from foil.operations.events import record
from foil.operations.journal import note
from foil.operations.letterhead import letterhead

NEW = "new"


class FollowUpDeed(Deed):
    """A follow-up drafted for each request whose agency is past every reading of its day."""

    kind = "follow_up"
    says = "Follow-up letters drafted"

    def states(self, asked: Sequence[Request]) -> dict[int, State]:
        ids = [each.id for each in asked]
        mine = (Letter.request_id.in_(ids), Letter.kind == KIND, Letter.state == "draft")
        wanted = select(Letter.request_id, Letter.id, Letter.version).where(*mine)
        drafts = {id_: (letter, version) for id_, letter, version in self.session.execute(wanted)}
        self.under = basis(self.session)
        self.late = _late(self.session, asked, self.under, day_of(self.now))
        self.told = histories(self.session, ids)
        return {each.id: _state(*drafts.get(each.id, (None, 0))) for each in asked}

    def wish(self, request: Request, state: State) -> Wish:
        if state["draft"]:
            return None, "A follow-up is being written already."
        history, clock = self.told.get(request.id), self.late.get(request.id)
        if request.law != "foil" or request.agency is None:
            return None, "Its law or its agency is not one the letters know."
        if history is None or not events_of(history, "sent"):
            return None, "Nothing was sent yet."
        if clock is None:
            return None, "The agency is not late: no day of its own has passed for certain."
        missed = MISSED.get(clock.kind)
        if missed is None:
            return None, "It is the decision on the appeal that is late; a follow-up does not fit."
        if missed == "no_determination" and not events_of(history, "acknowledged"):
            return None, "The record has no acknowledgment that the time would run from."
        return _state(NEW, 1), SAYS[missed]

    def make(self, request: Request, state: State) -> State:
        if state["draft"] != NEW:
            gone = (Letter.request_id == request.id, Letter.kind == KIND, Letter.state == "draft")
            self.session.execute(delete(Letter).where(*gone))
            note(self.person, self.session, request, "follow-up taken away", now=self.now)
            return state
        number = reference_of(self.session, request)
        drawn = drafted(
            request, self.told[request.id], self.late[request.id], number,
            self.under.directory,
        )  # fmt: skip
        letter = Letter(
            request_id=request.id, kind=KIND, facts=to_json(drawn),
            made_at=self.now, made_by=self.person.id,
            saved_at=self.now, saved_by=self.person.id,
        )  # fmt: skip
        self.session.add(letter)
        self.session.flush()
        note(self.person, self.session, request, "follow-up drafted", now=self.now)
        return _state(letter.id, 1)


SAYS: Mapping[Missed, str] = {
    "no_acknowledgement": "A letter that no acknowledgment came in time.",
    "no_determination": "A letter that no determination came in time.",
    "date_passed": "A letter that the date it gave has passed.",
}


def drafted(
    request: Request, history: History, clock: Clock, reference: str, directory: Directory
) -> FollowUp:
    """The follow-up as the record has it; `clock` is the late one."""
    missed = MISSED[clock.kind]
    agency = directory.get(request.agency or "")
    return FollowUp(
        agency=agency.slug,
        request=asked_of(request, history, agency),
        due=given(history, clock) if missed == "date_passed" else clock.computed or clock.due,
        missed=missed,
        acknowledged=clock.day_zero if missed == "no_determination" else None,
        reference=reference,
    )


def is_one(letter: Letter) -> bool:
    """Whether a letter was drafted with many others, and not begun alone as any later letter is."""
    return letter.kind == KIND and letter.held == "{}"


def draft_of(letter: Letter) -> FollowUp:
    """The follow-up a letter holds."""
    return from_json(letter.facts, letter.blocks)


def letter_of(session: Session, row: Letter, day: date) -> MadeLetter:
    """The follow-up as it would go on that day, under the office's letterhead and its terms."""
    request = session.get_one(Request, row.request_id)
    sender, known = letterhead(session, request.signer_id), directory(session)
    return draft_of(row).letter(sender, day, known, **terms(session))


def save_words(
    person: Person, letter: Letter, draft: FollowUp, *, version: int, now: datetime
) -> None:
    """Keep a person's own words in it. Raises MovedOn where someone has saved since, Refused for
    one that went already."""
    _refuse_gone(letter)
    if letter.version != version:
        raise MovedOn("This letter was saved from another page since.", since=letter.version)
    letter.blocks = words_json(draft)
    letter.version += 1
    letter.saved_at, letter.saved_by = now, person.id


def record_written(
    person: Person,
    session: Session,
    letter: Letter,
    by: str,
    on: date,
    pdf: tuple[Kept, str],
    *,
    seq: int,
    now: datetime,
) -> Event:
    """Record that the letter went, and put the PDF of it, with its name, on that event.

    Raises BadInput without a way it went, Refused for one that went already, and what
    `events.record` raises.
    """
    _refuse_gone(letter)
    if not by:
        raise BadInput("Say how it went.", {"by": "Choose the way it went to the agency."})
    request = session.get_one(Request, letter.request_id)
    facts = {"kind": "wrote", "letter": "Follow-up", "by": by, "on": on.isoformat()}
    wrote = record(person, session, request, facts, seq=seq, now=now, sure=True)
    kept, name = pdf
    documents.attach(
        person, session, request, kept, name, now=now, route="letter", event=wrote.id, sealed=True
    )
    letter.state, letter.filed_event, letter.dated = "filed", wrote.id, on
    letter.sealed = f'{{"pdf": "{kept.sha256}"}}'
    letter.version += 1
    letter.saved_at, letter.saved_by = now, person.id
    return wrote


def _refuse_gone(letter: Letter) -> None:
    if letter.state != "draft":
        raise Refused("It went already: what went to the agency stays as it went.")


def _late(session: Session, asked: Sequence[Request], under: Basis, day: date) -> dict[int, Clock]:
    """The newest clock each agency is late with, by the request's id."""
    clocks, stages = clocks_of(session, asked, under), stages_of(session, asked, day)
    found = {}
    for each in asked:
        late = [c for c in clocks[each.id] if is_worth_a_row(c, stages[each.id], day)]
        if late:
            found[each.id] = max(late, key=lambda clock: (clock.latest, clock.due))
    return found


def _state(letter: int | str | None, version: int) -> dict[str, object]:
    return {"draft": letter, "version": version}
