"""The record on each database, as the integration tests have it."""

from tests.integration.conftest import (
    database,
    database_url,
    now,
    person,
    postgres_record,
    sqlite_template,
    store,
)

__all__ = [
    "database",
    "database_url",
    "now",
    "person",
    "postgres_record",
    "sqlite_template",
    "store",
]
