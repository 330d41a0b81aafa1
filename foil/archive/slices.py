"""A long file, some pages at a time, each slice read in a process of its own."""

import json
from dataclasses import dataclass
from pathlib import Path

from foil.archive.pages import sliced
from foil.archive.text import MEMORY, OUTPUT, SECONDS
from foil.errors import BadInput
from foil.sandbox import Limits, Outran
from foil.sandbox.warm import Warm


@dataclass(frozen=True)
class Sheet:
    """One page: its fields are those of `foil.archive.opened.Told`, and its `number`, from 1."""

    number: int
    text: str
    by: str
    why: str
    label: str
    width: float
    height: float


@dataclass(frozen=True)
class Slice:
    """Some pages of a file of `total` pages, and what is to be known of the file: pairs of what in
    a word, and a sentence."""

    type: str
    total: int
    pages: tuple[Sheet, ...]
    findings: tuple[tuple[str, str], ...]


class Slicer:
    """Reads slices in one child of its own, which stays for the next; one thread at a time."""

    def __init__(self) -> None:
        self._warm = Warm(sliced, Limits(memory=MEMORY, seconds=SECONDS, output=OUTPUT))

    def read(self, path: Path, after: int, most: int) -> Slice:
        """Up to `most` pages of the file at `path`, those behind page `after`.

        Raises BadInput with a sentence where it is not read, Outran where it broke a limit or its
        reader: then fewer pages at once may do.
        """
        task = {"path": str(path), "after": after, "most": most}
        told, _ = self._warm(json.dumps(task).encode())
        if "unread" in told:
            raise BadInput(str(told["unread"]))
        try:
            pages = tuple(Sheet(**page) for page in told["pages"])
            findings = tuple((str(what), str(says)) for what, says in told["findings"])
            return Slice(str(told["type"]), int(told["total"]), pages, findings)
        except (KeyError, TypeError, ValueError) as error:
            raise Outran("Its reader said what no reader says: read it by hand.") from error

    def close(self) -> None:
        """End the child."""
        self._warm.close()
