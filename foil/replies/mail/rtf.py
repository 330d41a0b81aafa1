"""Rich text as Outlook packs it (MS-OXRTFCP), and the words in it."""

import re

WINDOW = 4096
PRELOADED = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript "
    rb"\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
LONGEST = 8 << 20  # bytes that are unpacked
PACKED, PLAIN = b"LZFu", b"MELA"
TOKEN = re.compile(
    rb"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|([^\\{}\r\n]+)|[\r\n]|\\",
    re.IGNORECASE,
)
SKIPPED = {
    *(
        b"fonttbl",
        b"colortbl",
        b"stylesheet",
        b"info",
        b"pict",
        b"object",
        b"header",
        b"footer",
        b"themedata",
    ),
    *(
        b"listtable",
        b"listoverridetable",
        b"rsidtbl",
        b"generator",
        b"latentstyles",
        b"datastore",
        b"xmlnstbl",
    ),
}
SAID = {
    b"par": "\n",
    b"line": "\n",
    b"sect": "\n",
    b"page": "\n",
    b"row": "\n",
    b"tab": "\t",
    b"cell": "\t",
    b"emdash": "—",
    b"endash": "–",
    b"lquote": "‘",
    b"rquote": "’",
    b"ldblquote": "“",
    b"rdblquote": "”",
    b"bullet": "•",
}
SYMBOLS = {b"~": " ", b"_": "-", b"\n": "\n", b"\r": "\n", b"\\": "\\", b"{": "{", b"}": "}"}
SWITCHES = {b"htmlrtf", b"ansicpg", b"uc"}
DEEPEST = 500


def unpacked(packed: bytes) -> bytes:
    """Packed rich text as it was; what is damaged is read as far as it goes."""
    if packed[8:12] == PLAIN:
        return packed[16 : 16 + LONGEST]
    if packed[8:12] != PACKED:
        return packed if packed.startswith(b"{\\rtf") else b""
    size = min(int.from_bytes(packed[4:8], "little"), LONGEST)
    window = bytearray(PRELOADED.ljust(WINDOW, b"\x00"))
    write, out, at = len(PRELOADED), bytearray(), 16
    while at < len(packed) and len(out) < size:
        flags = packed[at]
        at += 1
        for bit in range(8):
            if at >= len(packed) or len(out) >= size:
                break
            if not flags >> bit & 1:
                chunk = packed[at : at + 1]
                at += 1
            else:
                pair = int.from_bytes(packed[at : at + 2], "big")
                at += 2
                place, length = pair >> 4, (pair & 15) + 2
                if place == write:
                    return bytes(out)
                chunk = _copied(window, place, length, write)
            for byte in chunk:
                window[write] = byte
                write = (write + 1) % WINDOW
            out += chunk
    return bytes(out)


def _copied(window: bytearray, place: int, length: int, write: int) -> bytes:
    """What stands in the window from `place`; it may run into what it is itself writing."""
    distance = (write - place) % WINDOW or WINDOW
    return bytes(window[(place + step % distance) % WINDOW] for step in range(length))


def text_of_rtf(rich: bytes) -> str:
    """The words of rich text. Of a page wrapped in rich text, its words without its tags."""
    words = _Words()
    for found in TOKEN.finditer(rich):
        words.take(found)
    return re.sub(r"\n{3,}", "\n\n", "".join(words.said)).strip()


class _Words:
    """What rich text says so far, and what its groups have switched."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self._charset = "cp1252"
        self._skip = False
        self._stand_in = 1  # characters after one of Unicode's that old readers see in its place
        self._waiting = 0
        self._outer: list[tuple[bool, int]] = []

    def take(self, found: "re.Match[bytes]") -> None:
        word, number, hexed, symbol, brace, plain = found.groups()
        if brace:
            self._group(brace)
        elif symbol == b"*" or word in SKIPPED:
            self._skip = True
        elif word in SWITCHES:
            self._switch(word, number or b"")
        elif not self._skip:
            self._say(word, number, hexed, symbol, plain)

    def _group(self, brace: bytes) -> None:
        if brace == b"{" and len(self._outer) < DEEPEST:
            self._outer.append((self._skip, self._stand_in))
        elif brace == b"}":
            self._skip, self._stand_in = self._outer.pop() if self._outer else (False, 1)
        self._waiting = 0

    def _switch(self, word: bytes, number: bytes) -> None:
        if word == b"htmlrtf":
            self._skip = number != b"0"
        elif word == b"ansicpg" and number:
            self._charset = f"cp{int(number)}"
        elif number:
            self._stand_in = min(abs(int(number)), 8)

    def _say(
        self,
        word: bytes | None,
        number: bytes | None,
        hexed: bytes | None,
        symbol: bytes | None,
        plain: bytes | None,
    ) -> None:
        if word == b"u" and number:
            self.said.append(chr(int(number) % 0x10000))
            self._waiting = self._stand_in
        elif word:
            self.said.append(SAID.get(word.lower(), ""))
        elif hexed and self._waiting:
            self._waiting -= 1
        elif hexed:
            self.said.append(_char(bytes.fromhex(hexed.decode()), self._charset))
        elif symbol:
            self.said.append(SYMBOLS.get(symbol, ""))
        elif plain:
            self.said.append(plain.decode("cp1252", "replace")[self._waiting :])
            self._waiting = 0


def _char(byte: bytes, charset: str) -> str:
    try:
        return byte.decode(charset, "replace")
    except LookupError:
        return byte.decode("cp1252", "replace")
