"""`python -m tests.prove`: the engine against the second reading over many made-up histories.

Stops at the first history on which the two differ, and prints the fewest events that show it.
"""

import argparse
import sys
import time
from multiprocessing import Pool

from tests.prove.agree import first_disagreement

PIECE = 1_000
PROCESSES = 2


def main() -> int:
    """0 where the two agree on every history, 1 where they do not."""
    asked = argparse.ArgumentParser(prog="python -m tests.prove", description=__doc__)
    asked.add_argument("histories", nargs="?", type=int, default=200_000, help="how many")
    asked.add_argument("--seed", type=int, default=0, help="the first history's seed")
    told = asked.parse_args()
    end = told.seed + told.histories
    pieces = [range(at, min(at + PIECE, end)) for at in range(told.seed, end, PIECE)]
    began, done = time.monotonic(), 0
    with Pool(PROCESSES) as pool:
        for found in pool.imap(first_disagreement, pieces):
            if found is not None:
                pool.terminate()
                print(f"\nThe engine and the second reading differ.\n\n{found}")
                return 1
            done += 1
            _progress(min(done * PIECE, told.histories), told.histories, time.monotonic() - began)
    took = time.monotonic() - began
    said = f"{took:.0f} s, {told.histories / took:,.0f} a second"
    print(f"The two agree on all of {told.histories:,} histories ({said}).")
    return 0


def _progress(done: int, histories: int, took: float) -> None:
    """On a terminal after every piece, on the one line; in a log a line for every tenth."""
    said = f"{done:,} of {histories:,} histories agree ({took:.0f} s)"
    if sys.stdout.isatty():
        print(f"\r{said}", end="\n" if done == histories else "", flush=True)
    elif done * 10 // histories > (done - PIECE) * 10 // histories:
        print(said, flush=True)


if __name__ == "__main__":
    sys.exit(main())
