"""The `foil` command itself: lazy, one sentence for each failure, exit codes as promised."""

import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from foil import __version__
from foil.cli import COMMANDS, INTERRUPTED, Commands, main
from foil.errors import BadInput, NotFound

HEAVY = ("flask", "sqlalchemy", "alembic", "weasyprint", "docx", "argon2", "waitress")


def group_with(failure: BaseException) -> Commands:
    """The real group with one more command, `fails`, that ends in `failure`."""
    group = Commands("foil")

    @group.command()
    def fails() -> None:
        raise failure

    return group


@pytest.mark.parametrize(
    ("failure", "code", "says"),
    [
        (NotFound("There is no request FD-0009."), 1, "There is no request FD-0009.\n"),
        (BadInput("Event 2 has no date."), 2, "Event 2 has no date.\n"),
        (
            FileNotFoundError(2, "No such file or directory", "facts.json"),
            1,
            "facts.json: No such file or directory. Mend that, or name another place.\n",
        ),
        (KeyboardInterrupt(), INTERRUPTED, ""),
    ],
    ids=["foil-error", "bad-input", "file", "ctrl-c"],
)
def test_a_failure_is_one_sentence_and_its_exit_code(
    failure: BaseException, code: int, says: str
) -> None:
    result = CliRunner().invoke(group_with(failure), ["fails"])
    assert (result.exit_code, result.stdout, result.stderr) == (code, "", says)


def test_a_defect_keeps_its_traceback() -> None:
    result = CliRunner().invoke(group_with(OSError("nameless")), ["fails"])
    assert isinstance(result.exception, OSError)


@pytest.mark.parametrize("arguments", [["nonesuch"], ["--nonesuch"], ["--data"]])
def test_bad_usage_exits_2(arguments: list[str]) -> None:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Error: " in result.stderr


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["where"], None),
        (["--data", "here", "where"], Path("here")),
        (["where", "--data", "there"], Path("there")),
        (["--data", "here", "where", "--data", "there"], Path("there")),
    ],
    ids=["neither", "before", "after", "both"],
)
def test_the_data_folder_may_be_named_before_or_after_the_command(
    arguments: list[str], found: Path | None
) -> None:
    group = Commands("foil", params=[option for option in main.params if option.name == "data"])
    seen: list[Path | None] = []

    @group.command()
    @click.pass_obj
    def where(folder: Path | None) -> None:
        seen.append(folder)

    result = CliRunner().invoke(group, arguments)
    assert result.exit_code == 0, result.output
    assert seen == [found]


def test_help_lists_each_command_and_imports_none_of_them() -> None:
    code = (
        "import sys\n"
        "from foil.cli import main\n"
        "main(['--help'], prog_name='foil', standalone_mode=False)\n"
        "print('loaded:', *sorted(sys.modules))\n"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = out.stdout.partition("loaded:")[2].split()
    assert not [name for name in loaded if name.startswith("foil.cli.") or name in HEAVY]
    for name in COMMANDS:
        assert f"  {name} " in out.stdout


def test_it_runs_in_an_empty_folder_and_leaves_it_empty(tmp_path: Path) -> None:
    for arguments in (["--help"], ["--version"]):
        out = subprocess.run(
            [sys.executable, "-m", "foil", *arguments],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
        )
        assert out.stderr == ""
    assert out.stdout == f"foil, version {__version__}\n"
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_of_the_table_exists_and_explains_itself(name: str) -> None:
    result = CliRunner().invoke(main, [name, "--help"])
    assert result.exit_code == 0, result.output
    assert result.output.startswith(f"Usage: foil {name}")
    assert "--data FOLDER" in result.output
