"""How the office's mailbox is opened: its server, its folder, what becomes of a message there.

What the surroundings say (FOIL_IMAP_HOST and its like) goes before what is kept here. The password
is kept as the mail server's is: in the database, shown nowhere; one that stands in the
surroundings is kept nowhere.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from foil.errors import BadInput, NotFound, Refused
from foil.model.mailbox import MailboxLeft, MailboxSettings
from foil.model.tables import Person
from foil.operations.mail_settings import HOST
from foil.operations.mailbox import Box
from foil.operations.postbox import is_here
from foil.settings import MAILBOX, mail_around

ONE = 1  # there is one row
SECURITY = {
    "tls": "TLS (port 993)",
    "starttls": "STARTTLS (port 143)",
    "none": "Nothing: on this machine",
}
AFTER = {
    "leave": "Leave it as it is",
    "seen": "Mark it as read",
    "move": "Move it to another folder",
}
LIMITS = {"username": 254, "password": 1000, "folder": 200, "move_to": 200}
MOST_OF_A_PLACE = 800
FIELDS = ("host", "port", "security", "username", "folder", "after", "move_to")


@dataclass(frozen=True)
class MailboxFacts:
    """What a form says of the mailbox. `password` None keeps the one there is."""

    host: str = ""
    port: str = "993"
    security: str = "tls"
    username: str = ""
    password: str | None = field(default=None, repr=False)
    folder: str = "INBOX"
    after: str = "leave"
    move_to: str = ""


def mailbox_settings(session: Session) -> MailboxSettings | None:
    """The office's own settings; None where nobody has made any."""
    return session.get(MailboxSettings, ONE)


def mailbox(session: Session, around: Mapping[str, str] | None = None) -> Box | None:
    """How the mailbox is opened; None where it is not set up: no server or no user."""
    row = mailbox_settings(session)
    told = mail_around(names=MAILBOX) if around is None else around
    kept = {name: str(getattr(row, name)) if row else "" for name in (*FIELDS, "password")}
    said = {**asdict(MailboxFacts(password="")), **{n: v for n, v in kept.items() if v}, **told}
    if not (said["host"] and said["username"] and said["port"].isdecimal()):
        return None
    security, here = said["security"], is_here(said["host"])
    if security not in SECURITY or (security == "none" and not here):
        security = "tls"  # what the surroundings say badly does not send a password in clear
    return Box(
        said["host"], int(said["port"]), security, said["username"], said["password"],
        said["folder"], said["after"], said["move_to"],
    )  # fmt: skip


def change_mailbox(person: Person, session: Session, facts: MailboxFacts, *, now: datetime) -> None:
    """Keep how the mailbox is opened. Raises Refused unless `person` is an administrator, BadInput
    for what cannot stand."""
    if person.role != "administrator":
        raise Refused("Only an administrator sets the mailbox up; ask one of yours.")
    row = mailbox_settings(session)
    kept = row.password if row else ""
    password = kept if facts.password is None else facts.password
    if problems := mailbox_problems(facts, password):
        raise BadInput("The mailbox settings need mending.", problems)
    if row is None:
        row = MailboxSettings(id=ONE)
        session.add(row)
    for name in FIELDS:
        setattr(row, name, getattr(facts, name).strip())
    row.port, row.password = int(facts.port), password
    row.folder = row.folder or "INBOX"
    row.changed_at, row.changed_by = now, person.id


def settle_left(person: Person, session: Session, number: int, *, now: datetime) -> None:
    """Note that `person` has looked at a message that was left. Raises Refused unless they are an
    administrator, NotFound for none."""
    if person.role != "administrator":
        raise Refused("Only an administrator looks after the mailbox; ask one of yours.")
    left = session.get(MailboxLeft, number)
    if left is None:
        raise NotFound("There is no such message that was left.")
    if left.settled_at is None:
        left.settled_at, left.settled_by = now, person.id


def mailbox_problems(facts: MailboxFacts, password: str) -> dict[str, str]:
    """What keeps these from standing: field to sentence, nothing where all is well. Without a
    server and a user, no mailbox is read."""
    found = {
        name: f"Use at most {limit} characters."
        for name, limit in LIMITS.items()
        if len(getattr(facts, name) or "") > limit
    }
    host, user, folder = facts.host.strip(), facts.username.strip(), facts.folder.strip()
    if user and not HOST.fullmatch(host):
        found["host"] = "Give the server’s name, such as imap.example.org."
    if host and not user:
        found["username"] = "Give the name the mailbox is opened with, often its address."
    if not facts.port.strip().isdecimal() or not 0 < int(facts.port) < 65536:
        found["port"] = "Give a port from 1 to 65535."
    if facts.security not in SECURITY:
        found["security"] = "Choose how the connection is kept secret."
    elif facts.security == "none" and host and not is_here(host):
        found["security"] = "A password would travel for all to read; choose TLS or STARTTLS."
    if facts.after not in AFTER:
        found["after"] = "Choose what becomes of a message."
    elif facts.after == "move" and facts.move_to.strip() in ("", folder or "INBOX"):
        found["move_to"] = "Give another folder, one that is there."
    lines = {"username": user + password, "folder": folder, "move_to": facts.move_to}
    for name, line in lines.items():
        if not line.isprintable():
            found[name] = "This is one line."
    return found
