"""What is counted from the record: clocks and stages. Written by the recount alone; deleting
every row loses nothing."""

import json
from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from foil.law.clocks.clock import Clock, Reading
from foil.law.rules import Rules
from foil.model.base import Base


class ClockRow(Base):
    """One clock of one request: what lists ask for in columns, the rest as JSON in `rest`.

    `items` is written ",1,2," so that both databases can look for one; `mark` is the day a list
    leads with, a requester's `act_on` or an agency's `due`.
    """

    __tablename__ = "clock"
    __table_args__ = (
        Index(None, "against", "mark"),
        Index(None, "against", "latest"),
    )

    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    id: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(40))
    items: Mapped[str] = mapped_column(Text)
    against: Mapped[str] = mapped_column(String(20))
    stake: Mapped[str | None] = mapped_column(String(20))
    arises_on: Mapped[date]
    due: Mapped[date]
    earliest: Mapped[date]
    latest: Mapped[date]
    act_on: Mapped[date]
    mark: Mapped[date]
    stopped_on: Mapped[date | None]
    how: Mapped[str | None] = mapped_column(String(20))
    rest: Mapped[str] = mapped_column(Text)

    def clock(self, rules: Rules) -> Clock:
        """The clock this row was counted as, under the rules it was counted by."""
        rest = json.loads(self.rest)
        return Clock(
            **{name: getattr(self, name) for name in PLAIN},
            **{name: rest[name] for name in ("from_kind", "from_event", "length", "unit")},
            **{name: rest[name] for name in ("by", "ended_by", "parent")},
            items=tuple(int(item) for item in self.items.strip(",").split(",")),
            day_zero=date.fromisoformat(rest["day_zero"]),
            needs=tuple(rest["needs"]),
            authority=tuple(rest["authority"]),
            readings=tuple(_reading(each) for each in rest["readings"]),
            no_notice=rest["no_notice"],
            mailed=rest["mailed"],
            computed=_day(rest.get("computed")),
            says=rest.get("says", ""),
            rules=rules,
        )


PLAIN = (
    "id",
    "kind",
    "against",
    "stake",
    "arises_on",
    "due",
    "earliest",
    "latest",
    "act_on",
    "stopped_on",
    "how",
)
REST = (
    "from_kind",
    "from_event",
    "day_zero",
    "length",
    "unit",
    "by",
    "ended_by",
    "parent",
    "needs",
    "authority",
    "readings",
    "no_notice",
    "mailed",
    "computed",
)


def clock_values(clock: Clock) -> dict[str, Any]:
    """A clock as the columns of its row, `request_id` and `n` apart."""
    rest = {name: getattr(clock, name) for name in REST}
    if clock.says:
        rest["says"] = clock.says
    return {
        **{name: getattr(clock, name) for name in PLAIN},
        "items": f",{','.join(map(str, clock.items))},",
        "mark": clock.act_on if clock.against == "requester" else clock.due,
        "rest": json.dumps(rest, default=date.isoformat, ensure_ascii=False),
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _reading(row: list[str]) -> Reading:
    choice, rule, start, due = row
    return Reading(choice, rule, date.fromisoformat(start), date.fromisoformat(due))


class StageRow(Base):
    """The stage an item stands in, from `since` up to, not including, `until`."""

    __tablename__ = "stage_span"

    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    item: Mapped[int]
    stage: Mapped[str] = mapped_column(String(40))
    since: Mapped[date]
    until: Mapped[date | None]
