"""Denied items that the office left out of any appeal, and why. Nothing moves by it: the right to
appeal runs on, and ends.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.law.clocks import Clock
from foil.model.tables import NotAppealed, Person

APPEAL = "appeal"


@dataclass(frozen=True)
class Left:
    """That an item is left out of any appeal: why, and who said so when. `denial` is the first id
    of the denial's line of corrections."""

    denial: str
    item: int
    why: str
    who: str
    when: datetime

    @property
    def key(self) -> str:
        """The item as the form of an appeal names it."""
        return f"{self.denial}.{self.item}"


def left_out_of(session: Session, requests: Collection[int]) -> Mapping[int, Sequence[Left]]:
    """What is left out of any appeal of these requests, by their ids, in one query."""
    wanted = (
        select(NotAppealed, Person.name)
        .join(Person, Person.id == NotAppealed.made_by)
        .where(NotAppealed.request_id.in_(requests), NotAppealed.ended_at.is_(None))
    )
    found: dict[int, list[Left]] = defaultdict(list)
    for row, who in session.execute(wanted.order_by(NotAppealed.item, NotAppealed.id)):
        found[row.request_id].append(Left(row.denial, row.item, row.why, who, row.made_at))
    return found


def left_by(clock: Clock, left: Sequence[Left]) -> tuple[Left, ...]:
    """Those that the clock of an appeal from a denial in words runs out on; none for any other."""
    if clock.kind != APPEAL or clock.parent is not None:
        return ()
    line = clock.id.partition(":")[2].partition("#")[0]  # "appeal:e4", or "appeal:e4#2"
    return tuple(each for each in left if each.denial == line and each.item in clock.items)


def still_left(
    clocks: Sequence[Clock], left: Sequence[Left]
) -> dict[int, list[tuple[Left, Clock]]]:
    """By an item's number what is left out, each with the right it gives up: not where an appeal
    was taken after all."""
    found: dict[int, list[tuple[Left, Clock]]] = defaultdict(list)
    for clock in clocks:
        if clock.how is None:
            for each in left_by(clock, left):
                found[each.item].append((each, clock))
    return dict(found)
