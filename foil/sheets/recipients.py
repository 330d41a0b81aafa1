"""A list of agencies somebody pastes or brings: one a line, with officers where they are given.

The first line may name the columns. Without it a cell is known by what it holds: a mailbox, a web
address, a telephone number, a street with its ZIP code; the first of what is left is the agency.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from foil.errors import BadInput
from foil.sheets.delimited import separator

MOST = 1000
LONGEST = 400_000  # characters: a thousand agencies with their officers take a tenth
TOO_MANY = f"Bring up to {MOST:,} agencies at a time."
TOO_LONG = "That is more than a list of agencies holds; bring it in parts."

FIELDS: Mapping[str, frozenset[str]] = {
    "name": frozenset({"agency", "name", "agency name", "body", "department", "office"}),
    "officer": frozenset({"officer", "records access officer", "rao", "title", "to", "attention"}),
    "email": frozenset({"email", "e-mail", "mail", "e-mail address", "email address"}),
    "address": frozenset(
        {"address", "street address", "postal address", "post", "mailing address"}
    ),
    "portal": frozenset({"portal", "web", "website", "url", "link", "form"}),
    "telephone": frozenset({"telephone", "phone", "tel", "telephone number"}),
    "kind": frozenset({"kind", "level", "type", "jurisdiction"}),
}
"""What a column may be called, in small letters."""

_MAIL = re.compile(r"[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+")
_WEB = re.compile(r"https?://\S+|www\.\S+", re.IGNORECASE)
_ZIP = re.compile(r"\b\d{5}(-\d{4})?\b")
_TELEPHONE = re.compile(r"[\d() +.\-/x]{7,24}")


@dataclass(frozen=True)
class Named:
    """One agency as a line names it; `n` is the line. What is not given is empty."""

    n: int
    name: str
    officer: str = ""
    email: str = ""
    address: str = ""
    portal: str = ""
    telephone: str = ""
    kind: str = ""


def read(text: str) -> list[Named]:
    """The agencies of a list, each name once. Raises BadInput for one that is too long."""
    if len(text) > LONGEST:
        raise BadInput(TOO_LONG, {"listed": TOO_LONG})
    found: dict[str, Named] = {}
    for named in _named(list(_rows(text))):
        found.setdefault(named.name.casefold(), named)
        if len(found) > MOST:
            raise BadInput(TOO_MANY, {"listed": TOO_MANY})
    return list(found.values())


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The lines that hold anything, each with its number and its cells."""
    said = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    mark = separator(said)
    if mark == "," and not _by_commas(said):
        mark = "\0"
    lines = csv.reader(
        io.StringIO(said.replace("\0", "")), delimiter=mark if mark != "\0" else "\t"
    )
    for n, row in enumerate(lines, 1):
        cells = [" ".join(cell.split()) for cell in row]
        if any(cells):
            yield n, cells


def _by_commas(said: str) -> bool:
    """Whether commas part cells: not in a list of names alone, where one may be in a name."""
    first = next((line for line in said.splitlines() if line.strip()), "")
    heads = {cell.strip().casefold() for cell in first.split(",")}
    return bool(heads & set().union(*FIELDS.values())) or bool(_MAIL.search(said))


def _named(rows: Sequence[tuple[int, list[str]]]) -> Iterator[Named]:
    heads = _heads(rows[0][1]) if rows else {}
    for n, cells in rows[1:] if heads else rows:
        told = _by_head(cells, heads) if heads else _by_what_it_holds(cells)
        if told.get("name"):
            yield Named(n, **told)


def _heads(cells: Sequence[str]) -> dict[int, str]:
    """Which column is which; empty where the first line is no heading."""
    found: dict[int, str] = {}
    for place, cell in enumerate(cells):
        field = next((name for name, words in FIELDS.items() if cell.casefold() in words), None)
        if field is not None and field not in found.values():
            found[place] = field
    return found if "name" in found.values() else {}


def _by_head(cells: Sequence[str], heads: Mapping[int, str]) -> dict[str, str]:
    return {field: cells[place] for place, field in heads.items() if place < len(cells)}


def _by_what_it_holds(cells: Sequence[str]) -> dict[str, str]:
    told: dict[str, str] = {}
    for cell in filter(None, cells):
        field = _holds(cell)
        if field == "text":
            field = "officer" if "name" in told else "name"
        if field not in told:
            told[field] = cell
        elif field == "officer":
            told["address"] = f"{told['address']}, {cell}" if "address" in told else cell
    return told


def _holds(cell: str) -> str:
    if _MAIL.fullmatch(cell):
        return "email"
    if _WEB.fullmatch(cell):
        return "portal"
    if _TELEPHONE.fullmatch(cell) and sum(each.isdigit() for each in cell) >= 7:
        return "telephone"
    return "address" if _ZIP.search(cell) else "text"
