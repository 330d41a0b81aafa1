"""What every table shares: naming of constraints, and one type for instants."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Dialect, MetaData, String, TypeDecorator
from sqlalchemy.orm import DeclarativeBase

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


def instant_text(instant: datetime) -> str:
    """An aware instant as it is stored and hashed: UTC, microseconds, always 27 characters."""
    if instant.tzinfo is None:
        raise ValueError("an instant without a time zone cannot be stored")
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class UtcInstant(TypeDecorator[datetime]):
    """An aware instant in UTC, kept as text of fixed width on every database.

    The event chain hashes this text, so what is stored must be what was hashed; the fixed width
    makes text order time order.
    """

    impl = String(27)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> str | None:
        return None if value is None else instant_text(value)

    def process_result_value(self, value: Any | None, _dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(str(value))


class Base(DeclarativeBase):
    """The record's tables. Nothing loads by itself: relationships raise unless asked for."""

    metadata = MetaData(naming_convention=NAMING)
