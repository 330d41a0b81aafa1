"""A letter as an e-mail that is still to be sent: its text, the PDF of it attached, and after it
the exhibits in their order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP

from foil.letters.escape import folded
from foil.letters.letter import Letter
from foil.letters.pdf import render as pdf
from foil.letters.plain import text

SUBJECT = 240  # characters; more is cut by most mail programs anyway
UNFOLDED = SMTP.clone(max_line_length=900)  # a subject begins on its own line
BETWEEN = "letter-in-its-parts"  # the same letter is the same bytes
LARGEST = 25_000_000  # bytes that most mail servers take; three bytes are sent as four
_ADDRESS = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,190}")
_TYPE = re.compile(r"([a-z]+)/([a-z0-9.+-]+)")


@dataclass(frozen=True)
class Attached:
    """A file that goes with the message: its name there, its media type, its bytes."""

    name: str
    type: str
    content: bytes


def render(
    letter: Letter, to: str = "", attached: Sequence[Attached] = (), made: bytes | None = None
) -> bytes:
    """The message as `.eml`, which mail programs open as one to be sent.

    `to` is the officer's e-mail address; without one the letter's own addressee is asked. `made`
    is the letter's PDF where there is one already.
    """
    message = EmailMessage(policy=UNFOLDED)
    message["Subject"] = folded(letter.subject)[:SUBJECT]
    if letter.sender and _ADDRESS.fullmatch(letter.sender.email):
        message["From"] = letter.sender.email
    to = to or letter.addressee.email
    if _ADDRESS.fullmatch(to):
        message["To"] = to
    message["X-Unsent"] = "1"  # Outlook opens it for editing
    message.set_content(text(letter, None))
    name = f"{letter.kind.replace('_', '-')}.pdf"
    for each in (Attached(name, "application/pdf", made or pdf(letter)), *attached):
        known = _TYPE.fullmatch(each.type)
        main, sub = known.groups() if known else ("application", "octet-stream")
        if main in {
            "text",
            "message",
            "multipart",
        }:  # as the bytes it is, not as mail would have it
            main, sub = "application", "octet-stream"
        message.add_attachment(each.content, maintype=main, subtype=sub, filename=each.name)
    message.set_boundary(BETWEEN)
    return message.as_bytes()
