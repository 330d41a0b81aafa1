"""Campaigns: one ask sent to many agencies, and how it stands with each."""

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from foil.errors import BadInput
from foil.insight.campaigns import campaigns
from foil.insight.requests import requests
from foil.insight.wanted import Wanted
from foil.operations.campaigns import begin_campaign, find_campaign, rename_campaign
from foil.web.clocks import shown
from foil.web.desk import me, now, reading, today, writing
from foil.web.pages import page as draw
from foil.web.requests import STAGE_TONES

blueprint = Blueprint("campaigns", __name__, url_prefix="/campaigns")


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
def page(number: int) -> str:
    """One campaign: each agency's request with its stage and next date."""
    return _page(number, {})


@blueprint.post("/<int:number>")
def rename(number: int) -> Response | tuple[str, int]:
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


def _page(number: int, problems: dict[str, str]) -> str:
    with reading() as session:
        campaign = find_campaign(me(), session, number)
        wanted = Wanted(campaign=number, sort="agency")
        found = requests(me(), session, today(), wanted, limit=None)
    stages: dict[str, int] = {}
    for line in found.lines.rows:
        stages[line.stage] = stages.get(line.stage, 0) + 1
    return draw(
        "campaigns/page.html",
        campaign=campaign, lines=found.lines, recounting=found.recounting, stages=stages,
        stage_tones=STAGE_TONES, shown=shown, problems=problems,
        name=request.form.get("name", campaign.name),
    )  # fmt: skip
