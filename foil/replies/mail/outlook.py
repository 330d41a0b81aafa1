"""An Outlook .msg (MS-OXMSG): the compound file is read by olefile, its properties by `mapi`.

Not by python-oxmsg: that is an alpha of two releases which leaves out messages inside messages,
attachments with a short name only, and texts that are rich text only."""

import struct
from collections.abc import Iterator
from email.message import EmailMessage
from io import BytesIO
from typing import Any

from foil.replies.mail import mapi
from foil.replies.mail.collecting import Collected
from foil.replies.mail.headers import Headers, split
from foil.replies.mail.mapi import Properties
from foil.replies.mail.names import OLE, safe

TABLE = "__properties_version1.0"
VARIABLE = {0x1E, 0x1F, 0x102, 0xD, 0x48}
ROOT, EMBEDDED, HUNG = 32, 24, 8  # bytes on top of each kind of table
INSIDE = "__substg1.0_3701000D"
DEEPEST = 10  # messages within messages
SORTS = {1: "To", 2: "Cc", 3: "Bcc"}
DAMAGED = (OSError, struct.error, ValueError, KeyError, IndexError, TypeError, RecursionError)


def is_outlook(raw: bytes) -> bool:
    """Whether bytes are a compound file, and so at most an Outlook message, never plain mail."""
    return raw.startswith(OLE)


def read(raw: bytes, collected: Collected) -> tuple[Headers, str, Properties]:
    """The headers, the text and the properties; what hangs on it goes to `collected`.

    Raises OSError or ValueError for a file that cannot be opened at all.
    """
    import olefile

    with olefile.OleFileIO(BytesIO(raw)) as file:
        tree, damaged = _tree(file)
        if TABLE not in tree:
            raise ValueError("a compound file that is no message")
        own = _properties(tree, ROOT)
        attached = list(_folders(tree, "__attach_"))
        for folder in attached:
            try:
                _take(folder, collected)
            except DAMAGED:
                damaged = True
        claimed = int.from_bytes(tree[TABLE][20:24], "little")  # attachments, by its own count
    if damaged or len(attached) < claimed:
        collected.find("outlook", "The Outlook file is damaged: all of it is kept as a part too.")
        collected.keep(raw, type_="application/vnd.ms-outlook", name="message.msg")
    return _split(_head(own, tree)), own.text(), own


def _split(head: bytes) -> Headers:
    return split(head, 0, len(head))[0]


def _tree(file: Any) -> tuple[dict[str, Any], bool]:
    """The streams of a compound file as folders within folders, and whether some are damaged."""
    tree: dict[str, Any] = {}
    damaged = bool(file.parsing_issues)
    for path in file.listdir(streams=True, storages=False)[:20_000]:
        folder = tree
        for name in path[:-1]:
            folder = folder.setdefault(name, {})
        try:
            folder[path[-1]] = file.openstream(path).read()
            damaged = damaged or len(folder[path[-1]]) < file.get_size(path)
        except DAMAGED:
            damaged = True
    return tree, damaged


def _folders(tree: dict[str, Any], begins: str) -> Iterator[dict[str, Any]]:
    return (
        tree[name]
        for name in sorted(tree)
        if name.startswith(begins) and isinstance(tree[name], dict)
    )


def _properties(folder: dict[str, Any], head: int) -> Properties:
    """The properties of a message, a recipient or an attachment."""
    values: dict[int, tuple[int, bytes]] = {}
    table = folder.get(TABLE, b"")
    for at in range(head, len(table) - 15, 16):
        kind, which = struct.unpack_from("<HH", table, at)
        value = table[at + 8 : at + 16]
        if kind in VARIABLE:
            stream = folder.get(f"__substg1.0_{which:04X}{kind:04X}", b"")
            value = stream if isinstance(stream, bytes) else b""
        values.setdefault(which, (kind, value))
    return Properties(values)


def _head(own: Properties, tree: dict[str, Any]) -> bytes:
    """The headers it came with; for a message that has none, those its properties make."""
    if came := mapi.headers_of(own.words(mapi.HEADERS)).strip():
        return came.encode("utf-8", "replace") + b"\r\n\r\n"
    address = own.words(mapi.SENDER_SMTP) or own.words(mapi.SENDER_ADDRESS)
    lines = [
        ("From", f"{own.words(mapi.SENDER_NAME)} <{address}>"),
        ("Subject", own.words(mapi.SUBJECT)),
    ]
    for folder in _folders(tree, "__recip_"):
        one = _properties(folder, HUNG)
        mailbox = one.words(mapi.SMTP) or one.words(mapi.ADDRESS)
        sort = SORTS.get(one.number(mapi.RECIPIENT_TYPE), "To")
        lines.append((sort, f"{one.words(mapi.NAME)} <{mailbox}>"))
    if sent := own.moment(mapi.SENT):
        lines.append(("Date", sent.strftime("%a, %d %b %Y %H:%M:%S +0000")))
    lines.append(("Message-ID", own.words(mapi.MESSAGE_ID)))
    said = (f"{name}: {' '.join(value.split())}" for name, value in lines if value.strip())
    return "\r\n".join(said).encode("utf-8", "replace") + b"\r\n\r\n"


def _take(folder: dict[str, Any], collected: Collected) -> None:
    """One attachment. A message inside is written as an .eml, which any program can open."""
    held = _properties(folder, HUNG)
    name = held.words(mapi.LONG_NAME) or held.words(mapi.FILE_NAME)
    inside = folder.get(INSIDE)
    if isinstance(inside, dict) and TABLE in inside:
        subject = _properties(inside, EMBEDDED).words(mapi.SUBJECT)
        content = _written(inside, 1)
        called = f"{safe(subject) or 'message'}.eml"
        collected.keep(content, type_="message/rfc822", name=called, original=name, subject=subject)
        return
    cid = held.words(mapi.CID).strip("<>")
    collected.keep(
        held.raw(mapi.DATA),
        type_=held.words(mapi.MIME).lower(),
        name=name,
        original=name,
        inline=bool(cid and held.raw(mapi.HIDDEN)[:1] == b"\x01"),
        cid=cid,
    )


def _written(folder: dict[str, Any], depth: int) -> bytes:
    """A message inside another, written as mail: its headers as they are, its text, its files."""
    own = _properties(folder, EMBEDDED)
    message = EmailMessage()
    message.set_content(own.text())
    for hung in _folders(folder, "__attach_"):
        held = _properties(hung, HUNG)
        name = held.words(mapi.LONG_NAME) or held.words(mapi.FILE_NAME)
        content, ending = held.raw(mapi.DATA), ""
        inside = hung.get(INSIDE)
        if isinstance(inside, dict) and depth < DEEPEST:
            content, ending = _written(inside, depth + 1), ".eml"
        called = (safe(name) or "attachment") + ending
        message.add_attachment(
            content, maintype="application", subtype="octet-stream", filename=called
        )
    fields = _split(_head(own, folder)).fields
    kept = [f"{name}: {value}\r\n" for name, value in fields if _is_ours(name)]
    return "".join(kept).encode("utf-8", "replace") + bytes(message)


def _is_ours(name: str) -> bool:
    """Whether a header speaks of the message, not of how its parts once were wrapped."""
    return bool(name) and not name.lower().startswith(("content-", "mime-version"))
