"""Outlook's own properties (MS-OXPROPS), of which winmail.dat and .msg are both made."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from foil.replies.mail.charsets import decode
from foil.replies.mail.rtf import text_of_rtf, unpacked
from foil.sandbox.html import text_of

SUBJECT = 0x0037
SENT = 0x0039  # PidTagClientSubmitTime
HEADERS = 0x007D
SENDER_NAME, SENDER_ADDRESS, SENDER_SMTP = 0x0C1A, 0x0C1F, 0x5D01
ARRIVED = 0x0E06  # PidTagMessageDeliveryTime
BODY, RTF, HTML = 0x1000, 0x1009, 0x1013
MESSAGE_ID = 0x1035
NAME, CLASS = 0x3001, 0x001A
ADDRESS, SMTP = 0x3003, 0x39FE
RECIPIENT_TYPE = 0x0C15
DATA, FILE_NAME, METHOD, LONG_NAME, MIME, CID, HIDDEN = (
    0x3701,
    0x3704,
    0x3705,
    0x3707,
    0x370E,
    0x3712,
    0x7FFE,
)
CODE_PAGE = 0x3FDE  # PidTagInternetCodepage
EMBEDDED, BY_OLE = 5, 6
BEGAN = datetime(1601, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Held:
    """A file inside Outlook's own wrapping."""

    name: str
    type: str
    content: bytes
    inline: bool = False
    cid: str = ""
    subject: str = ""


class Properties:
    """The properties of one message, recipient or attachment: id to (type, bytes)."""

    def __init__(self, values: Mapping[int, tuple[int, bytes]], charset: str = "cp1252") -> None:
        self._values = values
        page = self.number(CODE_PAGE)
        self._charset = "utf-8" if page == 65001 else f"cp{page}" if page else charset

    def raw(self, which: int) -> bytes:
        """The bytes of a property, empty where it is not there."""
        return self._values.get(which, (0, b""))[1]

    def number(self, which: int) -> int:
        """A property of four bytes, 0 where it is not there."""
        return int.from_bytes(self.raw(which)[:4], "little")

    def words(self, which: int) -> str:
        """A property of characters, in either of Outlook's two kinds."""
        kind, value = self._values.get(which, (0, b""))
        if kind == 0x1F:
            return value.decode("utf-16-le", "replace").partition("\x00")[0]
        return decode(value.partition(b"\x00")[0], self._charset)[0]

    def moment(self, which: int) -> datetime | None:
        """A property that is an instant."""
        value = int.from_bytes(self.raw(which)[:8], "little")
        try:
            return BEGAN + timedelta(microseconds=value // 10) if value else None
        except OverflowError:
            return None

    def text(self) -> str:
        """The message's own words: plain, else of its page, else of its rich text."""
        if plain := self.words(BODY).strip():
            return plain.replace("\r\n", "\n").replace("\r", "\n")
        kind, page = self._values.get(HTML, (0, b""))
        if page:
            said = (
                page.decode("utf-16-le", "replace")
                if kind == 0x1F
                else decode(page, self._charset)[0]
            )
            return text_of(said, quotes=True)
        rich = unpacked(self.raw(RTF))
        return text_of_rtf(rich) if rich else ""


def headers_of(said: str) -> str:
    """Transport headers as Outlook keeps them, without its note on top of them."""
    return re.sub(r"\AMicrosoft Mail Internet Headers[^\r\n]*[\r\n]+", "", said)
