"""Files that were in other files: each kept and read as any other, and a document of its own beside
its container, in every request that the container came to."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from foil.archive.opened.told import Enclosed
from foil.archive.store import Kept
from foil.model.tables import Content, Document, Member, Person, Request
from foil.operations.contents import enlist
from foil.operations.file_names import NOT_SHOWN, tidy_name
from foil.operations.journal import Line, note_files

DEEPEST = 5  # files within files within files
MOST = 50_000  # files of one request that came out of others
ROUTE = "inside"
MAIL = ("message/rfc822", "application/vnd.ms-outlook")
WHAT = "taken out of a file"
LONGEST_SAYS, LONGEST_SOURCE, LONGEST_NAME = 500, 300, 500
TOO_DEEP = "It is inside five other files, and no more are opened: take it out by hand."
TOO_MANY = "More than 50,000 files came out of others here: take it out by hand."


def note_enclosed(session: Session, sha256: str, enclosed: Sequence[Enclosed]) -> None:
    """Write down what is in a file: what waits to be taken out, and what is left inside. What is
    written down already, of a file that is read again, stays."""
    known = set(session.scalars(select(Member.place).where(Member.container == sha256)))
    rows = [
        {
            "container": sha256,
            "place": place,
            "name": each.name.replace("\x00", "")[:LONGEST_NAME],
            "says": each.says[:LONGEST_SAYS],
        }
        for place, each in enumerate(enclosed, 1)
        if place not in known
    ]
    if rows:
        session.execute(insert(Member), rows)


def waiting(session: Session, sha256: str) -> Sequence[int]:
    """The places of the files in it that wait to be taken out, in their order."""
    wanted = select(Member.place).where(Member.container == sha256)
    left = wanted.where(Member.sha256.is_(None), Member.says == "")
    return session.scalars(left.order_by(Member.place)).all()


def leave_inside(session: Session, sha256: str, places: Iterable[int], says: str) -> None:
    """Say why these files are not taken out."""
    these = update(Member).where(Member.container == sha256, Member.place.in_(list(places)))
    session.execute(these.values(says=says[:LONGEST_SAYS]))


def why_not(session: Session, sha256: str) -> str:
    """Why nothing more is taken out of a file; "" where it may be."""
    named = session.scalars(select(Document).where(Document.sha256 == sha256)).all()
    if named and min(depth(session, each) for each in named) >= DEEPEST:
        return TOO_DEEP
    if named and all(_full(session, each.request_id) for each in named):
        return TOO_MANY
    return ""


def put(session: Session, sha256: str, place: int, kept: Kept, *, now: datetime) -> None:
    """Write that a file was taken out and is kept: it is read in its turn, and a document wherever
    its container is one."""
    this = update(Member).where(Member.container == sha256, Member.place == place)
    enlist(session, kept, now=now)
    session.execute(this.values(sha256=kept.sha256))
    wanted = select(Member).where(Member.container == sha256, Member.place == place)
    member = session.scalars(wanted).one()
    containers = select(Document).where(Document.sha256 == sha256).order_by(Document.id)
    for container in session.scalars(containers).all():
        _lay(session, container, [(member, kept)], now=now)


def lay(session: Session, container: Document, *, now: datetime) -> None:
    """Give a document that has just come those of its own that its bytes hold, as far as they were
    taken out before."""
    session.flush()
    wanted = (
        select(Member, Content)
        .join(Content, Content.sha256 == Member.sha256)
        .where(Member.container == container.sha256)
        .order_by(Member.place)
    )
    found = session.execute(wanted).all()
    if found:
        kept = [(m, Kept(content.sha256, content.size, content.type)) for m, content in found]
        _lay(session, container, kept, now=now)
    _wait_again(session, container)


def depth(session: Session, document: Document) -> int:
    """How many files a document is inside of."""
    found, within = 0, document.within
    while within is not None and found <= DEEPEST:
        found += 1
        within = session.scalar(select(Document.within).where(Document.id == within))
    return found


def _lay(
    session: Session,
    container: Document,
    members: Sequence[tuple[Member, Kept]],
    *,
    now: datetime,
) -> None:
    if depth(session, container) >= DEEPEST or _full(session, container.request_id):
        return
    beside = _came_along(session, container)
    made = [_document(container, *each) for each in members if each[1].sha256 not in beside]
    if not made:
        return
    session.add_all(made)
    person = session.get_one(Person, container.brought_by)
    request = session.get_one(Request, container.request_id)
    lines = [Line(WHAT, each.sha256, within=container.sha256) for each in made]
    note_files(person, session, request, lines, now=now)
    for each in made:
        lay(session, each, now=now)


def _document(container: Document, member: Member, kept: Kept) -> Document:
    folder = NOT_SHOWN.sub("", member.name).replace("\\", "/").rpartition("/")[0]
    source = f"from {container.name}" + (f", folder {folder}" if folder else "")
    return Document(
        sha256=kept.sha256,
        size=kept.size,
        type=kept.type,
        name=tidy_name(member.name),
        request_id=container.request_id,
        event=None,
        brought_at=container.brought_at,
        brought_by=container.brought_by,
        route=ROUTE,
        source=source[:LONGEST_SOURCE],
        within=container.id,
    )


def _came_along(session: Session, container: Document) -> set[str]:
    """What came with a mail at the same moment and was written down on its own: no second row."""
    content = session.get(Content, container.sha256)
    if content is None or content.type not in MAIL:
        return set()
    wanted = select(Document.sha256).where(
        Document.request_id == container.request_id,
        Document.brought_at == container.brought_at,
        Document.route == container.route,
        Document.within.is_(None),
        Document.id != container.id,
    )
    return set(session.scalars(wanted))


def _full(session: Session, request_id: int) -> bool:
    inside = select(func.count(Document.id)).where(
        Document.request_id == request_id, Document.within.is_not(None)
    )
    return (session.scalar(inside) or 0) >= MOST


def _wait_again(session: Session, container: Document) -> None:
    """What was too deep elsewhere may not be here."""
    deep = Member.container == container.sha256, Member.says == TOO_DEEP
    if (
        depth(session, container) >= DEEPEST
        or session.scalar(select(Member.id).where(*deep)) is None
    ):
        return
    session.execute(update(Member).where(*deep).values(says=""))
    again = update(Content).where(Content.sha256 == container.sha256)
    session.execute(again.values(state="pending", says="", read_at=None))
