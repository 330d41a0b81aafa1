"""A date on the command line."""

from datetime import date
from typing import Any

import click

from foil.law.values import read_day


class Day(click.ParamType[date]):
    """A date on the command line, written 2026-11-22."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read it, or end with a sentence and exit code 2."""
        try:
            return value if isinstance(value, date) else read_day(value)
        except ValueError:
            self.fail(f"“{value}” is not a date; write 2026-11-22.", param, ctx)
