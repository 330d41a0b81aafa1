"""How long `foil --help` takes beside importing click alone."""

import subprocess
import sys
from collections.abc import Iterator
from functools import partial

from tests.bench.measure import Measure, best_pair


def measures() -> Iterator[Measure]:
    """One measure: the command's help against `python -c "import click"`."""
    run = partial(subprocess.run, check=True, stdout=subprocess.DEVNULL)
    took, bare = best_pair(
        partial(run, [sys.executable, "-m", "foil", "--help"]),
        partial(run, [sys.executable, "-c", "import click"]),
        times=15,
    )
    yield Measure("foil --help", took, 'python -c "import click"', bare, aim=3)
