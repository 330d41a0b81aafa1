"""What is asked of the list of requests, and what the request of a wanted row must be."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from foil.insight.basis import Basis
from foil.insight.states import earlier, leads, standing
from foil.model.tables import (
    Campaign,
    CampaignRequest,
    ClockRow,
    Letter,
    Reference,
    Request,
    RequestReference,
    RequestTag,
    StageRow,
)

FINISHED = "finished, not filed"
DRAFT = "draft"
OTHER_LAW = "another law"
FAR = date.max
MOST_WORDS, LONGEST_WORD = 20, 200
NOTHING_AHEAD = "none"
WITHIN = {"week": timedelta(days=7), "month": timedelta(days=30)}
AHEAD_WORDS = {"week": "in 7 days", "month": "in 30 days", NOTHING_AHEAD: "nothing ahead"}


@dataclass(frozen=True)
class Wanted:
    """What is asked of the list. Each empty field asks nothing; `owner`, `matter` and `campaign`
    are ids; `stage` is one of `foil.law.stages.STAGES`, "finished, not filed" or "another law";
    `tag` a tag in small letters; `ahead` one of AHEAD_WORDS, by the next date; `sort` one of
    `foil.insight.ordering.SORTS`, from its end where `down`."""

    words: str = ""
    agency: str = ""
    technology: str = ""
    stage: str = ""
    owner: int | None = None
    matter: int | None = None
    campaign: int | None = None
    tag: str = ""
    ahead: str = ""
    mine: bool = False
    sort: str = "next"
    down: bool = False


def conditions(wanted: Wanted, day: date, under: Basis) -> Iterator[ColumnElement[bool]]:
    """What the request of a wanted row must be, apart from whose it is."""
    if wanted.agency:
        yield Request.agency == wanted.agency
    if wanted.technology:
        yield Request.technology == wanted.technology
    if wanted.owner is not None:
        yield Request.owner_id == wanted.owner
    if wanted.matter is not None:
        yield Request.matter_id == wanted.matter
    if wanted.stage:
        yield _in_stage(wanted.stage, day)
    if wanted.campaign is not None:
        held = CampaignRequest.request_id == Request.id
        named = CampaignRequest.campaign_id == wanted.campaign
        yield exists().where(held, named).correlate(Request)
    if wanted.tag:
        tagged = RequestTag.request_id == Request.id
        yield exists().where(tagged, RequestTag.tag == wanted.tag).correlate(Request)
    if wanted.ahead:
        yield _ahead(wanted.ahead, day)
    for word in sought(wanted.words):
        yield _says(word, under)


def next_date(day: date) -> ColumnElement[date]:
    """The day a request's line leads with: of the clock that `next_clock` gives, or of our next
    step; FAR where there is neither."""
    mine = ClockRow.request_id == Request.id
    nearest = select(func.min(ClockRow.mark)).where(mine, leads(day)).scalar_subquery()
    return earlier(func.coalesce(nearest, FAR), func.coalesce(Request.next_step_on, FAR))


def _ahead(ahead: str, day: date) -> ColumnElement[bool]:
    if ahead == NOTHING_AHEAD:
        return next_date(day) == FAR
    return next_date(day) <= day + WITHIN[ahead]


def _in_stage(stage: str, day: date) -> ColumnElement[bool]:
    if stage == OTHER_LAW:
        return and_(Request.head_seq > 0, Request.law != "foil")
    if stage in (DRAFT, FINISHED):
        letter = and_(Letter.request_id == Request.id, Letter.state == "finished")
        finished = exists().where(letter).correlate(Request)
        return and_(Request.head_seq == 0, finished if stage == FINISHED else ~finished)
    item = and_(StageRow.request_id == Request.id, standing(day), StageRow.stage == stage)
    return exists().where(item).correlate(Request)


def _says(word: str, under: Basis) -> ColumnElement[bool]:
    """A word of the request: in its number, its titles, its agency’s names, others’ numbers."""
    like = {"other": f"%{escaped(word)}%", "escape": "\\"}
    reference = and_(
        RequestReference.request_id == Request.id,
        Reference.id == RequestReference.reference_id,
        Reference.number.ilike(**like),
    )
    tag = and_(RequestTag.request_id == Request.id, RequestTag.words.ilike(**like))
    campaign = and_(
        CampaignRequest.request_id == Request.id,
        Campaign.id == CampaignRequest.campaign_id,
        Campaign.name.ilike(**like),
    )
    texts = (
        Request.number,
        Request.working_title,
        Request.public_title,
        Request.requester,
        Request.agency_words,
    )
    return or_(
        *(text.ilike(**like) for text in texts),
        Request.agency.in_(_agencies_named(word, under)),
        exists().where(reference).correlate(Request),
        exists().where(tag).correlate(Request),
        exists().where(campaign).correlate(Request),
    )


def sought(words: str) -> list[str]:
    """The words to look for: as many, and as much of each, as anybody types."""
    return [word[:LONGEST_WORD] for word in words.split()[:MOST_WORDS]]


def escaped(word: str) -> str:
    """A word for LIKE, its own wildcards taken as themselves."""
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _agencies_named(word: str, under: Basis) -> list[str]:
    sought = word.casefold()
    found = []
    for slug, agency in under.directory.load().items():
        names = (slug, agency.name, agency.letter_name, agency.short, agency.acronym)
        if any(sought in name.casefold() for name in names):
            found.append(slug)
    return found
