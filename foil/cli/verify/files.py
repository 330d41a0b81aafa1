"""The stored files: each there, whole, and what its name says; and what is left lying about."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from foil.cli.verify.reading import Reading, read_json
from foil.settings import Settings

DOCUMENTS = """
    SELECT document.sha256, document.size, document.name, request.number
    FROM document JOIN request ON request.id = document.request_id ORDER BY document.id
"""
ARRIVALS = "SELECT sha256, size, name, id FROM arrival ORDER BY id"
PAPERS = """
    SELECT request.number, event.seq, event.facts
    FROM event JOIN request ON request.id = event.request_id ORDER BY request.id, event.seq
"""
LETTERS = """
    SELECT request.number, letter.id, letter.sealed
    FROM letter JOIN request ON request.id = letter.request_id ORDER BY letter.id
"""
PIECE = 1 << 20


def documents(reading: Reading, folder: Path) -> Iterator[str]:
    """What is wrong with the files, a sentence each."""
    looked: dict[str, tuple[int, str] | None] = {}
    held: dict[str, set[str]] = {}
    for sha256, size, name, number in reading.rows(DOCUMENTS):
        held.setdefault(number, set()).add(sha256)
        yield from _file(folder, looked, (sha256, size, f"{number}: {name} ({sha256})"))
    for sha256, size, name, arrival in reading.rows(ARRIVALS):
        yield from _file(folder, looked, (sha256, size, f"Arrival {arrival}: {name} ({sha256})"))
    yield from _papers(reading, held)
    yield from _sealed(reading, folder, looked)


def _file(
    folder: Path, looked: dict[str, tuple[int, str] | None], row: tuple[str, int, str]
) -> Iterator[str]:
    """What is wrong with one file: its sum, its size as it came, and what it is called here."""
    sha256, size, where = row
    if sha256 not in looked:
        looked[sha256] = _look(folder / sha256[:2] / sha256[2:4] / sha256)
    found = looked[sha256]
    if found is None:
        yield f"{where} is not in the documents folder."
    elif found[0] != size:
        yield f"{where} has {found[0]} bytes; {size} came."
    elif found[1] != sha256:
        yield f"{where} has changed: its SHA-256 is now {found[1]}."


def leftovers(reading: Reading, settings: Settings) -> Iterator[str]:
    """What is there and harms nothing: uploads that were cut off, files that no row names."""
    parts = list(settings.incoming.glob("*.part"))
    if parts:
        yield f"{_many(parts, 'upload')} cut off in {settings.incoming}; the desk removes it."
    named = {sha256 for (sha256,) in reading.rows("SELECT DISTINCT sha256 FROM document")}
    named |= {sha256 for (sha256,) in reading.rows("SELECT DISTINCT sha256 FROM arrival")}
    for (told,) in reading.rows("SELECT told FROM arrival"):
        named |= {part["sha256"] for part in read_json(told).get("parts", ())}
    stray = [path for path in settings.documents.glob("??/??/*") if path.name not in named]
    if stray:
        yield f"{_many(stray, 'file')} in {settings.documents} that no document names."


def _papers(reading: Reading, held: dict[str, set[str]]) -> Iterator[str]:
    """Papers of events whose file the request does not hold."""
    for number, seq, facts in reading.rows(PAPERS):
        for paper in read_json(facts).get("papers", []):
            sha256 = paper.get("document")
            if sha256 and sha256 not in held.get(number, ()):
                yield f"{number}: a paper of event {seq} names the file {sha256}, which is gone."


def _sealed(
    reading: Reading, folder: Path, looked: dict[str, tuple[int, str] | None]
) -> Iterator[str]:
    """Finished letters whose sealed files are gone or changed."""
    for number, letter, sealed in reading.rows(LETTERS):
        for form, sha256 in read_json(sealed).items():
            if sha256 not in looked:
                looked[sha256] = _look(folder / sha256[:2] / sha256[2:4] / sha256)
            found = looked[sha256]
            if found is None or found[1] != sha256:
                yield f"{number}: the sealed {form} of letter {letter} is gone or changed."


def _look(path: Path) -> tuple[int, str] | None:
    """A file's size and SHA-256 as they are now; None where it cannot be read."""
    digest, size = hashlib.sha256(), 0
    try:
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                digest.update(piece)
                size += len(piece)
    except OSError:
        return None
    return size, digest.hexdigest()


def _many(found: list[Path], word: str) -> str:
    return f"There is 1 {word}" if len(found) == 1 else f"There are {len(found)} {word}s"
