"""What a database says when it cannot, turned into one sentence for the person at the desk."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from foil.errors import BadInput, Busy, FoilError, Full, Unreachable

BUSY = "Another save is holding the record; nothing was changed. Try again in a moment."
FULL = "The disk is full; nothing was changed. Make room, then save again."
UNWRITABLE = (
    "The record cannot be written ({}); nothing was changed. Check the disk and its permissions."
)
UNREACHABLE = "The record cannot be opened ({}). Check the data folder or FOIL_DATABASE_URL."
UNKEPT = "What was typed holds a character that cannot be kept; type it again without it."
UNMADE = "There is no record here yet. Run `foil init` or `foil serve` first."
OTHER_RELEASE = (
    "This record is of another release of FOIL Desk ({}). Run `foil serve` of the newer one, "
    "which brings it up to date."
)

_BUSY = ("database is locked", "database table is locked", "lock timeout", "deadlock detected")
_FULL = ("database or disk is full", "no space left", "could not extend file")
_UNWRITABLE = ("disk i/o error", "readonly database", "read-only")
_UNREACHABLE = (
    "unable to open database file",
    "not a database",
    "malformed",
    "connection failed",
    "connection is bad",
    "connection refused",
    "could not connect",
    "server closed the connection",
    "password authentication failed",
    "shutting down",
)


@contextmanager
def sentences() -> Iterator[None]:
    """Raise a database's own trouble inside as a FoilError; let our own mistakes through."""
    try:
        yield
    except DBAPIError as error:
        told = _told(error)
        if told is None:
            raise
        raise told from error


def _told(error: DBAPIError) -> FoilError | None:
    words = str(error.orig).strip()
    said = words.casefold()
    first = words.splitlines()[0] if words else "no reason given"
    if _any(said, _BUSY):
        return Busy(BUSY)
    if _any(said, _FULL):
        return Full(FULL)
    if _any(said, _UNWRITABLE):
        return Full(UNWRITABLE.format(first))
    if _any(said, _UNREACHABLE) or error.connection_invalidated:
        return Unreachable(UNREACHABLE.format(first))
    if "cannot contain nul" in said:
        return BadInput(UNKEPT)
    if "no such table" in said or getattr(error.orig, "sqlstate", None) == "42P01":
        return Unreachable(UNMADE)
    if "no such column" in said or getattr(error.orig, "sqlstate", None) == "42703":
        return Unreachable(OTHER_RELEASE.format(first))
    return None


def _any(said: str, signs: tuple[str, ...]) -> bool:
    return any(sign in said for sign in signs)
