"""What an office knows beside a letter, and a rule may ask: names nobody else may read, when the
officer was last looked up, the last day of an appeal."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

_PARTY = re.compile(
    r"(?:\bv\.?|\bvs\.?|\bMatter of|\bIn re|\bEstate of|\bex rel\.?)\s+"
    r"((?:[A-Z][\w’'-]+\s*){1,3})"
)
_BEFORE = re.compile(r"((?:[A-Z][\w’'-]+\s*){1,3})\s+vs?\.?\s")
_NOBODY = frozenset(
    "people state city county matter the of and new york united states department police town "
    "village board commissioner".split()
)


@dataclass(frozen=True, kw_only=True)
class Known:
    """`private` are names that stand in no public place, `looked_up` the day the officer's
    particulars are from and `stale` whether that is long ago, `unsure` a sentence on what is not
    sure of them; `one_officer` that the same officer has both roles, as far as is known;
    `last_day` the last to appeal; `uncitable` why the office's letters may not cite an authority,
    by id, None for what ships."""

    private: tuple[str, ...] = ()
    looked_up: date | None = None
    stale: bool = False
    unsure: str = ""
    one_officer: bool = False
    last_day: date | None = None
    uncitable: Mapping[str, str] | None = None


def names_in(matter: str) -> tuple[str, ...]:
    """The names a matter's own name holds: itself, and the parties of its caption."""
    found = [matter.strip()]
    for part in (*_PARTY.findall(matter), *_BEFORE.findall(matter)):
        found += [word for word in part.split() if word.lower() not in _NOBODY]
    return tuple(dict.fromkeys(name for name in found if len(name) > 2))
