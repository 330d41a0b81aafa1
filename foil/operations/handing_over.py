"""Handing over everything a person holds, to one or several others, in one save.

The acting person hands over what they may see, their own or another's. Whoever takes a request of a
matter becomes a member of it, and where someone would be owner and deputy both, the deputy's place
is left empty.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.errors import BadInput, NotFound
from foil.insight.holdings import held_by, places_of
from foil.model.tables import Handed, HandOver, MatterMember, Person, Request
from foil.model.visibility import visible
from foil.operations.journal import note_all

KEEP, NOBODY = -1, 0
"""What can be chosen instead of a person's id: that it stays, or that the place is left empty."""

MAY_BE_EMPTY = frozenset({"deputy", "signer", "next_step", "seat"})
CHOOSE = "Choose who takes what they hold, for all of it, a group or a row."
NOT_HERE = "Choose someone at work here, other than who hands it over."
SOMEBODY = "A request has an owner: choose someone."


@dataclass(frozen=True)
class Wish:
    """Who takes what: `rows` by a request's number, `seats` by a matter's id, else `groups` by the
    place (owner, deputy, signer, next_step, seat), else `everything`. Each is a person's id, KEEP
    or NOBODY. `drawn` and `drawn_seats` are what the form showed: nothing else is touched."""

    everything: int | None = None
    groups: Mapping[str, int] = field(default_factory=dict)
    rows: Mapping[str, int] = field(default_factory=dict)
    seats: Mapping[int, int] = field(default_factory=dict)
    drawn: frozenset[str] = frozenset()
    drawn_seats: frozenset[int] = frozenset()

    def of(self, place: str, number: str) -> int:
        """Who takes this place of the request with that number."""
        return self._chosen(self.rows.get(number), place)

    def of_seat(self, matter: int) -> int:
        """Who takes this seat."""
        return self._chosen(self.seats.get(matter), "seat")

    def _chosen(self, own: int | None, place: str) -> int:
        for each in (own, self.groups.get(place), self.everything):
            if each is not None:
                return each
        return KEEP


def hand_over(
    person: Person, session: Session, number: int, wish: Wish, *, now: datetime
) -> HandOver:
    """Hand over what the person with this id holds and `person` may see.

    Raises NotFound, and BadInput, by field, where nothing is chosen or who is chosen cannot take
    it; then nothing is changed.
    """
    leaving = session.get(Person, number)
    if leaving is None:
        raise NotFound("There is nobody with this number; look among the people of the office.")
    _refuse_strangers(session, leaving, wish)
    made = HandOver(person_id=leaving.id, made_at=now, made_by=person.id)
    session.add(made)
    session.flush()
    giving = _Giving(session, person, leaving, made, now)
    wanted = select(Request).where(held_by(leaving), Request.number.in_(wish.drawn))
    for request in session.scalars(visible(wanted.order_by(Request.id), person)).all():
        for place in places_of(request, leaving):
            giving.give(request, place, wish.of(place, request.number))
    seats = select(MatterMember).where(MatterMember.person_id == leaving.id)
    seats = seats.where(MatterMember.matter_id.in_(wish.drawn_seats))
    for seat in session.scalars(visible(seats, person)).all():
        giving.give_seat(seat, wish.of_seat(seat.matter_id))
    if not giving.n:
        raise BadInput("Nothing was handed over.", {"everything": CHOOSE})
    note_all(person, session, giving.heads(), "handed over", now=now)
    return made


COLUMNS = {
    "owner": "owner_id",
    "deputy": "deputy_id",
    "signer": "signer_id",
    "next_step": "next_step_by",
}


class _Giving:
    """One hand-over being made: each change is written down beside it."""

    def __init__(
        self, session: Session, person: Person, leaving: Person, made: HandOver, now: datetime
    ) -> None:
        self.session = session
        self.person = person
        self.leaving = leaving
        self.made = made
        self.now = now
        self.n = 0
        self.touched: dict[int, Request] = {}

    def heads(self) -> list[tuple[str, str, int]]:
        return [(each.number, each.head_hash, each.head_seq) for each in self.touched.values()]

    def give(self, request: Request, place: str, to: int) -> None:
        if to == KEEP:
            return
        if to == NOBODY and place not in MAY_BE_EMPTY:
            raise BadInput("A request needs its owner.", {f"row-{request.number}": SOMEBODY})
        taker = None if to == NOBODY else to
        if taker is not None:
            self._let_in(request, taker)
        if place == "deputy" and taker == request.owner_id:
            taker = None
        if place == "owner" and taker == request.deputy_id:
            self._set(request, "deputy", None)
        if place == "next_step" and taker is None:
            taker = request.owner_id
        self._set(request, place, taker)

    def give_seat(self, seat: MatterMember, to: int) -> None:
        if to == KEEP:
            return
        if to != NOBODY:
            self._join(seat.matter_id, to)
        kept = select(Request.number).where(
            Request.matter_id == seat.matter_id, held_by(self.leaving)
        )
        if number := self.session.scalar(kept.limit(1)):
            says = (
                f"{self.leaving.name} keeps {number} of it: hand that over too, or let them stay."
            )
            raise BadInput("A seat cannot be given up yet.", {f"seat-{seat.matter_id}": says})
        left = select(Person.id).join(MatterMember, MatterMember.person_id == Person.id)
        left = left.where(MatterMember.matter_id == seat.matter_id, Person.active)
        if self.session.scalar(left.where(Person.id != self.leaving.id).limit(1)) is None:
            says = "Nobody else at work would see it any more: choose who takes the seat."
            raise BadInput("A seat cannot be given up yet.", {f"seat-{seat.matter_id}": says})
        self._note("left", None, seat.matter_id, self.leaving.id, None)
        self.session.delete(seat)

    def _let_in(self, request: Request, taker: int) -> None:
        if request.matter_id is not None:
            self._join(request.matter_id, taker)

    def _join(self, matter: int, taker: int) -> None:
        self.session.flush()
        if self.session.get(MatterMember, (matter, taker)) is not None:
            return
        seat = MatterMember(matter_id=matter, person_id=taker, added_at=self.now)
        seat.added_by = self.person.id
        self.session.add(seat)
        self._note("joined", None, matter, None, taker)

    def _set(self, request: Request, place: str, taker: int | None) -> None:
        column = COLUMNS[place]
        self._note(place, request.id, None, getattr(request, column), taker)
        setattr(request, column, taker)
        self.touched[request.id] = request

    def _note(
        self, role: str, request: int | None, matter: int | None, was: int | None, to: int | None
    ) -> None:
        self.n += 1
        row = Handed(hand_over_id=self.made.id, n=self.n, role=role, was=was, now=to)
        row.request_id, row.matter_id = request, matter
        self.session.add(row)


def _refuse_strangers(session: Session, leaving: Person, wish: Wish) -> None:
    """Raises BadInput, by field, for whoever cannot take anything."""
    here = set(session.scalars(select(Person.id).where(Person.active, Person.id != leaving.id)))
    may = {KEEP, NOBODY, *here}
    named: dict[str, int] = {f"to-{place}": each for place, each in wish.groups.items()}
    named |= {f"row-{number}": each for number, each in wish.rows.items()}
    named |= {f"seat-{matter}": each for matter, each in wish.seats.items()}
    if wish.everything is not None:
        named["everything"] = wish.everything
    problems = {name: NOT_HERE for name, each in named.items() if each not in may}
    for name in ("everything", "to-owner"):
        if named.get(name) == NOBODY:
            problems[name] = SOMEBODY
    if problems:
        raise BadInput("Somebody chosen cannot take it.", problems)
