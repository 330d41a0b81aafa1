"""The reading of files, beside everything else that a worker does: a thread for each processor,
each with a sandbox of its own."""

import logging
import os
import time
from contextlib import suppress
from dataclasses import replace
from threading import Event, Thread
from types import TracebackType
from typing import Self

from foil.archive.opened.told import OverLimit
from foil.archive.slices import Sheet, Slice, Slicer
from foil.archive.store import MIB, Kept
from foil.errors import BadInput, Busy, FoilError, NotFound
from foil.model.tables import Content
from foil.operations import contents, members
from foil.operations.worker import Worker, new_holder
from foil.sandbox import Outran

MOST = 200  # pages of a slice
ROOM = 512 * MIB  # left free by whatever is taken out of another file
LOOKS_EVERY = 3.0  # seconds from one look for a file to the next
AT_ONCE, SAVED_EVERY = 20, 1.0  # files taken out of another, or seconds, from one save to the next
DEFEATED = "could not be read: its reader broke on it."


Taken = tuple[int, Kept | None, str]
"""The place of a file in another, and what was kept of it; else why it is left inside."""


class Readers:
    """The threads that read, from `start` until `worker.ending` is set."""

    def __init__(self, worker: Worker, count: int | None = None) -> None:
        self._worker = worker
        many = count or os.cpu_count() or 1
        self._threads = [Thread(target=self._read_on, daemon=True) for _ in range(many)]

    def start(self) -> None:
        """Begin to read what waits, and whatever comes."""
        for thread in self._threads:
            thread.start()

    def join(self) -> None:
        """Wait until each has saved the slice it is at, and ended."""
        for thread in self._threads:
            thread.join()

    def _read_on(self) -> None:
        with Reader(self._worker) as reader:
            while not self._worker.ending.is_set():
                if not _one(reader):
                    self._worker.ending.wait(LOOKS_EVERY)


def _one(reader: "Reader") -> bool:
    """Read the next file; whether to go on with another at once. Whatever a file breaks ends no
    thread: it is tried again, and after `contents.TRIES` times left to a person."""
    try:
        return reader.read_one()
    except FoilError:  # the record is busy, full or away: soon again
        return False
    except Exception:
        logging.getLogger("foil").exception("a file was not read")
        return False


def read_all(worker: Worker) -> None:
    """Read everything that waits, then come back. Raises Busy, Full, Unreachable."""
    with Reader(worker) as reader:
        while not worker.ending.is_set() and reader.read_one():
            pass


class Reader:
    """One thread's reading: a file at a time, under a name of its own, which it keeps saying."""

    def __init__(self, worker: Worker) -> None:
        self.holder = new_holder()
        self._worker = worker
        self._slicer = Slicer()
        self._reading = False
        self._over = Event()
        self._beat = Thread(target=self._still_at_it, daemon=True)

    def __enter__(self) -> Self:
        self._beat.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        self._over.set()
        self._beat.join()
        self._slicer.close()
        with suppress(FoilError), self._worker.database.writing() as session:
            contents.let_go(session, self.holder)

    def read_one(self) -> bool:
        """Read the next file that waits; whether there was one. Raises Busy, Full, Unreachable."""
        with self._worker.database.reading() as session:
            if not contents.waits(session, now=self._worker.now()):
                return False
        with self._worker.database.writing() as session:
            content = contents.take(session, self.holder, now=self._worker.now())
        if content is None:
            return False
        self._reading = True
        try:
            self._read(content)
        finally:
            self._reading = False
        return True

    def _read(self, content: Content) -> None:
        after, more = content.done, content.pages is None or content.done < content.pages
        while more and not self._worker.ending.is_set():
            try:
                slice_ = self._next(content, after)
            except (Outran, OverLimit) as error:
                self._give_up(content, str(error), state="refused")
                return
            except (BadInput, NotFound) as error:
                self._give_up(content, str(error))
                return
            with self._worker.database.writing() as session:
                now = self._worker.now()
                more = contents.save(session, content.sha256, self.holder, after, slice_, now=now)
                if after == 0 and contents.ours(session, content.sha256, self.holder):
                    members.note_enclosed(session, content.sha256, slice_.enclosed)
                if not more and not members.waiting(session, content.sha256):
                    contents.finish(session, content.sha256, self.holder, now=now)
                    return
            after += len(slice_.pages)
        if not more:
            self._take_out(content.sha256)

    def _take_out(self, sha256: str) -> None:
        """Keep what is in the file, each on its own, and say that all of it is done. What was
        taken out is written down some at a time: of a worker that is killed, the next one takes
        those few out once more, and keeps the same bytes."""
        with self._worker.database.reading() as session:
            places = members.waiting(session, sha256)
            why = members.why_not(session, sha256) if places else ""
        taken: list[Taken] = [(place, None, why) for place in places] if why else []
        since = time.monotonic()
        for place in () if why else places:
            taken.append(self._take_one(sha256, place))
            if len(taken) >= AT_ONCE or time.monotonic() - since > SAVED_EVERY:
                if self._worker.ending.is_set() or not self._write(sha256, taken, last=False):
                    return
                taken, since = [], time.monotonic()
        self._write(sha256, taken, last=True)

    def _take_one(self, sha256: str, place: int) -> "Taken":
        """Keep one file that is in the file; or why it is left inside."""
        store = self._worker.store
        try:
            store.make_room(ROOM)
            return place, store.keep(self._slicer.taken(store.path(sha256), place)), ""
        except FoilError as error:
            return place, None, str(error)

    def _write(self, sha256: str, taken: "list[Taken]", *, last: bool) -> bool:
        """Write down what was taken out; whether the file is still ours."""
        with self._worker.database.writing() as session:
            content, now = contents.ours(session, sha256, self.holder), self._worker.now()
            if content is None:
                return False
            content.tries = 0
            for place, kept, says in taken:
                if kept is None:
                    members.leave_inside(session, sha256, [place], says)
                else:
                    members.put(session, sha256, place, kept, now=now)
            if last:
                contents.finish(session, sha256, self.holder, now=now)
        return True

    def _give_up(self, content: Content, says: str, state: str = "unread") -> None:
        with self._worker.database.writing() as session:
            now = self._worker.now()
            contents.give_up(session, content.sha256, self.holder, says, now=now, state=state)

    def _next(self, content: Content, after: int) -> Slice:
        """The pages behind page `after`; where they break their reader, the next one alone, and
        where that breaks it too, an empty one in its place. Raises BadInput, NotFound."""
        path = self._worker.store.path(content.sha256)
        with suppress(Outran):
            return self._slicer.read(path, after, MOST)
        with suppress(Outran):
            return self._slicer.read(path, after, 1)
        broken = Sheet(after + 1, "", by="", why=DEFEATED, label="", width=0, height=0)
        return replace(self._slicer.read(path, after, 0), pages=(broken,))

    def _still_at_it(self) -> None:
        while not self._over.wait(contents.LASTS.total_seconds() / 3):
            if self._reading:
                with suppress(Busy), self._worker.database.writing() as session:
                    contents.still_at_it(session, self.holder, now=self._worker.now())
