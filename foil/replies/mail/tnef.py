"""winmail.dat: Outlook's own wrapping of a message's text and files (MS-OXTNEF), read in place.

Our own reading, because the package for it (tnefparse) is LGPL, had its last release in 2021, and
takes a damaged file for an error where we want what came before the damage."""

import struct
from dataclasses import dataclass, field

from foil.replies.mail import mapi
from foil.replies.mail.mapi import Held, Properties

SIGNATURE = b"\x78\x9f\x3e\x22"
MESSAGE_PROPERTIES, ATTACHMENT_PROPERTIES = 0x9003, 0x9005
RENDERING, TITLE, DATA, BODY, CODE_PAGE = 0x9002, 0x8010, 0x800F, 0x800C, 0x9007
NAMED = 0x8000
SIZES = {2: 2, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 0xA: 4, 0xB: 2, 0x14: 8, 0x40: 8, 0x48: 16}
VARIABLE = {0xD, 0x1E, 0x1F, 0x102}
MOST = 20_000  # properties of one block
DEEPEST = 3


@dataclass
class Opened:
    """What a winmail.dat held, as far as it could be read."""

    text: str = ""
    subject: str = ""
    attachments: list[Held] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def is_tnef(content: bytes) -> bool:
    """Whether bytes begin as a winmail.dat does, whatever it is called."""
    return content.startswith(SIGNATURE)


def read(content: bytes, depth: int = 0) -> Opened:
    """What is inside. Never raises: what comes before damage is kept, the damage is a problem."""
    opened = Opened()
    charset = "cp1252"
    current: dict[int, bytes] = {}
    waiting: list[dict[int, bytes]] = []
    for number, data in _attributes(content, opened):
        if number == CODE_PAGE:
            charset = f"cp{int.from_bytes(data[:4], 'little')}"
        elif number == RENDERING:
            current = {}
            waiting.append(current)
        elif number == MESSAGE_PROPERTIES:
            of_message = Properties(_properties(data, opened), charset)
            opened.text = of_message.text() or opened.text
            opened.subject = of_message.words(mapi.SUBJECT)
        elif number == BODY and not opened.text:
            opened.text = Properties({mapi.BODY: (0x1E, data)}, charset).text()
        elif number in (TITLE, DATA, ATTACHMENT_PROPERTIES):
            if not waiting:
                waiting.append(current)
            current[number] = data
    opened.attachments += [_held(one, charset, opened, depth) for one in waiting if one]
    return opened


def _attributes(content: bytes, opened: Opened) -> "list[tuple[int, bytes]]":
    """Each attribute's number and data. One cut off at the end gives what there is of it."""
    found: list[tuple[int, bytes]] = []
    at = 6
    while at + 9 <= len(content) and len(found) < MOST:
        _, number, _, size = struct.unpack_from("<BHHI", content, at)
        data = content[at + 9 : at + 9 + size]
        found.append((number, data))
        at += 9 + size + 2
        if len(data) < size:
            opened.problems.append(
                "The end of the Outlook file is missing: what came of it is kept."
            )
            return found
        stored = content[at - 2 : at]
        if len(stored) == 2 and int.from_bytes(stored, "little") != sum(data) & 0xFFFF:
            opened.problems.append("A sum in the Outlook file is wrong: it may be damaged.")
    return found


def _held(parts: dict[int, bytes], charset: str, opened: Opened, depth: int) -> Held:
    properties = Properties(_properties(parts.get(ATTACHMENT_PROPERTIES, b""), opened), charset)
    title = Properties({mapi.FILE_NAME: (0x1E, parts.get(TITLE, b""))}, charset).words(
        mapi.FILE_NAME
    )
    name = properties.words(mapi.LONG_NAME) or properties.words(mapi.FILE_NAME) or title
    content, type_, subject = parts.get(DATA, b""), properties.words(mapi.MIME), ""
    inside = properties.raw(mapi.DATA)[16:]  # an interface's id stands before an object
    if properties.number(mapi.METHOD) == mapi.EMBEDDED and is_tnef(inside):
        content, type_ = inside, "application/ms-tnef"
        subject = read(inside, depth + 1).subject if depth < DEEPEST else ""
        name = name or f"{subject or 'message'}.dat"
    elif not content and inside:
        content = properties.raw(mapi.DATA)
    cid = properties.words(mapi.CID).strip("<>")
    return Held(
        name,
        type_.lower(),
        content,
        bool(cid and properties.raw(mapi.HIDDEN)[:1] == b"\x01"),
        cid,
        subject,
    )


def _properties(data: bytes, opened: Opened) -> dict[int, tuple[int, bytes]]:
    """The properties of a block, by id; stops at the first that cannot be."""
    values: dict[int, tuple[int, bytes]] = {}
    try:
        (count,) = struct.unpack_from("<I", data, 0) if data else (0,)
        at = 4
        for _ in range(min(count, MOST)):
            kind, which = struct.unpack_from("<HH", data, at)
            at += 4
            if which >= NAMED:
                at = _past_name(data, at)
            value, at = _value(data, at, kind)
            values.setdefault(which, (kind & 0xFFF, value))
    except (struct.error, ValueError):
        opened.problems.append("A part of the Outlook file could not be read.")
    return values


def _past_name(data: bytes, at: int) -> int:
    how, number_or_size = struct.unpack_from("<II", data, at + 16)
    if how == 0:
        return at + 24
    size = int(number_or_size)
    return at + 24 + size + -size % 4


def _value(data: bytes, at: int, kind: int) -> tuple[bytes, int]:
    """One property's bytes (the first where there are many), and where the next one begins."""
    many, kind = kind & 0x1000, kind & 0xFFF
    count = 1
    if many or kind in VARIABLE:
        (count,) = struct.unpack_from("<I", data, at)
        at += 4
    first = b""
    if count > MOST:
        raise ValueError("more values than there can be")
    for place in range(count):
        if kind in VARIABLE:
            (size,) = struct.unpack_from("<I", data, at)
            at += 4
        elif kind in SIZES:
            size = SIZES[kind]
        else:
            raise ValueError(f"no such type of property: {kind:#x}")
        if at + size > len(data):
            raise ValueError("a property longer than its block")
        if place == 0:
            first = data[at : at + size]
        at += size + -size % 4
    return first, at
