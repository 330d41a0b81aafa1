"""The headers of a message or a part: split as they stand, and read where something needs them."""

import re
from dataclasses import dataclass, field

EOL = rb"(?:\r{0,2}\n|\r)"
FIELD = re.compile(
    rb"([!-9;-~]{1,200}+)[ \t]*+:[ \t]?+([^\r\n]*+(?:"
    + EOL
    + rb"[ \t]++[^\r\n]*+)*+)(?:"
    + EOL
    + rb"|\Z)"
)
LINE = re.compile(rb"([^\r\n]*)(?:" + EOL + rb"|\Z)")
FOLD = re.compile(r"(?:\r{0,2}\n|\r)(?=[ \t])|[\r\n\x00]")
# A header that only mail has: where one follows a line that is none, the headers have not ended.
KNOWN = re.compile(
    rb"(?:content-[a-z]+|mime-version|from|to|cc|subject|date|message-id|in-reply-to|references"
    rb"|received|return-path|reply-to|sender)[ \t]*:",
    re.IGNORECASE,
)
POSTMARK = re.compile(rb">?From ")  # an mbox's own line, left on top


@dataclass(frozen=True)
class Headers:
    """All the headers of one message or part, in order; `broken` counts lines that are none."""

    fields: tuple[tuple[str, str], ...]
    broken: int = 0
    unended: bool = False
    _first: dict[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """The first header of that name (lower case), on one line; "" where there is none."""
        return FOLD.sub("", self._first.get(name, "")).strip()

    def all(self, name: str) -> list[str]:
        """Every header of that name (lower case), each on one line."""
        return [FOLD.sub("", value).strip() for key, value in self.fields if key.lower() == name]

    def __contains__(self, name: str) -> bool:
        return name in self._first


def split(source: bytes, start: int, end: int, *, inner: bool = False) -> tuple[Headers, int]:
    """The headers that begin at `start`, and where what follows them begins. Those of an `inner`
    part may be none at all: an empty line there is the end of them."""
    fields: list[tuple[str, str]] = []
    broken, unended, at = 0, False, start if inner else _past_postmark(source, start, end)
    while at < end:
        found = FIELD.match(source, at, end)
        if found:
            fields.append((found[1].decode("ascii"), text_of(found[2])))
            at = found.end()
            continue
        line = LINE.match(source, at, end)
        if line is None or not line[1]:
            at = line.end() if line else end
            break
        if not KNOWN.match(source, line.end(), end):
            unended = True
            break
        broken += 1
        fields.append(("", text_of(line[1])))
        at = line.end()
    first: dict[str, str] = {}
    for name, value in fields:
        first.setdefault(name.lower(), value)
    return Headers(tuple(fields), broken, unended, first), at


def _past_postmark(source: bytes, start: int, end: int) -> int:
    """Past a line of an mbox's own and empty lines, where headers follow them."""
    at = start
    for _ in range(3):
        line = LINE.match(source, at, end)
        if line is None or (line[1] and not POSTMARK.match(line[1])):
            break
        at = line.end()
    return (
        at
        if at == start or KNOWN.match(source, at, end) or _after_postmark(source, start)
        else start
    )


def _after_postmark(source: bytes, start: int) -> bool:
    return POSTMARK.match(source, start) is not None


def text_of(value: bytes) -> str:
    """A header's own characters: UTF-8 where it is (RFC 6532), else Windows' Western ones."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("cp1252", "replace")
