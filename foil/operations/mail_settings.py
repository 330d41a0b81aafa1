"""How the office's mail goes out: its server, its sender, the desk's own address.

What the surroundings say (FOIL_SMTP_HOST and its like) goes before what is kept here. The password
is kept in the database, which only the desk's own user may read, and is shown nowhere; one that
stands in the surroundings is kept nowhere.
"""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from foil.errors import BadInput, Refused
from foil.model.mail import MailSettings
from foil.model.tables import Person
from foil.operations.postbox import Server, is_here
from foil.settings import mail_around

ONE = 1  # there is one row
SECURITY = {
    "starttls": "STARTTLS (port 587)",
    "tls": "TLS (port 465)",
    "none": "Nothing: on this machine",
}
ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9.-]+", re.ASCII)
HOST = re.compile(r"[A-Za-z0-9.:\[\]-]{1,255}")
LIMITS = {"username": 254, "password": 1000, "sender": 254, "url": 300, "letters_from": 254}


@dataclass(frozen=True)
class MailFacts:
    """What a form says of mail. `password` None keeps the one there is."""

    host: str = ""
    port: str = "587"
    security: str = "starttls"
    username: str = ""
    password: str | None = field(default=None, repr=False)
    sender: str = ""
    url: str = ""
    no_titles: bool = False
    sends_letters: bool = False
    letters_from: str = ""


@dataclass(frozen=True)
class Postbox:
    """What a mail needs: the server, the desk's own address for its links, and whether titles may
    be in it."""

    server: Server
    url: str
    titles: bool

    def link(self, path: str) -> str:
        """The address of a page of the desk; `path` begins with a slash."""
        return f"{self.url}{path}"


def mail_settings(session: Session) -> MailSettings | None:
    """The office's own settings; None where nobody has made any."""
    return session.get(MailSettings, ONE)


def postbox(session: Session, around: Mapping[str, str] | None = None) -> Postbox | None:
    """How mail goes out; None where it is not set up: no host, no sender or no address of ours."""
    row = mail_settings(session)
    told = mail_around() if around is None else around
    host = told.get("host") or (row.host if row else "")
    sender = told.get("sender") or (row.sender if row else "")
    url = told.get("url") or (row.url if row else "")
    port = told.get("port") or str(row.port if row else 587)
    if not (host and ADDRESS.fullmatch(sender) and is_address(url) and port.isdecimal()):
        return None
    username = told.get("username") or (row.username if row else "")
    password = told.get("password") or (row.password if row else "")
    security = told.get("security") or (row.security if row else "starttls")
    if security not in SECURITY or (security == "none" and username and not is_here(host)):
        security = "starttls"  # what the surroundings say badly does not send a password in clear
    server = Server(host, int(port), security, username, password, sender)
    return Postbox(server, url.rstrip("/"), not (row and row.no_titles))


def change_mail(person: Person, session: Session, facts: MailFacts, *, now: datetime) -> None:
    """Keep how mail goes out. Raises Refused unless `person` is an administrator, BadInput for
    what cannot stand."""
    if person.role != "administrator":
        raise Refused("Only an administrator sets mail up; ask one of yours.")
    row = mail_settings(session)
    kept = row.password if row else ""
    values = {name: value.strip() for name, value in asdict(facts).items() if _is_line(name, value)}
    password = kept if facts.password is None else facts.password
    if problems := mail_problems(facts, password):
        raise BadInput("The mail settings need mending.", problems)
    if row is None:
        row = MailSettings(id=ONE)
        session.add(row)
    for name, value in values.items():
        setattr(row, name, value)
    row.port, row.password, row.no_titles = int(facts.port), password, facts.no_titles
    row.url, row.sends_letters = values["url"].rstrip("/"), facts.sends_letters
    row.changed_at, row.changed_by = now, person.id


def mail_problems(facts: MailFacts, password: str) -> dict[str, str]:
    """What keeps these from standing: field to sentence, nothing where all is well. Empty ones,
    all of them, switch mail off."""
    found = {
        name: f"Use at most {limit} characters."
        for name, limit in LIMITS.items()
        if len(getattr(facts, name) or "") > limit
    }
    host, sender, url = facts.host.strip(), facts.sender.strip(), facts.url.strip()
    if (sender or url) and not HOST.fullmatch(host):
        found["host"] = "Give the server’s name, such as mail.example.org."
    if not facts.port.strip().isdecimal() or not 0 < int(facts.port) < 65536:
        found["port"] = "Give a port from 1 to 65535."
    if facts.security not in SECURITY:
        found["security"] = "Choose how the connection is kept secret."
    elif facts.security == "none" and (facts.username or password) and not is_here(host):
        found["security"] = "A password would travel for all to read; choose STARTTLS or TLS."
    if host and not ADDRESS.fullmatch(sender):
        found["sender"] = "Give the address mail comes from, such as foil@office.org."
    if (letters := facts.letters_from.strip()) and not ADDRESS.fullmatch(letters):
        found["letters_from"] = "Give the address letters come from, or leave it empty."
    if host and not is_address(url):
        found["url"] = "Give the desk’s own address, such as https://foil.office.org."
    if any(not sign.isprintable() for sign in f"{facts.username}{password}"):
        found["username"] = "The user name and the password are one line each."
    return found


def is_address(url: str) -> bool:
    """Whether that is a web address a desk may answer at."""
    if not url.isprintable() or any(sign.isspace() for sign in url):
        return False
    try:
        parts = urlsplit(url)
        port_stands = parts.port is None or parts.port > 0
    except ValueError:
        return False
    plain = not parts.query and not parts.fragment and "@" not in parts.netloc
    return parts.scheme in ("http", "https") and bool(parts.hostname) and plain and port_stands


def _is_line(name: str, value: object) -> bool:
    return isinstance(value, str) and name not in ("port", "password")
