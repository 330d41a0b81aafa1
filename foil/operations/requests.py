"""Requests: drafting one, its titles and people, its next step, the numbers others gave it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from foil.catalog import technologies
from foil.errors import BadInput, Refused
from foil.insight.directory import directory
from foil.insight.histories import recorded
from foil.model.tables import Disposal, Item, Person, Request
from foil.model.visibility import find_request
from foil.operations.journal import note
from foil.operations.matters import find_matter, member_ids

PUBLIC_TITLE = 90  # characters OpenRecords takes, and shows to everyone


@dataclass(frozen=True)
class Asked:
    """One item as a form has it: what is asked for, and the record category it came from."""

    words: str
    category: str | None = None


@dataclass(frozen=True)
class Particulars:
    """What a request says of itself, beside its items and its people."""

    agency: str | None = None
    technology: str | None = None
    public_title: str = ""
    working_title: str = ""
    requester: str = ""


@dataclass(frozen=True)
class People:
    """Whose a request is, by the ids of persons, and who may see it: a matter's members, or, with
    no matter, everyone, or its own people alone where it is private."""

    owner_id: int
    deputy_id: int | None = None
    signer_id: int | None = None
    matter_id: int | None = None
    private: bool = False


def draft(
    person: Person,
    session: Session,
    particulars: Particulars,
    items: Sequence[Asked] = (),
    people: People | None = None,
    *,
    now: datetime,
) -> Request:
    """Open a request under the next number (FD-0001, FD-0002 …); nothing is filed by it.

    `people` absent: it is `person`'s own. Raises BadInput, NotFound for an unknown matter.
    """
    people = people or People(owner_id=person.id, signer_id=person.id)
    request = Request(number=_next_number(session), made_at=now, made_by=person.id)
    _describe(session, request, particulars)
    _assign(person, session, request, people)
    session.add(request)
    session.flush()
    _ask(session, request, items)
    note(person, session, request, "drafted", now=now)
    return request


def revise(
    person: Person,
    session: Session,
    request: Request,
    particulars: Particulars,
    items: Sequence[Asked],
) -> None:
    """Change a draft. Saves itself as someone types, so the journal does not hear of it.

    Raises Refused once something has been recorded: what was asked is then a fact.
    """
    request = find_request(session, person, request.number)
    if stands(session, request):
        raise Refused(
            f"{request.number} has been filed, so what it asked for cannot be changed; "
            "record a change of scope instead."
        )
    _describe(session, request, particulars)
    session.execute(delete(Item).where(Item.request_id == request.id))
    _ask(session, request, items)


def stands(session: Session, request: Request) -> bool:
    """Whether anything recorded of the request stands; until then it is a draft."""
    return bool(request.head_seq) and bool(recorded(session, request).standing.events)


def hand_over(
    person: Person, session: Session, request: Request, people: People, *, now: datetime
) -> None:
    """Change whose request it is, its matter and who may see it. Raises BadInput, NotFound."""
    request = find_request(session, person, request.number)
    _assign(person, session, request, people)
    note(person, session, request, "handed over", now=now)


def set_next_step(
    person: Person,
    session: Session,
    request: Request,
    words: str,
    on: date | None,
    by: int | None = None,
    *,
    now: datetime,
) -> None:
    """Write down what the office will do next and when: a reminder, never a legal date.

    Empty `words` take the next step away. `by` is a person's id; absent, the owner.
    Raises BadInput where there are words without a date.
    """
    request = find_request(session, person, request.number)
    words = _line(words, "next_step", 1000)
    if words and on is None:
        raise BadInput("The next step needs a date.", {"next_step_on": "Say when."})
    if by is not None:
        _require_at_work(session, "next_step_by", by)
    request.next_step = words
    request.next_step_on = on if words else None
    request.next_step_by = (by or request.owner_id) if words else None
    note(person, session, request, "next step set" if words else "next step done", now=now)


def _next_number(session: Session) -> str:
    """The number after the newest. Writers go one at a time, so no two get the same."""
    return number_after(newest_number(session))


def newest_number(session: Session) -> int:
    """The newest number ever given, without its FD-; 0 before the first. One that was disposed of
    is never given again."""
    newest = session.scalar(select(Request.number).order_by(Request.id.desc()).limit(1))
    longest = func.length(Disposal.number).desc(), Disposal.number.desc()
    gone = session.scalar(select(Disposal.number).order_by(*longest).limit(1))
    return max((int(each.removeprefix("FD-")) for each in (newest, gone) if each), default=0)


def number_after(newest: int) -> str:
    """The number that comes next, as FD-0001."""
    return f"FD-{newest + 1:04d}"


def _describe(session: Session, request: Request, particulars: Particulars) -> None:
    if particulars.agency is not None:
        directory(session).get(particulars.agency)
    if particulars.technology is not None:
        technologies.get(particulars.technology)
    request.agency = particulars.agency
    request.technology = particulars.technology
    request.public_title = _line(particulars.public_title, "public_title", PUBLIC_TITLE)
    request.working_title = _line(particulars.working_title, "working_title", 300)
    request.requester = _line(particulars.requester, "requester", 200)


def _assign(person: Person, session: Session, request: Request, people: People) -> None:
    named = {"owner": people.owner_id, "deputy": people.deputy_id, "signer": people.signer_id}
    for role, someone in named.items():
        if someone is not None:
            _require_at_work(session, role, someone)
    if people.matter_id is not None:
        matter = find_matter(person, session, people.matter_id)
        if matter.closed_at is not None and request.matter_id != matter.id:
            raise BadInput(
                "It is closed.", {"matter": f"{matter.name} is closed: re-open it first."}
            )
        members = member_ids(session, people.matter_id)
        for role in ("owner", "deputy"):
            if named[role] is not None and named[role] not in members:
                says = "Let them see the matter first: they are not one of its members."
                raise BadInput(f"The {role} could not see this request.", {role: says})
    request.owner_id = people.owner_id
    request.deputy_id = people.deputy_id
    request.signer_id = people.signer_id
    request.matter_id = people.matter_id
    request.private = people.private


def _require_at_work(session: Session, role: str, someone: int) -> None:
    found = session.get(Person, someone)
    if found is None or not found.active:
        raise BadInput(f"The {role} has no account here.", {role: "Choose someone at work here."})


def _ask(session: Session, request: Request, items: Sequence[Asked]) -> None:
    for number, asked in enumerate(items, 1):
        item = Item(
            request_id=request.id, number=number, words=asked.words, category=asked.category
        )
        session.add(item)


def _line(words: str, name: str, longest: int) -> str:
    """The words on one line. Raises BadInput, by the field's name, where they are too long."""
    line = " ".join(words.split())
    if len(line) > longest:
        says = f"Shorten it: {len(line)} characters, and {longest} fit."
        raise BadInput("Something is too long.", {name: says})
    return line
