"""The phrases that the office's people said mean a kind of reply: seen and removed."""

from flask import Blueprint, flash, redirect, url_for
from werkzeug.wrappers import Response

from foil.operations.office_patterns import forget, remembered
from foil.web.desk import me, now, reading, writing
from foil.web.known import known
from foil.web.pages import page as draw
from foil.web.reply_kinds import SEEMS

blueprint = Blueprint("office_patterns", __name__, url_prefix="/office/patterns")


@blueprint.get("")
def page() -> str:
    """The phrases in force."""
    with reading() as session:
        found = remembered(me(), session)
    names = {slug: agency.short for slug, agency in known().load().items()}
    return draw("office_patterns/page.html", found=found, seems=SEEMS, names=names)


@blueprint.post("/<int:number>/remove")
def remove(number: int) -> Response:
    """Let one mean nothing any more."""
    with writing() as session:
        words = forget(me(), session, number, now=now())
    flash(f"“{words}” is no longer taken to mean anything. What was filed stays as it was filed.")
    return redirect(url_for(".page"), 303)
