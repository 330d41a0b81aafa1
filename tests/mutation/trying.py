"""A plugin of pytest that tries mutmut's changes: each in a fork of one process, in which the
tests have been read already, so that a change costs no more than the tests that come by it.
"""

import fnmatch
import gc
import json
import os
import resource
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

AT_ONCE = os.cpu_count() or 1
UNTESTED = 33
"""mutmut's own sign for a change that no test comes by."""
SECONDS = 5
"""Of a processor, besides five times what the tests took unchanged; a loop without end stops so."""
BYTES = 4 << 30

Ends = dict[str, int | None]


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
    running: dict[int, str] = {}
    for name in names:
        quickest = sorted(by.get(name.rpartition("__mutmut_")[0], ()), key=lasts.__getitem__)
        if not quickest:
            ends[name] = UNTESTED
            continue
        if len(running) == AT_ONCE:
            _await(running, ends, len(names))
        limit = SECONDS + 5 * int(sum(lasts[test] for test in quickest))
        running[_fork(name, [tests[test] for test in quickest if test in tests], limit)] = name
    while running:
        _await(running, ends, len(names))
    for path, meta in metas.items():
        meta["exit_code_by_key"] |= {n: ends[n] for n in meta["exit_code_by_key"] if n in ends}
        path.write_text(json.dumps(meta), "utf-8")
    return True


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """The first failure is enough."""
    if report.failed:
        os._exit(1)


def _fork(name: str, items: Sequence[pytest.Item], limit: int) -> int:
    """The process that runs those tests with that change. It exits 0 where all of them pass."""
    child = os.fork()
    if child:
        return child
    try:
        os.environ["MUTANT_UNDER_TEST"] = name
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1), os.dup2(quiet, 2)
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
        resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
        for item, after in zip(items, [*items[1:], None], strict=True):
            item.ihook.pytest_runtest_protocol(item=item, nextitem=after)
    except BaseException:  # noqa: BLE001 - a change may break the runner itself: it is noticed
        os._exit(1)
    os._exit(0)


def _await(running: dict[int, str], ends: Ends, total: int) -> None:
    """Wait for one of them to end."""
    child, status = os.wait()
    ends[running.pop(child)] = os.waitstatus_to_exitcode(status)
    if len(ends) % 250 == 0:
        unseen = sum(end == 0 for end in ends.values())
        os.write(1, f"{len(ends):,} of {total:,} tried, {unseen:,} not noticed\n".encode())
