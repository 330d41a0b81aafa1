"""Reading the values of an event's fields, each with its own sentence when it is wrong."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from foil.errors import BadInput
from foil.law.event import CourtDate, Paper, Promise
from foil.law.kinds import Field
from foil.newyork import instant_of

PAPER_DATES = ("dated", "postmarked", "received")
HOW = ("portal", "email", "attached", "post", "fax", "hand", "other")
SHA256 = re.compile(r"[0-9a-f]{64}")
ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
YEARS = range(1900, 2200)
"""The years the calendars are made for."""
UNKEPT = re.compile(r"[\x00\ud800-\udfff]")
"""Characters no database or file of UTF-8 keeps."""
PROMISED_DAYS = range(1, 2601)
"""As many business days as an agency may promise: up to ten years of them."""


def one_line(text: str) -> str:
    """The text on one line."""
    return " ".join(text.split())


def quoted(value: object) -> str:
    """What somebody wrote, in quotation marks, its beginning alone where it is long."""
    text = str(value)
    return f"“{text[:60]}…”" if len(text) > 60 else f"“{text}”"


def read_day(value: object) -> date:
    """A date written 2026-11-22, and no other way. Raises ValueError."""
    if isinstance(value, str) and ISO_DAY.fullmatch(value):
        return date.fromisoformat(value)
    raise ValueError


class FactsError(BadInput):
    """An event that cannot be read. `event` says which, `field` what in it, `says` why."""

    def __init__(self, event: str, field: str, says: str) -> None:
        field, says = one_line(field), one_line(says)
        super().__init__(
            f"{event}, {field}: {says}" if field else f"{event}: {says}", {field: says}
        )
        self.event = event
        self.field = field
        self.says = says


class Values:
    """Reads the values of one event, `where` naming it. Every method raises FactsError."""

    def __init__(self, where: str) -> None:
        self.where = where

    def wrong(self, name: str, says: str) -> FactsError:
        return FactsError(self.where, name, says)

    def read(self, field: Field, value: object) -> object:
        if field.type == "choice":
            return self.choice(field.name, value, field.choices)
        return self._TYPES[field.type](self, field.name, value)

    def day(self, name: str, value: object) -> date | None:
        if value is None:
            return None
        try:
            day = read_day(value)
        except ValueError:
            raise self.wrong(name, f"{quoted(value)} is not a date; write 2026-11-22") from None
        return self._counted(name, day)

    def instant(self, name: str, value: object) -> datetime | None:
        if value is None:
            return None
        try:
            if isinstance(value, str) and "T" in value:
                instant = instant_of(value)
                self._counted(name, instant.date())
                return instant
        except (ValueError, OverflowError):
            pass
        raise self.wrong(name, f"{quoted(value)} is not a date and time; write 2026-11-22T10:42:00")

    def _counted(self, name: str, day: date) -> date:
        if day.year in YEARS:
            return day
        raise self.wrong(name, f"{day} is not in the years counted, {YEARS[0]} to {YEARS[-1]}")

    def text(self, name: str, value: object) -> str:
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(name, "is text, and not empty")
        if UNKEPT.search(value):
            raise self.wrong(name, "holds a character that cannot be kept")
        return value

    def flag(self, name: str, value: object) -> bool:
        if isinstance(value, bool):
            return value
        raise self.wrong(name, "is true or false")

    def count(self, name: str, value: object) -> int:
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        raise self.wrong(name, "is a whole number, 0 or more")

    def money(self, name: str, value: object) -> Decimal:
        try:
            amount: Decimal | None = Decimal(str(value))
        except InvalidOperation:
            amount = None
        if amount is None or not amount.is_finite() or amount < 0:
            raise self.wrong(name, "is an amount in dollars, 0 or more")
        return amount

    def choice(self, name: str, value: object, choices: Sequence[str]) -> str:
        if isinstance(value, str) and value in choices:
            return value
        raise self.wrong(name, f"{quoted(value)} is not one of {', '.join(choices)}")

    def texts(self, name: str, value: object) -> tuple[str, ...]:
        if isinstance(value, list):
            return tuple(self.text(name, row) for row in value)
        raise self.wrong(name, "is a list of texts")

    def ids(self, name: str, value: object) -> tuple[str, ...] | None:
        return None if value is None else self.texts(name, value)

    def items(self, name: str, value: object) -> tuple[int, ...] | None:
        if value is None:
            return None
        if isinstance(value, list) and value and all(type(n) is int and n > 0 for n in value):
            return tuple(sorted(set(value)))
        raise self.wrong(name, "is a list of item numbers, 1 or more")

    def days(self, name: str, value: object) -> tuple[date, ...]:
        if not isinstance(value, list):
            raise self.wrong(name, "is a list of dates")
        return tuple(day for row in value if (day := self.day(name, row)))

    def choices(self, name: str, value: object) -> dict[str, str]:
        if not isinstance(value, Mapping):
            raise self.wrong(name, "is an object of rule choices")
        return {self.text(name, key): self.text(name, word) for key, word in value.items()}

    def promises(self, name: str, value: object) -> tuple[Promise, ...]:
        if not isinstance(value, list):
            raise self.wrong(name, "is a list of {date, text, business_days}, or null")
        return tuple(self._promise(name, row) for row in value)

    def _promise(self, name: str, value: object) -> Promise:
        row = self._object(name, value, {"date", "text", "business_days"})
        days = row.get("business_days")
        return Promise(
            day=self.day(f"{name}, date", row.get("date")),
            text=self.text(f"{name}, text", row["text"]) if row.get("text") else None,
            business_days=None if days is None else self._days(f"{name}, business_days", days),
        )

    def _days(self, name: str, value: object) -> int:
        days = self.count(name, value)
        if days not in PROMISED_DAYS:
            says = f"is a number of days, {PROMISED_DAYS[0]} to {PROMISED_DAYS[-1]}"
            raise self.wrong(name, says)
        return days

    def court_dates(self, name: str, value: object) -> tuple[CourtDate, ...]:
        if not isinstance(value, list):
            raise self.wrong(name, "is a list of {who, what, on, items}")
        return tuple(self._court_date(name, row) for row in value)

    def _court_date(self, name: str, value: object) -> CourtDate:
        row = self._object(name, value, {"who", "what", "on", "items"})
        on = self.day(f"{name}, on", row.get("on"))
        if on is None:
            raise self.wrong(f"{name}, on", "is missing: write the date the order gives")
        return CourtDate(
            who=self.choice(f"{name}, who", row.get("who"), ("agency", "us", "court")),
            what=self.text(f"{name}, what", row.get("what")),
            on=on,
            items=self.items(f"{name}, items", row.get("items")),
        )

    def paper(self, value: object, at: str) -> Paper:
        row = self._object(at.removesuffix(", "), value, {"how", *PAPER_DATES, "document"})
        how, document = row.get("how"), row.get("document")
        if document is not None and not (isinstance(document, str) and SHA256.fullmatch(document)):
            raise self.wrong(f"{at}document", "is the SHA-256 of a file, 64 hexadecimal digits")
        paper = Paper(
            how=None if how is None else self.choice(f"{at}how", how, HOW),
            dated=self.day(f"{at}dated", row.get("dated")),
            postmarked=self.day(f"{at}postmarked", row.get("postmarked")),
            received=self.day(f"{at}received", row.get("received")),
            document=document,
        )
        if paper.known_on is None:
            raise self.wrong(f"{at}received", "is missing: a paper needs at least one date")
        return paper

    def _object(self, name: str, row: object, allowed: set[str]) -> Mapping[str, object]:
        if not isinstance(row, Mapping):
            raise self.wrong(name, f"is an object of {', '.join(sorted(allowed))}")
        for key in row:
            if key not in allowed:
                raise self.wrong(f"{name}, {key}", "is not a field it can have")
        return row

    _TYPES: Mapping[str, Callable[["Values", str, object], object]] = {
        "text": text,
        "texts": texts,
        "flag": flag,
        "count": count,
        "money": money,
        "date": day,
        "promises": promises,
        "court dates": court_dates,
    }
