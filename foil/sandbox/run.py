"""Calling a function in a process of its own: what it is given and what it returns are JSON, never
pickles, so that a parser a hostile file has taken over can say nothing but data."""

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import IO, Any

from foil.errors import BadInput

MIB = 1 << 20
NOT_READ = "The file could not be read: {}. Open it in the program that made it, and save it anew."


@dataclass(frozen=True)
class Limits:
    """What one call may use: MiB of memory, seconds by the wall and by the processor, MiB of
    output. Where the system has no such limits (Windows), those of time and output still hold."""

    memory: int = 1024
    seconds: int = 120
    output: int = 64


class Outran(BadInput):
    """A file that could not be read within the limits, or at all."""


def run(function: Callable[..., Any], *given: object, limits: Limits = Limits()) -> Any:
    """What `function`, a function of a module, returns for what is given, all of it JSON.

    Raises BadInput with the sentence of one it raised there, Outran where it ran out of its
    limits or broke.
    """
    task = {
        "module": function.__module__,
        "name": function.__qualname__,
        "given": given,
        "limits": asdict(limits),
    }
    with tempfile.TemporaryFile() as out:
        _call(json.dumps(task).encode(), out, limits.seconds)
        size = out.seek(0, os.SEEK_END)
        if size > limits.output * MIB:
            raise Outran(NOT_READ.format(f"it holds more than {limits.output} MiB of text"))
        out.seek(0)
        told = _read(out.read())
    if "refused" in told:
        raise BadInput(str(told["refused"]))
    if "returned" not in told:
        raise Outran(NOT_READ.format(told.get("failed", "its reader stopped without a word")))
    return told["returned"]


def _call(task: bytes, out: IO[bytes], seconds: int) -> None:
    """Run the child to its end, or end it and its children when its time is over."""
    command = [sys.executable, "-I", "-m", "foil.sandbox.child"]
    with subprocess.Popen(  # noqa: S603 - our own interpreter and module
        command,
        stdin=subprocess.PIPE,
        stdout=out,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as child:
        try:
            child.communicate(task, timeout=seconds)
        except subprocess.TimeoutExpired as error:
            _end(child)
            raise Outran(NOT_READ.format(f"it took more than {seconds} seconds")) from error


def _end(child: "subprocess.Popen[bytes]") -> None:
    if os.name == "posix":
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
    else:
        child.kill()
    child.wait()


def _read(said: bytes) -> dict[str, Any]:
    try:
        told = json.loads(said)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}
