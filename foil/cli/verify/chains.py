"""The chain of each request's events, and the office journal that remembers every head."""

import hashlib
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from foil.cli.verify.reading import Reading, read_json

DISPOSED_OF = "disposed of"
EVENTS = """
    SELECT request.number, event.seq, event.id, event.facts, event.recorded_at, event.recorded_by,
           event.prev, event.hash
    FROM event JOIN request ON request.id = event.request_id ORDER BY request.id, event.seq
"""
HEADS = "SELECT number, head_seq, head_hash FROM request ORDER BY id"
DISPOSED = "SELECT number FROM disposal"
STRAYS = """
    SELECT request_id, count(*) FROM event WHERE request_id NOT IN (SELECT id FROM request)
    GROUP BY request_id
"""


def event_chains(reading: Reading) -> Iterator[str]:
    """What is wrong in the chains of events, a sentence each."""
    for request_id, count in reading.rows(STRAYS):
        yield f"{count} events belong to request {request_id}, which is gone."
    last: dict[str, tuple[int, str]] = {}
    for number, rows in groupby(reading.rows(EVENTS), key=lambda row: row[0]):
        chain = _Chain(number)
        for row in rows:
            yield from chain.take(*row[1:])
        last[number] = (chain.seq, chain.head)
    for number, head_seq, head_hash in reading.rows(HEADS):
        seq, head = last.get(number, (0, ""))
        if seq < head_seq:
            yield f"{number}: {_events(seq + 1, head_seq)} missing at the end of its record."
        elif (seq, head) != (head_seq, head_hash):
            yield f"{number}: its head says event {head_seq}, its record ends with event {seq}."


def journal_chain(reading: Reading) -> Iterator[str]:
    """What is wrong in the journal, or between it and the requests, a sentence each."""
    journal = _Journal()
    for row in reading.rows("SELECT n, line, prev, hash FROM journal ORDER BY n"):
        yield from journal.take(*row)
    hashes: dict[str, dict[int, str]] = {number: {} for number, *_ in reading.rows(HEADS)}
    for number, seq, *_, own in reading.rows(EVENTS):
        hashes[number][seq] = own
    disposed = {number for (number,) in reading.rows(DISPOSED)}
    yield from journal.against(hashes, disposed)
    yield from journal.documents_missing(reading, disposed)


class _Chain:
    """One request's events, taken in order."""

    def __init__(self, number: str) -> None:
        self.number = number
        self.seq = 0
        self.head = ""

    def take(
        self, seq: int, name: str, facts: str, at: str, by: int, prev: str, own: str
    ) -> Iterator[str]:
        if seq != self.seq + 1:
            yield f"{self.number}: {_events(self.seq + 1, seq - 1)} missing."
        elif prev != self.head:
            yield f"{self.number}: event {seq} is not bound to the event before it."
        inner = hashlib.sha256(facts.encode()).hexdigest()
        if hashlib.sha256((prev + inner + at + str(by)).encode()).hexdigest() != own:
            yield f"{self.number}: event {seq} is not as it was recorded: its hash does not fit."
        elif read_json(facts).get("id") != name:
            yield f"{self.number}: event {seq} is filed as {name}, which its facts are not."
        self.seq, self.head = seq, own


class _Journal:
    """The journal's lines, taken in order."""

    def __init__(self) -> None:
        self.n = 0
        self.head = ""
        self.lines: list[dict[str, Any]] = []

    def take(self, n: int, line: str, prev: str, own: str) -> Iterator[str]:
        if n != self.n + 1:
            yield f"The journal lacks {_span('line', self.n + 1, n - 1)}."
        elif prev != self.head:
            yield f"Line {n} of the journal is not bound to the line before it."
        if hashlib.sha256((prev + line).encode()).hexdigest() != own:
            yield f"Line {n} of the journal is not as it was written: its hash does not fit."
        else:
            self.lines.append({**read_json(line), "n": n})
        self.n, self.head = n, own

    def against(self, hashes: dict[str, dict[int, str]], disposed: set[str]) -> Iterator[str]:
        """Compare each line with the events as they are now. Of a request that was disposed of,
        the journal's own line must say so."""
        known: dict[str, int] = {}
        said = {line["request"] for line in self.lines if line["what"] == DISPOSED_OF}
        for number in sorted(disposed - said):
            yield f"{number} is called disposed of, and the journal knows nothing of it."
        gone = disposed & said - set(hashes)
        for line in [each for each in self.lines if each["request"] not in gone]:
            number, seq = line["request"], line["seq"]
            if number not in hashes:
                if known.get(number) is None:
                    yield f"{number} is in the journal and gone from the record."
            elif seq > max(hashes[number], default=0):
                if seq > known.get(number, 0):
                    yield f"{number}: the journal knows event {seq}, which has been dropped."
            elif seq and hashes[number].get(seq, line["head"]) != line["head"]:
                yield f"{number}: event {seq} is not the one the journal knows (line {line['n']})."
            known[number] = max(seq, known.get(number, 0))
        yield from self._unknown(hashes, known)

    def _unknown(self, hashes: dict[str, dict[int, str]], known: dict[str, int]) -> Iterator[str]:
        """Requests and events that the journal has not seen."""
        for number, events in hashes.items():
            last = max(events, default=0)
            if number not in known:
                yield f"{number} is not in the journal."
            elif last > known[number]:
                yield f"{number}: event {last} is not in the journal."

    def documents_missing(self, reading: Reading, disposed: set[str]) -> Iterator[str]:
        """Files the journal saw come that no document names any more."""
        sql = "SELECT request.number, sha256 FROM document JOIN request ON request.id = request_id"
        there = set(reading.rows(sql))
        brought = {(line["request"], line["document"]) for line in self.lines if "document" in line}
        for number, sha256 in sorted(each for each in brought - there if each[0] not in disposed):
            yield f"{number}: the document {sha256} came and is gone from the record."


def _events(first: int, last: int) -> str:
    return f"{_span('event', first, last)} {'is' if first >= last else 'are'}"


def _span(word: str, first: int, last: int) -> str:
    return f"{word} {first}" if first >= last else f"{word}s {first} to {last}"
