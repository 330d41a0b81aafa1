"""Splitting a scan of several letters by its pages, and putting them together again."""

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from foil.errors import BadInput
from foil.insight.reply_filing import came
from foil.operations import reply_splitting
from foil.web.desk import me, now, reading, writing
from foil.web.pages import page as draw
from foil.web.words import plural

blueprint = Blueprint("reply_splitting", __name__, url_prefix="/replies/<int:reply>/split")


@blueprint.get("")
def page(reply: int) -> str:
    """Its pages, and where to say which letters they are."""
    return _page(reply, "", {})


@blueprint.post("")
def split(reply: int) -> Response | tuple[str, int]:
    """A reply of each letter."""
    given = request.form.get("ranges", "")
    try:
        with writing() as session:
            found = came(me(), session, reply).reply
            total = len(reply_splitting.pages_of(found))
            letters = reply_splitting.ranges(given, total)
            made = reply_splitting.split(me(), session, reply, letters, now=now())
    except BadInput as error:
        return _page(reply, given, error.problems), 422
    says = f"Split into {plural(len(made), 'letter')}, each read anew. This is the first."
    flash(says, f"undo {url_for('.together', reply=reply)}")
    return redirect(url_for("replies.reply", reply=reply), 303)


@blueprint.post("/together")
def together(reply: int) -> Response:
    """One reply again."""
    with writing() as session:
        first = reply_splitting.together(me(), session, reply, now=now())
    flash("The letters of the scan are one reply again.")
    return redirect(url_for("replies.reply", reply=first.id), 303)


def _page(reply: int, given: str, problems: dict[str, str]) -> str:
    with reading() as session:
        found = came(me(), session, reply)
    pages = reply_splitting.pages_of(found.reply)
    return draw("replies/split.html", found=found, pages=pages, given=given, problems=problems)
