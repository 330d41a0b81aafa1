"""A child that stays for the next file, so that its start is paid once: bytes in, JSON and bytes
out. It has the same limits as one that is called once, and is ended when it breaks one."""

import atexit
import json
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Lock, Thread
from typing import Any

from foil.sandbox.run import MIB, NOT_READ, Limits, Outran, _end

LENGTH = 8  # bytes that say how many follow
CALLS = 1_000  # after which a child is replaced: what one file left behind does not grow
IDLE = 60.0  # seconds after which nobody needs it any more
WATCH = 0.25  # seconds between two looks at the clock

Told = tuple[dict[str, Any], list[bytes]]


@dataclass
class Warm:
    """Calls `function(bytes) -> (JSON object, list of bytes)` in a child, one call at a time."""

    function: Callable[[bytes], Told]
    limits: Limits
    _child: "subprocess.Popen[bytes] | None" = None
    _calls: int = 0
    _until: float = 0.0
    _busy: bool = False
    _late: bool = False
    _lock: Lock = field(default_factory=Lock)

    def __call__(self, given: bytes) -> Told:
        """What the function returns. Raises Outran where the child ran out of its limits."""
        with self._lock:
            child = self._ready()
            self._until = time.monotonic() + self.limits.seconds
            self._busy = True
            try:
                return self._ask(child, given)
            except (OSError, ValueError, KeyError, TypeError, EOFError) as error:
                self._stop()
                raise Outran(NOT_READ.format(self._why())) from error
            except BaseException:
                self._stop()
                raise
            finally:
                self._busy = False
                self._until = time.monotonic() + IDLE

    def close(self) -> None:
        """End the child, if there is one."""
        with self._lock:
            self._stop()

    def _why(self) -> str:
        return (
            f"it took more than {self.limits.seconds} seconds"
            if self._late
            else "its reader stopped without a word"
        )

    def _ready(self) -> "subprocess.Popen[bytes]":
        """A child that waits for its next call."""
        if self._child is not None and (self._calls >= CALLS or self._child.poll() is not None):
            self._stop()
        if self._child is None:
            self._child = self._start()
            self._calls, self._late = 0, False
            Thread(target=self._watch, args=(self._child,), daemon=True).start()
            atexit.unregister(self.close)
            atexit.register(self.close)
        self._calls += 1
        return self._child

    def _start(self) -> "subprocess.Popen[bytes]":
        limits = {"memory": self.limits.memory, "output": self.limits.output}
        task = [self.function.__module__, self.function.__qualname__, json.dumps(limits)]
        self._until = time.monotonic() + IDLE
        return subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-I", "-m", "foil.sandbox.staying", *task],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def _ask(self, child: "subprocess.Popen[bytes]", given: bytes) -> Told:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(len(given).to_bytes(LENGTH, "big"))
        child.stdin.write(given)
        child.stdin.flush()
        size = int.from_bytes(_exactly(child.stdout, LENGTH), "big")
        self._fits(size)
        told = json.loads(_exactly(child.stdout, size))
        sizes = told["sizes"]
        self._fits(sum(sizes))
        contents = [_exactly(child.stdout, int(one)) for one in sizes]
        if "failed" in told:
            raise Outran(NOT_READ.format(str(told["failed"])))
        return told["returned"], contents

    def _fits(self, size: int) -> None:
        if size > self.limits.output * MIB:
            self._stop()
            raise Outran(NOT_READ.format(f"it holds more than {self.limits.output} MiB"))

    def _stop(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        _end(child)
        for pipe in (child.stdin, child.stdout):
            with suppress(OSError):
                if pipe is not None:
                    pipe.close()

    def _watch(self, child: "subprocess.Popen[bytes]") -> None:
        """End the child when a call is over its time, or when none has come for long."""
        while self._child is child and child.poll() is None:
            time.sleep(WATCH)
            if time.monotonic() < self._until:
                continue
            if self._busy:
                self._late = True
                _end(child)  # whoever waits for its answer reads an end instead
                return
            with self._lock:
                if self._child is child and time.monotonic() >= self._until:
                    self._stop()


def _exactly(stream: Any, size: int) -> bytes:
    data: bytes = stream.read(size)
    if len(data) != size:
        raise EOFError("the child ended")
    return data
