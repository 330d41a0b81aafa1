"""What was loaded of the record, kept in this process for as long as nothing is saved in it.

A preview is asked for on every pause of whoever writes a letter, and nearly all that it is drawn
from, the letterhead, the directory, what may be cited, is what it was a second ago.
"""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from foil.model.database import moment

Value = TypeVar("Value")
MOST = 64
"""As many values as are kept; each is small."""


class Remembered:
    """Values by what was asked and when: the oldest goes where there are too many."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, Any] = {}
        self._lock = Lock()

    def of(self, session: Session, key: Hashable, load: Callable[[], Value]) -> Value:
        """What `load` gives for `key`, as it would be loaded now. Whoever may see different rows
        asks by a different key. What it gives is not to be changed."""
        if "moment" not in session.info:  # a session sees one moment from its beginning to its end
            session.info["moment"] = moment(session)
        at = session.info["moment"]
        if at is None:
            return load()
        asked = (key, at)
        if asked in self._kept:
            found: Value = self._kept[asked]
            return found
        made = load()
        with self._lock:
            self._kept[asked] = made
            for oldest in [*self._kept][:-MOST]:
                del self._kept[oldest]
        return made
