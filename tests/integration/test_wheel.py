"""What `pip install .` installs is whole: every file the program reads is inside the wheel."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.kept import ROOT, kept_files

INSIDE = {"foil": "foil", "templates": "foil/web/templates", "letters": "foil/letters/templates"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as a build makes it."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment whose `foil` is the wheel's, far from the checkout."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return {**os.environ, "PYTHONPATH": str(folder), "FOIL_DATA": str(folder / "data")}


def run(environment: dict[str, str], folder: Path, *arguments: str, typed: str = "") -> str:
    """What `foil` prints when run in `folder` with `typed` on its standard input."""
    program = subprocess.run(
        [sys.executable, "-m", "foil", *arguments],
        cwd=folder,
        env=environment,
        input=typed,
        capture_output=True,
        text=True,
        check=False,
    )
    assert program.returncode == 0, program.stderr
    return program.stdout


def test_the_wheel_holds_every_file_of_the_program(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    wanted = {
        "/".join((INSIDE[path.parts[0]], *path.parts[1:]))
        for path in kept_files()
        if path.parts[0] in INSIDE
    }
    assert wanted - held == set()


def test_it_is_the_wheel_that_runs(installed: dict[str, str], tmp_path: Path) -> None:
    where = subprocess.run(
        [sys.executable, "-c", "import foil; print(foil.__file__)"],
        cwd=tmp_path,
        env=installed,
        capture_output=True,
        text=True,
        check=True,
    )
    assert where.stdout.startswith(installed["PYTHONPATH"])


def test_help_runs_in_an_empty_folder(installed: dict[str, str], tmp_path: Path) -> None:
    assert "Usage: foil" in run(installed, tmp_path, "--help")
    assert list(tmp_path.iterdir()) == []


def test_a_letter_is_written_in_an_empty_folder(installed: dict[str, str], tmp_path: Path) -> None:
    asked = ["--agency", "nypd", "--technology", "facial-recognition"]
    dates = ["--from", "2019-01-01", "--to", "2026-11-22", "--dated", "2026-11-22"]
    run(installed, tmp_path, "letter", "request", *asked, *dates, "-o", "letter.pdf")
    assert [path.name for path in tmp_path.iterdir()] == ["letter.pdf"]
    assert (tmp_path / "letter.pdf").read_bytes().startswith(b"%PDF-")


def test_it_makes_and_verifies_a_record(installed: dict[str, str], tmp_path: Path) -> None:
    first = ["init", "--email", "attorney@example.org"]
    assert installed["FOIL_DATA"] in run(
        installed, tmp_path, *first, typed="a long enough phrase\n"
    )
    assert run(installed, tmp_path, "verify")
    assert list(tmp_path.iterdir()) == []
