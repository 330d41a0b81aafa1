"""How letters say dates, sums and lists, in plain US English."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from foil.catalog.source import day_words
from foil.letters.marks import Cited


def years(since: date, until: date) -> str:
    """The years two dates span: "2019–2026", or "2026" where both are in one."""
    return str(since.year) if since.year == until.year else f"{since.year}–{until.year}"


def period(since: date | None, until: date | None) -> str:
    """The days from one date to another in words; empty where neither is known."""
    if since and until:
        return f"{day_words(since)} to {day_words(until)}"
    if since:
        return f"from {day_words(since)}"
    return f"up to {day_words(until)}" if until else ""


def listing(values: Iterable[object], word: str = "and") -> str:
    """Words joined as "a, b and c"; with semicolons where a member has a comma of its own."""
    words = [str(value) for value in values]
    if len(words) < 2:
        return "".join(words)
    if any("," in each for each in words):
        return "; ".join(words[:-1]) + f"; {word} " + words[-1]
    return ", ".join(words[:-1]) + f" {word} " + words[-1]


def nth_day(day: date) -> str:
    """A date as an affirmation has it: "25th day of November, 2026"."""
    last = day.day % 10
    usual = last not in (1, 2, 3) or day.day in (11, 12, 13)
    ending = "th" if usual else {1: "st", 2: "nd", 3: "rd"}[last]
    return f"{day.day}{ending} day of {day:%B}, {day.year}"


def item_numbers(numbers: Sequence[int]) -> str:
    """Either "item 2", "items 1 and 3", or "items 1 to 4" where they follow one another."""
    if not numbers:
        return "no item"
    if len(numbers) == 1:
        return f"item {numbers[0]}"
    run = list(range(numbers[0], numbers[0] + len(numbers)))
    if len(numbers) > 2 and list(numbers) == run:
        return f"items {numbers[0]} to {numbers[-1]}"
    return "items " + listing(numbers)


def dollars(amount: int) -> str:
    """Whole dollars: `1200` as "$1,200"."""
    return f"${amount:,}"


def money(amount: Decimal) -> str:
    """Dollars and cents, and less than a cent where there is less: `507.3` as "$507.30"."""
    return f"${amount:,.2f}" if amount == round(amount, 2) else f"${amount.normalize():,f}"


def count(number: Decimal) -> str:
    """A number without needless zeros: "3.5", "120"."""
    return f"{number.normalize():,f}"


def opening(text: str) -> str:
    """`text` as it begins a sentence: its first letter is changed, and § becomes "Section"."""
    if text.startswith("§ "):
        begun = text.replace("§", "Section", 1)
        if isinstance(text, Cited):
            return Cited.of(begun, text.name, barred=text.barred)
        return begun
    return text[:1].upper() + text[1:]


def lowered(text: str) -> str:
    """`text` as it stands inside a sentence, unless it begins with an abbreviation."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
