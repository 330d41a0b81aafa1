"""How a bench measures: the same work done twice, and only the ratio of the two compared."""

import time
from collections.abc import Callable
from dataclasses import dataclass

Timer = Callable[[], float]


@dataclass(frozen=True)
class Measure:
    """`name` took `took` seconds where `against` took `bare`; the ratio should be at most `aim`.

    A measure without `bare` (a rate, a growth) is shown by its seconds, with `note` to explain it.
    """

    name: str
    took: float
    against: str = ""
    bare: float | None = None
    aim: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """How many times as long, or None where there is nothing to compare with."""
        return None if self.bare is None else self.took / self.bare


def best(work: Callable[[], object], times: int = 5) -> float:
    """The shortest of `times` runs of `work`, in seconds: the one least disturbed."""
    return min(_seconds(work) for _ in range(times))


def best_pair(
    work: Callable[[], object],
    bare: Callable[[], object],
    times: int = 5,
    timer: Timer = time.perf_counter,
) -> tuple[float, float]:
    """The shortest run of each, taken in turn, so that both meet the same machine.

    Work that only computes may be timed by the processor's own time: `timer=time.process_time`.
    """
    pairs = [(_seconds(work, timer), _seconds(bare, timer)) for _ in range(times)]
    return min(took for took, _ in pairs), min(against for _, against in pairs)


def _seconds(work: Callable[[], object], timer: Timer = time.perf_counter) -> float:
    began = timer()
    work()
    return timer() - began
