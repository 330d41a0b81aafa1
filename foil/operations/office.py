"""The office itself: its name on the letters, its word for a matter, its calendar."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from foil.errors import BadInput, Refused
from foil.model.tables import Office, Person

OFFICE = 1  # there is one office in a record
KINDS = {"law": "matter", "newsroom": "story"}
"""Kinds of office, each with its own word for what its requests belong to."""

LIMITS = {"name": 200, "address": 1000, "telephone": 50, "email": 254, "signature_block": 1000}


@dataclass(frozen=True)
class OfficeFacts:
    """What an office says of itself. `kind` is a key of KINDS."""

    name: str
    kind: str
    address: str = ""
    telephone: str = ""
    email: str = ""
    signature_block: str = ""


def the_office(session: Session) -> Office | None:
    """The office of this record; None before its first run."""
    return session.get(Office, OFFICE)


def found(session: Session, facts: OfficeFacts, *, now: datetime) -> Office:
    """Make the office, once. Raises BadInput for facts that cannot stand, Refused where there is
    an office already."""
    if the_office(session) is not None:
        raise Refused("This record has an office already; change it in Settings.")
    office = Office(id=OFFICE, made_at=now, **_kept(facts))
    session.add(office)
    return office


def change(person: Person, session: Session, facts: OfficeFacts) -> Office:
    """Change what the office says of itself. For administrators.

    Raises Refused for anyone else, BadInput for facts that cannot stand.
    """
    office = the_office(session)
    if person.role != "administrator":
        raise Refused("Only an administrator changes the office; ask one of yours.")
    if office is None:
        raise Refused("There is no office yet; open the desk in a browser to set it up.")
    for name, value in _kept(facts).items():
        setattr(office, name, value)
    return office


def _kept(facts: OfficeFacts) -> dict[str, str]:
    """The columns of these facts, checked."""
    values = {name: value.strip() for name, value in asdict(facts).items()}
    problems = {
        name: f"Use at most {limit} characters."
        for name, limit in LIMITS.items()
        if len(values[name]) > limit
    }
    if not values["name"]:
        problems["name"] = "Give the office’s name as letters should show it."
    if values["email"] and "@" not in values["email"]:
        problems["email"] = "Give an e-mail address with an @, or leave it empty."
    if values["kind"] not in KINDS:
        problems["kind"] = "Choose law office or newsroom."
    if problems:
        raise BadInput("The office’s details need mending.", problems)
    return {**values, "matter_word": KINDS[values["kind"]]}
