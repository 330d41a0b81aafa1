"""The list of requests: looked through by words, agency, stage and owner."""

from flask import Blueprint, request

from foil.catalog import agencies
from foil.insight.requests import DRAFT, FINISHED, OTHER_LAW, SORTS, Wanted, requests
from foil.law.stages import STAGES
from foil.operations.accounts import people
from foil.web.clocks import shown
from foil.web.desk import me, reading, today
from foil.web.numbers import integer
from foil.web.pages import page as draw

blueprint = Blueprint("requests", __name__)

FIRST = 50
SORT_WORDS = {
    "next": "Next date first",
    "newest": "Newest first",
    "agency": "By agency",
    "title": "By title",
}
STAGE_CHOICES = [(each, each) for each in dict.fromkeys((DRAFT, FINISHED, *STAGES, OTHER_LAW))]

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
    asked, day = wanted(), today()
    with reading() as session:
        limit = None if "all" in request.args else FIRST
        found = requests(me(), session, day, asked, limit=limit)
        owners = [(each.id, each.name) for each in people(session)]
    return draw(
        "requests/listing.html",
        lines=found.lines, recounting=found.recounting, wanted=asked, owners=owners,
        agencies=[(each.slug, each.short) for each in agencies.load().values()],
        stages=STAGE_CHOICES, stage_tones=STAGE_TONES, shown=shown,
        sorts=[(key, SORT_WORDS[key]) for key in SORTS],
        narrowed=asked != Wanted(sort=asked.sort), args=request.args.to_dict(),
    )  # fmt: skip


def wanted() -> Wanted:
    """What the address asks of the list; what it cannot mean is left out."""
    args = request.args
    return Wanted(
        words=args.get("find", "").strip(),
        agency=args.get("agency", ""),
        stage=args.get("stage", ""),
        owner=args.get("owner", type=integer),
        matter=args.get("matter", type=integer),
        mine=args.get("whose") == "mine",
        sort=args["sort"] if args.get("sort") in SORTS else "next",
    )
