"""The index of every page's words: FTS5 on SQLite, `tsvector` on PostgreSQL. Triggers alone write
it (migration 0029); both hold the same words, so both find the same pages in an order of their own.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, TableClause, cast, column, func, literal_column, table
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Session

from foil.model.query import AllOf, AnyOf, Query, Words

INDEX = "page_words"
"""The index, and on SQLite the beginning of the names of the tables in which it keeps itself."""


@dataclass(frozen=True)
class Found:
    """The pages that a query finds: what to select from, the condition, the column with the page's
    id, and what puts the best first."""

    index: TableClause
    matches: ColumnElement[bool]
    page: ColumnElement[int]
    order: tuple[ColumnElement[Any], ...]


def found(session: Session, query: Query) -> Found:
    """The pages that hold what `query` asks for."""
    if session.get_bind().dialect.name == "sqlite":
        index = table(INDEX, column("rowid"), column("rank"))
        matches = literal_column(INDEX).op("MATCH", is_comparison=True)(_fts5(query))
        return Found(
            index, matches, index.c.rowid, (index.c.rank,)
        )  # by anything more, all are sorted
    index = table(INDEX, column("page_id"), column("words"))
    asked = cast(_tsquery(query), TSQUERY)
    matches = index.c.words.op("@@", is_comparison=True)(asked)
    best = func.ts_rank(index.c.words, asked).desc()
    return Found(index, matches, index.c.page_id, (best, index.c.page_id))


def _fts5(query: Query) -> str:
    match query:
        case Words(words, prefix):
            return f'"{" ".join(words)}"' + ("*" if prefix else "")
        case AnyOf(parts):
            return f"({' OR '.join(map(_fts5, parts))})"
        case AllOf(parts, without):
            said = " AND ".join(map(_fts5, parts))
            for part in without:
                said = f"({said}) NOT {_fts5(part)}"
            return f"({said})"


def _tsquery(query: Query) -> str:
    match query:
        case Words(words, prefix):
            said = " <-> ".join(f"'{word}'" for word in words)
            return f"({said}{':*' if prefix else ''})"
        case AnyOf(parts):
            return f"({' | '.join(map(_tsquery, parts))})"
        case AllOf(parts, without):
            wanted = map(_tsquery, parts)
            return f"({' & '.join([*wanted, *(f'!{_tsquery(part)}' for part in without)])})"
