"""A long file, some pages at a time, each slice read in a process of its own."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from foil.archive.mentions import Found
from foil.archive.opened.told import Enclosed, OverLimit
from foil.archive.pages import sliced
from foil.archive.text import MEMORY, OUTPUT, SECONDS
from foil.errors import BadInput
from foil.sandbox import Limits, Outran
from foil.sandbox.warm import Warm


@dataclass(frozen=True)
class Sheet:
    """One page: its fields are those of `foil.archive.opened.Told`, its `number`, from 1, and what
    patterns found on it."""

    number: int
    text: str
    by: str
    why: str
    label: str
    width: float = 0
    height: float = 0
    hidden: int = 0
    black: float | None = None
    mentions: tuple[Found, ...] = ()


@dataclass(frozen=True)
class Slice:
    """Some pages of a file of `total` pages, and what is to be known of the file: pairs of what in
    a word, and a sentence; and the files in it, all with the first slice."""

    type: str
    total: int
    pages: tuple[Sheet, ...]
    findings: tuple[tuple[str, str], ...]
    enclosed: tuple[Enclosed, ...] = ()


class Slicer:
    """Reads slices in one child of its own, which stays for the next; one thread at a time."""

    def __init__(self) -> None:
        self._warm = Warm(sliced, Limits(memory=MEMORY, seconds=SECONDS, output=OUTPUT))

    def read(self, path: Path, after: int, most: int) -> Slice:
        """Up to `most` pages of the file at `path`, those behind page `after`.

        Raises BadInput with a sentence where it is not read, OverLimit where it is refused, Outran
        where it broke a limit or its reader: then fewer pages at once may do.
        """
        task = {"path": str(path), "after": after, "most": most}
        told, _ = self._warm(json.dumps(task).encode())
        if "unread" in told:
            raise (OverLimit if told.get("limit") else BadInput)(str(told["unread"]))
        try:
            pages = tuple(map(_sheet, told["pages"]))
            findings = tuple((str(what), str(says)) for what, says in told["findings"])
            enclosed = tuple(Enclosed(str(n), int(size), str(s)) for n, size, s in told["enclosed"])
            return Slice(str(told["type"]), int(told["total"]), pages, findings, enclosed)
        except (KeyError, TypeError, ValueError) as error:
            raise Outran("Its reader said what no reader says: read it by hand.") from error

    def taken(self, path: Path, place: int) -> BinaryIO:
        """The bytes of what is enclosed at that place, to be read once, from the start, without
        holding all of them. Reading raises BadInput with a sentence, and Outran."""
        return cast(BinaryIO, _Taken(self._warm, path, place))

    def close(self) -> None:
        """End the child."""
        self._warm.close()


def _sheet(page: dict[str, Any]) -> Sheet:
    found = tuple(Found(str(k), str(v), int(a), int(b)) for k, v, a, b in page.pop("mentions"))
    return Sheet(**page, mentions=found)


class _Taken:
    """A stream of which nothing is asked but the next bytes."""

    def __init__(self, warm: Warm, path: Path, place: int) -> None:
        self._warm, self._path, self._place = warm, str(path), place
        self._at, self._last, self._held = 0, False, b""

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at most `size`; none at the end."""
        if not self._held and not self._last:
            self._ask()
        size = len(self._held) if size < 0 else size
        given, self._held = self._held[:size], self._held[size:]
        return given

    def _ask(self) -> None:
        task = {"path": self._path, "place": self._place, "at": self._at}
        told, contents = self._warm(json.dumps(task).encode())
        if "unread" in told:
            raise BadInput(str(told["unread"]))
        if len(contents) != 1 or (not contents[0] and not told.get("last")):
            raise Outran("Its reader said what no reader says: read it by hand.")
        self._held, self._last = contents[0], bool(told["last"])
        self._at += len(self._held)
