"""The `foil` command: one table of commands, each imported only when it is the one asked for.

A command `name` is the click command `name` in the module `foil.cli.name`, with a line below after
a word that Python keeps for itself. It finds the data folder a person named with `--data`, before
or after the command's own name, in `click.Context.obj`: a `Path`, or None where none was named.
"""

import importlib
from keyword import iskeyword
from pathlib import Path
from typing import Any, NoReturn

import click

from foil import __version__
from foil.errors import FoilError

COMMANDS = {
    "serve": "Open the desk in a browser on this machine.",
    "work": "Do what is due: recounts, the nightly check, sweeping up.",
    "init": "Make the data folder, the database and the first administrator.",
    "demo": "Add sample requests to try the desk with, or take them away.",
    "clock": "Count the dates the law sets for a history in a JSON file.",
    "letter": "Write a letter as PDF, Word, Markdown or plain text.",
    "read": "Say what an agency's reply seems to be, and why.",
    "file": "Put files in a request's unfiled tray.",
    "search": "Find pages of files by their words.",
    "import": "Bring in a sheet of requests begun elsewhere.",
    "next": "List what is yours to do, soonest first.",
    "remind": "Mail each person what is due.",
    "verify": "Check every chain, count and stored file.",
}
INTERRUPTED = 130  # what a shell expects of a program ended by Ctrl-C: 128 + SIGINT


def data_option(help_text: str) -> click.Option:
    """The `--data FOLDER` option; sets `Context.obj` and passes nothing to the command."""
    return click.Option(
        ["--data"],
        type=click.Path(file_okay=False, path_type=Path),
        metavar="FOLDER",
        expose_value=False,
        callback=_keep_folder,
        help=help_text,
    )


def _keep_folder(context: click.Context, _: click.Parameter, folder: Path | None) -> None:
    if folder is not None:
        context.obj = folder


class Commands(click.Group):
    """The commands of `COMMANDS`. Listing them imports none; running one imports that one."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name with `--data` added, imported if it is one of the table's."""
        command = super().get_command(ctx, cmd_name)
        if cmd_name in COMMANDS:
            name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
            command = getattr(importlib.import_module(f"foil.cli.{name}"), name)
        if command is not None and not any("--data" in option.opts for option in command.params):
            command.params.append(data_option("The data folder; the same as before the command."))
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table itself, so that `foil --help` starts as fast as click does."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command. Errors meant for people end in one sentence, never in a traceback."""
        try:
            return super().invoke(ctx)
        except FoilError as error:
            _end(ctx, str(error), error.exit_code)
        except OSError as error:
            if error.filename is None:
                raise
            _end(ctx, f"{error.filename}: {error.strerror}. Mend that, or name another place.", 1)
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)


def _end(context: click.Context, says: str, exit_code: int) -> NoReturn:
    click.echo(says, err=True)
    context.exit(exit_code)


@click.group("foil", cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="foil")
def main() -> None:
    """Write, track and prove requests under New York's Freedom of Information Law."""


main.params.append(
    data_option("The data folder. Otherwise FOIL_DATA, ./instance in a checkout, or your own.")
)
