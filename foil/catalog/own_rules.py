"""An agency's own rules of counting as catalog files write them, and regulations that an office
may lay over an agency where our sources do not say whose they are.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from foil.catalog.slug import UnknownSlug, near
from foil.catalog.table import DATA, Table, one_of, read_toml
from foil.law.agency import OwnRule, OwnRuleName

_NAMES: tuple[OwnRuleName, ...] = ("closes_at", "appeal_waits", "appeal_days", "decides_in")


@dataclass(frozen=True, slots=True)
class Regulation:
    """A regulation that counts days in its own way; `note` says what is known of whose it is."""

    slug: str
    title: str
    note: str
    rules: tuple[OwnRule, ...]


@cache
def load() -> Mapping[str, Regulation]:
    """The regulations by slug, as the file lists them. Raises MalformedFile."""
    return read(DATA / "agency_rules.toml")


def get(slug: str) -> Regulation:
    """The regulation of that short name. Raises UnknownSlug, naming near matches."""
    found = load().get(slug)
    if found is None:
        names = {each.slug: (each.title,) for each in load().values()}
        raise UnknownSlug("regulation", slug, near(slug, names))
    return found


def read(path: Path) -> Mapping[str, Regulation]:
    """The regulations in a file, a table each. Raises MalformedFile."""
    return MappingProxyType({slug: _regulation(slug, row) for slug, row in read_toml(path).rows()})


def own_rules(table: Table) -> tuple[OwnRule, ...]:
    """The tables `own_rules` of an agency or a regulation. Raises MalformedFile."""
    return tuple(_own_rule(each) for each in table.tables("own_rules"))


def _regulation(slug: str, table: Table) -> Regulation:
    found = Regulation(slug, table.text("title"), table.text("note"), own_rules(table))
    if not found.rules:
        table.fail("own_rules", "a regulation is here for at least one rule")
    table.done()
    return found


def _own_rule(table: Table) -> OwnRule:
    rule = one_of(table, "rule", _NAMES)
    since, until = _day(table, "since"), _day(table, "until")
    value = _hour(table) if rule == "closes_at" else _days(table)
    found = OwnRule(rule, value, table.text("authority"), since, until)
    table.done()
    return found


def _hour(table: Table) -> str:
    text = table.text("value")
    hour, _, minute = text.partition(":")
    known = text.isascii() and len(text) == 5 and hour.isdigit() and minute.isdigit()
    if not known or int(hour) > 23 or int(minute) > 59:
        table.fail("value", f"“{text}” is no hour as 17:00")
    return text


def _days(table: Table) -> int:
    found = table.number_or_none("value")
    return found or table.fail("value", "it is a number of business days, 1 or more")


def _day(table: Table, name: str) -> date | None:
    text = table.text_or_none(name)
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        table.fail(name, f"“{text}” is no day as 2026-11-22")
