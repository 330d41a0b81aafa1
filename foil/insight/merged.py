"""Several queries of one question read side by side, each in the order of the same requests, so
that no more than a few rows are in memory however many there are."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import Session

BATCH = 500  # rows fetched at a time


class Stream:
    """The rows of a query ordered by `request_id`, its first column; taken request by request."""

    def __init__(self, session: Session, statement: Select[*tuple[Any, ...]]) -> None:
        found = session.execute(statement.execution_options(yield_per=BATCH))
        self._groups = groupby(found, key=lambda row: row[0])
        self._ahead: tuple[int, Iterator[Any]] | None = next(self._groups, None)

    def of(self, request_id: int) -> Sequence[Any]:
        """The rows of this request, without their first column. Ask in the query's order."""
        while self._ahead is not None and self._ahead[0] < request_id:
            self._ahead = next(self._groups, None)
        if self._ahead is None or self._ahead[0] != request_id:
            return ()
        rows = [row[1] if len(row) == 2 else tuple(row)[1:] for row in self._ahead[1]]
        self._ahead = next(self._groups, None)
        return rows
