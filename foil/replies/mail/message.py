"""A message as it came: what it says, what hangs on it, and what was wrong with it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

NATURES = ("person", "auto_reply", "bounce", "delay", "calendar")
CHAIN = "received"
AUTHENTICATION = (
    "authentication-results",
    "arc-authentication-results",
    "received-spf",
    "dkim-signature",
)


@dataclass(frozen=True)
class Address:
    """One mailbox: the name beside it, and the address itself as it was written."""

    name: str
    address: str

    def __str__(self) -> str:
        return f"{self.name} <{self.address}>" if self.name else self.address


@dataclass(frozen=True)
class Finding:
    """Something that was wrong, and what was done about it. `part` names the part, if it is one."""

    what: str
    says: str
    part: str = ""


@dataclass(frozen=True)
class Part:
    """What hangs on a message: an attachment, an inline image, a nested message, or what could not
    be decoded.

    `name` is safe to write to a disk and its own among the message's parts; `original` is the name
    as it was given. `depth` is 0 for the message's own parts and one more for what came out of the
    part named in `within` (an archive, a winmail.dat). `subject` is a nested message's own.
    """

    name: str
    type: str
    content: bytes
    sha256: str
    inline: bool = False
    depth: int = 0
    original: str = ""
    within: str = ""
    subject: str = ""
    cid: str = ""


@dataclass(frozen=True)
class Message:
    """One message.

    `text` is what its writer wrote; `quoted` the history folded away below it. `sent` is what the
    Date header claims, `received` what the last server wrote on taking it in. `headers` are all of
    them, in order and as they were, folds included. `failed` are the addresses that a bounce or a
    delay is about; `away` marks the auto-reply of somebody who is out of office; `because` says in
    a few words what its nature was told by.
    """

    subject: str
    sender: Address | None
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    sent: datetime | None
    received: datetime | None
    message_id: str
    references: tuple[str, ...]
    headers: tuple[tuple[str, str], ...]
    text: str
    quoted: str
    nature: str
    parts: tuple[Part, ...]
    findings: tuple[Finding, ...]
    failed: tuple[str, ...] = ()
    away: bool = False
    because: str = ""

    @property
    def chain(self) -> tuple[str, ...]:
        """The servers it came through, the last first, each in its own words."""
        return self._named(CHAIN)

    @property
    def authentication(self) -> tuple[str, ...]:
        """What servers on the way found when they checked who had sent it."""
        return self._named(*AUTHENTICATION)

    def _named(self, *names: str) -> tuple[str, ...]:
        return tuple(value for name, value in self.headers if name.lower() in names)


def flatten(message: Message) -> tuple[dict[str, Any], list[bytes]]:
    """The message as JSON-ready data, and the parts' contents in their order."""
    told = {name: getattr(message, name) for name in message.__dataclass_fields__}
    told["parts"] = [
        {key: value for key, value in asdict(part).items() if key not in ("content", "sha256")}
        for part in message.parts
    ]
    for name in ("sender", "to", "cc", "findings"):
        told[name] = _plain(told[name])
    for name in ("sent", "received"):
        told[name] = told[name] and told[name].isoformat()
    return told, [part.content for part in message.parts]


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [asdict(one) for one in value]
    return value and asdict(value)


def unflatten(told: dict[str, Any], contents: Sequence[bytes]) -> Message:
    """The message that `flatten` made this of. Sums are counted here, never believed.

    Raises KeyError, TypeError or ValueError for anything else.
    """
    told = dict(told)
    told["parts"] = tuple(
        Part(**part, content=content, sha256=sha256(content).hexdigest())
        for part, content in zip(told["parts"], contents, strict=True)
    )
    told["sender"] = told["sender"] and Address(**told["sender"])
    for name, kind in (("to", Address), ("cc", Address), ("findings", Finding)):
        told[name] = tuple(kind(**one) for one in told[name])
    for name in ("sent", "received"):
        told[name] = told[name] and datetime.fromisoformat(told[name])
    told["headers"] = tuple((str(name), str(value)) for name, value in told["headers"])
    for name in ("references", "failed"):
        told[name] = tuple(told[name])
    return Message(**told)
