"""A whole message: what its own words say, what each letter in it says, and the one Reading that
stands for them all. A cover says little ("see attached"); the letter is what counts, and where the
two differ, the graver."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from foil.replies.joining import joined
from foil.replies.mail import parse
from foil.replies.mail.message import Message, Part
from foil.replies.patterns import Pattern
from foil.replies.reader import read
from foil.replies.reading import Reading

MOST = 10  # attachments of one message that are read
LARGEST = 25 << 20  # bytes of one; a letter is smaller, a production may not be
DEEPEST = 2  # messages within messages
LETTERS = (
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/msword",
    "application/rtf",
    "text/html",
    "text/plain",
    "text/rtf",
    "image/tiff",
    "image/jpeg",
    "image/png",
)
MAIL = "message/rfc822"
DELAYED = "A mail server is still trying to deliver this: nothing has failed yet."
TOO_MANY = "Only the first {} attachments were read."
UNREAD = "{} could not be read: {}"
TOO_LARGE = "it is too large for a letter; read it by hand."
TOO_DEEP = "it is a message within messages; read it by hand."
_NOBODYS = ("bounce", "delay")
_TO_US = re.compile(
    r"\b(?:your|this) (?:[a-z]{1,12} ){0,4}(?:request|appeal|application|letter|inquiry)s?\b"
    r"|\bfoil\b|freedom of information|records access",
    re.IGNORECASE,
)
_HEAD = 20_000  # characters in which a letter says that it is one


class Legible(Protocol):
    """What `text_of` makes of a file: `foil.archive.text.Text` is one."""

    @property
    def all(self) -> str:
        """Its words."""

    @property
    def findings(self) -> tuple[str, ...]:
        """What could not be read of it, each as a sentence."""


@dataclass(frozen=True, slots=True)
class Attached:
    """One attachment. `reading` is None where it is no letter to us, or could not be read: then
    `why` says so in a sentence."""

    name: str
    sha256: str
    reading: Reading | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Whole:
    """`body` is the Reading of the message's own words, `attached` of each attachment, `reading`
    the one that stands for the message. `says` are sentences to show beside it."""

    body: Reading
    attached: tuple[Attached, ...]
    reading: Reading
    says: tuple[str, ...] = ()


def read_message(
    message: Message,
    *,
    text_of: Callable[[bytes], Legible],
    arrived: date | None,
    patterns: Sequence[Pattern] = (),
) -> Whole:
    """The message and its letters, read. `text_of` gives the words of an attached file
    (`foil.archive.text.text_of`); `arrived` and `patterns` are as for `read`."""
    return _Reader(text_of, arrived, patterns).whole(message, 0)


@dataclass(frozen=True)
class _Reader:
    text_of: Callable[[bytes], Legible]
    arrived: date | None
    patterns: Sequence[Pattern]

    def whole(self, message: Message, depth: int) -> Whole:
        words = message.text or message.quoted
        body = read(words, subject=message.subject, arrived=self.arrived, patterns=self.patterns)
        if message.nature in _NOBODYS:
            body = _of_nature(body, message.nature)
            return Whole(body, (), body, (DELAYED,) if message.nature == "delay" else ())
        parts = list(_letters(message.parts))
        attached = tuple(self._attached(part, depth) for part in parts[:MOST])
        says = [each.why for each in attached if each.why]
        if len(parts) > MOST:
            says.append(TOO_MANY.format(MOST))
        letters = [(each.name, each.reading) for each in attached if each.reading]
        reading = joined(body, letters, unread=bool(says))
        if reading.kind == "other" and message.nature == "auto_reply":
            reading = _of_nature(reading, message.nature)
        return Whole(body, attached, reading, tuple(says))

    def _attached(self, part: Part, depth: int) -> Attached:
        if part.type == MAIL:
            return self._forwarded(part, depth)
        if len(part.content) > LARGEST:
            return Attached(part.name, part.sha256, None, UNREAD.format(part.name, TOO_LARGE))
        told = self.text_of(part.content)
        why = UNREAD.format(part.name, " ".join(told.findings)) if told.findings else ""
        reading = None
        if _TO_US.search(told.all, 0, _HEAD):
            reading = read(told.all, arrived=self.arrived, patterns=self.patterns)
        return Attached(part.name, part.sha256, reading, why)

    def _forwarded(self, part: Part, depth: int) -> Attached:
        if depth >= DEEPEST:
            return Attached(part.name, part.sha256, None, UNREAD.format(part.name, TOO_DEEP))
        inner = self.whole(parse(part.content), depth + 1)
        return Attached(part.name, part.sha256, inner.reading, " ".join(inner.says))


def _letters(parts: Sequence[Part]) -> Iterator[Part]:
    for part in parts:
        if part.type == MAIL or (
            part.type in LETTERS and not (part.inline and part.type.startswith("image/"))
        ):
            yield part


def _of_nature(reading: Reading, nature: str) -> Reading:
    """What a mail server or a program wrote is that, whatever words it carries along."""
    kind = "other" if nature == "delay" else nature
    return replace(reading, kind=kind, kinds=(kind,), unsure=_without(reading.unsure, "kind"))


def _without(unsure: tuple[str, ...], name: str) -> tuple[str, ...]:
    return tuple(each for each in unsure if each != name)
