"""Who is signed in: Flask-Login over sign-ins that can be ended from anywhere."""

from functools import cached_property

from flask import Flask, request, session
from flask.sessions import SecureCookieSessionInterface
from flask_login import LoginManager, UserMixin, login_user, logout_user

from foil.insight.self_check import Differing, differing
from foil.model.tables import Office, Person, SignIn
from foil.operations.office import the_office
from foil.operations.sign_ins import sign_in_of
from foil.web.desk import desk, now, reading


class SignedIn(UserMixin):
    """Someone at the desk, with the sign-in they came by."""

    def __init__(self, token: str, sign_in: SignIn, person: Person) -> None:
        self.token = token
        self.sign_in = sign_in
        self.person = person

    @cached_property
    def frame(self) -> tuple[Office | None, Differing | None]:
        """What only the frame around a page shows: the office they work for, and the requests whose
        dates the last self-check counted in two ways."""
        with reading() as database:
            return the_office(database), differing(self.person, database)

    def get_id(self) -> str:
        """The sign-in's token: what the cookie holds, and ending the sign-in makes worthless."""
        return self.token


def load(token: str) -> SignedIn | None:
    """Whoever signed in with this token, if that sign-in still holds."""
    with reading() as database:
        found = desk().remembered.of(
            database, ("sign-in", token), lambda: sign_in_of(database, token, now=now())
        )
    if found is None or found[0].ends_at <= now():
        return None
    return SignedIn(token, *found)


def enter(token: str) -> None:
    """Begin the browser's session anew with this sign-in."""
    user = load(token)
    session.clear()
    login_user(user)


def leave() -> None:
    """Forget the sign-in in this browser."""
    logout_user()
    session.clear()


class Sessions(SecureCookieSessionInterface):
    """Flask's own sessions, whose cookie stays on HTTPS wherever it was made on HTTPS."""

    def get_cookie_secure(self, app: Flask) -> bool:
        return request.is_secure


def install(app: Flask) -> None:
    """Let Flask-Login load people by the token in their cookie."""
    app.session_interface = Sessions()
    manager = LoginManager()
    manager.session_protection = None  # a sign-in is bound to its row, not to an address
    manager.user_loader(load)
    manager.init_app(app, add_context_processor=False)  # `pages` says who is here
