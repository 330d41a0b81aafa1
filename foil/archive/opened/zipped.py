"""A zip: its one page lists what is in it, and each file of it is taken out on its own.

The limits are those of a production, not of a mail: what one zip holds, and how far one file of it
may grow. How deep zips may lie in zips is for whoever takes them out to say.
"""

import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from foil.archive.opened.told import LONGEST, Enclosed, OverLimit, Told
from foil.errors import BadInput
from foil.sandbox.unzipping import BROKEN, RATIO, SAID, SMALL, LeftInside, pieces

TYPE = "application/zip"
MOST = 20_000  # files of one zip
BYTES = 16 << 30  # of all of them, unpacked
LONGEST_NAME = 500


class Zipped:
    """A zip. Raises BadInput where it cannot be opened, OverLimit where it
    holds more than is opened."""

    type = TYPE

    def __init__(self, path: Path) -> None:
        self.findings: list[tuple[str, str]] = []
        try:
            self._archive = zipfile.ZipFile(path)
            self._infos = [info for info in self._archive.infolist() if not info.is_dir()]
        except BROKEN as error:
            raise BadInput(_says("damaged")) from error
        if len(self._infos) > MOST:
            raise OverLimit(_says("members"))
        if sum(info.file_size for info in self._infos) > BYTES:
            raise OverLimit(_says("bytes"))
        self.enclosed: Sequence[Enclosed] = [_enclosed(info) for info in self._infos]
        if not self._infos:
            self.findings.append(("empty", "There is no file in this zip."))
        if any(each.says for each in self.enclosed):
            left = sum(bool(each.says) for each in self.enclosed)
            says = f"{left} of its {len(self._infos)} files are left inside: each says why."
            self.findings.append(("left inside", says))

    def __len__(self) -> int:
        return 1

    def page(self, number: int, *, ocr: bool = True) -> Told:
        names = "\n".join(each.name for each in self.enclosed)
        return Told(names[:LONGEST], "text" if names else "", label="What is in it")

    def take(self, place: int) -> Iterator[bytes]:
        try:
            yield from pieces(self._archive, self._infos[place - 1], BYTES)
        except LeftInside as left:
            raise BadInput(_says(left.problem)) from left


def _enclosed(info: zipfile.ZipInfo) -> Enclosed:
    name = info.filename[:LONGEST_NAME]
    if info.flag_bits & 1:
        return Enclosed(name, info.file_size, _says("locked"))
    if info.file_size > SMALL and info.file_size > RATIO * max(info.compress_size, 1):
        return Enclosed(name, info.file_size, _says("ratio"))
    return Enclosed(name, info.file_size)


def _says(problem: str) -> str:
    return SAID[problem].format("It" if problem == "damaged" else "The zip")
