"""Whose a reply is: what it shows, against the requests it could be of. A fixed number of queries,
however many requests there are; a person's own drop is matched among those they may see, what came
by itself among all."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from foil.catalog.agency import Agency
from foil.catalog.directory import Directory
from foil.insight.directory import directory
from foil.insight.states import DONE, standing
from foil.law.facts import stored
from foil.model.tables import (
    Arrival,
    Event,
    LetterSending,
    Person,
    Reference,
    Reply,
    Request,
    RequestReference,
    StageRow,
)
from foil.model.visibility import visible
from foil.replies.matching import (
    Ask,
    Clues,
    Match,
    is_specific,
    match,
    ours,
    plain,
    tagged,
    tokens,
)

ENOUGH = 20_000  # characters of each text in which a number would stand
MOST = 400  # requests of one agency that are looked at
ANYBODYS = frozenset(
    "gmail.com googlemail.com yahoo.com outlook.com hotmail.com live.com msn.com aol.com "
    "icloud.com me.com verizon.net optonline.net optimum.net proton.me protonmail.com".split()
)
"""Where anybody has a mailbox: an address there says nothing of an agency but by itself."""
NOT_OURS = (
    "The number it names, {}, belongs to no request that is kept here: see that it is meant "
    "for you before you follow any link in it."
)


@dataclass(frozen=True)
class Shown:
    """A reply as it shows whose it is: what is `told` of its arrival, its `text`, the `tracking`
    number and the `agency` that were read in it, the `day` it came; `mail` says that it is one."""

    told: Mapping[str, Any]
    text: str
    tracking: str | None
    agency: str | None
    day: date
    mail: bool


def matched(session: Session, person: Person | None, shown: Shown) -> Match:
    """The request that the reply is of, or those it may be of, of what `person` may see; of all
    where nobody brought it."""
    clues = clues_of(shown, directory(session))
    return match(clues, list(_asks(session, person, clues)))


def clues_of(shown: Shown, known: Directory) -> Clues:
    """What the reply shows of whose it is."""
    told = shown.told
    texts = [shown.text, *(part["text"] for part in told.get("parts", ()))]
    subject = str(told.get("subject", ""))
    headed = tokens(subject)
    numbers = headed | frozenset().union(*(tokens(text[:ENOUGH]) for text in texts))
    if shown.tracking:
        numbers |= {plain(shown.tracking)}
    if not any(map(is_specific, numbers)):
        numbers |= tokens(str(told.get("quoted", ""))[:ENOUGH])
    return Clues(
        numbers=numbers,
        headed=headed,
        addressed=tagged(str(told.get("to", ""))),
        named=ours("\n".join((subject, shown.text[:ENOUGH], *_came_back(told)))),
        answers=frozenset(told.get("references", ())),
        agencies=_senders(shown, known),
        subject=subject,
        day=shown.day,
    )


def _came_back(told: Mapping[str, Any]) -> list[str]:
    """The subjects of our own mails that a bounce or a delay brings back."""
    parts = told.get("parts", ()) if told.get("nature") in ("bounce", "delay") else ()
    return [str(part["subject"]) for part in parts if part.get("subject")]


def not_ours(session: Session, shown: Shown) -> str:
    """A sentence where the tracking number a mail goes by belongs to no request of ours, and we do
    have numbers of that form; "" else."""
    number = shown.tracking
    if number is None or not shown.mail:
        return ""
    form = re.sub(r"\d{4,}$", "", number)
    of_form = select(Reference.id).where(Reference.number.like(f"{form}%")).limit(1)
    if session.scalar(of_form) is None or _of_number(session, [plain(number)]):
        return ""
    return NOT_OURS.format(number)


def _senders(shown: Shown, known: Directory) -> frozenset[str]:
    """The agencies that may have sent it, by the sender's address or name, else by what is read in
    it; for a bounce, those whose address failed."""
    told = shown.told
    addresses = [str(told.get("address", "")).lower(), *map(str.lower, told.get("failed", ()))]
    agencies = list(known.load().values())
    name = str(told.get("from", "")).lower()
    found = {
        agency.slug
        for agency in agencies
        if agency.name.lower() in name or not _mailboxes(agency).isdisjoint(addresses)
    }
    found |= {shown.agency} if shown.agency else set()
    if found:
        return frozenset(found)
    domains = {each.rpartition("@")[2] for each in addresses} - ANYBODYS - {""}
    return frozenset(a.slug for a in agencies if not _domains(a).isdisjoint(domains))


def _mailboxes(agency: Agency) -> set[str]:
    given = [agency.requests.email, agency.appeals.email]
    given += [channel.value for channel in agency.channels if channel.way == "email"]
    given += [seen.value for seen in agency.emails_seen]
    return {each.lower() for each in given if each}


def _domains(agency: Agency) -> set[str]:
    return {each.rpartition("@")[2] for each in _mailboxes(agency)}


def _asks(session: Session, person: Person | None, clues: Clues) -> Iterator[Ask]:
    ids = {
        *_of_number(session, clues.numbers),
        *_of_mails(session, clues.answers),
    }
    own = clues.addressed | clues.named
    wanted = select(Request).where(
        or_(
            Request.id.in_(ids),
            Request.number.in_(own),
            and_(Request.agency.in_(clues.agencies), Request.head_seq > 0),
        )
    )
    requests = session.scalars(
        _seen(wanted, person).order_by(Request.id.desc()).limit(MOST + len(ids))
    ).all()
    seen = [request.id for request in requests]
    numbers, mails, sent = _numbers(session, seen), _mails(session, seen), _sent(session, seen)
    done = _done(session, seen, clues.day)
    for each in requests:
        yield Ask(
            id=each.id,
            number=each.number,
            agency=each.agency,
            numbers=frozenset(numbers[each.id]),
            mails=frozenset(mails[each.id]),
            subjects=frozenset(filter(None, (each.public_title, each.working_title))),
            sent=sent.get(each.id),
            live=each.id not in done,
        )


def _seen(wanted: Select[Request], person: Person | None) -> Select[Request]:
    return wanted if person is None else visible(wanted, person)


def _of_number(session: Session, numbers: Iterable[str]) -> set[int]:
    """The requests that have one of these numbers, however it was written down."""
    written = [form for each in numbers for form in (each, f"FOIL-{each}", f"#{each}")]
    wanted = (
        select(RequestReference.request_id)
        .join(Reference, Reference.id == RequestReference.reference_id)
        .where(func.upper(Reference.number).in_(written))
    )
    return set(session.scalars(wanted))


def _of_mails(session: Session, ids: Iterable[str]) -> set[int]:
    """The requests for which one of these mails was sent, or came."""
    named = [form for each in ids for form in (each, f"<{each}>")]
    went = select(LetterSending.request_id).where(LetterSending.message_id.in_(named))
    came = (
        select(Reply.request_id)
        .join(Arrival, Arrival.id == Reply.arrival_id)
        .where(Arrival.message_id.in_(named), Reply.request_id.is_not(None))
    )
    found = {*session.scalars(went), *session.scalars(came)}
    return {each for each in found if each is not None}


def _numbers(session: Session, ids: list[int]) -> dict[int, set[str]]:
    wanted = (
        select(RequestReference.request_id, Reference.number)
        .join(Reference, Reference.id == RequestReference.reference_id)
        .where(RequestReference.request_id.in_(ids))
    )
    return _grouped((id_, plain(number)) for id_, number in session.execute(wanted))


def _mails(session: Session, ids: list[int]) -> dict[int, set[str]]:
    went = select(LetterSending.request_id, LetterSending.message_id)
    came = aliased(Arrival)
    answered = select(Reply.request_id, came.message_id).join(came, came.id == Reply.arrival_id)
    rows = [
        *session.execute(went.where(LetterSending.request_id.in_(ids))),
        *session.execute(answered.where(Reply.request_id.in_(ids), came.message_id != "")),
    ]
    return _grouped((id_, mail.strip("<>")) for id_, mail in rows if id_ is not None)


def _grouped(pairs: Iterable[tuple[int, str]]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for id_, value in pairs:
        found[id_].add(value)
    return found


def _sent(session: Session, ids: list[int]) -> dict[int, date]:
    """The day of what was recorded first of each: it had gone by then."""
    wanted = select(Event.request_id, Event.facts)
    first = wanted.where(Event.request_id.in_(ids), Event.seq == 1)
    return {id_: stored(facts).act_day for id_, facts in session.execute(first)}


def _done(session: Session, ids: list[int], day: date) -> set[int]:
    """Requests of which nothing more is expected."""
    wanted = select(StageRow.request_id, StageRow.stage).where(StageRow.request_id.in_(ids))
    found = session.execute(wanted.where(standing(day)))
    stages = _grouped((id_, stage) for id_, stage in found)
    return {id_ for id_, named in stages.items() if named <= set(DONE)}
