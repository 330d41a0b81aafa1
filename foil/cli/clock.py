"""`foil clock`: the dates the law sets for a history in a JSON file. Needs no database."""

import json
from datetime import date
from typing import Any

import click

from foil.catalog.counting import rules_for
from foil.cli.day import Day
from foil.errors import BadInput, FoilError
from foil.law.clocks import Clock, run
from foil.law.facts import Facts, read_facts
from foil.law.history import history_of
from foil.law.report import report
from foil.law.rules import Rules
from foil.law.sayings import sentences
from foil.law.stages import STAGES
from foil.law.values import one_line
from foil.law.words import lead, numbered, title
from foil.newyork import day_of, now


@click.command()
@click.argument("facts", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option("--as-of", type=Day(), metavar="DATE", help="The day to look from; today without.")
@click.option("--known-on", type=Day(), metavar="DATE", help="Leave out what had not come by then.")
@click.option("--json", "as_json", is_flag=True, help="Print data alone, for other programs.")
def clock(facts: str, as_of: date | None, known_on: date | None, as_json: bool) -> None:
    """Count the dates the law sets for the history in FACTS, a JSON file (- for standard input)."""
    read = read_facts(_json(facts))
    rules = _rules(read)
    history = history_of(read.events, read.items, known_on)
    day = as_of or day_of(now())
    clocks = run(history, rules)
    data = report(history, clocks, day)
    if as_json:
        click.echo(json.dumps(data, ensure_ascii=False, indent=1))
    else:
        _print(data, clocks, rules, day)


def _json(path: str) -> object:
    try:
        with click.open_file(path, encoding="utf-8") as file:
            return json.load(file)
    except UnicodeDecodeError:
        raise BadInput(f"{path} is not text in UTF-8; save it as JSON.") from None
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise BadInput(f"{path} is not JSON: {error.msg} at {where}.") from None
    except ValueError:
        raise BadInput(f"{path} holds a number too long to read.") from None
    except RecursionError:
        raise BadInput(f"{path} is nested too deeply to read.") from None


def _rules(facts: Facts) -> Rules:
    try:
        return rules_for(facts)
    except FoilError as error:
        raise BadInput(one_line(str(error))) from None


def _print(data: dict[str, Any], clocks: tuple[Clock, ...], rules: Rules, day: date) -> None:
    for counted in clocks:
        state = counted.state(day).replace("_", " ")
        flag = ", provisional" if counted.provisional else ""
        stake = f", {counted.stake}" if counted.stake else ""
        of = f" ({numbered(counted.items)})" if len(data["stage"]) > 1 else ""
        click.echo(f"{title(counted, rules.agency.short)}{of}: {state}{stake}{flag}")
        click.echo(f"  {lead(counted)}")
        for sentence in sentences(counted):
            click.echo(f"    {sentence}")
    for trap in data["traps"]:
        click.echo(f"Look again: {trap['says']}")
    for item, stage in sorted(data["stage"].items(), key=lambda pair: STAGES.index(pair[1])):
        click.echo(f"Item {item}: {stage}")
