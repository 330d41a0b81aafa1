"""Many replies at once: a mailbox as a table, and filing all of it that is sure, one save each."""

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from foil.errors import BadInput, FoilError
from foil.insight.reply_table import waiting
from foil.web.desk import me, reading
from foil.web.forms import HOW
from foil.web.numbers import integer
from foil.web.pages import page as draw
from foil.web.recording import problems_of
from foil.web.replies import file_one
from foil.web.reply_kinds import options
from foil.web.reply_lines import answers_of, lines
from foil.web.words import plural

blueprint = Blueprint("reply_table", __name__, url_prefix="/replies/table")

MOST = 200
NONE = "Tick at least one reply."
TAKEN_BACK = "Any of them can be undone today: open it among those filed lately."


@blueprint.get("")
def page() -> str:
    """The replies that wait, each as it was read, those that are sure ticked."""
    return _page(None, {})


@blueprint.post("")
def save() -> Response | tuple[str, int]:
    """File those that are ticked; or show what all of it would change."""
    form = request.form
    if "look" in form:
        return _page(form, {}), 200
    ticked = form.getlist("r", type=integer)
    if not ticked:
        return _page(form, {}, problem=NONE), 422
    done, left = _file(form, ticked)
    if done:
        flash(f"Filed {plural(done, 'reply', 'replies')}, each in a save of its own. {TAKEN_BACK}")
    if not left:
        return redirect(url_for(".page"), 303)
    return _page(form, left), 409


def _file(form: MultiDict[str, str], ticked: list[int]) -> tuple[int, dict[int, str]]:
    """File each by itself, in the order they came; how many were, and why others were not."""
    with reading() as session:
        found = waiting(me(), session, limit=MOST)
    done, left = 0, dict[int, str]()
    for came in found.replies:
        id_ = came.reply.id
        if id_ not in ticked:
            continue
        answers = answers_of(came, form)
        answers["announced"] = form.get(f"{id_}-announced", "")
        try:
            file_one(id_, answers)
            done += 1
        except BadInput as error:
            left[id_] = next(iter(problems_of(error).values()))
        except FoilError as error:
            left[id_] = str(error)
    return done, left


def _page(form: MultiDict[str, str] | None, left: Mapping[int, str], problem: str = "") -> str:
    with reading() as session:
        found = waiting(me(), session, limit=MOST)
        rows = lines(found, form, left)
    return draw(
        "replies/table.html", rows=rows, total=found.total, kinds=options(), how=HOW,
        problems={"": problem} if problem else {},
    )  # fmt: skip
