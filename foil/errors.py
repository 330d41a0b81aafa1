"""Every error FOIL Desk raises on purpose: one sentence saying what happened and what to do."""


class FoilError(Exception):
    """Something the person at the desk can mend. `str()` is the one sentence to show."""

    exit_code = 1
    status = 400


class BadInput(FoilError):
    """What was given cannot be used. `problems` maps a field's name to its own sentence."""

    exit_code = 2
    status = 422

    def __init__(self, says: str, problems: dict[str, str] | None = None) -> None:
        super().__init__(says)
        self.problems: dict[str, str] = problems or {}


class NotFound(FoilError):
    """There is no such thing, or none that this person may see."""

    status = 404


class Refused(FoilError):
    """This person may not do that."""

    status = 403


class MovedOn(FoilError):
    """The record has changed since the form was drawn. `since` is the first new `seq`."""

    status = 409

    def __init__(self, says: str, since: int) -> None:
        super().__init__(says)
        self.since = since


class TooLarge(FoilError):
    """A file is larger than this way of bringing it allows."""

    status = 413


class Busy(FoilError):
    """Another save holds the record."""

    status = 503


class Full(FoilError):
    """There is no room left to write in."""

    status = 507


class Unreachable(FoilError):
    """The record cannot be opened."""

    status = 503
