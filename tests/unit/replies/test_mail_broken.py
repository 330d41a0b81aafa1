"""Hostile and broken mail: nothing raises, nothing attached is lost, nothing outruns its limits."""

import time
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foil.replies.mail import apart, parse, parsing
from tests.unit.replies.broken_mail import CASES, Case

SECONDS = 5


@pytest.fixture(scope="module", autouse=True)
def children() -> Iterator[None]:
    yield
    apart.MESSAGES.close()
    apart.HEADS.close()


def test_there_are_eighty_and_each_has_its_own_name() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 80


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_comes_of(case: Case) -> None:
    began = time.monotonic()
    read = parse(case.raw)  # within 300 MiB, or it would be found as `outran`
    assert time.monotonic() - began < SECONDS
    found = {finding.what for finding in read.findings}
    assert "outran" not in found and "unread" not in found
    assert read.subject == case.subject
    assert case.text in read.text
    assert (read.nature, read.failed, read.away) == (case.nature, case.failed, case.away)
    held = [(part.name, part.content) for part in read.parts]
    assert [one for one in case.attached if one not in held] == []
    if case.finds:
        assert any(what.startswith(case.finds) for what in found)
    assert case.quoted in read.quoted
    assert not case.hides or case.hides not in read.text


def test_a_name_is_kept_as_it_was_given() -> None:
    [case] = [case for case in CASES if case.name == "name: folders"]
    [part] = parse(case.raw).parts
    assert (part.name, part.original) == ("passwd", "../../etc/passwd")


SMALL = [case.raw for case in CASES if 0 < len(case.raw) < 8_000]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    raw=st.sampled_from(SMALL),
    cuts=st.lists(st.tuples(st.integers(0, 8_000), st.integers(0, 40), st.binary(max_size=12))),
)
def test_damaged_bytes_are_read_or_kept(raw: bytes, cuts: list[tuple[int, int, bytes]]) -> None:
    for at, length, instead in cuts:
        raw = raw[:at] + instead + raw[at + length :]
    read = parsing.parse(raw)
    assert not any(finding.what == "unread" for finding in read.findings)
