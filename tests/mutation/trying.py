"""A plugin of pytest that tries mutmut's changes: each in a fork of one process, in which the
tests have been read already, so that a change costs no more than the tests that come by it.

Those go first that have noticed most changes of the same module in the least time.
"""

import fnmatch
import gc
import json
import os
import resource
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

AT_ONCE = os.cpu_count() or 1
UNTESTED = 33
"""mutmut's own sign for a change that no test comes by."""
SECONDS = 5
"""Of a processor, besides five times what the tests took unchanged; a loop without end stops so."""
BYTES = 4 << 30

Ends = dict[str, int | None]


class Child(NamedTuple):
    """A change being tried, the tests that come by it, and where its process says which saw it."""

    name: str
    tests: Sequence[str]
    says: int


def pytest_runtestloop(session: pytest.Session) -> bool:
    """In place of running the tests once, run those that come by each change."""
    told = json.loads(Path("mutmut-stats.json").read_text("utf-8"))
    tests = {item.nodeid: item for item in session.items}
    lasts: Mapping[str, float] = told["duration_by_test"]
    by: Mapping[str, list[str]] = told["tests_by_mangled_function_name"]
    metas = {path: json.loads(path.read_text("utf-8")) for path in Path("foil").rglob("*.py.meta")}
    wanted = json.loads(os.environ["FOIL_MUTANTS"])
    names = [
        name
        for meta in metas.values()
        for name in meta["exit_code_by_key"]
        if any(fnmatch.fnmatchcase(name, each) for each in wanted)
    ]
    gc.freeze()
    ends: Ends = {}
    running: dict[int, Child] = {}
    saw: dict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        if len(running) == AT_ONCE:
            _await(running, ends, saw, len(names))
        seen = saw[_module(name)]
        found = [test for test in by.get(name.rpartition("__mutmut_")[0], ()) if test in tests]
        found.sort(key=lambda test: (-seen[test] / (lasts[test] or 1), lasts[test]))
        if not found:
            ends[name] = UNTESTED
            continue
        limit = SECONDS + 5 * int(sum(lasts[test] for test in found))
        child, says = _fork(name, [tests[test] for test in found], limit)
        running[child] = Child(name, found, says)
    while running:
        _await(running, ends, saw, len(names))
    for path, meta in metas.items():
        meta["exit_code_by_key"] |= {n: ends[n] for n in meta["exit_code_by_key"] if n in ends}
        path.write_text(json.dumps(meta), "utf-8")
    return True


def _fork(name: str, items: Sequence[pytest.Item], limit: int) -> tuple[int, int]:
    """The process that runs those tests with that change, and the pipe on which it writes the
    place of the test that saw it. It exits 0 where none does."""
    says, tells = os.pipe()
    child = os.fork()
    if child:
        os.close(tells)
        return child, says
    try:
        os.environ["MUTANT_UNDER_TEST"] = name
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1), os.dup2(quiet, 2)
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
        resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
        for n, (item, after) in enumerate(zip(items, [*items[1:], None], strict=True)):
            if not _passes(item, after):
                os.write(tells, str(n).encode())
                os._exit(1)
    except BaseException:  # noqa: BLE001 - a change may break the runner itself: it is noticed
        os._exit(1)
    os._exit(0)


def _passes(item: pytest.Item, after: pytest.Item | None) -> bool:
    """Run one test without a report: nobody reads why it failed."""
    state = item.session._setupstate  # pytest's own protocol spends its time on reports
    try:
        state.setup(item)
        item.runtest()
        state.teardown_exact(after)
    except BaseException:  # noqa: BLE001 - whatever it raises, the change is noticed
        return False
    return True


def _await(
    running: dict[int, Child], ends: Ends, saw: Mapping[str, Counter[str]], total: int
) -> None:
    """Wait for one of them to end, and note which test saw the change."""
    pid, status = os.wait()
    child = running.pop(pid)
    ends[child.name] = os.waitstatus_to_exitcode(status)
    with os.fdopen(child.says) as pipe:
        if place := pipe.read():
            saw[_module(child.name)][child.tests[int(place)]] += 1
    if len(ends) % 250 == 0:
        unseen = sum(end == 0 for end in ends.values())
        os.write(1, f"{len(ends):,} of {total:,} tried, {unseen:,} not noticed\n".encode())


def _module(name: str) -> str:
    """foil.law.clocks.docket of foil.law.clocks.docket.x_next_day__mutmut_1."""
    return name.rpartition(".")[0]
