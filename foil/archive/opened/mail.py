"""A mail or a mailbox file: the head and the words of a message are its page, what hangs on it is
taken out on its own. The messages of a mailbox are files in it."""

import re
from collections.abc import Iterator, Sequence

from foil.archive.opened.told import LONGEST, Enclosed, Told, has_words
from foil.replies.mail.mbox import POSTMARK, messages
from foil.replies.mail.message import Message
from foil.replies.mail.parsing import parse

TYPE, OUTLOOK, MAILBOX = "message/rfc822", "application/vnd.ms-outlook", "application/mbox"
HEAD = 16_384  # bytes of a file in which a mail shows what it is
MOST = 10_000  # messages of a mailbox
FIELD = re.compile(rb"^([A-Za-z][A-Za-z0-9-]{1,60}):", re.MULTILINE)
KNOWN = frozenset(
    b"from to cc date subject received message-id mime-version return-path delivered-to".split()
)
ENOUGH = 3  # of them, where nothing but header lines stands before them


def is_mail(content: bytes) -> bool:
    """Whether a text file begins with the headers of a mail."""
    head = content[:HEAD].replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    first = FIELD.match(head)
    named = {name.lower() for name in FIELD.findall(head)}
    return first is not None and len(named & KNOWN) >= ENOUGH


def is_mailbox(content: bytes) -> bool:
    """Whether a file holds messages one after another."""
    match = POSTMARK.match(content[:1_000])
    return match is not None and is_mail(content[match.end() :].lstrip(b"\r\n"))


class Mail:
    """One message."""

    def __init__(self, content: bytes, type_: str = TYPE) -> None:
        self.type = type_
        self._message = parse(content)
        self._parts = [part for part in self._message.parts if part.depth == 0]
        self.findings = [("mail", each.says) for each in self._message.findings[:20]]
        self.enclosed: Sequence[Enclosed] = [
            Enclosed(part.name, len(part.content)) for part in self._parts
        ]

    def __len__(self) -> int:
        return 1

    def page(self, number: int, *, ocr: bool = True) -> Told:
        said = self._message
        text = "\n\n".join(filter(None, ("\n".join(_head(said)), said.text, said.quoted)))
        return Told(text[:LONGEST], "text" if has_words(text) else "", label=said.subject[:200])

    def take(self, place: int) -> Iterator[bytes]:
        yield self._parts[place - 1].content


class Mailbox:
    """Many messages in one file."""

    type = MAILBOX

    def __init__(self, content: bytes) -> None:
        from io import BytesIO

        self.findings: list[tuple[str, str]] = []
        self._messages: list[bytes] = []
        for raw in messages(BytesIO(content)):
            if len(self._messages) == MOST:
                says = f"It holds more than {MOST:,} messages: the others are left inside."
                self.findings.append(("left inside", says))
                break
            self._messages.append(raw)
        self.enclosed: Sequence[Enclosed] = [
            Enclosed(f"message {n}.eml", len(raw)) for n, raw in enumerate(self._messages, 1)
        ]

    def __len__(self) -> int:
        return 1

    def page(self, number: int, *, ocr: bool = True) -> Told:
        subjects = (_subject(raw) for raw in self._messages)
        text = "\n".join(f"{n}. {subject}" for n, subject in enumerate(subjects, 1))
        return Told(text[:LONGEST], "text" if text else "", label="What is in it")

    def take(self, place: int) -> Iterator[bytes]:
        yield self._messages[place - 1]


def _subject(raw: bytes) -> str:
    from foil.replies.mail.fields import words
    from foil.replies.mail.headers import split

    return " ".join(words(split(raw, 0, min(len(raw), 1 << 16))[0].get("subject")).split())


def _head(message: Message) -> Iterator[str]:
    if message.sender:
        yield f"From: {message.sender}"
    for name, people in (("To", message.to), ("Cc", message.cc)):
        if people:
            yield f"{name}: {', '.join(map(str, people))}"
    if message.sent:
        yield f"Date: {message.sent:%a, %d %b %Y %H:%M %z}"
    if message.subject:
        yield f"Subject: {message.subject}"
    if message.message_id:
        yield f"Message-ID: <{message.message_id}>"
