"""What came, read: a mail with the letters in it, or a letter as a file. The record is not asked
here and nothing is written to it; the files that hang on a mail are kept in the archive.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from typing import Any

from foil.archive.store import Store
from foil.archive.text import Text, text_of
from foil.insight.covered import TOLD
from foil.newyork import day_of
from foil.replies.doubted import doubted
from foil.replies.form import HEAD, Form, form_of
from foil.replies.joining import joined
from foil.replies.mail import Message, Part, parse
from foil.replies.mail.fields import identifiers
from foil.replies.mail.names import OLE
from foil.replies.patterns import Pattern
from foil.replies.reader import read as read_text
from foil.replies.reading import Reading
from foil.replies.whole import LARGEST, MAIL, Whole, read_message

TO_US = re.compile(r"\b(?:your|this) (?:[a-z]+ ){0,4}(?:request|appeal)\b|\bfoil\b", re.IGNORECASE)
LONGEST = 200_000  # characters of one text that are kept beside the file
TOO_LARGE = "It is too large to be read as a letter: read it by hand."
NO_WORDS = "No words could be read in it: read it by hand."
BROKE = "It could not be read ({}): it is kept as it came; read it by hand."
UNOPENED = frozenset({"outran", "unread"})
"""Findings of a mail of which at most the headers were read."""
OUTLOOK = "application/vnd.ms-outlook"
ORIGINAL = ("message/rfc822", "text/rfc822-headers", "message/rfc822-headers", "message/global")
ITS_ID = re.compile(r"^message-id:\s*(<[^<>\s]{3,300}>)", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True)
class Read:
    """What was read of one thing that came. `told` goes into `Arrival.told`; `trouble` says why it
    could not be read, "" where it could. `received` is when it reached us, by its own headers, None
    where nothing says so; `same` is what two copies of one mail have in common."""

    reading: Reading
    text: str = ""
    told: Mapping[str, Any] = field(default_factory=dict)
    says: tuple[str, ...] = ()
    trouble: str = ""
    type: str = ""
    message_id: str = ""
    received: datetime | None = None
    same: str = ""
    message: Message | None = None

    def as_json(self) -> str:
        """The reading as `Reply.reading` keeps it: that of `foil read --json`, with what to say
        beside it."""
        return json.dumps({**self.reading.to_json(), "says": list(self.says)})


def form(store: Store, sha256: str, name: str) -> Form:
    """What is kept under this sum, by its first bytes and its name."""
    with store.open(sha256) as file:
        return form_of(file.read(HEAD), name)


def read_mail(raw: bytes, store: Store, patterns: Sequence[Pattern], now: datetime) -> Read:
    """A mail with the letters in it."""
    message = parse(raw)
    texts: dict[str, Text] = {}
    came = _came(message, now)
    whole = read_message(
        message,
        text_of=_remembering(texts),
        arrived=day_of(came or now),
        patterns=patterns,
    )
    told = _head(message) | {"parts": _parts(message, texts, store)}
    told[TOLD] = any(text.hides for text in texts.values())
    trouble = next((each.says for each in message.findings if each.what in UNOPENED), "")
    warning = doubted(_results(message))
    return Read(
        _unsure_if(whole, trouble).reading,
        kept_text(message.text or message.quoted),
        told,
        tuple(filter(None, (warning, *whole.says))),
        trouble,
        OUTLOOK if raw.startswith(OLE) else MAIL,
        _one_line(message.message_id)[:998],
        came,
        _same(message),
        message,
    )


def read_file(raw: bytes, patterns: Sequence[Pattern], now: datetime) -> Read:
    """A letter as a PDF, a scan, Word, HTML or plain text."""
    if len(raw) > LARGEST:
        return unread(TOO_LARGE)
    text = _text(raw)
    words = kept_text(text.all)
    reading = joined(
        read_text(words, arrived=day_of(now), patterns=patterns), (), unread=bool(text.findings)
    )
    trouble = "" if words.strip() else " ".join(text.findings) or NO_WORDS
    by = "ocr" if any(page.by == "ocr" for page in text.pages) else "text"
    told = {"read_by": by, TOLD: text.hides}
    says = () if trouble else text.findings
    return Read(reading, words, told, says, trouble, text.type)


def is_letter(raw: bytes) -> bool:
    """Whether a file's words are a letter about a request of ours."""
    words = kept_text(_text(raw).all)
    return bool(TO_US.search(words)) or read_text(words).kind != "other"


@lru_cache(maxsize=1)
def _text(raw: bytes) -> Text:
    """The words of a file that is looked at twice: reading a scan takes long."""
    return text_of(raw)


def unread(why: str) -> Read:
    """What is known of something that could not be read: nothing, so that it may be anything."""
    return Read(replace(read_text(""), unsure=("kind",)), trouble=why)


def kept_text(text: str) -> str:
    """The text as a database keeps it, every character in its place."""
    whole = text[:LONGEST].replace("\x00", " ")
    return whole.encode("utf-8", "replace").decode()


def _came(message: Message, now: datetime) -> datetime | None:
    """When it reached us: what the last server wrote, else what its own date says; never a time to
    come."""
    found = message.received or message.sent
    return None if found is None else min(found, now)


def _remembering(texts: dict[str, Text]) -> Callable[[bytes], Text]:
    def read_once(content: bytes) -> Text:
        key = sha256(content).hexdigest()
        if key not in texts:
            texts[key] = text_of(content)
        return texts[key]

    return read_once


def _head(message: Message) -> dict[str, Any]:
    return {
        "from": str(message.sender or ""),
        "address": message.sender.address if message.sender else "",
        "to": ", ".join(map(str, (*message.to, *message.cc))),
        "subject": message.subject,
        "sent": message.sent and message.sent.isoformat(),
        "received": message.received and message.received.isoformat(),
        "nature": message.nature,
        "because": message.because,
        "away": message.away,
        "failed": list(message.failed),
        "references": [*message.references, *_returned(message)],
        "chain": list(message.chain),
        "authentication": list(message.authentication),
        "quoted": kept_text(message.quoted),
        "findings": [{"says": each.says, "part": each.part} for each in message.findings],
    }


def _returned(message: Message) -> list[str]:
    """The id of the mail that a bounce brings back."""
    if message.nature not in ("bounce", "delay"):
        return []
    back = [part.content[:HEAD] for part in message.parts if part.type in ORIGINAL]
    texts = [message.text, message.quoted, *(each.decode("utf-8", "replace") for each in back)]
    return [id_ for text in texts for each in ITS_ID.findall(text) for id_ in identifiers(each)]


def _parts(message: Message, texts: Mapping[str, Text], store: Store) -> list[dict[str, Any]]:
    """What hangs on it, each file kept; `paper` is True for what is a paper of its own."""
    opened = {part.within for part in message.parts} - {each.part for each in message.findings}
    found = []
    for part in message.parts:
        store.keep(BytesIO(part.content))
        text = texts.get(part.sha256)
        found.append(
            {
                "name": part.name,
                "original": part.original,
                "sha256": part.sha256,
                "size": len(part.content),
                "type": part.type,
                "within": part.within,
                "subject": part.subject,
                "text": kept_text(text.all) if text else "",
                "paper": bool(part.content) and not _is_trimming(part, opened),
            }
        )
    return found


def _is_trimming(part: Part, opened: set[str]) -> bool:
    """A picture in the text, or a wrapping whose files stand beside it."""
    return (part.inline and part.type.startswith("image/")) or part.name in opened


def _results(message: Message) -> list[str]:
    return [value for name, value in message.headers if name.lower() == "authentication-results"]


def _unsure_if(whole: Whole, trouble: str) -> Whole:
    if not trouble:
        return whole
    unsure = tuple(sorted({*whole.reading.unsure, "kind"}))
    return replace(whole, reading=replace(whole.reading, unsure=unsure))


def _same(message: Message) -> str:
    """What a copy of the mail by another way shares with it, beside its Message-ID: who wrote, what
    they wrote, and the files. Servers change the rest on the way."""
    sender = message.sender.address.lower() if message.sender else ""
    words = "".join((message.text or message.quoted).split())
    files = sorted(part.sha256 for part in message.parts if not part.inline)
    return json.dumps([sender, message.subject, words, files])


def _one_line(text: str) -> str:
    return " ".join(text.split())
