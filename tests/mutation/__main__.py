"""`make mutants`: whatever is changed in the law, a test notices, or a line says why none can.

mutmut changes one thing of `foil/law` at a time (a `<` into a `<=`, a word, an argument), in a
copy, and runs the tests that come by it. Exits 1 where a change that no test noticed is not in
`survivors.toml`. Name modules to change those alone: `python -m tests.mutation words clocks.court`.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.mutation.survivors import LAW, Tried, noted, tried

COPIED = ("foil", "tests", "templates", "letters", "pyproject.toml", "README.md")
TESTS = (
    "tests/unit/law",
    "tests/prove/test_agree.py::test_the_two_agree_on_made_up_histories[0]",
)
OF_THE_SOURCE = (
    "test_rulebook.py::test_every_trap_has_a_rule_that_shows_it",
    "test_authorities.py::test_every_authority_named_in_the_code_is_there",
    "test_authorities.py::test_a_docstring_names_authorities_that_were_read",
)
"""They read the source, where mutmut has put what it changed beside what is written."""
ARGUMENTS = [
    *("-o", "addopts=--import-mode=importlib"),
    *(f"--deselect=tests/unit/law/{test}" for test in OF_THE_SOURCE),
]
ONE = "foil.law.clocks.docket.x_next_day__mutmut_1"
"""mutmut makes every change and sees which tests come by it before it tries the one it is told;
the others are tried by `tests.mutation.trying`, which is many times faster."""
SETTINGS = f"""
[tool.mutmut]
source_paths = ["{LAW}"]
also_copy = {list(COPIED)}
pytest_add_cli_args = {ARGUMENTS}
pytest_add_cli_args_test_selection = {list(TESTS)}
"""


def main() -> int:
    """0 where every change is noticed or explained."""
    asked = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    asked.add_argument("modules", nargs="*", help="those of foil.law to change; else all")
    asked.add_argument("--in", dest="scratch", type=Path, help="a folder to keep and go on in")
    told = asked.parse_args()
    scratch = told.scratch or Path(tempfile.mkdtemp(prefix="foil-mutants-"))
    try:
        began = time.monotonic()
        _run(scratch, [f"foil.law.{module}.*" for module in told.modules or ("*",)])
        return _report(tried(scratch), whole=not told.modules, took=time.monotonic() - began)
    finally:
        if told.scratch is None:
            shutil.rmtree(scratch)


def _run(scratch: Path, names: list[str]) -> None:
    """Change the law in a copy of the tree. Made-up histories are the same every time there."""
    for name in COPIED:
        source = Path(name)
        if source.is_dir():
            unneeded = shutil.ignore_patterns("__pycache__")
            shutil.copytree(source, scratch / name, ignore=unneeded, dirs_exist_ok=True)
        else:
            shutil.copy2(source, scratch / name)
    with (scratch / "pyproject.toml").open("a", encoding="utf-8") as settings:
        settings.write(SETTINGS)
    env = {**os.environ, "CI": "1", "FOIL_MUTANTS": json.dumps(names)}
    Path(scratch, "mutants/mutmut-stats.json").unlink(missing_ok=True)
    make = ["mutmut", "run", ONE]
    subprocess.run([sys.executable, "-m", *make], cwd=scratch, env=env, check=True)
    tests = ["pytest", "-q", "-s", "-p", "tests.mutation.trying", *ARGUMENTS, *TESTS]
    subprocess.run([sys.executable, "-m", *tests], cwd=scratch / "mutants", env=env, check=True)


def _report(run: Tried, whole: bool, took: float) -> int:
    """Print what is neither noticed nor explained, or explained for nothing, and the sum."""
    known = noted()
    seen = [(change, how) for change, how in run.unseen if whole or how != "not tried"]
    left = [(change, how) for change, how in seen if change not in known]
    gone = known.keys() - {change for change, _ in seen} if whole else set()
    for change, how in left:
        print(f"{change}\n  {how}, and nothing explains it")
    for change in sorted(gone):
        print(f"{change}\n  explained, but noticed by a test or not made any more: take it out")
    total = run.total - (len(run.unseen) - len(seen))
    print(
        f"{total:,} changes: {total - len(seen):,} noticed, {len(seen) - len(left):,} explained, "
        f"{len(left):,} neither ({took / 60:.0f} min)."
    )
    return 1 if left or gone else 0


if __name__ == "__main__":
    sys.exit(main())
