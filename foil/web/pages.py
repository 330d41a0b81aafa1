"""Drawing pages: every template gets what every page shows, and nothing is left undefined."""

from typing import Any

from flask import Flask, current_app, render_template, request
from flask_login import current_user
from jinja2 import StrictUndefined

from foil.errors import FoilError
from foil.insight.self_check import Differing
from foil.model.tables import Office, Person
from foil.web import words
from foil.web.desk import today
from foil.web.signed_in import SignedIn

REQUESTS = (
    "requests",
    "bulk",
    "campaigns",
    "campaign_asks",
    "campaign_queue",
    "rounds",
    "follow_ups",
    "request",
    "record",
    "related",
    "reply",
    "compose",
    "letters",
    "letter_filing",
    "letter_sending",
    "letter_versions",
    "letter_approval",
    "appeals",
    "matters",
    "imports",
    "under_way",
)

SECTIONS = (
    (
        "Today",
        "today.page",
        (
            "today",
            "moved",
            "reminders",
            "replies",
            "reply_adding",
            "reply_splitting",
            "reply_table",
        ),
    ),
    ("Requests", "requests.listing", REQUESTS),
    ("Documents", "documents.listing", ("documents", "custody", "search", "viewer")),
    ("Agencies", "agencies.listing", ("agencies", "agency_facts", "corrections")),
    ("Technologies", "technologies.listing", ("technologies",)),
)
"""The desk's sections: words, first page, blueprints."""

MANY = {"story": "stories"}


def page(template: str, **facts: Any) -> str:
    """A page. `problems` maps a form's field to its sentence, and is empty unless given."""
    return render_template(template, **{"problems": {}, **facts})


def pieces(template: str, **facts: Any) -> str:
    """Pieces of a page, each to take the place of the one with its id: without what only the frame
    around a page shows, which need not be loaded for them."""
    drawn = current_app.jinja_env.get_template(template)
    return drawn.render({"problems": {}, "today": today(), **facts})


def shown_everywhere() -> dict[str, Any]:
    """What the frame around a page shows."""
    person, office, differing = _whoever()
    word = office.matter_word if office else "matter"
    return {
        "me": person,
        "office": office,
        "differing": differing,
        "matter_word": word,
        "matter_words": MANY.get(word, f"{word}s"),
        "sections": SECTIONS,
        "section": request.blueprint,
        "shortcuts": person is not None and person.shortcuts,
        "today": today(),
    }


def _whoever() -> tuple[Person | None, Office | None, Differing | None]:
    """Who is signed in, with the office and what differs; nobody where the record cannot be read,
    so that a page can still say so."""
    try:
        user: SignedIn | None = current_user if current_user.is_authenticated else None
        return (user.person, *user.frame) if user else (None, None, None)
    except FoilError:
        return None, None, None


def install(app: Flask) -> None:
    """Set the templates' rules: what is undefined fails, and dates speak New York English."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(words.FILTERS)
    app.context_processor(shown_everywhere)
