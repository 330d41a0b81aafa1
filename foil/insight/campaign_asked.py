"""What an agency was asked already, by this campaign, another, or a request written by itself: no
letter of a campaign asks it the same again by accident."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.catalog.agency import Agency
from foil.catalog.directory import Directory
from foil.catalog.slug import UnknownSlug
from foil.letters.draft import Draft
from foil.letters.markdown import text_of
from foil.letters.merge import difference_of, fits, merged
from foil.letters.terms import Terms
from foil.model.tables import CampaignRecipient, Item, Letter, Person, Request
from foil.model.visibility import visible
from foil.newyork import day_of

Words = frozenset[str]


@dataclass(frozen=True)
class Earlier:
    """A request that asked the same agency for the same already."""

    number: str
    on: date


@dataclass(frozen=True)
class Held:
    """A request that asked some of it. `recorded` says that something happened to it already."""

    id: int
    earlier: Earlier
    recorded: bool
    words: set[str]


def asked_already(
    person: Person,
    session: Session,
    rows: Sequence[CampaignRecipient],
    letters: Mapping[int, Letter],
    texts: "Texts",
) -> dict[int, Earlier]:
    """The newest request that asked an agency all of the same already, by the recipient's id: for
    letters to draft, and for those drafted or finished and not filed, whose words may have come to
    be the same since. `letters` are by the request's id. Two queries."""
    open_ = {row.id: id_ for row in rows if (id_ := _unfiled(row, letters))}
    said = _said(session, list(open_.values()))
    wanted = {row.id: texts.of(row) for row in rows if row.request_id is None}
    wanted |= {row: frozenset(said[id_]) for row, id_ in open_.items()}
    held = _held(person, session, [row.agency for row in rows], wanted)
    found = {}
    for row in rows:
        before = [each for each in held.get(row.agency, ()) if _before(each, row)]
        if row.id in wanted and (covered := _covering(before, wanted[row.id])):
            found[row.id] = covered
    return found


def _unfiled(row: CampaignRecipient, letters: Mapping[int, Letter]) -> int | None:
    """The id of its request where the letter is there and not filed."""
    letter = letters.get(row.request_id or 0)
    return letter.request_id if letter is not None and letter.state != "filed" else None


def _said(session: Session, requests: Sequence[int]) -> Mapping[int, set[str]]:
    """The words of the items of these requests."""
    found: dict[int, set[str]] = defaultdict(set)
    asked = select(Item.request_id, Item.words).where(Item.request_id.in_(requests))
    for id_, words in session.execute(asked):
        found[id_].add(words)
    return found


def _held(
    person: Person, session: Session, agencies: Sequence[str], wanted: Mapping[int, Words]
) -> Mapping[str, Sequence[Held]]:
    """The requests to these agencies that ask any of the words wanted, by agency, oldest first."""
    every: set[str] = set().union(*wanted.values()) if wanted else set()
    asked = (
        select(
            Request.id,
            Request.agency,
            Request.number,
            Request.made_at,
            Request.head_seq,
            Item.words,
        )
        .join(Item, Item.request_id == Request.id)
        .where(Request.agency.in_(agencies), Item.words.in_(every))
        .order_by(Request.id)
    )
    found: dict[str, dict[int, Held]] = defaultdict(dict)
    for id_, slug, number, made_at, seq, words in session.execute(visible(asked, person)):
        first = Held(id_, Earlier(number, day_of(made_at)), bool(seq), set())
        found[slug or ""].setdefault(id_, first).words.add(words)
    return {slug: list(each.values()) for slug, each in found.items()}


def _before(held: Held, row: CampaignRecipient) -> bool:
    """Whether a request came before the row's own: it was begun before, or is under way."""
    own = row.request_id
    return own is None or (held.id != own and (held.id < own or held.recorded))


def _covering(before: Sequence[Held], wanted: Words) -> Earlier | None:
    found = [each.earlier for each in before if wanted and wanted <= each.words]
    return found[-1] if found else None


def agency_in(known: Directory, slug: str) -> Agency | None:
    """The agency of that slug; None where it has left the directory."""
    try:
        return known.get(slug)
    except UnknownSlug:
        return None


def dropped(draft: Draft | None, agency: str) -> tuple[str, ...]:
    """The keys of the items that a letter to that agency leaves out: it keeps no such records."""
    return tuple(item.key for item in draft.items if not fits(item, agency)) if draft else ()


class Texts:
    """What each letter asks for, item by item; worked out once for all letters that are alike."""

    def __init__(self, ask: Draft, day: date, known: Directory, under: Terms) -> None:
        self.ask, self.day, self.known, self.under = ask, day, known, under
        self.made: dict[object, frozenset[str]] = {}

    def of(self, row: CampaignRecipient) -> frozenset[str]:
        """The words of every item; none for an agency that is left out."""
        agency = agency_in(self.known, row.agency)
        if agency is None or not agency.foil:
            return frozenset()
        own = any(key.startswith("item:") for key in self.ask.edits)
        alike = (row.differences, dropped(self.ask, row.agency), row.agency if own else "")
        if alike not in self.made:
            difference = difference_of(row.differences)
            at = self.day, self.known
            draft = merged(self.ask, row.agency, difference, *at, **self.under)
            items = draft.letter(None, *at, **self.under).items
            self.made[alike] = frozenset(text_of(block.text) for block in items)
        return self.made[alike]
