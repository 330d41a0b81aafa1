"""Saying that a draft which saves itself was not saved, and why."""

from foil.errors import FoilError, MovedOn
from foil.web.pages import pieces


def unsaved(error: FoilError, page: str) -> str:
    """The piece of the page that says so; `page` is the draft's address."""
    since = error.since if isinstance(error, MovedOn) else 0
    problems = getattr(error, "problems", {}) or {"": str(error)}
    return pieces("compose/not_saved.html", since=since, page=page, problems=problems)
