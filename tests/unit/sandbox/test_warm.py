"""A child that stays: what it returns, that it is the same one, and that it is ended in time.

It is told to call `pickle.loads`, so that a file can make its reader do anything."""

import os
import pickle
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from foil.sandbox import Limits, Outran
from foil.sandbox.warm import Warm


class Doing:
    """Pickled, this is a call that happens on reading."""

    def __init__(self, what: Callable[..., Any], *given: object) -> None:
        self._done = what, given

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[object, ...]]:
        return self._done


@pytest.fixture(scope="module")
def staying() -> Iterator[Warm]:
    warm = Warm(pickle.loads, Limits(memory=300, seconds=1, output=1))
    yield warm
    warm.close()


def file(*told: object) -> bytes:
    return pickle.dumps(told)


def test_bytes_go_in_and_come_back_from_one_child(staying: Warm) -> None:
    assert staying(file({"é": 1}, [b"\x00\xff", b""])) == ({"é": 1}, [b"\x00\xff", b""])
    first, _ = staying(file(Doing(os.getpid), []))
    assert staying(file(Doing(os.getpid), [])) == (first, [])
    assert first != os.getpid()


@pytest.mark.parametrize(
    ("does", "says"),
    [
        (Doing(time.sleep, 60), "more than 1 seconds"),
        (Doing(bytes, 1 << 30), "more than 300 MiB to read"),
        (Doing(bytes, 2 << 20), "more than 1 MiB"),
        (Doing(os._exit, 0), "stopped without a word"),
        (Doing(int, "x"), r"damaged \(ValueError\)"),
    ],
    ids=["sleeps", "fills the memory", "talks without end", "ends", "breaks"],
)
def test_what_it_may_not_is_told_and_the_next_file_is_read(
    staying: Warm, does: Doing, says: str
) -> None:
    began = time.monotonic()
    with pytest.raises(Outran, match=says):
        staying(file({}, [does]))
    assert time.monotonic() - began < 5
    assert staying(file({}, [])) == ({}, [])


def test_what_it_prints_is_no_answer(staying: Warm) -> None:
    assert staying(file(Doing(print, "{}"), [])) == (None, [])
