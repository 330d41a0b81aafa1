"""A letter as an e-mail that is still to be sent: its text, and the PDF of it attached."""

import re
from email.message import EmailMessage
from email.policy import SMTP

from foil.letters.escape import folded
from foil.letters.letter import Letter
from foil.letters.pdf import render as pdf
from foil.letters.plain import text

SUBJECT = 240  # characters; more is cut by most mail programs anyway
UNFOLDED = SMTP.clone(max_line_length=900)  # a subject begins on its own line
BETWEEN = "letter-in-two-parts"  # the same letter is the same bytes
_ADDRESS = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,190}")


def render(letter: Letter, to: str = "") -> bytes:
    """The message as `.eml`, which mail programs open as one to be sent.

    `to` is the officer's e-mail address; without one the letter's own addressee is asked.
    """
    made = EmailMessage(policy=UNFOLDED)
    made["Subject"] = folded(letter.subject)[:SUBJECT]
    if letter.sender and _ADDRESS.fullmatch(letter.sender.email):
        made["From"] = letter.sender.email
    to = to or letter.addressee.email
    if _ADDRESS.fullmatch(to):
        made["To"] = to
    made["X-Unsent"] = "1"  # Outlook opens it for editing
    made.set_content(text(letter, None))
    name = f"{letter.kind.replace('_', '-')}.pdf"
    made.add_attachment(pdf(letter), maintype="application", subtype="pdf", filename=name)
    made.set_boundary(BETWEEN)
    return made.as_bytes()
