"""The README names what there is: commands, settings, make's targets, files."""

import re

import pytest

from foil.cli import COMMANDS
from tests.kept import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
VARIABLES = re.compile(r"\bFOIL_[A-Z_]+\b")


def test_its_commands_are_the_commands() -> None:
    documented = re.findall(r"^\| `foil (\w+)` \|", README, flags=re.MULTILINE)
    assert documented == list(COMMANDS)


def test_its_settings_are_the_settings() -> None:
    documented = re.findall(r"^\| `(FOIL_[A-Z_]+)` \|", README, flags=re.MULTILINE)
    read = {
        name for path in ROOT.glob("foil/**/*.py") for name in VARIABLES.findall(path.read_text())
    }
    assert set(documented) == read


def test_its_targets_are_in_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = set(re.findall(r"(?:`|^)make (\w+)", README, flags=re.MULTILINE))
    assert {"run", "test", "check"} <= named
    assert named <= set(re.findall(r"^(\w+):", makefile, flags=re.MULTILINE))


PATHS = re.compile(
    r"(?:`|^|\(|; )((?:\.readme|foil|templates|letters|tests|instance)/[\w./]*)", re.MULTILINE
)


@pytest.mark.parametrize("path", sorted(set(PATHS.findall(README))))
def test_the_files_it_names_exist(path: str) -> None:
    assert (ROOT / path).exists()
