"""One page of one file, as a person reads it: where it is from, what is on it, what is to be known
of it, and which other pages hold the words that were looked for."""

from dataclasses import dataclass

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from foil.errors import NotFound
from foil.insight.basis import basis
from foil.insight.lines import Named, named
from foil.insight.recalled import Recall, recalls_among
from foil.law.facts import stored
from foil.model import search as index
from foil.model.query import Query
from foil.model.tables import (
    Content,
    ContentFinding,
    Document,
    Event,
    Page,
    Person,
    Request,
)
from foil.model.visibility import find

NONE = "There is no such document that you may see; look for it among the documents."
NO_PAGE = "{} has no page {} that was read; it has {}."
MAIL = "message/rfc822"
MOST = 500  # pages with hits that are named


@dataclass(frozen=True)
class Opened:
    """A page of a file. `page` is None where nothing of the file was read, yet or at all;
    `findings` are those of this page and of the whole file; `found` the numbers of the pages that
    hold what was looked for; `released` is True for what came when records were released."""

    document: Document
    request: Named
    content: Content
    number: int
    page: Page | None
    findings: tuple[ContentFinding, ...]
    recalled: Recall | None
    found: tuple[int, ...]
    released: bool

    @property
    def pages(self) -> int:
        """How many pages the file has, as far as that is known."""
        return max(self.content.pages or 0, self.number)

    def after(self, step: int) -> int | None:
        """The next page with a hit, `step` 1, or the one before, -1; None where there is none."""
        ahead = [each for each in self.found if (each - self.number) * step > 0]
        return min(ahead, key=lambda each: abs(each - self.number), default=None)


def open_page(
    person: Person, session: Session, document_id: int, number: int, query: Query | None
) -> Opened:
    """Page `number` of a document. Raises NotFound where `person` may see no such document, or it
    has no such page."""
    document = find(session, select(Document).where(Document.id == document_id), person, NONE)
    content = session.get_one(Content, document.sha256)
    page = session.scalars(_pages(document).where(Page.number == number)).one_or_none()
    if page is None and number != 1:
        raise NotFound(NO_PAGE.format(document.name, number, content.done))
    request = session.get_one(Request, document.request_id)
    return Opened(
        document=document,
        request=named(request, basis(session)),
        content=content,
        number=number,
        page=page,
        findings=tuple(session.scalars(_findings(document, number))),
        recalled=recalls_among(session, [document]).get(document.id),
        found=_found(session, document, query) if query else (),
        released=_released(session, document),
    )


def _pages(document: Document) -> Select[Page]:
    return select(Page).where(Page.sha256 == document.sha256)


def _findings(document: Document, number: int) -> Select[ContentFinding]:
    of = select(ContentFinding).where(ContentFinding.sha256 == document.sha256)
    here = or_(ContentFinding.page == number, ContentFinding.page.is_(None))
    return of.where(here).order_by(ContentFinding.id)


def _released(session: Session, document: Document) -> bool:
    """Whether it came when records were released: the mail that brought them is not a record."""
    top = document
    while top.event is None and top.within is not None:
        top = session.get_one(Document, top.within)
    if top.event is None or document.type == MAIL:
        return False
    of = select(Event.facts).where(Event.request_id == top.request_id, Event.id == top.event)
    facts = session.scalar(of)
    return facts is not None and stored(facts).kind == "released"


def _found(session: Session, document: Document, query: Query) -> tuple[int, ...]:
    hits = index.found(session, query)
    wanted = select(Page.number).join(hits.index, Page.id == hits.page)
    wanted = wanted.where(hits.matches, Page.sha256 == document.sha256)
    return tuple(session.scalars(wanted.order_by(Page.number).limit(MOST)))
