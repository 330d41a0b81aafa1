"""A function called in a process of its own: what it returns, refuses, or runs out of."""

import operator
import time

import pytest

from foil.errors import BadInput
from foil.law.facts import read_event
from foil.sandbox import Limits, Outran, run

SMALL = Limits(memory=512, seconds=20, output=1)


def test_what_it_returns_comes_back() -> None:
    assert run(operator.concat, ["é"], [2], limits=SMALL) == ["é", 2]


def test_what_it_refuses_is_refused_in_its_own_words() -> None:
    with pytest.raises(BadInput, match="“dismissed” is not a kind of event"):
        run(read_event, {"kind": "dismissed"}, limits=SMALL)


def test_what_breaks_it_is_a_sentence_without_its_words() -> None:
    with pytest.raises(Outran, match=r"damaged \(TypeError\)"):
        run(operator.concat, "canary", 1, limits=SMALL)


def test_what_is_no_data_does_not_come_back() -> None:
    with pytest.raises(Outran, match="damaged"):
        run(operator.itemgetter, 1, limits=SMALL)


def test_it_ends_when_its_time_is_over() -> None:
    began = time.monotonic()
    with pytest.raises(Outran, match="more than 1 seconds"):
        run(time.sleep, 60, limits=Limits(seconds=1))
    assert time.monotonic() - began < 30


def test_it_may_not_fill_the_memory() -> None:
    with pytest.raises(Outran, match="more than 512 MiB"):
        run(operator.mul, "a", 1 << 33, limits=SMALL)


def test_it_may_not_talk_without_end() -> None:
    with pytest.raises(Outran, match=r"more than 1 MiB of text|stopped without a word"):
        run(operator.mul, "a", 3 << 20, limits=SMALL)
