"""Search: the pages that hold what was asked for, among those the person may see and no others.
What is hidden from somebody is not counted, not shown in part, and in nothing that is suggested.

Letters that were finished and mail that came are files of their requests like any other, and are
found with them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, and_, exists, func, not_, or_, select
from sqlalchemy.orm import Session, aliased

from foil.insight.basis import basis
from foil.insight.lines import Named, named
from foil.insight.snippets import Piece, snippet
from foil.model import search as index
from foil.model.query import Query
from foil.model.tables import CampaignRequest, Content, Document, Page, Person, Request
from foil.model.visibility import visible
from foil.newyork import start_of

AT_ONCE = 500  # pages loaded by one query; no database takes any number of ids

KINDS = {
    "letter": "Letters of ours",
    "mail": "Mail",
    "pdf": "PDF",
    "sheet": "Spreadsheets",
    "picture": "Pictures",
    "other": "Other files",
}
"""What a file can be asked to be, in users' words."""

TYPES = {
    "mail": ("message/%", "%ms-outlook%"),
    "pdf": ("application/pdf",),
    "sheet": ("%spreadsheet%", "%ms-excel%", "text/csv"),
    "picture": ("image/%",),
}
"""The media types of what agencies send, as LIKE says them; what is none of these is other."""


@dataclass(frozen=True)
class Asked:
    """Where to look. Each empty field asks nothing; `request` is a number, `matter` and `campaign`
    are ids, `kind` is one of KINDS, the days are those on which a file came; `black` keeps to
    pages with black boxes, `unread` to files nobody has said what they are."""

    agency: str = ""
    technology: str = ""
    request: str = ""
    matter: int | None = None
    campaign: int | None = None
    kind: str = ""
    since: date | None = None
    until: date | None = None
    black: bool = False
    unread: bool = False


@dataclass(frozen=True)
class Hit:
    """A page with what was looked for, in the first file the person may see that holds it;
    `elsewhere` is how many others do. `pages` is how many pages the file has."""

    document: Document
    request: Named
    page: Page
    pages: int
    elsewhere: int
    snippet: tuple[Piece, ...]


@dataclass(frozen=True)
class Results:
    """The first hits, the best first; how many pages and different files there are in all."""

    hits: tuple[Hit, ...]
    pages: int
    files: int

    @property
    def more(self) -> int:
        """How many pages are not shown."""
        return self.pages - len(self.hits)


def search(
    person: Person, session: Session, query: Query, asked: Asked, *, limit: int | None = 20
) -> Results:
    """The pages that hold what `query` asks for, where `asked` says to look."""
    found = index.found(session, query)
    seen = _documents(person, asked).where(Document.sha256 == Page.sha256)
    held = select(Page).join(found.index, Page.id == found.page).where(found.matches)
    held = held.where(seen.correlate(Page).exists())
    if asked.black:
        held = held.where(Page.black > 0)
    counted = held.with_only_columns(func.count(), func.count(Page.sha256.distinct()))
    pages, files = session.execute(counted).one()
    best = held.with_only_columns(Page.id).order_by(*found.order).limit(limit)
    first = session.scalars(best).all()
    some = (first[at : at + AT_ONCE] for at in range(0, len(first), AT_ONCE))
    hits = tuple(hit for ids in some for hit in _hits(person, session, asked, query, ids))
    return Results(hits, pages, files)


def among(person: Person, session: Session) -> int:
    """How many pages the person may search: said where nothing was found, since counting them takes
    longer than a search."""
    files = _documents(person, Asked()).with_only_columns(Document.sha256)
    read = select(func.sum(Content.done)).where(Content.sha256.in_(files))
    return session.scalar(read) or 0


def _documents(person: Person, asked: Asked) -> Select[int]:
    """The files to look in, that the person may see."""
    files = select(Document.id).join(Request, Request.id == Document.request_id)
    if asked.kind:
        files = files.join(Content, Content.sha256 == Document.sha256)
    return visible(files, person).where(*_conditions(asked))


def _conditions(asked: Asked) -> Iterator[ColumnElement[bool]]:
    if asked.agency:
        yield Request.agency == asked.agency
    if asked.technology:
        yield Request.technology == asked.technology
    if asked.request:
        yield Request.number == asked.request.strip().upper()
    if asked.matter is not None:
        yield Request.matter_id == asked.matter
    if asked.campaign is not None:
        held = CampaignRequest.request_id == Request.id
        named_ = CampaignRequest.campaign_id == asked.campaign
        yield exists().where(held, named_).correlate(Request)
    if asked.since:
        yield Document.brought_at >= start_of(asked.since)
    if asked.until:
        yield Document.brought_at < start_of(asked.until + timedelta(days=1))
    if asked.unread:
        yield Document.unfiled.is_(True)
    if asked.kind:
        yield _of_kind(asked.kind)


def _of_kind(kind: str) -> ColumnElement[bool]:
    """What a file of that kind is. Ours are letters before they are PDF."""
    theirs = Document.sealed.is_(False)
    if kind == "letter":
        return Document.sealed.is_(True)
    if kind in TYPES:
        return and_(theirs, _of_type(kind))
    return and_(theirs, *(not_(_of_type(each)) for each in TYPES))


def _of_type(kind: str) -> ColumnElement[bool]:
    return or_(*(Content.type.like(type_) for type_ in TYPES[kind]))


def _hits(
    person: Person, session: Session, asked: Asked, query: Query, ids: Sequence[int]
) -> Iterator[Hit]:
    """Each of these pages, in their order, with the first file that holds it."""
    pages = {page.id: page for page in session.scalars(select(Page).where(Page.id.in_(ids)))}
    sums = {page.sha256 for page in pages.values()}
    of_it = aliased(Content)
    pages_of = select(of_it.pages).where(of_it.sha256 == Document.sha256).scalar_subquery()
    files = _documents(person, asked).with_only_columns(Document, Request, pages_of)
    files = files.where(Document.sha256.in_(sums)).order_by(Document.id)
    holding: dict[str, list[tuple[Document, Request, int | None]]] = {}
    for document, request, count in session.execute(files):
        holding.setdefault(document.sha256, []).append((document, request, count))
    under = basis(session)
    for page in map(pages.__getitem__, ids):
        (document, request, count), *others = holding[page.sha256]
        yield Hit(
            document=document,
            request=named(request, under),
            page=page,
            pages=count or page.number,
            elsewhere=len(others),
            snippet=snippet(page.text, query),
        )
