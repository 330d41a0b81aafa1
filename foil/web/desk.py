"""What every view needs: the record, the clock, and who is asking."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime

from flask import current_app
from flask_login import current_user
from sqlalchemy.orm import Session

from foil.errors import Refused
from foil.model.database import Database
from foil.model.tables import Person, SignIn
from foil.newyork import day_of
from foil.settings import Settings
from foil.web.remembered import Remembered


@dataclass
class Desk:
    """One running desk. `open_first_run` is True where only this machine can reach it;
    `code` is what anyone else must know to make the first account; `founded` turns True once
    the first account was seen."""

    settings: Settings
    database: Database
    now: Callable[[], datetime]
    code: str
    open_first_run: bool = False
    founded: bool = False
    remembered: Remembered = field(default_factory=Remembered)


def desk() -> Desk:
    """The desk this request came to."""
    here: Desk = current_app.extensions["foil"]
    return here


def reading() -> AbstractContextManager[Session]:
    """A session to look with."""
    return desk().database.reading()


def writing() -> AbstractContextManager[Session]:
    """A session to save with, committed when its block ends."""
    return desk().database.writing()


def now() -> datetime:
    """This instant, in UTC."""
    return desk().now()


def today() -> date:
    """Today in New York."""
    return day_of(now())


def me() -> Person:
    """Who is signed in. Raises Refused where nobody is: such a view forgot its rule."""
    if not current_user.is_authenticated:
        raise Refused("Sign in first.")
    person: Person = current_user.person
    return person


def my_sign_in() -> SignIn:
    """The sign-in this request came with."""
    sign_in: SignIn = current_user.sign_in
    return sign_in
