"""The agencies a campaign asks: how each one's letter stands, and what stands in its way."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.catalog.agency import Agency
from foil.catalog.directory import Directory
from foil.catalog.reach import needs_address
from foil.catalog.slug import UnknownSlug
from foil.insight.campaigns import ask_of
from foil.insight.directory import directory
from foil.insight.letter_terms import terms
from foil.letters.draft import KIND, Draft, from_json
from foil.letters.markdown import text_of
from foil.letters.merge import Difference, difference_of, fits, mark_of, merged
from foil.letters.terms import Terms
from foil.model.tables import CampaignAsk, CampaignRecipient, Item, Letter, Person, Request
from foil.model.visibility import visible
from foil.newyork import day_of

LEFT_OUT, SAME_TEXT, TROUBLE, TO_DRAFT = "left out", "asked already", "in trouble", "to draft"
DRAFT, FINISHED, FILED = "draft", "finished", "filed"
STANDINGS = (TROUBLE, SAME_TEXT, TO_DRAFT, DRAFT, FINISHED, FILED, LEFT_OUT)
GONE = "It is in the directory no more."
NOT_FOIL = "It answers under {}, not under FOIL."


@dataclass(frozen=True)
class Earlier:
    """A request that asked the same agency for the same already."""

    number: str
    on: date


@dataclass(frozen=True)
class Recipient:
    """An agency of the campaign. `stands` is one of STANDINGS, `says` why it is left out or in
    trouble. `edited` tells a draft that somebody has changed by hand, `behind` one that was drawn
    from an older ask. `drops` are keys of items that its letter leaves out, for it keeps no such
    records."""

    row: CampaignRecipient
    agency: Agency | None
    stands: str
    says: str = ""
    request: Request | None = None
    letter: Letter | None = None
    earlier: Earlier | None = None
    edited: bool = False
    behind: bool = False
    difference: Difference = field(default_factory=Difference)
    drops: tuple[str, ...] = ()

    @property
    def short(self) -> str:
        """The agency's short name; its slug where it has left the directory."""
        return self.agency.short if self.agency else self.row.agency

    @property
    def name(self) -> str:
        """The agency's whole name."""
        return self.agency.name if self.agency else self.row.agency

    @property
    def needs_address(self) -> bool:
        """Whether nothing is known that a letter to it could go to."""
        return self.agency is not None and self.stands != LEFT_OUT and needs_address(self.agency)

    @property
    def unverified(self) -> bool:
        """Whether its particulars are the office's own and nobody has checked them."""
        return (
            self.agency is not None and self.agency.added and bool(self.agency.requests.unverified)
        )


def recipients(
    person: Person, session: Session, ask: CampaignAsk | None, campaign_id: int
) -> list[Recipient]:
    """The agencies of a campaign that `person` may see, by name, in a fixed number of queries."""
    wanted = select(CampaignRecipient).where(CampaignRecipient.campaign_id == campaign_id)
    rows = session.scalars(visible(wanted, person)).all()
    known = directory(session)
    requests, letters = _drafted(person, session, rows)
    draft = ask_of(ask) if ask else None
    texts = None
    if ask and draft:
        texts = _Texts(draft, day_of(ask.saved_at), known, terms(session))
    earlier = _earlier(person, session, rows, texts) if texts else {}
    found = []
    for row in rows:
        agency = _agency(known, row.agency)
        request = requests.get(row.request_id or 0)
        letter = letters.get(row.request_id or 0)
        stands, says = _standing(row, agency, letter, row.id in earlier)
        each = Recipient(
            row, agency, stands, says, request, letter, earlier.get(row.id),
            edited=bool(request and letter and _edited(row, request, letter)),
            behind=bool(ask and letter and row.drawn_from != ask.version),
            difference=difference_of(row.differences),
            drops=_drops(draft, row.agency),
        )  # fmt: skip
        found.append(each)
    return sorted(found, key=lambda each: (each.short.casefold(), each.row.id))


def draft_in(request: Request, letter: Letter) -> Draft:
    """The draft that a request's letter holds."""
    usual = Draft(agency=request.agency or "", technology=request.technology or "")
    return from_json(letter.facts, letter.blocks, usual)


def _drafted(
    person: Person, session: Session, rows: Iterable[CampaignRecipient]
) -> tuple[dict[int, Request], dict[int, Letter]]:
    """The requests that were drafted, and the letter of each, by the requests' ids."""
    ids = [row.request_id for row in rows if row.request_id]
    asked = visible(select(Request).where(Request.id.in_(ids)), person)
    requests = {each.id: each for each in session.scalars(asked)}
    wanted = select(Letter).where(Letter.request_id.in_(requests), Letter.kind == KIND)
    found = session.scalars(wanted.order_by(Letter.id.desc()))
    return requests, {each.request_id: each for each in found}


def _agency(known: Directory, slug: str) -> Agency | None:
    try:
        return known.get(slug)
    except UnknownSlug:
        return None


def _standing(
    row: CampaignRecipient, agency: Agency | None, letter: Letter | None, asked: bool
) -> tuple[str, str]:
    if letter is not None:
        stands = {"draft": DRAFT, "finished": FINISHED}.get(letter.state, FILED)
        return stands, row.says if letter.state == "draft" else ""
    if agency is None:
        return LEFT_OUT, GONE
    if not agency.foil:
        return LEFT_OUT, NOT_FOIL.format(agency.law)
    if row.says:
        return TROUBLE, row.says
    return (SAME_TEXT if asked and not row.again else TO_DRAFT), ""


def _edited(row: CampaignRecipient, request: Request, letter: Letter) -> bool:
    return letter.state == "draft" and mark_of(draft_in(request, letter)) != row.drawn


def _drops(draft: Draft | None, agency: str) -> tuple[str, ...]:
    return tuple(item.key for item in draft.items if not fits(item, agency)) if draft else ()


def _earlier(
    person: Person, session: Session, rows: Sequence[CampaignRecipient], texts: "_Texts"
) -> dict[int, Earlier]:
    """The newest request that asked an agency all of the same already, by the recipient's id."""
    waiting = [row for row in rows if row.request_id is None]
    wanted = {row.id: texts.of(row) for row in waiting}
    every = set().union(*wanted.values()) if wanted else set()
    asked = (
        select(Request.id, Request.agency, Request.number, Request.made_at, Item.words)
        .join(Item, Item.request_id == Request.id)
        .where(Request.agency.in_([row.agency for row in waiting]), Item.words.in_(every))
        .order_by(Request.id)
    )
    held: dict[str, dict[int, tuple[Earlier, set[str]]]] = defaultdict(dict)
    for id_, slug, number, made_at, words in session.execute(visible(asked, person)):
        told = held[slug or ""].setdefault(id_, (Earlier(number, day_of(made_at)), set()))
        told[1].add(words)
    return {
        row.id: found
        for row in waiting
        if (found := _covering(held.get(row.agency, {}), wanted[row.id])) is not None
    }


def _covering(
    asked: Mapping[int, tuple[Earlier, set[str]]], wanted: frozenset[str]
) -> Earlier | None:
    found = [each for each, words in asked.values() if wanted and wanted <= words]
    return found[-1] if found else None


class _Texts:
    """What each letter asks for, item by item; worked out once for all letters that are alike."""

    def __init__(self, ask: Draft, day: date, known: Directory, under: Terms) -> None:
        self.ask, self.day, self.known, self.under = ask, day, known, under
        self.made: dict[object, frozenset[str]] = {}

    def of(self, row: CampaignRecipient) -> frozenset[str]:
        """The words of every item; none for an agency that is left out."""
        agency = _agency(self.known, row.agency)
        if agency is None or not agency.foil:
            return frozenset()
        own = any(key.startswith("item:") for key in self.ask.edits)
        alike = (row.differences, _drops(self.ask, row.agency), row.agency if own else "")
        if alike not in self.made:
            difference = difference_of(row.differences)
            at = self.day, self.known
            draft = merged(self.ask, row.agency, difference, *at, **self.under)
            items = draft.letter(None, *at, **self.under).items
            self.made[alike] = frozenset(text_of(block.text) for block in items)
        return self.made[alike]
