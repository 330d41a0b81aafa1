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


def change(person: Person, session: Session, facts: OfficeFacts, *, now: datetime) -> Office:
    """Change what the office says of itself, or say it for the first time. For administrators.

    Raises Refused for anyone else, BadInput for facts that cannot stand.
    """
    if person.role != "administrator":
        raise Refused("Only an administrator changes the office; ask one of yours.")
    office = the_office(session)
    if office is None:
        return found(session, facts, now=now)
    for name, value in _kept(facts).items():
        setattr(office, name, value)
    return office


def facts_of(office: Office | None) -> OfficeFacts:
    """What the office says of itself; empty, of a law office, where there is none yet."""
    if office is None:
        return OfficeFacts("", "law")
    return OfficeFacts(**{name: getattr(office, name) for name in OfficeFacts.__annotations__})


def problems(facts: OfficeFacts) -> dict[str, str]:
    """What keeps these facts from standing: field to sentence, nothing where all is well."""
    found = {
        name: f"Use at most {limit} characters."
        for name, limit in LIMITS.items()
        if len(getattr(facts, name).strip()) > limit
    }
    if not facts.name.strip():
        found["name"] = "Give the office’s name as letters should show it."
    if facts.email.strip() and "@" not in facts.email:
        found["email"] = "Give an e-mail address with an @, or leave it empty."
    if facts.kind not in KINDS:
        found["kind"] = "Choose law office or newsroom."
    return found


def _kept(facts: OfficeFacts) -> dict[str, str]:
    """The columns of these facts, checked."""
    if wrong := problems(facts):
        raise BadInput("The office’s details need mending.", wrong)
    values = {name: value.strip() for name, value in asdict(facts).items()}
    return {**values, "matter_word": KINDS[values["kind"]]}
