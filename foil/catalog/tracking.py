"""The numbers agencies give requests, and finding them in a text."""

import re
from dataclasses import dataclass

from foil.catalog.source import Source

_SLOTS = {"yyyy": r"\d{4}", "yy": r"\d\d", "mm": r"\d\d", "dd": r"\d\d"}
_SLOTS |= {f"n{digits}": rf"\d{{{digits}}}" for digits in range(3, 8)}
_LOOK = {f"n{digits}": "N" * digits for digits in range(3, 8)}


@dataclass(frozen=True, slots=True)
class Tracking:
    """The form of an agency's numbers, as `FOIL-{yyyy}-056-{n5}`: `{yyyy}` or `{yy}` is a year,
    `{mm}` a month, `{dd}` a day, `{n3}` to `{n7}` that many digits, all else stands as it is.

    Raises ValueError where `form` has another slot or none.
    """

    form: str
    basis: tuple[Source, ...]
    note: str | None = None

    def __post_init__(self) -> None:
        slots = re.findall(r"\{(.*?)\}", self.form)
        if not slots or any(slot not in _SLOTS for slot in slots):
            raise ValueError(f"its slots must be among {', '.join(_SLOTS)}, in braces")

    @property
    def shown(self) -> str:
        """The form as a person reads it: `FOIL-YYYY-056-NNNNN`."""
        return re.sub(r"\{(\w+)\}", lambda slot: _LOOK.get(slot[1], slot[1].upper()), self.form)

    def found_in(self, text: str) -> tuple[str, ...]:
        """Every number of this form in `text`, in order, in upper case, each once."""
        parts = re.split(r"\{(\w+)\}", self.form)
        pattern = "".join(
            _SLOTS[part] if place % 2 else re.escape(part) for place, part in enumerate(parts)
        )
        found = re.findall(rf"(?<![\w-]){pattern}(?![\w-])", text, re.ASCII | re.IGNORECASE)
        return tuple(dict.fromkeys(number.upper() for number in found))
