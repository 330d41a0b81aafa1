"""The form of a letter's facts, drawn from the types its facts have: fields, groups of them, and
tables whose rows one can add and take out. It works without a script."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from foil.letters.appeal_facts import AppealedFacts
from foil.letters.facts import AppealFacts
from foil.letters.kinds import KINDS
from foil.letters.told import GIVEN
from foil.web.letter_words import choice_words, said_of

ELSEWHERE = frozenset({"arguments", "also", "exhibit", "published"})
"""Facts that the page of an appeal's arguments writes; a form leaves them as they are."""

FROM_RECORD = ("request", "history", "reference")
ALONG = ("enclosures", "copies")
SHORT = frozenset(
    {"exhibit", "number", "page", "quantity", "rate", "stated", "total", "unit", "claimed"}
)
LINES = frozenset(
    {"what", "officer", "reference", "subject", "technology", "title", "vendor", "affirmant"}
)


@dataclass(frozen=True)
class Field:
    """A field: `type` is "day", "line", "text", "lines", "choice", "choices" or "tick"."""

    name: str
    type: str
    label: str
    hint: str = ""
    value: Any = ""
    options: Sequence[tuple[str, str]] = ()
    short: bool = False
    required: bool = False

    @property
    def triples(self) -> list[tuple[str, str, str]]:
        """The options as boxes to tick have them."""
        return [(key, words, "") for key, words in self.options]


@dataclass(frozen=True)
class Group:
    """Fields that tell one thing; `name` is its place."""

    name: str
    label: str
    fields: tuple["Part", ...]


@dataclass(frozen=True)
class Row:
    """A row of a table; `number` is its own, from 1."""

    number: int
    fields: tuple["Part", ...]


@dataclass(frozen=True)
class Table:
    """Rows of the same fields."""

    name: str
    label: str
    hint: str
    rows: tuple[Row, ...]


Part = Field | Group | Table


@dataclass(frozen=True)
class Form:
    """The facts to judge, those the record tells, and what goes along with the letter."""

    own: tuple[Part, ...]
    record: tuple[Part, ...]
    along: tuple[Part, ...]

    def holds(self, name: str) -> bool:
        """Whether the field of that name is among what the record tells."""
        tops = {part.name for part in self.record}
        return any(name == top or name.startswith(f"{top}-") for top in tops)


def field_id(path: str) -> str:
    """The name of the field at a path: "items[1].words" is fact-items-1-words."""
    return "-".join(["fact", *(each for each in re.split(r"[.\[\]]+", path) if each)])


def form_of(kind: str, told: Mapping[str, Any], more: str = "") -> Form:
    """The form of a letter of that kind; `more` names the table that has an empty row at its end.

    A table without rows has an empty one."""
    shape = KINDS[kind].facts
    drawn = dict(_parts(shape, told, kind, "", more))
    record = [*FROM_RECORD, *(["items"] if issubclass(shape, AppealFacts | AppealedFacts) else [])]
    return Form(
        own=tuple(part for name, part in drawn.items() if name not in (*record, *ALONG)),
        record=tuple(drawn[name] for name in record if name in drawn),
        along=tuple(drawn[name] for name in ALONG if name in drawn),
    )


def place_after(do: str) -> tuple[str, str | None]:
    """Once a button did what `do` says: the table to give an empty row, and where to go on."""
    verb, _, name = do.partition(":")
    if verb == "add":
        return name, f"{name}-new"
    if verb == "remove":
        return "", name.rpartition("-")[0]
    return "", "changed" if verb == "take" else None


def told_type(wanted: Any) -> Any:
    """The type of a fact where it is told: without the None of one that need not be."""
    if get_origin(wanted) in (Union, UnionType):
        return next(each for each in get_args(wanted) if each is not type(None))
    return wanted


def facts_in(shape: Any, path: str) -> Iterator[tuple[str, Any, bool]]:
    """The facts of a shape that a form holds: name, type, and whether each must be told."""
    types_of = get_type_hints(shape)
    for each in fields(shape):
        if path or each.name not in (*GIVEN, *ELSEWHERE):
            must = each.default is MISSING and each.default_factory is MISSING
            yield each.name, told_type(types_of[each.name]), must


def _parts(
    shape: Any, told: Mapping[str, Any], kind: str, path: str, more: str
) -> Iterator[tuple[str, Part]]:
    for name, wanted, must in facts_in(shape, path):
        at = f"{path}.{name}" if path else name
        value = told.get(name, _usual(shape, name))
        yield name, _part(wanted, value, kind, at, more, must=must)


def _usual(shape: Any, name: str) -> Any:
    """What a fact is until somebody tells another: the officer who usually denies."""
    usual = getattr(shape, name, None)
    return usual if isinstance(usual, str) else None


def _part(wanted: Any, value: Any, kind: str, path: str, more: str, *, must: bool) -> Part:
    said = said_of(kind, re.sub(r"\[\d+\]", "", path))
    inner = get_args(wanted)[0] if get_origin(wanted) is tuple else None
    if is_dataclass(wanted):
        told = value if isinstance(value, Mapping) else {}
        inside = tuple(part for _, part in _parts(wanted, told, kind, path, more))
        return Group(field_id(path), said.label, inside)
    if inner is not None and is_dataclass(inner):
        return Table(field_id(path), said.label, said.hint, _rows(inner, value, kind, path, more))
    return _field(wanted, inner, value, path, kind, must=must)


def _rows(shape: Any, value: Any, kind: str, path: str, more: str) -> tuple[Row, ...]:
    told = [each if isinstance(each, Mapping) else {} for each in value or ()]
    if not told or more == field_id(path):
        told.append({})
    return tuple(
        Row(n, tuple(part for _, part in _parts(shape, each, kind, f"{path}[{n}]", more)))
        for n, each in enumerate(told, 1)
    )


def _field(wanted: Any, inner: Any, value: Any, path: str, kind: str, *, must: bool) -> Field:
    name = path.rpartition(".")[2]
    said = said_of(kind, re.sub(r"\[\d+\]", "", path))
    options: Sequence[tuple[str, str]] = ()
    if get_origin(inner) is Literal:
        options, type_ = _options(inner), "choices"
    elif inner is not None:
        type_, value = "lines", "\n".join(str(each) for each in value or ())
    elif get_origin(wanted) is Literal:
        options, type_ = _options(wanted), "choice"
    elif wanted is bool and must:
        options, type_ = (("yes", "Yes"), ("no", "No")), "choice"
        value = {True: "yes", False: "no"}.get(value, "")
    elif wanted is bool:
        type_ = "tick"
    elif wanted is date:
        type_ = "day"
    elif wanted in (int, Decimal) or name in SHORT or name in LINES:
        type_ = "line"
    else:
        type_ = "text"
    return Field(
        field_id(path), type_, said.label, said.hint, "" if value is None else value, options,
        short=name in SHORT, required=must,
    )  # fmt: skip


def _options(wanted: Any) -> list[tuple[str, str]]:
    return [(each, choice_words(each)) for each in get_args(wanted)]
