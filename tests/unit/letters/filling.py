"""Facts of any kind with something in every text of them, found by walking their types: a field
that is new is filled without anybody thinking of it."""

import types
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from foil.letters.facts import Image
from foil.letters.marks import Filled
from tests.unit.letters.made import DATED

Say = Callable[[str], str]
"""What to write in the field at that path."""

OTHERS: dict[Any, Any] = {bool: True, int: 3, Decimal: Decimal("2.50"), date: DATED}


def filled(shape: type[Any], say: Say, path: str = "") -> Any:
    """One of that dataclass, `say` asked for each of its texts."""
    if shape is Filled:
        return Filled(((say(path), True),))
    hints = get_type_hints(shape)
    made = {
        each.name: _value(hints[each.name], say, f"{path}.{each.name}".lstrip("."))
        for each in fields(shape)
    }
    return shape(**{name: value for name, value in made.items() if value is not MISSING})


def _value(wanted: Any, say: Say, path: str) -> Any:
    if get_origin(wanted) in (Union, types.UnionType):
        wanted = next(each for each in get_args(wanted) if each is not type(None))
    if get_origin(wanted) is tuple:
        return (_value(get_args(wanted)[0], say, f"{path}[]"),)
    if get_origin(wanted) is Literal:
        return get_args(wanted)[0]
    if wanted is Image:
        return MISSING
    if is_dataclass(wanted) and isinstance(wanted, type):
        return filled(wanted, say, path)
    if wanted is str:
        return say(path)
    if wanted in OTHERS:
        return OTHERS[wanted]
    raise TypeError(
        f"{path} is a {wanted}: say in tests/unit/letters/filling.py what to fill it with"
    )
