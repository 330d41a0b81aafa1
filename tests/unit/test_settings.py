"""Where the data folder is, and the key in it."""

import stat
from pathlib import Path

import pytest

from foil.errors import BadInput, FoilError
from foil.settings import CHECKOUT, Settings, prepare, secret_key, settings


def test_the_folder_named_wins(tmp_path: Path) -> None:
    found = settings(tmp_path / "a", {"FOIL_DATA": str(tmp_path / "b")})
    assert found.folder == tmp_path / "a"
    assert found.database_url == f"sqlite:///{tmp_path / 'a' / 'foil.sqlite'}"


def test_then_the_environment(tmp_path: Path) -> None:
    assert settings(None, {"FOIL_DATA": str(tmp_path)}).folder == tmp_path


def test_then_the_checkouts_instance() -> None:
    assert settings(None, {}).folder == CHECKOUT / "instance"


def test_then_the_users_own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("foil.settings.CHECKOUT", tmp_path)
    assert settings(None, {}).folder.name == "foil-desk"


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_a_postgresql_address_gets_our_driver(scheme: str) -> None:
    found = settings(None, {"FOIL_DATABASE_URL": f"{scheme}://foil@db/foil"})
    assert found.database_url == "postgresql+psycopg://foil@db/foil"


@pytest.mark.parametrize(("given", "port"), [("", 8340), ("9000", 9000)])
def test_the_port(given: str, port: int) -> None:
    assert settings(None, {"FOIL_PORT": given}).port == port


@pytest.mark.parametrize("given", ["0", "65536", "http", "-1", "8³"])
def test_no_port(given: str) -> None:
    with pytest.raises(BadInput, match="give a port from 1 to 65535"):
        settings(None, {"FOIL_PORT": given})


def test_the_key_is_made_once_and_is_ours_alone(tmp_path: Path) -> None:
    found = Settings(tmp_path / "data", "sqlite://")
    prepare(found)
    key = secret_key(found)
    assert len(key) == 64
    assert secret_key(found) == key
    path = tmp_path / "data" / "secret.key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert sorted(file.name for file in path.parent.glob("secret*")) == ["secret.key"]


def test_the_database_is_ours_alone_in_a_folder_open_to_others(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    prepare(settings(tmp_path, {}))
    assert stat.S_IMODE((tmp_path / "foil.sqlite").stat().st_mode) == 0o600


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(FoilError, match="choose another with --data or FOIL_DATA"):
        prepare(Settings(tmp_path / "file" / "data", "sqlite://"))
