"""Handing over everything a person holds: who takes what, what was handed over, and the sheets."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, request, url_for
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from foil.errors import BadInput
from foil.insight.hand_over_sheets import Sheet, sheets
from foil.insight.holdings import Holdings, held_by, holdings
from foil.model.tables import Handed, HandOver, Matter, Person, Request
from foil.model.visibility import visible
from foil.operations import handing_over, taking_back
from foil.operations.accounts import people
from foil.operations.handing_over import KEEP, NOBODY, Wish
from foil.web import entries
from foil.web.clocks import shown
from foil.web.desk import me, now, reading, today, writing
from foil.web.numbers import integer
from foil.web.pages import page as draw
from foil.web.requests import STAGE_TONES
from foil.web.words import plural

blueprint = Blueprint("hand_over", __name__, url_prefix="/hand-over")

PLACES: Mapping[str, str] = {
    "owner": "owner",
    "deputy": "deputy",
    "signer": "signer",
    "next_step": "next step",
}
"""The places of a request, as a row names them."""

GROUPS: Mapping[str, str] = {
    "owner": "Requests they own",
    "deputy": "Requests they are deputy of",
    "signer": "Requests they sign",
    "next_step": "Next steps they take",
}
BY_ROW = 300
"""Rows, the nearest dates first, in which someone can be chosen; those after go by their group."""

SPECIAL = {"keep": KEEP, "nobody": NOBODY}


@blueprint.get("")
def listing() -> str:
    """Whose things are to be handed over."""
    with reading() as session:
        wanted = select(Request.owner_id, func.count()).group_by(Request.owner_id)
        owned = dict(session.execute(visible(wanted, me())).all())
        everyone = [each for each in people(session) if each.active or each.id in owned]
    return draw("hand_over/listing.html", people=everyone, owned=owned)


@blueprint.get("/of/<int:number>")
def page(number: int) -> str:
    """What they hold, and who is to take it."""
    return _page(number, {})


@blueprint.post("/of/<int:number>")
def give(number: int) -> Response | tuple[str, int]:
    """Hand it over."""
    try:
        with writing() as session:
            made = handing_over.hand_over(me(), session, number, _wish(), now=now())
    except BadInput as error:
        return _page(number, error.problems), 422
    flash("Handed over, all of it at once.")
    return redirect(url_for(".done", number=made.id), 303)


@blueprint.get("/of/<int:number>/sheets")
def held_sheets(number: int) -> str:
    """A sheet for each request they hold; `only` keeps to one."""
    only = request.args.get("only", "").upper()
    with reading() as session:
        person = holdings(me(), session, number, today()).person
        wanted = select(Request.id).where(held_by(person))
        if only:
            wanted = wanted.where(Request.number == only)
        found = sheets(me(), session, session.scalars(visible(wanted, me())).all(), today())
    return _sheets(person, found, url_for(".page", number=number))


@blueprint.get("/<int:number>")
def done(number: int) -> str:
    """What was handed over, to whom."""
    with reading() as session:
        found = _handed(session, number)
    return draw("hand_over/done.html", found=found)


@blueprint.get("/<int:number>/sheets")
def sheets_of(number: int) -> str:
    """A sheet for each request that changed hands."""
    with reading() as session:
        handed = _handed(session, number)
        found = sheets(me(), session, handed.ids, today())
    return _sheets(handed.person, found, url_for(".done", number=number))


@blueprint.post("/<int:number>/back")
def take_back(number: int) -> Response:
    """Take it back."""
    with writing() as session:
        made = taking_back.find_hand_over(me(), session, number)
        back, left = taking_back.take_back(me(), session, made.id, now=now())
    says = f"Taken back: {plural(back, 'place')} as before."
    if left:
        says += f" {plural(left, 'place')} had changed since and stayed as they are."
    flash(says)
    return redirect(url_for(".page", number=made.person_id), 303)


@dataclass(frozen=True)
class HandedOver:
    """A hand-over as its page shows it: by who took it, the request or matter and the places.
    `hidden` counts rows of what `me` may not see any more."""

    made: HandOver
    person: Person
    to: Mapping[str, Mapping[tuple[str, str], list[str]]]
    hidden: int
    ids: tuple[int, ...]


def _handed(session: Session, number: int) -> HandedOver:
    made = taking_back.find_hand_over(me(), session, number)
    rows = taking_back.rows_of(session, made)
    names = {person.id: person.name for person in people(session)}
    known = _titles(session, rows)
    to: dict[str, dict[tuple[str, str], list[str]]] = {}
    for row in rows:
        if (about := known.get((row.request_id, row.matter_id))) is not None:
            taker = names.get(row.now or 0, "nobody")
            places = to.setdefault(taker, {}).setdefault(about, [])
            places.append(_word(row, names[made.person_id]))
    hidden = {(row.request_id, row.matter_id) for row in rows} - known.keys()
    ids = tuple(dict.fromkeys(row.request_id for row in rows if row.request_id is not None))
    return HandedOver(made, session.get_one(Person, made.person_id), to, len(hidden), ids)


def _word(row: Handed, leaving: str) -> str:
    if row.role == "joined":
        return "let in"
    return f"{leaving} left it" if row.role == "left" else PLACES[row.role]


def _titles(
    session: Session, rows: Iterable[Handed]
) -> dict[tuple[int | None, int | None], tuple[str, str]]:
    """The words and the address of each request and matter among the rows that may be seen."""
    asked = select(Request).where(Request.id.in_([row.request_id for row in rows]))
    found: dict[tuple[int | None, int | None], tuple[str, str]] = {}
    for each in session.scalars(visible(asked.order_by(Request.id), me())):
        words = f"{each.number} {each.working_title or each.public_title}".strip()
        found[each.id, None] = words, url_for("request.timeline", number=each.number)
    matters = select(Matter).where(Matter.id.in_([row.matter_id for row in rows]))
    for matter in session.scalars(visible(matters, me())):
        found[None, matter.id] = matter.name, url_for("matters.page", number=matter.id)
    return found


def _wish() -> Wish:
    """Who takes what, as the form has it."""
    form = request.form
    chosen = dict(_chosen())
    return Wish(
        everything=chosen.get("everything"),
        groups={name.removeprefix("to-"): to for name, to in chosen.items() if name[:3] == "to-"},
        rows={name.removeprefix("row-"): to for name, to in chosen.items() if name[:4] == "row-"},
        seats={int(name[5:]): to for name, to in chosen.items() if name[:5] == "seat-"},
        drawn=frozenset(form.getlist("drawn")),
        drawn_seats=frozenset(form.getlist("drawn-seat", type=integer)),
    )


def _chosen() -> Iterator[tuple[str, int]]:
    """Each field somebody chose in; what it cannot mean is nobody who works here."""
    for name, said in request.form.items():
        seat = name.startswith("seat-") and name[5:].isdecimal()
        if not said or not (seat or name == "everything" or name.startswith(("to-", "row-"))):
            continue
        if said in SPECIAL:
            yield name, SPECIAL[said]
        else:
            yield name, int(said) if said.isascii() and said.isdecimal() and len(said) < 10 else -2


def _page(number: int, problems: dict[str, str]) -> str:
    with reading() as session:
        found: Holdings = holdings(me(), session, number, today())
        others = [(e.id, e.name) for e in people(session) if e.active and e.id != number]
    groups = [(each, words, found.count(each)) for each, words in GROUPS.items()]
    return draw(
        "hand_over/page.html",
        found=found, others=others, groups=[each for each in groups if each[2]], holds=_holds,
        values=request.form if problems else {}, problems=problems, shown=shown,
        stage_tones=STAGE_TONES, mine=number == me().id, chosen_by_row=BY_ROW,
        told_names=me().role == "administrator" or number == me().id,
    )  # fmt: skip


def _holds(places: Iterable[str]) -> str:
    return ", ".join(PLACES[each] for each in places)


def _sheets(person: Person, found: Iterable[Sheet], back: str) -> str:
    return draw(
        "hand_over/sheets.html",
        person=person, sheets=found, back=back, words=entries, shown=shown, day_now=today(),
        stage_tones=STAGE_TONES,
    )  # fmt: skip
