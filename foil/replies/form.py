"""What a file that came is: a mailbox of many mails, one mail, a zip, or a letter as a file. Its
bytes say so; its name's ending only where they leave it open."""

from typing import Literal

from foil.replies.mail.headers import split
from foil.replies.mail.mbox import POSTMARK
from foil.replies.mail.names import OLE
from foil.sandbox.signatures import ZIP

Form = Literal["mailbox", "mail", "zip", "file"]
HEAD = 1 << 18  # bytes that are looked at
OUTLOOK = "__properties_version1.0".encode("utf-16-le")
OF_MAIL = frozenset(
    "from to cc subject date message-id received return-path reply-to delivered-to".split()
)
ENOUGH = 2  # headers of mail, without which a text is a text


def form_of(head: bytes, name: str) -> Form:
    """What a file is that begins with `head` (HEAD bytes, or all of it) and is called `name`."""
    low = name.lower()
    if head.startswith(OLE):
        return "mail" if low.endswith(".msg") or OUTLOOK in head else "file"
    if head.startswith(ZIP):
        return "zip"
    if POSTMARK.match(head) and not low.endswith(".eml"):
        return "mailbox"
    return "mail" if low.endswith(".eml") or _has_headers(head) else "file"


def _has_headers(head: bytes) -> bool:
    """Whether it begins as a mail does: lines that only a mail's head has, with nothing before."""
    found = {key.lower() for key, _ in split(head, 0, len(head))[0].fields}
    return len(found & OF_MAIL) >= ENOUGH
