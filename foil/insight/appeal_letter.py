"""What somebody chose on the page of an appeal becomes the facts of its letter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from foil.errors import BadInput
from foil.insight.appeals import Appeal
from foil.insight.denials import Denial
from foil.insight.exhibits import Paper
from foil.insight.offer_case import HAPPENED
from foil.letters.appeal_facts import NoRecordsFacts, PartialFacts, Redaction, withheld
from foil.letters.argued import Argument, Further
from foil.letters.exhibits import enclosed
from foil.letters.facts import AskedItem, DenialFacts, Facts, Happened
from foil.letters.request import addressee_of

OFFICER = "Records Access Officer"


@dataclass(frozen=True)
class Chosen:
    """What was chosen. `items` are the keys of the items appealed, `leave` those left out by key
    with the reason; `words` and `own` are by a ground's key, `quoted` by a denial's line;
    `exhibits` are documents by id with what the letter calls them."""

    items: frozenset[str]
    leave: Mapping[str, str] = field(default_factory=dict)
    rebuttals: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    own: Mapping[str, str] = field(default_factory=dict)
    quoted: Mapping[str, str] = field(default_factory=dict)
    officer: str = OFFICER
    exhibits: Mapping[int, str] = field(default_factory=dict)
    redactions: tuple[Redaction, ...] = ()
    evidence: tuple[str, ...] = ()
    not_searched: tuple[str, ...] = ()


@dataclass(frozen=True)
class Built:
    """The letter to begin: its kind, its facts, the clock it answers, and its exhibits in order:
    each document's id with its name."""

    kind: str
    facts: Facts
    clock: str
    exhibits: tuple[tuple[int, str], ...]


def built(found: Appeal, chosen: Chosen) -> Built:
    """The letter those choices make. Raises BadInput where no item is appealed."""
    about = _appealed(found, chosen)
    if not about:
        says = "Choose at least one item to appeal."
        raise BadInput("Nothing is appealed.", {"items": says})
    lead, *others = about
    papers = _in_order(found, chosen, [each[0] for each in about])
    names = {paper.event: paper.name for paper in reversed(papers) if paper.event}
    numbers = sorted({item for _, items in about for item in items})
    shared: dict[str, Any] = {
        **found.case.shared,
        "addressee": addressee_of(found.agency, "appeals"),
        "items": tuple(AskedItem(n, found.case.items[n]) for n in numbers),
        "history": _history(found, names),
        "enclosures": enclosed([paper.name for paper in papers]),
        "officer": chosen.officer or OFFICER,
        "last_day": lead[0].clock.due,
        "denied": lead[0].dated,
        "received": lead[0].received,
        "words": chosen.quoted.get(lead[0].line, ""),
        "exhibit": names.get(lead[0].event.id, ""),
        "published": chosen.published,
        "also": tuple(_further(each, items, chosen, names) for each, items in others),
    }
    kind, facts = _facts(found, chosen, lead, [each for each, _ in about], shared)
    return Built(kind, facts, lead[0].clock.id, tuple((p.document, p.name) for p in papers))


def _appealed(found: Appeal, chosen: Chosen) -> list[tuple[Denial, tuple[int, ...]]]:
    """The denials appealed from with their items. The first one leads, but one that says more than
    "no records" goes before one that does not."""
    about = [
        (each, items)
        for each in found.denials
        if (items := tuple(n for n in each.items if each.key(n) in chosen.items))
    ]
    return sorted(about, key=lambda each: (each[0].how == "no_records", each[0] is not found.first))


def _facts(
    found: Appeal,
    chosen: Chosen,
    lead: tuple[Denial, tuple[int, ...]],
    about: Sequence[Denial],
    shared: Mapping[str, Any],
) -> tuple[str, Facts]:
    """The kind of letter that fits what the agency did, and its facts."""
    denial, items = lead
    if denial.how == "no_records":
        return "appeal_no_records", NoRecordsFacts(
            **shared,
            evidence=chosen.evidence,
            not_searched=chosen.not_searched,
            certified=denial.event.detail("certified") is True,
        )
    argued = {
        **shared,
        "how": denial.how,
        "exemptions": tuple(dict.fromkeys(g for each in about for g in each.claimed if _law(g))),
        "arguments": _arguments(found, chosen, about),
    }
    if not denial.part and not chosen.redactions:
        return "appeal_denial", DenialFacts(**argued)
    table = chosen.redactions or tuple(withheld(item, denial.claimed) for item in items)
    return "appeal_partial", PartialFacts(**argued, redactions=table)


def _arguments(found: Appeal, chosen: Chosen, about: Sequence[Denial]) -> tuple[Argument, ...]:
    """What answers each ground that a denial appealed from claims."""
    lines = {each.line for each in about}
    return tuple(
        Argument(
            ground=each.claimed,
            words=chosen.words.get(each.key, ""),
            rebuttals=tuple(
                one.rebuttal.id for one in each.offered if one.rebuttal.id in chosen.rebuttals
            ),
            own=chosen.own.get(each.key, ""),
        )
        for each in found.claimed
        if lines & set(each.lines)
    )


def _further(
    denial: Denial, items: tuple[int, ...], chosen: Chosen, names: Mapping[str, str]
) -> Further:
    return Further(
        items=items,
        denied=denial.dated,
        received=denial.received,
        how=denial.how,
        words=chosen.quoted.get(denial.line, ""),
        officer=chosen.officer or OFFICER,
        last_day=denial.clock.due,
        exhibit=names.get(denial.event.id, ""),
        certified=denial.event.detail("certified") is True,
    )


def _history(found: Appeal, names: Mapping[str, str]) -> tuple[Happened, ...]:
    """The chronology, each line with the exhibit that shows it."""
    said = [each for each in found.case.history.events if each.kind in HAPPENED]
    return tuple(
        Happened(each.act_day, HAPPENED[each.kind], names.get(each.id, "")) for each in said
    )


def _in_order(found: Appeal, chosen: Chosen, about: Sequence[Denial]) -> list[Paper]:
    """The exhibits in the order the letter cites them, no two of one name."""
    first = {each.event.id: place for place, each in enumerate(about)}
    known = {event.id: place for place, event in enumerate(found.case.history.events)}
    taken = [
        replace(each, name=" ".join(chosen.exhibits[each.document].split()) or each.name)
        for each in found.papers
        if each.document in chosen.exhibits
    ]
    taken.sort(
        key=lambda each: (
            first.get(each.event, len(first)),
            known.get(each.event, len(known)),
            each.document,
        )
    )
    used: set[str] = set()
    for place, each in enumerate(taken):
        if each.name in used:
            taken[place] = replace(each, name=f"{each.name} ({each.file}, {place + 1})")
        used.add(taken[place].name)
    return taken


def _law(ground: str) -> bool:
    """Whether a ground is named by the statute's paragraph."""
    return ground.strip().startswith("87")
