"""A letter's form read into its facts, ready for JSON; what cannot be read, by its field."""

from collections.abc import Mapping
from dataclasses import is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal, get_args, get_origin

from foil.letters.kinds import KINDS
from foil.letters.reading import Reader
from foil.web.composing import LONGEST, Answers, text_in
from foil.web.event_reading import NOT_A_DAY, NOT_A_NUMBER, NOT_MONEY, day
from foil.web.letter_form import facts_in, field_id

MOST_ROWS = 200
"""As many rows as a table of a letter takes."""


class FactsForm:
    """Reads the facts a form tells. `problems` holds, by its field, what could not be read; there
    the fact stays as it was."""

    def __init__(self, answers: Answers) -> None:
        self.answers = answers
        self.problems: dict[str, str] = {}

    def read(self, kind: str, old: Mapping[str, Any]) -> dict[str, Any]:
        """The facts of that kind of letter; those the form does not hold are as in `old`."""
        told = dict(old)
        for name, wanted, must in facts_in(KINDS[kind].facts, ""):
            self._put(told, name, wanted, name, must=must)
        return told

    def _put(self, told: dict[str, Any], name: str, wanted: Any, path: str, *, must: bool) -> None:
        """Put one fact among the others, or take it out where the form has it empty."""
        value = self._value(wanted, told.get(name), path, must=must)
        if value in (None, "", [], {}):
            told.pop(name, None)
        else:
            told[name] = value

    def _value(self, wanted: Any, old: Any, path: str, *, must: bool) -> Any:
        if is_dataclass(wanted):
            return self._group(wanted, old if isinstance(old, Mapping) else {}, path)
        if get_origin(wanted) is not tuple:
            return self._single(wanted, old, path, must=must)
        inner = get_args(wanted)[0]
        if is_dataclass(inner):
            return self._rows(inner, old, path)
        if get_origin(inner) is Literal:
            ticked = self.answers.getlist(field_id(path))
            return [each for each in get_args(inner) if each in ticked]
        return self._lines(old, path)

    def _group(self, shape: Any, old: Mapping[str, Any], path: str) -> dict[str, Any]:
        told = dict(old)
        for name, wanted, must in facts_in(shape, path):
            self._put(told, name, wanted, f"{path}.{name}", must=must)
        return told

    def _rows(self, shape: Any, old: Any, path: str) -> Any:
        """The rows of a table that say something; the one a button takes out is left out."""
        name = field_id(path)
        if f"{name}-rows" not in self.answers:
            return old
        said = [int(n) for n in self.answers[f"{name}-rows"].split() if n.isdecimal()]
        kept = list(old) if isinstance(old, list) else []
        rows = []
        for n in said[:MOST_ROWS]:
            if self.answers.get("do", "") == f"remove:{name}-{n}":
                continue
            before = kept[n - 1] if 0 < n <= len(kept) else {}
            row = self._group(shape, before if isinstance(before, Mapping) else {}, f"{path}[{n}]")
            if row:
                rows.append(row)
        return rows

    def _lines(self, old: Any, path: str) -> Any:
        said = self.answers.get(field_id(path))
        if said is None:
            return old
        lines = (line.strip() for line in self._fits(field_id(path), said).split("\n"))
        return [line for line in lines if line]

    def _single(self, wanted: Any, old: Any, path: str, *, must: bool) -> Any:
        name = field_id(path)
        if wanted is bool and not must:
            return name in self.answers or None
        if (said := self.answers.get(name)) is None:
            return old
        if wanted is bool:
            return {"yes": True, "no": False}.get(said)
        said = self._fits(name, said)
        if said == "" or wanted is str:
            return said
        return self._read(wanted, said, old, name)

    def _read(self, wanted: Any, said: str, old: Any, name: str) -> Any:
        """A day, a choice or a number; as it was, and a problem, where it is none."""
        if wanted is date:
            try:
                return day(said).isoformat()
            except ValueError:
                self.problems[name] = NOT_A_DAY.format(said)
                return old
        reader, value = Reader(), said
        found = reader.read(wanted, int(said) if _whole(wanted, said) else value, name)
        if reader.wrong:
            says = {int: NOT_A_NUMBER, Decimal: NOT_MONEY}.get(wanted, "Choose one of the list.")
            self.problems[name] = says.format(said)
            return old
        return str(found) if wanted is Decimal else found

    def _fits(self, name: str, said: str) -> str:
        words = text_in(said)
        if len(words) > LONGEST:
            self.problems[name] = f"Shorten it: {len(words):,} characters, and {LONGEST:,} fit."
        return words[:LONGEST]


def _whole(wanted: Any, said: str) -> bool:
    return wanted is int and said.isascii() and said.isdecimal()
