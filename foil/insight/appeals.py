"""An appeal before it is written: the denials that may be appealed, ground by ground what answers
them, what is public, the exhibits, the officer, and what nobody has read."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.catalog.agency import Agency
from foil.catalog.departments import Venue, venue
from foil.catalog.exemptions import Exemption, Holding, Rebuttal, answering
from foil.catalog.published import Published, about
from foil.insight.authority_readings import standing
from foil.insight.denials import Denial, chosen, denials, left_out, silent
from foil.insight.exhibits import Paper, papers
from foil.insight.left_out import Left
from foil.insight.offer_case import Case
from foil.law.clocks import Clock
from foil.letters.argued import key_of
from foil.letters.letter import Letter
from foil.letters.standing import Standing
from foil.model.tables import Item, Request


@dataclass(frozen=True)
class Offered:
    """A rebuttal for one ground. `fits` says that it is of use for this technology and these
    records, `ticked` that it goes in unless somebody takes it out; `standing` is its authorities'
    in order, and `bare` that too few of them have been read for it to stand in the letter."""

    rebuttal: Rebuttal
    fits: bool
    ticked: bool
    standing: tuple[Standing, ...]

    @property
    def bare(self) -> bool:
        """Whether the letter leaves it out for as long as nobody has read what it cites."""
        return any(not each.citable for each in self.standing)


@dataclass(frozen=True)
class Warned:
    """What was held against requesters on a ground; `binds` where the agency is likely sued."""

    holding: Holding
    standing: Standing
    binds: bool


@dataclass(frozen=True)
class Claimed:
    """A ground and the denials that claim it, by their lines. `exemption` is None for one that no
    page of ours answers; `claimed` is it as the letter has it, and `key` its name in the form."""

    key: str
    claimed: str
    exemption: Exemption | None
    lines: tuple[str, ...]
    offered: tuple[Offered, ...] = ()
    warned: tuple[Warned, ...] = ()


@dataclass(frozen=True)
class Appeal:
    """All that an appeal is built from. `first` is the denial it is about before any other;
    `categories` are its items' kinds of record, `left` is by an item's key, `unread` what
    nobody has read of all that is named here."""

    case: Case
    agency: Agency
    technology: str
    venue: Venue | None
    denials: tuple[Denial, ...]
    first: Denial
    left: Mapping[str, Left]
    silent: tuple[Clock, ...]
    claimed: tuple[Claimed, ...]
    published: tuple[Published, ...]
    categories: tuple[str, ...]
    papers: tuple[Paper, ...]
    unread: tuple[Standing, ...]


def appeal(
    session: Session, request: Request, case: Case, line: str = "", more: Sequence[str] = ()
) -> Appeal | None:
    """What an appeal from that denial, or from the one whose right ends first, is built from; None
    where nothing denied in words waits for an appeal. `more` are grounds named beside those that
    the record has."""
    found = denials(case)
    first = chosen(found, line)
    if first is None:
        return None
    technology, where, known = request.technology or "", venue(case.agency), standing(session)
    kinds = _categories(session, request)
    claimed = tuple(
        _laid_out(ground, lines, case.agency, technology, _kinds(kinds, found, lines), where, known)
        for ground, lines in _grounds(found, first, more).items()
    )
    return Appeal(
        case=case,
        agency=case.agency,
        technology=technology,
        venue=where,
        denials=found,
        first=first,
        left=left_out(session, request),
        silent=silent(case),
        claimed=claimed,
        published=about(case.agency.slug, technology),
        categories=_kinds(kinds, found, (first.line,)),
        papers=papers(session, request, case.history, [each.event.id for each in found]),
        unread=unread(known, (each.exemption for each in claimed if each.exemption)),
    )


def unread(known: Mapping[str, Standing], exemptions: Iterable[Exemption]) -> tuple[Standing, ...]:
    """The authorities of these grounds that no letter may cite yet, each once: what to read."""
    return _uncited(known, (name for each in exemptions for name in each.authorities))


def unread_beside(
    session: Session, told: Mapping[str, Any], letter: Letter | None
) -> tuple[Standing, ...]:
    """What nobody has read of the grounds that a letter argues, by its facts, and of what its
    words would cite: it stands beside the draft. Empty for a letter that lacks nothing."""
    argued = [each.get("ground") for each in told.get("arguments") or ()]
    grounds = (answering(str(each)) for each in argued or told.get("exemptions") or ())
    named = [name for each in grounds if each is not None for name in each.authorities]
    named += letter.left_out if letter else ()
    return _uncited(standing(session), named) if named else ()


def _uncited(known: Mapping[str, Standing], named: Iterable[str]) -> tuple[Standing, ...]:
    once = dict.fromkeys(named)
    return tuple(known[name] for name in once if name in known and not known[name].citable)


def _grounds(
    found: Sequence[Denial], first: Denial, more: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    """The grounds by how they are claimed, those of the first denial before the others'."""
    told = [(each, each.claimed) for each in sorted(found, key=lambda each: each is not first)]
    lines: dict[str, list[str]] = {}
    named: dict[str, str] = {}
    for denial, grounds in [*told, (first, tuple(more))]:
        for ground in grounds:
            answered = answering(ground)
            name = named.setdefault(answered.id if answered else ground, ground)
            if denial.line not in lines.setdefault(name, []):
                lines[name].append(denial.line)
    return {ground: tuple(each) for ground, each in lines.items()}


def _laid_out(
    ground: str,
    lines: tuple[str, ...],
    agency: Agency,
    technology: str,
    categories: tuple[str, ...],
    where: Venue | None,
    known: Mapping[str, Standing],
) -> Claimed:
    """One ground with what answers it and what stands against."""
    found = answering(ground)
    if found is None:
        return Claimed(key_of(ground), ground, None, lines)
    offered = tuple(_offers(found.rebuttals, agency, technology, categories, known))
    warned = tuple(
        Warned(each, known[each.authority], where is not None and where.binds(each.department))
        for each in found.adverse
        if each.authority in known
    )
    by_force = sorted(warned, key=lambda each: not each.binds)
    return Claimed(found.id, ground, found, lines, offered, tuple(by_force))


def _offers(
    rebuttals: Iterable[Rebuttal],
    agency: Agency,
    technology: str,
    categories: tuple[str, ...],
    known: Mapping[str, Standing],
) -> Iterator[Offered]:
    """The rebuttals, those that fit before the others."""
    offered = []
    for each in rebuttals:
        fits = each.fits(technology, categories, agency.slug)
        kind = not each.categories or bool(set(categories) & set(each.categories))
        made_for_it = kind and bool(each.technologies or each.categories or each.agencies)
        shown = tuple(known[name] for name in each.authorities if name in known)
        readable = all(one.citable for one in shown)
        ticked = fits and readable and (each.usual or made_for_it)
        offered.append(Offered(each, fits, ticked, shown))
    yield from sorted(offered, key=lambda each: not each.fits)


def _categories(session: Session, request: Request) -> dict[int, str]:
    """The record category of each item that has one, by the item's number."""
    wanted = select(Item.number, Item.category).where(Item.request_id == request.id)
    return {number: slug for number, slug in session.execute(wanted) if slug}


def _kinds(
    kinds: Mapping[int, str], found: Sequence[Denial], lines: Sequence[str]
) -> tuple[str, ...]:
    """The kinds of record that the denials of these lines are about, each once."""
    items = [item for each in found if each.line in lines for item in each.items]
    return tuple(dict.fromkeys(kinds[item] for item in items if item in kinds))
