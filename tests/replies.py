"""How well replies are read: labelled replies, the confusion of kinds, each field's score.

The rules were written from the replies in `DEVELOPMENT`, by trial. Those in `BLIND` were written by
somebody else and have been read by nobody who writes rules: only their totals were ever looked at.
What is true of replies to come is what is true of them.
"""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from foil.replies import Reading, read
from foil.replies.kinds import milder

DEVELOPMENT = ("development", "development_2", "summaries", "fresh_city", "fresh_other")
BLIND = ("blind_city", "blind_other")
AIMS = {"city": 0.95, "rest": 0.85, "summaries": 0.85}
"""The share of kinds to be read right, by group."""
EXEMPTIONS = 0.97
WRONG_DATES = 1 / 200

VECTORS = Path(__file__).parent / "vectors" / "replies"
DATES = ("dated", "received_claimed", "pay_by", "answer_by", "public_on", "more_by")
PLAIN = ("tracking", "agency", "fee", "outcome", "certified", "appeal_notice")


@dataclass
class Score:
    """What came of reading a set of replies. Lists name the replies by id."""

    read: int = 0
    right: int = 0
    confused: Counter[tuple[str, str]] = field(default_factory=Counter)
    milder: list[str] = field(default_factory=list)
    milder_and_sure: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    wrong_dates: list[str] = field(default_factory=list)
    later_dates: list[str] = field(default_factory=list)
    fields: Counter[tuple[str, bool]] = field(default_factory=Counter)
    cited: Counter[str] = field(default_factory=Counter)

    @property
    def kinds(self) -> float:
        """The share of replies whose kind was read right."""
        return self.right / self.read

    @property
    def exemptions(self) -> float:
        """F1 of the exemptions: twice what was found rightly, over all found and all there."""
        both, found, there = (self.cited[name] for name in ("both", "found", "there"))
        return 2 * both / (found + there) if found + there else 1.0


@cache
def replies(name: str) -> tuple[dict[str, Any], ...]:
    """The labelled replies of one file of `tests/vectors/replies`."""
    lines = (VECTORS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(json.loads(line) for line in lines)


def of(group: str, *names: str) -> list[dict[str, Any]]:
    """The replies of a group: `city` (the City's own wording), `rest` or `summaries`."""
    return [row for name in names for row in replies(name) if row["group"] == group]


def score(rows: Iterable[dict[str, Any]]) -> Score:
    """Reads each reply and compares."""
    total = Score()
    for row in rows:
        _count(total, row, read(row["text"], subject=row["subject"]))
    return total


def _count(total: Score, row: dict[str, Any], reading: Reading) -> None:
    total.read += 1
    total.right += reading.kind == row["kind"]
    total.confused[row["kind"], reading.kind] += 1
    if reading.kind != row["kind"]:
        total.wrong.append(row["id"])
    if milder(reading.kind, row["kind"]):
        total.milder.append(row["id"])
        if "kind" not in reading.unsure:
            total.milder_and_sure.append(row["id"])
    found, there = set(reading.exemptions), set(row.get("exemptions", []))
    total.cited.update(both=len(found & there), found=len(found), there=len(there))
    told = reading.to_json()
    for name in PLAIN:
        if name in row:
            total.fields[name, told[name] == row[name]] += 1
    for name in DATES:
        _compare(total, row, name, told[name], row.get(name), reading.unsure)
    promised = [each.date and each.date.isoformat() for each in reading.promised]
    days = [each.business_days for each in reading.promised]
    got = [day or number for day, number in zip(promised, days, strict=True)]
    _compare(total, row, "promised", got or None, row.get("promised"), reading.unsure)


def _compare(
    total: Score, row: dict[str, Any], name: str, got: Any, truth: Any, unsure: tuple[str, ...]
) -> None:
    if got is None and truth is None:
        return
    total.fields[name, got == truth] += 1
    if got != truth and name not in unsure:
        total.wrong_dates.append(f"{row['id']} {name}")
    first = (
        (got[0] if isinstance(got, list) else got),
        (truth[-1] if isinstance(truth, list) else truth),
    )
    if all(isinstance(day, str) for day in first) and first[0] > first[1]:
        total.later_dates.append(f"{row['id']} {name}")
