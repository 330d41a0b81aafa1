"""Campaigns: one ask sent to many agencies, and how it stands with each."""

from collections import Counter

from flask import Blueprint, flash, make_response, redirect, request, url_for
from werkzeug.wrappers import Response

from foil.errors import BadInput
from foil.insight.campaign_grid import STEPS, grid
from foil.insight.campaign_recipients import FILED
from foil.insight.campaigns import ask_row, campaigns
from foil.operations.accounts import people
from foil.operations.bulk import MOST
from foil.operations.campaign_approval import unapproved
from foil.operations.campaigns import begin_campaign, find_campaign, rename_campaign
from foil.web.campaign_rows import grid_rows
from foil.web.clocks import shown
from foil.web.desk import me, now, reading, today, writing
from foil.web.pages import page as draw
from foil.web.requests import STAGE_TONES

blueprint = Blueprint("campaigns", __name__, url_prefix="/campaigns")

AGAIN = "2"  # seconds until a page that shows progress looks again
LATE = "past its date"


@blueprint.get("")
def listing() -> str:
    """The campaigns this person may see."""
    return _listing({})


@blueprint.post("")
def begin() -> Response | tuple[str, int]:
    """Begin one."""
    try:
        with writing() as session:
            begun = begin_campaign(me(), session, request.form.get("name", ""), now=now())
    except BadInput as error:
        return _listing(error.problems), 422
    return redirect(url_for(".page", number=begun.id), 303)


@blueprint.get("/<int:number>")
def page(number: int) -> Response:
    """One campaign: each agency's request with its stage and next date."""
    return _page(number, {})


@blueprint.post("/<int:number>")
def rename(number: int) -> Response | tuple[Response, int]:
    """Give it another name."""
    try:
        with writing() as session:
            rename_campaign(me(), session, number, request.form.get("name", ""))
    except BadInput as error:
        return _page(number, error.problems), 422
    flash("Renamed.")
    return redirect(url_for(".page", number=number), 303)


def _listing(problems: dict[str, str]) -> str:
    with reading() as session:
        found = campaigns(me(), session)
    return draw("campaigns/listing.html", campaigns=found, problems=problems, values=request.form)


def _page(number: int, problems: dict[str, str]) -> Response:
    with reading() as session:
        campaign = find_campaign(me(), session, number)
        found = grid(me(), session, number, today())
        ask = ask_row(me(), session, number)
        waits = unapproved(session, [row.recipient for row in found.rows if row.recipient])
        others = [(e.id, e.name) for e in people(session) if e.active and e.id != me().id]
    late = [e.line.request.number for e in found.rows if e.line and e.line.stage == LATE]
    drawn = draw(
        "campaigns/page.html",
        campaign=campaign, grid=found, ask=ask, stage=request.args.get("stage", ""), steps=STEPS,
        late=late[:MOST], all_late=len(late), rows=grid_rows(found.rows),
        stands=Counter(e.recipient.stands if e.recipient else FILED for e in found.rows),
        twice=sum(e.recipient.twice for e in found.rows if e.recipient),
        short_of=sum(e.recipient.needs_address for e in found.rows if e.recipient),
        unapproved=len(waits), unasked=sum(who is None for who in waits.values()),
        to_approve=sum(who == me().id for who in waits.values()), approvers=others,
        stage_tones=STAGE_TONES, shown=shown, problems=problems,
        name=request.form.get("name", campaign.name),
    )  # fmt: skip
    answer = make_response(drawn)
    if ask and ask.doing:
        answer.headers["Refresh"] = AGAIN
    return answer
