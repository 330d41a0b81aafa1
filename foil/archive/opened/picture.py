"""A picture: a page whose words only Tesseract can read."""

from collections.abc import Iterator, Sequence

from foil.archive import ocr as pictures
from foil.archive.opened.told import Enclosed, Told, is_usable


class Picture:
    """One picture, as bytes."""

    def __init__(self, type_: str, content: bytes) -> None:
        self.type = type_
        self.findings: list[tuple[str, str]] = []
        self.enclosed: Sequence[Enclosed] = ()
        self._content = content

    def __len__(self) -> int:
        return 1

    def page(self, number: int, *, ocr: bool = True) -> Told:
        said, why = pictures.read_picture(self._content) if ocr else ("", pictures.TOO_MANY)
        usable = is_usable(said)
        return Told(said, "ocr" if usable else "", "" if usable else why or pictures.NOTHING)

    def take(self, place: int) -> Iterator[bytes]:
        raise IndexError(place)
