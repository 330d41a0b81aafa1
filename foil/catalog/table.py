"""A TOML table read field by field, so that a slip in a data file is named and not passed on."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Never, TypeVar

from foil.errors import FoilError

DATA = Path(__file__).parent / "data"

Word = TypeVar("Word", bound=str)


class MalformedFile(FoilError):
    """A catalog file cannot be used. `file` and `field` say where."""

    status = 500

    def __init__(self, file: str, field: str, says: str) -> None:
        where = f"{file}, {field}" if field else file
        super().__init__(f"The catalog cannot be read: {where}: {says}. Mend that line.")
        self.file = file
        self.field = field


class Table:
    """One table of a TOML file. Each reader takes a field out and checks what it holds;
    `done` then refuses whatever is left."""

    def __init__(self, fields: Mapping[str, object], file: str, at: str = "") -> None:
        self.fields = dict(fields)
        self.file = file
        self.at = at

    def fail(self, name: str, says: str) -> Never:
        """Raise MalformedFile for the field `name`."""
        raise MalformedFile(self.file, ".".join(filter(None, (self.at, name))), says)

    def text(self, name: str) -> str:
        """A text that must be there, trimmed."""
        found = self.text_or_none(name)
        return found if found is not None else self.fail(name, "it is missing")

    def text_or_none(self, name: str) -> str | None:
        """A text, or None where the field is absent. Empty text is refused: leave the field out."""
        found = self.fields.pop(name, None)
        if found is None:
            return None
        if not isinstance(found, str):
            self.fail(name, f"it must be text in quotes, not {found!r}")
        return found.strip() or self.fail(name, "it is empty: fill it or leave it out")

    def words(self, name: str) -> tuple[str, ...]:
        """A list of texts; empty where the field is absent."""
        found = self.fields.pop(name, [])
        if not isinstance(found, list):
            self.fail(name, "it must be a list of texts")
        for each in found:
            if not isinstance(each, str) or not each.strip():
                self.fail(name, f"each must be text in quotes, not {each!r}")
        if len(set(found)) < len(found):
            self.fail(name, "it names one thing twice")
        return tuple(found)

    def flag(self, name: str, absent: bool = False) -> bool:
        """true or false; `absent` where the field is not there."""
        found = self.fields.pop(name, absent)
        return found if isinstance(found, bool) else self.fail(name, "it must be true or false")

    def number_or_none(self, name: str) -> int | None:
        """A whole number from 0, or None where the field is absent."""
        found = self.fields.pop(name, None)
        if found is None:
            return None
        if not isinstance(found, int) or isinstance(found, bool) or found < 0:
            self.fail(name, f"it must be a whole number, not {found!r}")
        return found

    def table(self, name: str) -> "Table | None":
        """The table `name`, or None where it is absent."""
        found = self.fields.pop(name, None)
        if found is None:
            return None
        if not isinstance(found, dict):
            self.fail(name, "it must be a table")
        return self._inner(found, name)

    def tables(self, name: str) -> Iterator["Table"]:
        """The tables of the array `name`, numbered from 1 in what `fail` says."""
        found = self.fields.pop(name, [])
        if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
            self.fail(name, f"each must be a table, as [[{name}]]")
        for number, each in enumerate(found, 1):
            yield self._inner(each, f"{name}[{number}]")

    def rows(self) -> Iterator[tuple[str, "Table"]]:
        """Every field as a named table: a file whose tables are named by slug."""
        for name, found in self.fields.items():
            if not isinstance(found, dict):
                self.fail(name, "it must be a table")
            yield name, self._inner(found, name)

    def done(self) -> None:
        """Raise MalformedFile where a field has not been asked for: a misspelt name."""
        for name in self.fields:
            self.fail(name, "there is no such field")

    def _inner(self, fields: dict[str, object], name: str) -> "Table":
        return Table(fields, self.file, ".".join(filter(None, (self.at, name))))


def one_of(table: Table, name: str, allowed: tuple[Word, ...], absent: Word | None = None) -> Word:
    """The field `name`, which must be one of `allowed`; `absent` where it is not there."""
    found = table.text_or_none(name)
    if found is None and absent is not None:
        return absent
    chosen = [each for each in allowed if each == found]
    said = "it is missing" if found is None else f"“{found}” is not among them"
    return chosen[0] if chosen else table.fail(name, f"it is one of {', '.join(allowed)}: {said}")


def read_toml(path: Path) -> Table:
    """A TOML file as one table. Raises MalformedFile where it is missing or not TOML."""
    name = path.relative_to(DATA).as_posix() if path.is_relative_to(DATA) else path.name
    try:
        return Table(tomllib.loads(path.read_text("utf-8")), name)
    except OSError as wrong:
        raise MalformedFile(name, "", wrong.strerror or "it cannot be opened") from wrong
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise MalformedFile(name, "", f"it is not TOML: {wrong}") from wrong
