"""The other side of `foil.sandbox.warm`: takes its limits once, then answers one call after another
until nobody asks any more."""

import importlib
import json
import os
import sys
from collections.abc import Callable
from typing import IO, Any

from foil.sandbox import child

LENGTH = 8
FOR_EVER = 86_400  # seconds of the processor: each call's own time is watched from outside


def main(module: str, name: str, limits: str) -> None:
    """Import what is to be called, then serve standard input."""
    called = getattr(importlib.import_module(module), name)
    given, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a parser prints is no answer
    allowed = json.loads(limits)
    child.take(memory=allowed["memory"], seconds=FOR_EVER, output=allowed["output"])
    while head := given.read(LENGTH):
        _answer(answers, *_call(called, given.read(int.from_bytes(head, "big")), allowed["memory"]))


def _call(
    called: Callable[[bytes], Any], given: bytes, memory: int
) -> tuple[dict[str, Any], list[bytes]]:
    try:
        returned, contents = called(given)
    except MemoryError:
        return {"failed": f"it takes more than {memory} MiB to read"}, []
    except Exception as error:  # noqa: BLE001 - whatever a hostile file breaks is told, not raised
        return {"failed": f"it is damaged ({type(error).__name__})"}, []
    return {"returned": returned}, contents


def _answer(answers: IO[bytes], said: dict[str, Any], contents: list[bytes]) -> None:
    told = json.dumps({**said, "sizes": [len(content) for content in contents]}).encode()
    answers.write(len(told).to_bytes(LENGTH, "big"))
    answers.write(told)
    for content in contents:
        answers.write(content)
    answers.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
