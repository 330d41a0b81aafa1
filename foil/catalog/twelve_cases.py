"""The twelve cases every appeal wants: what each is cited for, and how it is used against us."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from foil.catalog.table import DATA, Table, read_toml


@dataclass(frozen=True, slots=True)
class TwelveCase:
    """One of them. `proposition` is what a letter would cite it for, `adverse` how agencies use it;
    `look` the pages to look at, empty where no source gives them."""

    authority: str
    proposition: str
    adverse: str
    look: str


@cache
def twelve_cases() -> Mapping[str, TwelveCase]:
    """The cases by the id of their authority, in the order to read them. Raises MalformedFile."""
    rows = read_toml(DATA / "twelve_cases.toml").rows()
    return MappingProxyType({name: _case(name, row) for name, row in rows})


def _case(authority: str, table: Table) -> TwelveCase:
    case = TwelveCase(
        authority=authority,
        proposition=table.text("proposition"),
        adverse=table.text("adverse"),
        look=table.text_or_none("look") or "",
    )
    table.done()
    return case
