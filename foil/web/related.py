"""A request’s numbers and the requests it is joined to: seeing, adding, taking one away."""

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from foil.errors import BadInput
from foil.insight.basis import basis
from foil.insight.lines import named
from foil.insight.references import references_of
from foil.insight.relations import Related, related
from foil.model.visibility import find_request
from foil.operations import references, relations
from foil.web.desk import me, now, reading, today, writing
from foil.web.numbers import integer
from foil.web.pages import page as draw

blueprint = Blueprint("related", __name__, url_prefix="/requests/<number>/related")

BOTH_ENDS: Mapping[str, tuple[str, str]] = {
    "refiled_as": ("Refiled as", "Refiling of"),
    "referred_to": ("Referred to", "Referred from"),
    "split_from": ("Split from", "Split into"),
    "consolidated_into": ("Consolidated into", "Consolidates"),
    "duplicate_of": ("Duplicate of", "Has as a duplicate"),
}
"""Each relation as it is said at its first end and at its other."""
NUMBERS: Mapping[str, str] = {
    "request": "The agency’s, for the request",
    "appeal": "The agency’s, for the appeal",
    "court": "The court’s index number",
}
REVERSE = "~"


@blueprint.get("")
def page(number: str) -> str:
    """Its numbers and the requests it is joined to."""
    return _page(number, {})


@blueprint.post("/number")
def add_number(number: str) -> Response | tuple[str, int]:
    """Write down a number someone else gave."""
    form = request.form
    try:
        with writing() as session:
            found = find_request(session, me(), number)
            kind, given = form.get("kind", ""), form.get("reference", "")
            references.write_down(me(), session, found, kind, given, now=now())
    except BadInput as error:
        return _page(number, {"reference": next(iter(error.problems.values()))}), 422
    flash("Written down.")
    return redirect(url_for(".page", number=number), 303)


@blueprint.post("/number/away")
def drop_number(number: str) -> Response:
    """Take a number away; the page then offers to put it back."""
    with writing() as session:
        found = find_request(session, me(), number)
        which = request.form.get("number", 0, type=integer)
        kind, given = references.take_away(me(), session, found, which, now=now())
    return redirect(url_for(".page", number=number, gone=kind, which=given), 303)


@blueprint.post("/request")
def join(number: str) -> Response | tuple[str, int]:
    """Join it to another request, from either end."""
    try:
        with writing() as session:
            here = find_request(session, me(), number)
            there = relations.named_request(me(), session, request.form.get("other", ""))
            kind = request.form.get("relation", "")
            ends = (there, here) if kind.startswith(REVERSE) else (here, there)
            kind = kind.removeprefix(REVERSE)
            relations.join(me(), session, ends[0], kind, ends[1], now=now())
    except BadInput as error:
        return _page(number, {_field(name): says for name, says in error.problems.items()}), 422
    flash("Joined. Both requests say so.")
    return redirect(url_for(".page", number=number), 303)


@blueprint.post("/request/away")
def part(number: str) -> Response:
    """Take a relation away; the page then offers to put it back."""
    which = request.form.get("relation", 0, type=integer)
    with writing() as session:
        found = find_request(session, me(), number)
        mine = related(me(), session, found, today())
        gone = next((each for each in mine if each.id == which), None)
        relations.part(me(), session, found, which, now=now())
    kind, other = (key_of(gone), gone.other.number) if gone else ("", "")
    return redirect(url_for(".page", number=number, gone=kind, which=other), 303)


def says(each: Related) -> str:
    """How this request is joined to the other, in words."""
    return BOTH_ENDS[each.kind][0 if each.away else 1]


def key_of(each: Related) -> str:
    """The choice of the form that makes this relation."""
    return each.kind if each.away else f"{REVERSE}{each.kind}"


def choices() -> list[tuple[str, str]]:
    """Every relation as it is said from either end."""
    pairs = [((kind, a), (f"{REVERSE}{kind}", b)) for kind, (a, b) in BOTH_ENDS.items()]
    return [choice for pair in pairs for choice in pair]


def _field(name: str) -> str:
    return "relation" if name == "kind" else name


def _page(number: str, problems: dict[str, str]) -> str:
    with reading() as session:
        found = find_request(session, me(), number)
        return draw(
            "related/page.html",
            named=named(found, basis(session)), references=references_of(session, found),
            related=related(me(), session, found, today()), says=says, numbers=NUMBERS,
            choices=choices(), values=request.form, problems=problems,
            gone=request.args.get("gone", ""), which=request.args.get("which", ""),
        )  # fmt: skip
