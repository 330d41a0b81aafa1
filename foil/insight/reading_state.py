"""How far the reading of files is: in one file, and in all that an agency handed over at a time."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foil.model.tables import Content, ContentFinding, Document, Event, Member, Request

FINDINGS = 12  # of a file that are shown
RELEASED = '%"kind":"released"%'
"""How the facts of such an event are stored, and no other text is."""


@dataclass(frozen=True)
class Reading:
    """How far one file's reading is. `state` is "pending", "read", "unread", "refused" or "" where
    nobody has it read; `says` why it was not read; `pages` None until they are counted; `taken` of
    `inside` files in it are taken out; `seconds` are what is left at the pace so far, None where no
    pace is known. `findings` are sentences."""

    state: str = ""
    says: str = ""
    pages: int | None = None
    done: int = 0
    busy: bool = False
    inside: int = 0
    taken: int = 0
    seconds: float | None = None
    findings: tuple[str, ...] = ()


UNKNOWN = Reading()
"""That of a file nobody has read."""


@dataclass
class Production:
    """How far the reading of everything is that one event brought: its files, and those in them."""

    event: str
    files: int = 0
    read: int = 0
    waiting: int = 0
    by_hand: int = 0
    pages: int = 0
    done: int = 0
    seconds: float | None = field(default=None)


@dataclass(frozen=True)
class Files:
    """The files of one request, each container before those in it: pairs of a document and how deep
    it lies; the reading of each, by SHA-256; and each production's."""

    tree: tuple[tuple[Document, int], ...]
    readings: dict[str, Reading]
    productions: tuple[Production, ...]

    @property
    def going_on(self) -> bool:
        """Whether any of them waits to be read."""
        return any(each.state == "pending" for each in self.readings.values())


def files_of(session: Session, request: Request, now: datetime) -> Files:
    """The files of a request that the caller may see. Five queries."""
    wanted = select(Document).where(Document.request_id == request.id)
    documents = session.scalars(wanted.order_by(Document.id.desc())).all()
    marked = select(Event.id).where(Event.request_id == request.id, Event.facts.like(RELEASED))
    events = session.scalars(marked.order_by(Event.seq.desc())).all()
    states = readings(session, [each.sha256 for each in documents], now)
    made = tuple(productions(documents, states, events))
    return Files(tuple(_tree(documents)), states, made)


def _tree(documents: Sequence[Document]) -> Iterator[tuple[Document, int]]:
    inside: dict[int | None, list[Document]] = {}
    for document in documents:
        inside.setdefault(document.within, []).append(document)
    waiting = [(document, 0) for document in reversed(inside.get(None, []))]
    while waiting:
        document, deep = waiting.pop()
        yield document, deep
        # Newest first among what came; what was in a file, as it lay there.
        waiting += [(each, deep + 1) for each in inside.get(document.id, [])]


def readings(session: Session, sums: Collection[str], now: datetime | None) -> dict[str, Reading]:
    """The reading of each of these files, by SHA-256; how long it will take, as of `now`. Three
    queries."""
    wanted = list(set(sums))
    inside = _inside(session, wanted)
    findings = _findings(session, wanted)
    found = session.scalars(select(Content).where(Content.sha256.in_(wanted)))
    return {
        each.sha256: Reading(
            state=each.state,
            says=each.says,
            pages=each.pages,
            done=each.done,
            busy=each.state == "pending" and each.taken_by != "",
            inside=inside.get(each.sha256, (0, 0))[0],
            taken=inside.get(each.sha256, (0, 0))[1],
            seconds=_left(each, now),
            findings=findings.get(each.sha256, ()),
        )
        for each in found
    }


def productions(
    documents: Sequence[Document], states: Mapping[str, Reading], events: Iterable[str]
) -> list[Production]:
    """How far the reading is of what each of these events brought, those without files left out."""
    by_id = {each.id: each for each in documents}
    found = {event: Production(event) for event in events}
    for document in documents:
        top = document
        while top.event is None and top.within is not None and top.within in by_id:
            top = by_id[top.within]
        if top.event in found:
            _count(found[top.event], states.get(document.sha256, UNKNOWN))
    return [each for each in found.values() if each.files]


def _count(whole: Production, one: Reading) -> None:
    whole.files += 1
    whole.read += one.state == "read"
    whole.waiting += one.state in ("pending", "")
    whole.by_hand += one.state in ("unread", "refused")
    whole.pages += one.pages or 0
    whole.done += one.done
    if one.seconds is not None:
        whole.seconds = max(whole.seconds or 0.0, one.seconds)


def _left(content: Content, now: datetime | None) -> float | None:
    """The seconds that are left, at the pace since it was last begun."""
    begun = content.begun_at
    if now is None or begun is None or content.pages is None or content.state != "pending":
        return None
    done, passed = content.done - content.begun_with, (now - begun).total_seconds()
    if not content.taken_by or done <= 0 or passed <= 0:
        return None
    return (content.pages - content.done) * passed / done


def _inside(session: Session, sums: Sequence[str]) -> dict[str, tuple[int, int]]:
    counted = select(Member.container, func.count(), func.count(Member.sha256))
    rows = session.execute(counted.where(Member.container.in_(sums)).group_by(Member.container))
    return {container: (many, taken) for container, many, taken in rows}


def _findings(session: Session, sums: Sequence[str]) -> dict[str, tuple[str, ...]]:
    wanted = select(ContentFinding.sha256, ContentFinding.says).where(
        ContentFinding.sha256.in_(sums), ContentFinding.what != "mail"
    )
    found: dict[str, list[str]] = {}
    for sha256, says in session.execute(wanted.order_by(ContentFinding.id)):
        found.setdefault(sha256, []).append(says)
    return {sha256: _first(said) for sha256, said in found.items()}


def _first(said: list[str]) -> tuple[str, ...]:
    more = len(said) - FINDINGS
    return (*said[:FINDINGS], *((f"And {more:,} more like these.",) if more > 0 else ()))
