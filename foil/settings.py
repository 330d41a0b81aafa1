"""Where an office keeps its record: the data folder, the database and the secret key."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from foil.errors import BadInput, FoilError

CHECKOUT = Path(__file__).resolve().parent.parent
DEFAULT_PORT = 8340
DATABASE = "foil.sqlite"  # in the data folder, unless FOIL_DATABASE_URL says otherwise
MAIL = {
    "host": "FOIL_SMTP_HOST",
    "port": "FOIL_SMTP_PORT",
    "security": "FOIL_SMTP_SECURITY",
    "username": "FOIL_SMTP_USER",
    "password": "FOIL_SMTP_PASSWORD",
    "sender": "FOIL_SMTP_FROM",
    "url": "FOIL_URL",
}
"""What the surroundings may say of mail, each going before the office's own settings."""
MAILBOX = {
    "host": "FOIL_IMAP_HOST",
    "port": "FOIL_IMAP_PORT",
    "security": "FOIL_IMAP_SECURITY",
    "username": "FOIL_IMAP_USER",
    "password": "FOIL_IMAP_PASSWORD",
    "folder": "FOIL_IMAP_FOLDER",
}
"""The same of the mailbox that agencies write to."""


@dataclass(frozen=True)
class Settings:
    """What the surroundings decide; everything else an office decides in its settings page.

    `folder` is the data folder, `database_url` a SQLAlchemy URL, `port` the one `foil serve`
    listens on.
    """

    folder: Path
    database_url: str
    port: int = DEFAULT_PORT

    @property
    def documents(self) -> Path:
        """Documents, each under its SHA-256."""
        return self.folder / "documents"

    @property
    def incoming(self) -> Path:
        """Files still arriving; anything here when nothing runs may be deleted, and what had
        arrived of a large file begins anew then."""
        return self.folder / "incoming"


def settings(data: Path | None = None, environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings in force: `--data`, else FOIL_DATA, else the checkout's instance folder,
    else the platform's folder for a user's data.

    Raises BadInput where FOIL_PORT is not a port.
    """
    folder = (data or _named_folder(environ) or _own_folder()).expanduser().resolve()
    url = environ.get("FOIL_DATABASE_URL") or _own_database(folder)
    return Settings(folder, _psycopg(url), _port(environ.get("FOIL_PORT", "")))


def mail_around(
    environ: Mapping[str, str] = os.environ, names: Mapping[str, str] = MAIL
) -> dict[str, str]:
    """What the surroundings say of mail, by the names of MAIL or of MAILBOX; what they do not say
    is left out."""
    return {name: environ[variable] for name, variable in names.items() if environ.get(variable)}


def prepare(settings: Settings) -> None:
    """Make the data folder and the folders in it, readable by this user alone. So is the database
    in it, even where the folder was there and is open to others.

    Raises FoilError where they cannot be made.
    """
    try:
        for folder in (settings.folder, settings.documents, settings.incoming):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if settings.database_url == _own_database(settings.folder):
            (settings.folder / DATABASE).touch(mode=0o600)
    except OSError as error:
        raise FoilError(
            f"The data folder {settings.folder} cannot be made ({error.strerror}); "
            "choose another with --data or FOIL_DATA."
        ) from error


def secret_key(settings: Settings) -> str:
    """The key that signs sessions and forms, made on the first start in a file only this user
    may read. Two programs starting at once get the same key.

    Raises FoilError where the file cannot be written.
    """
    path = settings.folder / "secret.key"
    try:
        if not path.exists():
            _publish_key(path)
        return path.read_text(encoding="ascii").strip()
    except OSError as error:
        raise FoilError(
            f"The secret key {path} cannot be kept ({error.strerror}); "
            "make the data folder writable and start again."
        ) from error


def _publish_key(path: Path) -> None:
    """Write the key aside and link it into place: a reader never sees half a key."""
    aside = path.with_name(f"secret.{os.getpid()}.part")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32) + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(aside, path)
    except FileExistsError:
        pass
    finally:
        aside.unlink()


def _named_folder(environ: Mapping[str, str]) -> Path | None:
    named = environ.get("FOIL_DATA", "")
    return Path(named) if named else None


def _own_folder() -> Path:
    if (CHECKOUT / "pyproject.toml").is_file() and (CHECKOUT / "instance").is_dir():
        return CHECKOUT / "instance"
    return Path(platformdirs.user_data_dir("foil-desk", appauthor=False))


def _own_database(folder: Path) -> str:
    return f"sqlite:///{folder / DATABASE}"


def _psycopg(url: str) -> str:
    """A PostgreSQL address as people write it, with the driver we use named."""
    for scheme in ("postgresql://", "postgres://"):
        if url.startswith(scheme):
            return "postgresql+psycopg://" + url.removeprefix(scheme)
    return url


def _port(text: str) -> int:
    if not text:
        return DEFAULT_PORT
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise BadInput(f"FOIL_PORT is {text!r}; give a port from 1 to 65535.")
    return int(text)
