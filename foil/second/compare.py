"""Two sets of clocks laid side by side, item by item."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from foil.second.clock import Clock

FIELDS = (
    *("item", "kind", "day_zero", "due", "earliest", "latest", "act_on", "stake", "against"),
    *("arises_on", "stopped_on", "how", "provisional", "contested"),
)
Row = tuple[Any, ...]


def differences(
    ours: Iterable[Clock], theirs: Iterable[Mapping[str, Any]]
) -> tuple[list[Row], list[Row]]:
    """Rows only the second reading has, and rows only the engine has.

    `theirs` are mappings with FIELDS; an empty pair of lists means that the two agree.
    """
    mine = Counter(_row({name: getattr(each, name) for name in FIELDS}) for each in ours)
    other = Counter(_row(each) for each in theirs)
    return sorted((mine - other).elements(), key=repr), sorted((other - mine).elements(), key=repr)


def _row(clock: Mapping[str, Any]) -> Row:
    """The fields in their order; of a contested reading its choice, its name and its last day."""
    doubts = sorted((doubt[0], doubt[1], doubt[-1]) for doubt in clock["contested"])
    return tuple(tuple(doubts) if name == "contested" else clock[name] for name in FIELDS)
