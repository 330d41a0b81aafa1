"""The authorities: how far each has been read, and somebody of the office saying that they read
one."""

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from foil.catalog.exemptions import exemptions
from foil.catalog.twelve_cases import twelve_cases
from foil.errors import BadInput, NotFound
from foil.insight import authority_readings as insight
from foil.insight.twelve_cases import progress
from foil.law.authorities import AUTHORITIES, Authority
from foil.letters.standing import LEVELS, VERDICTS
from foil.operations import authority_readings as operations
from foil.web.desk import me, now, reading, writing
from foil.web.pages import page as draw
from foil.web.words import upper_first

blueprint = Blueprint("authorities", __name__, url_prefix="/law")

SAYS = {"says this": "It says this", "in part": "In part", "not": "It does not say this"}
ADMINISTRATOR = "administrator"


@blueprint.get("/authorities")
def listing() -> str:
    """Every authority with its standing; only those of one standing, or those looked for."""
    wanted = request.args.get("find", "").strip()
    level = request.args.get("standing", "")
    with reading() as session:
        known = insight.standing(session)
    found = [
        (each, known[name]) for name, each in AUTHORITIES.items()
        if level in ("", known[name].level) and _fits(each, wanted)
    ]  # fmt: skip
    counts = {one: sum(each.level == one for each in known.values()) for one in LEVELS}
    return draw("authorities/listing.html", found=found, wanted=wanted, level=level, counts=counts)


@blueprint.get("/authorities/<authority>")
def page(authority: str) -> str:
    """One authority: what it says, who has read it, and the form to say that one has."""
    return _page(authority, {})


@blueprint.post("/authorities/<authority>")
def record(authority: str) -> Response | tuple[str, int]:
    """Keep that this person read it, and what it says."""
    back = request.form.get("back") == "twelve"
    try:
        with writing() as session:
            answers = [request.form.get(each, "") for each in ("verdict", "note", "place")]
            operations.record_reading(me(), session, authority, *answers, now=now())
    except BadInput as error:
        return (
            _twelve(error.problems, authority) if back else _page(authority, error.problems)
        ), 422
    flash(f"Kept: {AUTHORITIES[authority].short}. {_kept(answers[0])}")
    where = url_for(".twelve", _anchor=authority) if back else url_for(".page", authority=authority)
    return redirect(where, 303)


@blueprint.get("/twelve-cases")
def twelve() -> str:
    """The twelve cases to read, about an hour, once."""
    return _twelve({}, "")


@blueprint.post("/twelve-cases/dismiss")
def dismiss() -> Response:
    """Take the line about them off Today."""
    with writing() as session:
        operations.dismiss_twelve(me(), session, now=now())
    flash("Today no longer asks. The twelve cases stay under Help.")
    return redirect(url_for("today.page"), 303)


def _page(name: str, problems: dict[str, str]) -> str:
    if name not in AUTHORITIES:
        raise NotFound("There is no such authority; look for it in the list.")
    with reading() as session:
        known, history = insight.standing(session)[name], insight.readings(session, name)
    return draw(
        "authorities/page.html",
        one=AUTHORITIES[name], known=known, history=history, problems=problems, VERDICTS=VERDICTS,
        SAYS=SAYS, case=twelve_cases().get(name), values=request.form if problems else {},
        pages=[each for each in exemptions().values() if name in each.authorities],
    )  # fmt: skip


def _twelve(problems: dict[str, str], wrong: str) -> str:
    with reading() as session:
        found = progress(session)
    return draw(
        "authorities/twelve.html",
        found=found, AUTHORITIES=AUTHORITIES, problems=problems, wrong=wrong, VERDICTS=VERDICTS,
        SAYS=SAYS, values=request.form if problems else {},
    )  # fmt: skip


def _fits(authority: Authority, wanted: str) -> bool:
    said = f"{authority.id} {authority.citation} {authority.short} {authority.says}".casefold()
    return all(word in said for word in wanted.replace("’", "'").casefold().split())


def _kept(verdict: str) -> str:
    if verdict == "not":
        return "No letter cites it from now on."
    if verdict == insight.TAKEN_BACK:
        return "What the product’s sources hold counts again."
    return upper_first("letters may cite it from now on.")
