"""The list of requests: narrowed, sorted by any column, and kept as views; all of it in its
address."""

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, request, url_for
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foil.catalog import technologies
from foil.insight.campaigns import campaigns
from foil.insight.directory import directory
from foil.insight.ordering import SORTS
from foil.insight.requests import requests
from foil.insight.tags import tags
from foil.insight.views import gone_view, views
from foil.insight.wanted import AHEAD_WORDS, DRAFT, FINISHED, OTHER_LAW, Wanted
from foil.law.stages import STAGES
from foil.model.tables import Matter
from foil.model.visibility import visible
from foil.operations.accounts import people
from foil.web.bulk_forms import DEEDS
from foil.web.clocks import shown
from foil.web.desk import me, reading, today
from foil.web.numbers import integer
from foil.web.pages import page as draw
from foil.web.words import upper_first

blueprint = Blueprint("requests", __name__)

FIRST = 20
SORT_WORDS = {
    "next": "Next date first",
    "newest": "Newest first",
    "title": "By title",
    "agency": "By agency",
    "technology": "By technology",
    "stage": "Most urgent first",
    "owner": "By owner",
    "matter": "By matter",
    "campaign": "By campaign",
}
STAGE_CHOICES = [(each, each) for each in dict.fromkeys((DRAFT, FINISHED, *STAGES, OTHER_LAW))]
FILTERS = ("agency", "technology", "stage", "owner", "matter", "campaign", "tag", "ahead")
SAID = ("find", *FILTERS, "whose", "sort", "down")
"""What of an address is a question to the list."""

STAGE_TONES = {
    "right lost": "late",
    "denied, appeal open": "soon",
    "suit open": "soon",
    "past its date": "soon",
    "waiting on us": "soon",
    FINISHED: "soon",
    "answered": "met",
}


@blueprint.get("/requests")
def listing() -> str:
    """The requests this person may see."""
    return list_page({})


def list_page(problems: dict[str, str]) -> str:
    """The list as its address asks for it; `problems` are those of a view that was not kept."""
    asked, day, args = wanted(), today(), asked_for()
    with reading() as session:
        limit = None if "all" in request.args else FIRST
        found = requests(me(), session, day, asked, limit=limit)
        options = _options(session)
        kept = views(me(), session)
        gone = gone_view(me(), session, request.args.get("gone", type=integer))
    return draw(
        "requests/listing.html",
        lines=found.lines, recounting=found.recounting, wanted=asked, args=args,
        address=urlencode(args), sort_link=sort_link, views=kept, gone=gone,
        stage_tones=STAGE_TONES, shown=shown, narrowed=narrowed(asked), deeds=DEEDS,
        technology_names={each.slug: each.name for each in technologies.load().values()},
        values=request.form, problems=problems, **options,
    )  # fmt: skip


def wanted() -> Wanted:
    """What the address asks of the list; what it cannot mean is left out."""
    args = request.args
    return Wanted(
        words=args.get("find", "").strip(),
        agency=args.get("agency", ""),
        technology=args.get("technology", ""),
        stage=args.get("stage", ""),
        owner=args.get("owner", type=integer),
        matter=args.get("matter", type=integer),
        campaign=args.get("campaign", type=integer),
        tag=args.get("tag", "").casefold(),
        ahead=args["ahead"] if args.get("ahead") in AHEAD_WORDS else "",
        mine=args.get("whose") == "mine",
        sort=args["sort"] if args.get("sort") in SORTS else "next",
        down="down" in args,
    )


def narrowed(asked: Wanted) -> bool:
    """Whether the list leaves anything out."""
    return asked != Wanted(sort=asked.sort, down=asked.down)


def asked_for() -> dict[str, str]:
    """What of the address is a question to the list, the empty left out."""
    return {name: value for name in SAID if (value := request.args.get(name, ""))}


def sort_link(sort: str) -> str:
    """The list in the order of that column; from its end where it is in that order already."""
    asked = wanted()
    kept: dict[str, Any] = {
        name: value for name, value in asked_for().items() if name not in ("sort", "down")
    }
    down = "1" if asked.sort == sort and not asked.down else None
    return url_for("requests.listing", **kept, sort=sort, down=down)


def _options(session: Session) -> dict[str, Any]:
    """What each filter can be set to."""
    mine = visible(select(Matter.id, Matter.name).order_by(func.lower(Matter.name)), me())
    return {
        "agencies": [(each.slug, each.short) for each in directory(session).load().values()],
        "technologies": [(each.slug, each.name) for each in technologies.load().values()],
        "stages": STAGE_CHOICES,
        "owners": [(each.id, each.name) for each in people(session)],
        "matters": [(number, name) for number, name in session.execute(mine)],
        "campaigns": [(e.campaign.id, e.campaign.name) for e in campaigns(me(), session)],
        "tags": tags(me(), session),
        "aheads": [(key, upper_first(words)) for key, words in AHEAD_WORDS.items()],
        "sorts": [(key, SORT_WORDS[key]) for key in SORTS],
    }
