"""A whole desk for the tests of its pages: an office, its people, a client for each of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import select

from foil.model.database import Database
from foil.model.schema import migrate
from foil.model.tables import Person
from foil.operations import accounts, office, sign_ins
from foil.operations.accounts import Introduction
from foil.operations.office import OfficeFacts
from foil.operations.sign_ins import Visitor
from foil.settings import Settings, prepare
from foil.web.app import create_app, first_run_code
from foil.web.desk import Desk
from tests.integration.moving import Moving

NOW = datetime(2026, 11, 22, 15, 30, tzinfo=UTC)
PASSWORD = "four words kept apart"
COMPILED = Path(__file__).parents[2] / ".pytest_cache" / "templates"
"""Templates as one worker has compiled them, for the others."""

dear_hasher = accounts._hasher
"""How passwords are hashed outside the tests."""


class Clock:
    """The one clock of a desk, held still until it is set."""

    def __init__(self, instant: datetime = NOW) -> None:
        self.instant = instant

    def __call__(self) -> datetime:
        return self.instant

    def set(self, instant: datetime) -> None:
        self.instant = instant


@dataclass(frozen=True)
class Built:
    """An app, its record's two openings (the tests' own and the app's), its first settings and its
    views, which a test may put another in the place of.

    By the end of a test it has compiled templates and queries, which takes longer than most tests
    do: so the next test takes it over, with a new record, clock and desk.
    """

    app: Flask
    own: Moving
    theirs: Moving
    config: dict[str, Any]
    views: dict[str, Any]


IDLE: list[Built] = []
"""What no test is using."""


@dataclass
class Site:
    """A desk that serves no port: its app, its record, its clock, its first account."""

    app: Flask
    database: Database
    clock: Clock
    settings: Settings
    keeper: Person
    built: Built | None

    def add(self, name: str, role: str = "member") -> Person:
        """Someone more, with a password."""
        who = Introduction(f"{name}@example.org", name.capitalize())
        with self.database.writing() as session:
            _, link = accounts.add_person(self.keeper, session, who, role, now=self.clock())
            return accounts.spend_link(session, link, PASSWORD, now=self.clock())

    def client(self, person: Person | None = None) -> FlaskClient:
        """A browser, with this person signed in."""
        client = self.app.test_client()
        if person is not None:
            with self.database.writing() as session:
                token = sign_ins.open_sign_in(session, person, Visitor("::1"), now=self.clock())
            with client.session_transaction() as kept:
                kept["_user_id"] = token
                kept["_fresh"] = True
        return client


def open_site(
    folder: Path, *, founded: bool = True, tokens: bool = False, apart: bool = False
) -> Site:
    """A desk over a new record in this folder. `tokens` asks forms for their CSRF tokens; `apart`
    makes an app of its own, for a test that changes it."""
    settings = _settings(folder)
    prepare(settings)
    path = folder / "foil.sqlite"
    path.write_bytes(_record(founded=founded))
    built = IDLE.pop() if IDLE and not apart else _build(settings)
    folder.joinpath("secret.key").write_text(built.config["SECRET_KEY"], encoding="ascii")
    database = built.own.at(path)
    with database.reading() as session:
        keeper = session.scalars(select(Person)).one_or_none() or Person()
    clock = Clock()
    app = built.app
    app.config.clear()
    app.config.update(built.config, WTF_CSRF_ENABLED=tokens)
    app.view_functions.update(built.views)
    app.extensions["foil"] = Desk(
        settings, built.theirs.at(path), clock, first_run_code(settings), open_first_run=True
    )
    return Site(app, database, clock, settings, keeper, None if apart else built)


def _build(settings: Settings) -> Built:
    app = create_app(settings)
    COMPILED.mkdir(parents=True, exist_ok=True)
    app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(COMPILED))
    app.extensions["foil"].database.close()
    path = settings.folder / "foil.sqlite"
    return Built(app, Moving(path), Moving(path), {**app.config}, {**app.view_functions})


@cache
def _record(*, founded: bool) -> bytes:
    """A record just made, with or without an office: migrated once for all the tests."""
    with TemporaryDirectory() as folder:
        database = Database.of(_settings(Path(folder)))
        migrate(database)
        if founded:
            with database.writing() as session:
                who = Introduction("keeper@example.org", "Staff attorney")
                accounts.first_account(session, who, PASSWORD, now=NOW)
                office.found(session, OfficeFacts("Defense unit", "law"), now=NOW)
        database.close()
        return Path(folder, "foil.sqlite").read_bytes()


def _settings(folder: Path) -> Settings:
    return Settings(folder, f"sqlite:///{folder / 'foil.sqlite'}")


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """Hash passwords by Argon2id still, with so little memory that it costs a test nothing."""
    with pytest.MonkeyPatch.context() as patch:
        quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
        patch.setattr(accounts, "_hasher", lambda: quick)
        yield


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    opened = open_site(tmp_path)
    yield opened
    close(opened)


def close(opened: Site) -> None:
    """Let the connections of the desk and of the tests go, and the next test have the app."""
    opened.database.close()
    opened.app.extensions["foil"].database.close()
    if opened.built:
        IDLE.append(opened.built)
