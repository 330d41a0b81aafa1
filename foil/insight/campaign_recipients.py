"""The agencies a campaign asks: how each one's letter stands, and what stands in its way."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.catalog.agency import Agency
from foil.catalog.reach import needs_address
from foil.insight.campaign_asked import Earlier, Texts, agency_in, asked_already, dropped
from foil.insight.campaigns import ask_of
from foil.insight.directory import directory
from foil.insight.letter_terms import terms
from foil.letters.draft import KIND, Draft, from_json
from foil.letters.merge import Difference, difference_of, mark_of
from foil.model.tables import CampaignAsk, CampaignRecipient, Letter, Person, Request
from foil.model.visibility import visible
from foil.newyork import day_of

LEFT_OUT, SAME_TEXT, TROUBLE, TO_DRAFT = "left out", "asked already", "in trouble", "to draft"
DRAFT, FINISHED, FILED = "draft", "finished", "filed"
STANDINGS = (TROUBLE, SAME_TEXT, TO_DRAFT, DRAFT, FINISHED, FILED, LEFT_OUT)
GONE = "It is in the directory no more."
NOT_FOIL = "It answers under {}, not under FOIL."


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
    def twice(self) -> bool:
        """Whether its draft asks what the agency was asked already, and nobody said that it may."""
        return self.stands in (DRAFT, FINISHED) and bool(self.earlier) and not self.row.again

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
        texts = Texts(draft, day_of(ask.saved_at), known, terms(session))
    earlier = asked_already(person, session, rows, letters, texts) if texts else {}
    found = []
    for row in rows:
        agency = agency_in(known, row.agency)
        request = requests.get(row.request_id or 0)
        letter = letters.get(row.request_id or 0)
        stands, says = _standing(row, agency, letter, row.id in earlier)
        each = Recipient(
            row, agency, stands, says, request, letter, earlier.get(row.id),
            edited=bool(request and letter and _edited(row, request, letter)),
            behind=bool(ask and letter and row.drawn_from != ask.version),
            difference=difference_of(row.differences),
            drops=dropped(draft, row.agency),
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
