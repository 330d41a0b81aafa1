"""Making the desk: one Flask app over one office's record."""

import hashlib
import hmac
from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from pathlib import Path

from flask import Flask
from flask_wtf import CSRFProtect

import foil.newyork
from foil.model.database import Database
from foil.operations.sign_ins import LIFE
from foil.settings import Settings, prepare, secret_key
from foil.web import csp, errors, pages, permissions, signed_in
from foil.web.desk import Desk
from foil.web.numbers import Number

BLUEPRINTS = (
    "first_run",
    "sign_in",
    "today",
    "requests",
    "views",
    "bulk",
    "campaigns",
    "campaign_asks",
    "campaign_queue",
    "rounds",
    "exports",
    "imports",
    "under_way",
    "request",
    "why",
    "record",
    "related",
    "reply",
    "reply_tray",
    "reply_adding",
    "reply_table",
    "reply_splitting",
    "compose",
    "follow_ups",
    "offers",
    "non_response",
    "letterhead",
    "own_templates",
    "paragraphs",
    "letters",
    "letter_filing",
    "letter_sending",
    "letter_versions",
    "letter_approval",
    "packets",
    "appeals",
    "matters",
    "moved",
    "reminders",
    "documents",
    "custody",
    "search",
    "viewer",
    "uploads",
    "agencies",
    "agency_facts",
    "corrections",
    "technologies",
    "rules",
    "exemptions",
    "authorities",
    "calculator",
    "settings",
    "feeds",
    "office",
    "office_patterns",
    "mail",
    "mailbox",
    "choices",
    "calendar",
    "people",
    "hand_over",
    "help",
    "fonts",
)
"""Modules of `foil.web`, each with its `blueprint`."""

PACKAGE = Path(__file__).resolve().parent


def create_app(
    settings: Settings,
    now: Callable[[], datetime] = foil.newyork.now,
    *,
    open_first_run: bool = False,
) -> Flask:
    """The desk over the record of these settings, its database made and migrated already.

    `now` is the one clock every page asks. `open_first_run` lets the first visitor make the
    first account without the code: for a server that only this machine reaches.
    """
    prepare(settings)
    app = Flask(
        "foil.web",
        root_path=str(PACKAGE),
        static_folder=str(PACKAGE.parent / "static"),
        template_folder=str(_templates()),
    )
    app.config.update(_config(settings))
    app.extensions["foil"] = Desk(
        settings, Database.of(settings), now, first_run_code(settings), open_first_run
    )
    app.url_map.converters["int"] = Number
    pages.install(app)
    errors.install(app)
    csp.guard(app)
    signed_in.install(app)
    permissions.guard(app)
    CSRFProtect(app)
    for name in BLUEPRINTS:
        app.register_blueprint(import_module(f"foil.web.{name}").blueprint)
    if app.debug:  # FLASK_DEBUG=1
        app.register_blueprint(import_module("foil.web.patterns").blueprint)
    return app


def first_run_code(settings: Settings) -> str:
    """What the first visitor must know where others can reach the desk: eight signs, the same
    in every process of one office, and of no use once there is an account."""
    key = secret_key(settings).encode()
    return hmac.new(key, b"first run", hashlib.sha256).hexdigest()[:8].upper()


def _templates() -> Path:
    """The templates in the installed package, else beside it in a checkout."""
    inside = PACKAGE / "templates"
    return inside if inside.is_dir() else PACKAGE.parent.parent / "templates"


def _config(settings: Settings) -> dict[str, object]:
    return {
        "SECRET_KEY": secret_key(settings),
        "SESSION_COOKIE_NAME": "foil_session",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "PERMANENT_SESSION_LIFETIME": LIFE,
        "MAX_CONTENT_LENGTH": errors.UPLOAD_LIMIT + 2**20,  # the form around the file
        "MAX_FORM_MEMORY_SIZE": 4 * 2**20,
        "WTF_CSRF_TIME_LIMIT": None,  # a letter may be open all day
        "WTF_CSRF_SSL_STRICT": False,  # it wants a referrer, which our pages do not send
    }
