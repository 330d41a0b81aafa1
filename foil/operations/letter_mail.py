"""A finished letter as the mail that would be handed to the office's own server: the same that a
person takes away as a file, with our sender, our date and a Message-ID of ours."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from sqlalchemy.orm import Session

from foil.archive.store import Store
from foil.errors import BadInput
from foil.insight.sendings import SIGNS
from foil.letters.escape import folded
from foil.newyork import NEW_YORK
from foil.operations import packets
from foil.operations.mail_settings import ADDRESS, mail_settings, postbox
from foil.operations.packets import Going
from foil.operations.postbox import Server

NOT_ALLOWED = (
    "FOIL Desk may not hand letters to a mail server here: an administrator may let it, under "
    "Settings, Mail."
)
NO_ADDRESS = (
    "No e-mail address is known of the officer the letter is addressed to: enter it on the "
    "agency’s page, or send the letter another way."
)
SAMPLE = "This request is a sample to try the desk with: nothing of it goes to an agency."
LONGEST_NAME = 120


@dataclass(frozen=True)
class Ready:
    """A mail ready to be handed over: what is seen of it, and its bytes. `attached` are names with
    sizes in bytes; `pdf` is the SHA-256 of the letter as it was sealed."""

    server: Server
    sender: str
    to: str
    subject: str
    words: str
    attached: tuple[tuple[str, int], ...]
    message_id: str
    pdf: str
    message: EmailMessage = field(repr=False)


def letters_server(session: Session, around: Mapping[str, str] | None = None) -> Server | None:
    """The server that letters are handed to, with the address they come from; None where the
    office lets FOIL Desk hand over none, or mail is not set up."""
    row, box = mail_settings(session), postbox(session, around)
    if row is None or not row.sends_letters or box is None:
        return None
    return replace(box.server, sender=row.letters_from or box.server.sender)


def ready(session: Session, store: Store, out: Going, *, now: datetime) -> Ready:
    """The letter as a mail to the officer it is addressed to, dated `now`.

    Raises BadInput where no letter may be handed over, for one of a sample, where no address is
    known, or for more than mail servers take; Refused for exhibits that may not go out.
    """
    server = letters_server(session)
    if server is None:
        raise BadInput(NOT_ALLOWED)
    if out.request.sample:
        raise BadInput(SAMPLE)
    to = packets.officers_mail(session, out)
    if not ADDRESS.fullmatch(to):
        raise BadInput(NO_ADDRESS)
    packets.enclosed(session, out)
    made = message_from_bytes(packets.message(store, out, to), policy=SMTP)
    assert isinstance(made, EmailMessage)
    body = made.get_body(("plain",))
    assert isinstance(body, EmailMessage)
    words = body.get_content()
    body.set_content(words, cte="quoted-printable")  # no server on the way may change a sign
    name = folded(out.letter.sender.name)[:LONGEST_NAME] if out.letter.sender else ""
    for header in ("X-Unsent", "From", "To"):
        del made[header]
    made["From"] = Address(name, addr_spec=server.sender)
    made["To"] = to
    made["Date"] = format_datetime(now.astimezone(NEW_YORK))
    made["Message-ID"] = message_id = _own_id(out, server)
    attached = tuple(
        (each.get_filename() or "", len(each.get_payload(decode=True) or b""))
        for each in made.iter_attachments()
    )
    return Ready(
        server, str(made["From"]), to, str(made["Subject"]), words, attached, message_id,
        out.pdf, made,
    )  # fmt: skip


def _own_id(out: Going, server: Server) -> str:
    """The Message-ID of the letter as it was sealed: the same each time it is handed over, and
    none that could be guessed."""
    return f"<letter.{out.row.id}.{out.pdf[:SIGNS]}@{server.sender.rpartition('@')[2]}>"
