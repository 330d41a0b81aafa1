"""Many letters to PDF at once, by a pool of processes: each makes one letter at a time, the same
bytes as `foil.letters.pdf` makes of it alone."""

from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from multiprocessing import get_all_start_methods, get_context

from foil.letters.letter import Letter
from foil.letters.pdf import ready, render
from foil.letters.trouble import LetterError

PROCESSES = 2  # a desk runs on a small machine, and pages are to be answered meanwhile
ENDED = "A process that makes PDFs ended by itself, perhaps for want of memory; go on to try again."


class Printers:
    """Processes that make PDFs. They come up when the first letter is asked for."""

    def __init__(self, processes: Executor) -> None:
        self.processes = processes

    def pdfs(self, letters: Iterable[Letter]) -> Iterator[bytes]:
        """The PDF of each letter, in their order. Raises LetterError."""
        try:
            yield from self.processes.map(render, letters)
        except BrokenProcessPool as error:
            raise LetterError(ENDED) from error


@contextmanager
def printers(processes: int = PROCESSES) -> Iterator[Printers]:
    """Printers, for as long as the block lasts."""
    # A server has threads, which a plain fork would copy in whatever state they are.
    methods = get_all_start_methods()
    context = get_context("forkserver" if "forkserver" in methods else "spawn")
    with ProcessPoolExecutor(processes, mp_context=context, initializer=_warm) as pool:
        yield Printers(pool)


def _warm() -> None:
    """Bring WeasyPrint in before the first letter; what is missing is said with the letter."""
    with suppress(LetterError):
        ready()
