"""A draft that saves itself: when it was saved, or why it was not."""

from collections.abc import Callable
from typing import Any

from foil.errors import BadInput, MovedOn
from foil.web.pages import pieces


def saved(keep: Callable[[], Any], page: str) -> str | tuple[str, int]:
    """Keep a draft by `keep`, which gives what to show of it then; the pieces of the page that say
    so, or why not. `page` is the draft's address."""
    try:
        return pieces("compose/saved_pieces.html", drawn=keep())
    except (BadInput, MovedOn) as error:
        since = error.since if isinstance(error, MovedOn) else 0
        problems = getattr(error, "problems", {}) or {"": str(error)}
        said = pieces("compose/not_saved.html", since=since, page=page, problems=problems)
        return said, error.status
