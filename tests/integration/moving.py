"""A record on SQLite that may be put in another place, for the tests that each want a new one.

What its engine has compiled stays compiled: a query takes longer to compile than to run.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import event

from foil.model.database import Database


class Moving(Database):
    """The record in the file `path`, which may change while no connection is open."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"sqlite:///{path}")
        self.path = path
        event.listen(self.engine, "do_connect", self._look_there)

    def at(self, path: Path) -> "Moving":
        """The same, with another file to open from now on."""
        self.close()
        self.path = path
        return self

    def _look_there(
        self, _dialect: object, _record: object, where: list[Any], _options: Sequence[object]
    ) -> None:
        where[0] = str(self.path)
