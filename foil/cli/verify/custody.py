"""What was made of files, and what the journal knows of them: every page there once, every file in
a file where it was, every copy that was taken still written down."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from foil.cli.verify.reading import Reading, read_json

CONTENTS = "SELECT sha256, state, says, pages, done, program FROM content ORDER BY sha256"
PAGES = "SELECT sha256, number FROM page ORDER BY sha256, number"
MEMBERS = "SELECT container, place, name, sha256, says FROM member ORDER BY container, place"
INSIDE = """
    SELECT document.id, document.name, document.sha256, document.request_id,
           holder.sha256, holder.request_id
    FROM document LEFT JOIN document holder ON holder.id = document.within
    WHERE document.within IS NOT NULL ORDER BY document.id
"""
STRAY_MENTIONS = """
    SELECT mention.id FROM mention LEFT JOIN page ON page.id = mention.page_id
    WHERE page.id IS NULL OR mention.start < 0 OR mention."end" <= mention.start
       OR mention."end" > length(page.text)
    ORDER BY mention.id
"""
STRAY_FINDINGS = """
    SELECT sha256, count(*) FROM content_finding
    WHERE sha256 NOT IN (SELECT sha256 FROM content) GROUP BY sha256
"""
DOCUMENTS = """
    SELECT request.number, document.sha256, document.name
    FROM document JOIN request ON request.id = document.request_id ORDER BY document.id
"""
OPENINGS = """
    SELECT request.number, document.sha256, document_opening.person_id
    FROM document_opening JOIN document ON document.id = document_opening.document_id
    JOIN request ON request.id = document.request_id
"""
STATES = ("pending", "read", "unread", "refused")
TAKEN = "copy of a document taken"


@dataclass(frozen=True)
class _File:
    """What is written of one file's reading."""

    sha256: str
    state: str
    says: str
    pages: int | None
    done: int
    program: str


def custody(reading: Reading) -> Iterator[str]:
    """What is wrong with what was made of files, and with who had them, a sentence each."""
    files = {row[0]: _File(*row) for row in reading.rows(CONTENTS)}
    for file in files.values():
        yield from _ended(file)
    yield from _pages(reading, files)
    yield from _members(reading, files)
    for sha256, count in reading.rows(STRAY_FINDINGS):
        yield f"{count} findings are of the file {sha256}, which nobody has read."
    for (mention,) in reading.rows(STRAY_MENTIONS):
        yield f"What was found as {mention} stands on no page."
    yield from _against_the_journal(reading)


def _ended(file: _File) -> Iterator[str]:
    """How the reading of a file ended, against what is written of it."""
    if file.state not in STATES:
        yield f"The file {file.sha256} is in no state there is: {file.state!r}."
    elif file.state == "read" and file.pages != file.done:
        yield f"The file {file.sha256} is called read, with {file.done} of {file.pages} pages."
    elif file.state in ("unread", "refused") and not file.says:
        yield f"The file {file.sha256} was not read, and nothing says why."
    if (file.state == "read" or file.done) and not file.program:
        yield f"Nothing says what program read the file {file.sha256}."


def _pages(reading: Reading, files: dict[str, _File]) -> Iterator[str]:
    found = {sha256: [n for _, n in rows] for sha256, rows in _grouped(reading, PAGES)}
    for sha256 in sorted(found.keys() - files.keys()):
        yield f"{len(found[sha256])} pages are of the file {sha256}, which nobody has read."
    for sha256, file in files.items():
        there, wanted = Counter(found.get(sha256, [])), range(1, file.done + 1)
        for number in wanted:
            if number not in there:
                yield f"Page {number} of the file {sha256} was read and is gone."
        for number, times in sorted(there.items()):
            if times > 1:
                yield f"Page {number} of the file {sha256} is there {times} times."
            if number not in wanted:
                yield f"Page {number} of the file {sha256} is there, and was never read."


def _members(reading: Reading, files: dict[str, _File]) -> Iterator[str]:
    held: set[tuple[str, str]] = set()
    for container, rows in _grouped(reading, MEMBERS):
        if container in files:
            yield from _inside(files, container, rows, held)
        else:
            yield f"Files are said to be in {container}, which nobody has read."
    for id_, name, sha256, request, holder, its in reading.rows(INSIDE):
        if holder is None or its != request:
            yield f"Document {id_}, {name!r}, lay in a file that is gone."
        elif (holder, sha256) not in held:
            yield f"Document {id_}, {name!r}, is said to come from {holder}, which lacks it."


def _inside(
    files: dict[str, _File],
    container: str,
    rows: Iterable[tuple[Any, ...]],
    held: set[tuple[str, str]],
) -> Iterator[str]:
    """The files in one file; those that were taken out are added to `held`."""
    last = 0
    for _, place, name, sha256, says in rows:
        for gone in range(last + 1, place):
            yield f"The file at place {gone} in {container} was known and is gone."
        last = place
        if sha256 is not None:
            held.add((container, sha256))
            if sha256 not in files:
                yield f"{name!r} in {container} is {sha256}, which is not known."
        elif not says and files[container].state != "pending":
            yield f"{name!r} was left inside {container}, and nothing says why."


def _against_the_journal(reading: Reading) -> Iterator[str]:
    seen: set[tuple[str, str]] = set()
    copies: Counter[tuple[str, str, int]] = Counter()
    for (text,) in reading.rows("SELECT line FROM journal ORDER BY n"):
        line = read_json(text)
        if "document" in line:
            seen.add((line["request"], line["document"]))
            if line["what"] == TAKEN:
                copies[line["request"], line["document"], line["by"]] += 1
    there = list(reading.rows(DOCUMENTS))
    for number, sha256, name in there:
        if (number, sha256) not in seen:
            yield f"{number}: {name} ({sha256}) is there, and the journal never saw it come."
    written: Counter[tuple[str, str, int]] = Counter()
    written.update((number, sha256, by) for number, sha256, by in reading.rows(OPENINGS))
    requests = {number for (number,) in reading.rows("SELECT number FROM request")}
    for (number, sha256, by), times in sorted(copies.items()):
        if number in requests and written[number, sha256, by] < times:
            yield (
                f"{number}: person {by} took {times} copies of {sha256}; "
                f"{written[number, sha256, by]} are still written down."
            )


def _grouped(reading: Reading, sql: str) -> Iterator[tuple[str, Iterable[tuple[Any, ...]]]]:
    """The rows of a query, by their first column."""
    for key, rows in groupby(reading.rows(sql), key=lambda row: row[0]):
        yield key, list(rows)
