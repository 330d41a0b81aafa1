"""`make bench`: every measure in one run, as a table of ratios beside their aims.

Each module here but `measure` has `measures()`, which yields one `Measure` after another. Name
modules to run only those: `python -m tests.bench law letters`. Exits 1 where an aim is missed.
"""

import importlib
import sys
from pathlib import Path

from tests.bench.measure import Measure

HEADINGS = ("measure", "seconds", "against", "seconds", "ratio", "aim")


def modules() -> list[str]:
    """The modules that measure, by name."""
    here = Path(__file__).parent.glob("*.py")
    return sorted(path.stem for path in here if path.stem not in {"__main__", "measure"})


def row(measure: Measure) -> tuple[str, ...]:
    """One line of the table."""
    bare = "" if measure.bare is None else f"{measure.bare:.4f}"
    ratio = "" if measure.ratio is None else f"{measure.ratio:.2f}"
    aim = "" if measure.aim is None else f"≤ {measure.aim:g}"
    against = measure.against or measure.note
    return measure.name, f"{measure.took:.4f}", against, bare, ratio, f"{aim}{missed(measure)}"


def missed(measure: Measure) -> str:
    """A word where the aim is missed."""
    over = measure.ratio is not None and measure.aim is not None and measure.ratio > measure.aim
    return "  missed" if over else ""


def main(names: list[str]) -> int:
    """Measure, print as it goes, and say whether every aim was met."""
    widths = (44, 9, 44, 9, 7, 14)
    failed = False
    for cells in (HEADINGS, *[("-" * width for width in widths)]):
        print("  ".join(f"{cell:<{width}}" for cell, width in zip(cells, widths, strict=True)))
    for name in names or modules():
        for measure in importlib.import_module(f"tests.bench.{name}").measures():
            cells = zip(row(measure), widths, strict=True)
            print("  ".join(f"{cell:<{width}}" for cell, width in cells).rstrip(), flush=True)
            failed = failed or bool(missed(measure))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
