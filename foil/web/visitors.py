"""Who knocks at sign-in, and the mark that makes a browser familiar afterwards.

The mark is a signed cookie holding a random word for each person who has signed in there. It
opens nothing: it only keeps a stranger's failures from holding up someone at their own browser.
"""

import hashlib
import secrets

from flask import current_app, request
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.wrappers import Response

from foil.operations.accounts import tidy_email
from foil.operations.sign_ins import Visitor

COOKIE = "foil_familiar"
LASTS = 365 * 24 * 3600
MOST = 8  # people who share one browser


def visitor(email: str = "") -> Visitor:
    """The visitor of this request, as someone who says their address is `email`."""
    mark = _marks().get(_name(email), "") if email else ""
    return Visitor(request.remote_addr or "", request.user_agent.string, mark)


def make_familiar(response: Response, email: str) -> None:
    """Leave a mark for this person in the browser, unless it has one."""
    marks = _marks()
    marks.setdefault(_name(email), secrets.token_urlsafe(12))
    kept = dict(list(marks.items())[-MOST:])
    response.set_cookie(
        COOKIE, _signer().dumps(kept), max_age=LASTS, httponly=True, samesite="Lax",
        secure=request.is_secure,
    )  # fmt: skip


def _marks() -> dict[str, str]:
    try:
        marks = _signer().loads(request.cookies.get(COOKIE, ""))
    except BadSignature:
        return {}
    return {str(name): str(mark) for name, mark in marks.items()}


def _name(email: str) -> str:
    return hashlib.sha256(tidy_email(email).encode()).hexdigest()[:16]


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="familiar browser")
