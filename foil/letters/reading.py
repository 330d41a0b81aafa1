"""Reading the facts of a letter out of JSON, by the types its facts have."""

import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from foil.errors import BadInput
from foil.letters.needed import needed

LARGEST = Decimal(10_000_000)  # dollars, pages or hours; more is a slip of the keyboard


class Reader:
    """Reads values of the types facts have, and keeps what is missing and what is wrong."""

    def __init__(self) -> None:
        self.missing: list[str] = []
        self.wrong: list[str] = []

    def refuse(self, kind: str) -> None:
        """Raise BadInput with everything found, each on a line of its own."""
        found = [needed(path) for path in self.missing] + self.wrong
        if found:
            says = f"Still needed for the letter {kind}:" if self.missing else "Look again:"
            raise BadInput("\n".join([says, *(f"  {each}" for each in found)]))

    def fields_of(
        self, shape: type[Any], told: Mapping[Any, Any], path: str, skip: tuple[str, ...] = ()
    ) -> dict[str, Any]:
        """The values of a dataclass's fields that were told."""
        types_of, made = get_type_hints(shape), {}
        known = {each.name: each for each in fields(shape) if each.name not in skip}
        for name in told:
            if name not in known and name not in skip:
                place = _at(path, " ".join(str(name).split())[:60])
                self.wrong.append(f"{place}: is not a fact of this letter")
        for name, each in known.items():
            if told.get(name) not in (None, "", []):
                made[name] = self.read(types_of[name], told[name], _at(path, name))
            elif _required(each):
                self.missing.append(_at(path, name))
        return made

    def read(self, wanted: Any, value: object, path: str) -> Any:
        """A value of that type; what is wrong with it is kept."""
        if get_origin(wanted) in (Union, types.UnionType):
            wanted = next(each for each in get_args(wanted) if each is not type(None))
        if value is None or value == "":
            self.missing.append(path)
        elif get_origin(wanted) is tuple:
            return self._list(get_args(wanted)[0], value, path)
        elif get_origin(wanted) is Literal:
            return self._choice(get_args(wanted), value, path)
        elif is_dataclass(wanted) and isinstance(wanted, type):
            return self._made(wanted, value, path)
        else:
            return self._single(wanted, value, path)
        return None

    def _list(self, wanted: Any, value: object, path: str) -> tuple[Any, ...]:
        if not isinstance(value, list):
            self.wrong.append(f"{path}: is a list")
            return ()
        return tuple(self.read(wanted, each, f"{path}[{n}]") for n, each in enumerate(value, 1))

    def _choice(self, choices: tuple[Any, ...], value: object, path: str) -> Any:
        if value in choices:
            return value
        return self._no(path, f"is one of {', '.join(choices)}")

    def _made(self, shape: type[Any], value: object, path: str) -> Any:
        if not isinstance(value, Mapping):
            return self._no(path, "is a JSON object")
        before = len(self.missing) + len(self.wrong)
        made = self.fields_of(shape, value, path)
        return shape(**made) if before == len(self.missing) + len(self.wrong) else None

    def _single(self, wanted: Any, value: object, path: str) -> Any:
        match wanted:
            case _ if wanted is str and isinstance(value, str):
                return value
            case _ if wanted is bool and isinstance(value, bool):
                return value
            case _ if wanted is int and isinstance(value, int) and not isinstance(value, bool):
                return value if 0 <= value <= LARGEST else self._no(path, "is out of range")
            case _ if wanted is date:
                return self._day(value, path)
            case _ if wanted is Decimal:
                return self._number(value, path)
            case _:
                return self._no(path, WORDS[wanted])

    def _day(self, value: object, path: str) -> Any:
        try:
            day = date.fromisoformat(str(value)) if len(str(value)) == len("2026-11-22") else None
        except ValueError:
            day = None
        if day is None:
            self._no(path, "is not a date; write 2026-11-22")
        return day

    def _number(self, value: object, path: str) -> Any:
        try:
            number = Decimal(str(value).replace(",", "").removeprefix("$"))
        except InvalidOperation:
            return self._no(path, WORDS[Decimal])
        fits = number.is_finite() and 0 <= number <= LARGEST
        if not fits or number != round(number, 4):
            return self._no(path, "is out of range")
        return number

    def _no(self, path: str, says: str) -> None:
        self.wrong.append(f"{path}: {says}")


WORDS: Mapping[Any, str] = {
    str: "is text",
    bool: "is true or false",
    int: "is a whole number",
    Decimal: "is a number",
}


def _at(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _required(each: Field[Any]) -> bool:
    return each.default is MISSING and each.default_factory is MISSING
