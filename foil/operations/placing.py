"""Whose a request told by a sheet or a form is to be: its people and matter, by their names."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.errors import BadInput
from foil.insight.histories import Recorded
from foil.law.event import Event as Happening
from foil.law.facts import canonical, read_event
from foil.law.history import history_of
from foil.model.tables import Matter, MatterMember, Person
from foil.model.visibility import visible
from foil.operations.events import resolved_facts
from foil.sheets.told import Told
from foil.sheets.under_way import Entered

NOT_HERE = "“{}” has no account here, so it is yours."
NOBODY = "“{}” has no account here and was left out."
NEW_MATTER = "“{}” is opened, with its people as members."
NO_MEMBER = "{} could not see it: they are no member of “{}”. Let them see that first"
LONGEST_MATTER = 200


@dataclass(frozen=True)
class Places:
    """Who works here, by e-mail and by name where only one has it; the matters that `person` may
    see, by name, and their members."""

    person: Person
    people: Mapping[str, int]
    matters: dict[str, int]
    members: Mapping[int, frozenset[int]]

    def someone(self, said: str) -> int | None:
        """The id of who is named so; None for nobody."""
        return self.people.get(_key(said))

    def owner(self, told: Told) -> int:
        """Whose it is: who is named, else whoever brings it."""
        return self.someone(told.owner) or self.person.id


def places(person: Person, session: Session) -> Places:
    """The people and matters of the office as `person` may name them."""
    everyone = session.scalars(select(Person).where(Person.active)).all()
    names = Counter(_key(each.name) for each in everyone)
    people = {_key(each.name): each.id for each in everyone if names[_key(each.name)] == 1}
    people |= {_key(each.email): each.id for each in everyone}
    own = visible(select(Matter).order_by(Matter.id.desc()), person)
    matters = {_key(each.name): each.id for each in session.scalars(own)}
    members: dict[int, set[int]] = defaultdict(set)
    rows = visible(select(MatterMember.matter_id, MatterMember.person_id), person)
    for matter, member in session.execute(rows):
        members[matter].add(member)
    return Places(person, people, matters, {id_: frozenset(each) for id_, each in members.items()})


def ready(told: Told, where: Places) -> Told:
    """The request as it will be entered: its events resolved, its people and matter looked up,
    and what is to be said of that among its notes. Raises BadInput where it cannot be entered."""
    notes = []
    if told.owner and where.someone(told.owner) is None:
        notes.append(NOT_HERE.format(told.owner[:60]))
    named = [said for said in (told.deputy, told.signer) if said]
    notes += [NOBODY.format(said[:60]) for said in named if where.someone(said) is None]
    matter = " ".join(told.matter.split())[:LONGEST_MATTER]
    known = where.matters.get(_key(matter))
    if matter and known is None:
        notes.append(NEW_MATTER.format(matter[:60]))
    if known is not None:
        _refuse_strangers(told, where, matter, known)
    events = resolved(told)
    return replace(told, matter=matter, events=events, notes=(*told.notes, *notes))


def resolved(told: Told) -> tuple[Entered, ...]:
    """The events as they will be stored, in their order. Raises FactsError."""
    items = tuple(range(1, len(told.items) + 1)) or (1,)
    done: list[Entered] = []
    events: list[Happening] = []
    for n, entered in enumerate(told.events, 1):
        known = Recorded(tuple(events), history_of(events, items))
        facts = resolved_facts(known, entered.facts, n)
        canonical(facts)
        events.append(read_event(facts))
        done.append(Entered(facts, entered.note))
    return tuple(done)


def _refuse_strangers(told: Told, where: Places, matter: str, known: int) -> None:
    deputy = where.someone(told.deputy) if told.deputy else None
    for someone in filter(None, (where.owner(told), deputy)):
        if someone not in where.members.get(known, frozenset()):
            who = told.owner if someone == where.owner(told) else told.deputy
            raise BadInput(NO_MEMBER.format(who, matter))


def _key(said: str) -> str:
    return " ".join(said.split()).casefold()
