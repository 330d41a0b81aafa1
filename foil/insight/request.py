"""A request's page: where it stands, what happened, the clocks, the papers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.insight.basis import basis
from foil.insight.campaigns import campaign_of
from foil.insight.histories import event_rows, item_numbers
from foil.insight.left_out import Left, left_out_of, still_left
from foil.insight.lines import Named, named
from foil.insight.moved import Moved, moved_of
from foil.insight.overrides import overrides_of
from foil.insight.recalled import Recall, recalls
from foil.insight.tags import tags_of
from foil.insight.timeline import Entry, Kept, Silence, kept, timeline
from foil.insight.uploads import unfinished
from foil.law.clocks import Clock, run
from foil.law.facts import stored
from foil.law.history import history_of
from foil.law.overrides import laid
from foil.law.stages import most_urgent, stage_at
from foil.law.traps import Trap, traps
from foil.model.tables import (
    Document,
    Item,
    Letter,
    Matter,
    Override,
    Person,
    Reference,
    Request,
    RequestReference,
    Upload,
)
from foil.model.visibility import find_request


@dataclass(frozen=True)
class Clocks:
    """The clocks as the page groups them: `ours` and `theirs` run, those of `silence` start if
    nothing comes, `done` are met, ended or lost. The nearest day first."""

    ours: tuple[Clock, ...] = ()
    theirs: tuple[Clock, ...] = ()
    silence: tuple[Clock, ...] = ()
    done: tuple[Clock, ...] = ()


@dataclass(frozen=True)
class Papers:
    """The request's documents, letters, and the numbers others gave it; `uploads` are the files
    that whoever looks began to bring and has not finished."""

    documents: tuple[Document, ...]
    letters: tuple[Letter, ...]
    references: tuple[Reference, ...]
    uploads: tuple[Upload, ...] = ()


@dataclass(frozen=True)
class RequestPage:
    """All the page shows. `seq` goes into each of its forms; `stages` is by item number; `names`
    are people's names by id; `history` holds corrected events too; `moved` is what moved last of
    each clock, by the clock's lasting id. `counted` are the clocks as the law counts them, by id,
    and `set_here` the days the office has set over some, those taken back too, the newest first.
    `left` are the items left out of any appeal, by number, each with the right that gives up.
    `day` is the day it is seen from; as it was known on a day, neither moved dates nor days of ours
    are laid over it."""

    request: Request
    named: Named
    seq: int
    matter: str | None
    names: dict[int, str]
    items: tuple[Item, ...]
    stage: str
    stages: dict[int, str]
    timeline: tuple[Entry | Silence, ...]
    history: tuple[Kept, ...]
    clocks: Clocks
    traps: tuple[Trap, ...]
    papers: Papers
    moved: dict[str, Moved]
    recalled: dict[int, Recall]
    counted: dict[str, Clock]
    set_here: tuple[Override, ...]
    day: date
    known_on: date | None
    campaign: tuple[int, str] | None
    tags: tuple[str, ...]
    left: dict[int, list[tuple[Left, Clock]]]

    def left_on(self, entry: Entry) -> list[Left]:
        """What is left out of any appeal from that denial."""
        pairs = (pair for each in self.left.values() for pair in each)
        return [left for left, clock in pairs if clock in entry.started]


def request_page(
    person: Person, session: Session, number: str, day: date, known_on: date | None = None
) -> RequestPage:
    """The page of the request with this number on that day (New York). Its clocks are counted
    from its events on the spot.

    With `known_on`, as it was known then: without what had not been received by that day, seen
    from that day. What was recorded later, a correction too, counts by when it was received.
    Raises NotFound where `person` may see none.
    """
    day = known_on or day
    request = find_request(session, person, number)
    under = basis(session)
    rows = event_rows(session, request)
    events = [stored(row.facts) for row in rows]
    history = history_of(events, item_numbers(session, request), known_on)
    rules = under.rules_for(request)
    counted = run(history, rules) if rules and history.events else ()
    set_here = () if known_on else overrides_of(session, request)
    clocks = laid(counted, {each.clock: each.day for each in set_here if each.ended_at is None})
    names = dict(session.execute(select(Person.id, Person.name)).all())
    stages = {item: stage_at(history, clocks, item, day) for item in history.items}
    papers = replace(_papers(session, request), uploads=unfinished(person, session, request))
    return RequestPage(
        request=request,
        named=named(request, under),
        seq=request.head_seq,
        matter=session.scalar(select(Matter.name).where(Matter.id == request.matter_id)),
        names=names,
        items=_items(session, request),
        stage=most_urgent(stages.values()),
        stages=stages,
        timeline=timeline(history, clocks, rows, papers.documents, day),
        history=kept(rows, events, names),
        clocks=grouped(clocks, day),
        traps=traps(history, clocks, day),
        papers=papers,
        recalled=recalls(history, papers.documents),
        moved={} if known_on else moved_of(session, request, names),
        counted={clock.id: clock for clock in counted},
        set_here=set_here,
        day=day,
        known_on=known_on,
        campaign=campaign_of(session, request),
        tags=tags_of(session, [request])[request.id],
        left={} if known_on else _left(session, request, clocks),
    )


def recorded_since(person: Person, session: Session, number: str, seq: int) -> tuple[Kept, ...]:
    """What was recorded after `seq`, for a form that comes back. Raises NotFound."""
    request = find_request(session, person, number)
    rows = [row for row in event_rows(session, request) if row.seq > seq]
    names = dict(session.execute(select(Person.id, Person.name)).all())
    return kept(rows, [stored(row.facts) for row in rows], names)


def grouped(clocks: Iterable[Clock], day: date) -> Clocks:
    """The clocks in the groups of the page on that day."""
    ours, theirs, silence, done = [], [], [], []
    for clock in clocks:
        state = clock.state(day)
        if state == "waiting":
            silence.append(clock)
        elif clock.is_open(day) and clock.against == "agency":
            theirs.append(clock)
        elif clock.is_open(day) and state != "late":
            ours.append(clock)
        else:
            done.append(clock)
    return Clocks(
        ours=tuple(sorted(ours, key=lambda clock: (clock.act_on, clock.due))),
        theirs=tuple(sorted(theirs, key=lambda clock: (clock.due, clock.latest))),
        silence=tuple(sorted(silence, key=lambda clock: clock.arises_on)),
        done=tuple(sorted(done, key=_ended, reverse=True)),
    )


def _left(
    session: Session, request: Request, clocks: Sequence[Clock]
) -> dict[int, list[tuple[Left, Clock]]]:
    return still_left(clocks, left_out_of(session, [request.id]).get(request.id, ()))


def _ended(clock: Clock) -> date:
    return clock.stopped_on or clock.latest


def _items(session: Session, request: Request) -> tuple[Item, ...]:
    wanted = select(Item).where(Item.request_id == request.id).order_by(Item.number)
    return tuple(session.scalars(wanted))


def _papers(session: Session, request: Request) -> Papers:
    references = (
        select(Reference)
        .join(RequestReference, RequestReference.reference_id == Reference.id)
        .where(RequestReference.request_id == request.id)
        .order_by(Reference.id)
    )
    documents = select(Document).where(Document.request_id == request.id)
    letters = select(Letter).where(Letter.request_id == request.id)
    return Papers(
        documents=tuple(session.scalars(documents.order_by(Document.id.desc()))),
        letters=tuple(session.scalars(letters.order_by(Letter.id.desc()))),
        references=tuple(session.scalars(references)),
    )
