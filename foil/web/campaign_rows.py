"""The rows of a campaign's pages as their address asks for them: found by words, by stage, by what
was said of an item; the first hundred unless all are asked for."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from flask import request

from foil.insight.campaign_grid import NOT_ASKED
from foil.insight.campaign_grid import Row as GridRow
from foil.insight.campaign_recipients import Recipient

Row = TypeVar("Row")
FIRST = 100
SAID = ("find", "stage", "item", "said", "stands")
"""What an address may narrow by."""


@dataclass(frozen=True)
class Shown(Generic[Row]):
    """The rows to draw. `total` is how many are as asked for, `of` how many there are at all;
    `args` is what the address asks, for the link to all of them."""

    rows: Sequence[Row]
    total: int
    of: int
    args: dict[str, str]

    @property
    def more(self) -> int:
        """How many of those asked for are not drawn."""
        return self.total - len(self.rows)

    @property
    def narrowed(self) -> bool:
        """Whether some are left out by what was asked."""
        return self.total != self.of


def grid_rows(rows: Sequence[GridRow]) -> Shown[GridRow]:
    """The rows of the grid, or of items and answers."""
    args = asked()

    def keeps(row: GridRow) -> bool:
        number = row.line.request.number if row.line else ""
        name = row.line.request.agency_name if row.line else _name(row.recipient)
        said = row.answers.get(args.get("item", ""), NOT_ASKED)
        return (
            args.get("stage", row.stage) == row.stage
            and _holds(f"{row.short} {name} {number}", args)
            and ("item" not in args or args.get("said", said) == said)
        )

    return _shown(rows, keeps, args)


def agency_rows(rows: Sequence[Recipient]) -> Shown[Recipient]:
    """The agencies a campaign asks."""
    args = asked("stands")
    return _shown(rows, lambda each: args.get("stands", each.stands) == each.stands, args)


def first(rows: Sequence[Row]) -> Shown[Row]:
    """The rows, none of them left out."""
    return _shown(rows, lambda _: True, {})


def asked(*names: str) -> dict[str, str]:
    """What the address narrows by, the empty left out."""
    found: Iterable[str] = names or SAID
    return {name: value for name in found if (value := request.args.get(name, "").strip())}


def _shown(rows: Sequence[Row], keeps: Callable[[Row], bool], args: dict[str, str]) -> Shown[Row]:
    found = [row for row in rows if keeps(row)]
    limit = len(found) if "all" in request.args else FIRST
    return Shown(found[:limit], len(found), len(rows), args)


def _holds(words: str, args: dict[str, str]) -> bool:
    return all(word in words.casefold() for word in args.get("find", "").casefold().split())


def _name(recipient: Recipient | None) -> str:
    return recipient.name if recipient else ""
