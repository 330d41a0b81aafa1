"""The worker beside `foil serve`: a process of its own, begun again when it dies.

It holds one end of a pipe and ends when the other is closed, which the system does however the desk
ends, killed included.
"""

import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from threading import Event, Lock, Thread

from foil.settings import Settings

FIRST_PAUSE, LONGEST_PAUSE = 2.0, 300.0  # seconds before it is begun again
STEADY = 60.0  # seconds after which a start counts as a good one
PATIENCE = 15.0  # seconds it has to finish a piece of work when the desk ends


def command(found: Settings) -> list[str]:
    """The command that runs the worker over the same record."""
    named = ["--data", str(found.folder)]
    return [sys.executable, "-m", "foil", *named, "work", "--until-input-ends"]


class Child:
    """A process kept running until `end`."""

    def __init__(
        self, command: Sequence[str], say: Callable[[str], object], pause: float = FIRST_PAUSE
    ) -> None:
        """`say` is told, a line each time, that it died or cannot start; `pause` is the first."""
        self._command = command
        self._say = say
        self._first_pause = pause
        self._ending = Event()
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._keeper = Thread(target=self._keep, daemon=True)

    def start(self) -> None:
        """Begin to keep it running."""
        self._keeper.start()

    def end(self) -> None:
        """Let it finish what it is at, and see that it has ended."""
        with self._lock:
            self._ending.set()
            process = self._process
        if process is not None:
            process.terminate()
            self._keeper.join(PATIENCE)
            process.kill()
        self._keeper.join()

    def _keep(self) -> None:
        pause = self._first_pause
        while not self._ending.is_set():
            began = time.monotonic()
            trouble = self._run()
            if self._ending.is_set():
                return
            if time.monotonic() - began > STEADY:
                pause = self._first_pause
            if trouble:
                self._say(
                    f"The worker {trouble}; it is begun again in {pause:.0f} seconds. Until it "
                    "runs, no reminder goes out, changed rules are not counted anew and no count "
                    "is checked at night."
                )
            self._ending.wait(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    def _run(self) -> str:
        """Run it to its end. Returns what went wrong, in words."""
        try:
            with self._lock:
                if self._ending.is_set():
                    return ""
                self._process = subprocess.Popen(  # noqa: S603 - our own program
                    self._command,
                    stdin=subprocess.PIPE,
                    start_new_session=True,  # Ctrl+C is for the desk, which ends it
                )
        except OSError as error:
            return f"cannot start ({error.strerror})"
        with self._process as process:
            code = process.wait()
        return f"ended with code {code}" if code else ""
