"""How pages say dates, sizes and counts, in the English of New York."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from urllib.parse import urlsplit

from foil.law.authorities import cite
from foil.law.rulebook import resting_on
from foil.model.tables import Document
from foil.newyork import NEW_YORK, day_of

BROWSERS = (
    ("Edg/", "Edge"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)
UNITS = ((10**3, "KB"), (10**6, "MB"), (10**9, "GB"), (10**12, "TB"))


def long_day(day: date, *, weekday: bool = True) -> str:
    """Friday, October 23, 2026."""
    front = f"{day:%A}, " if weekday else ""
    return f"{front}{day:%B} {day.day}, {day.year}"


def short_day(day: date, today: date | None = None) -> str:
    """Fri, Oct 23, with the year where it is not this one's."""
    year = "" if today is None or today.year == day.year else f", {day.year}"
    return f"{day:%a}, {day:%b} {day.day}{year}"


def moment(instant: datetime) -> str:
    """Monday, October 19, 2026, 10:42 am."""
    return f"{long_day(day_of(instant))}, {clock_time(instant)}"


def moment_or_time(instant: datetime, today: date) -> str:
    """The time of an instant today, 10:42 am; of any other, its day too."""
    return clock_time(instant) if day_of(instant) == today else moment(instant)


def moment_day(instant: datetime) -> str:
    """The day of an instant: November 22, 2026."""
    return long_day(day_of(instant), weekday=False)


def moment_month_day(instant: datetime, today: date | None = None) -> str:
    """The day of an instant without its year where that is this year's: November 25."""
    day = day_of(instant)
    year = "" if today is None or today.year == day.year else f", {day.year}"
    return f"{day:%B} {day.day}{year}"


def browser(name: str) -> str:
    """A browser and its system, from what it calls itself: Firefox on Windows."""
    program = next((word for sign, word in BROWSERS if sign in name), "A browser")
    system = next((word for sign, word in SYSTEMS if sign in name), "an unknown system")
    return f"{program} on {system}"


def short_citation(name: str) -> str:
    """The short citation of an authority by its id, kept on one line."""
    return keep_together(cite(name))


def ending(document: Document) -> str:
    """What kind of file it is, as its name ends: pdf."""
    stem, dot, last = document.name.rpartition(".")
    return last.lower() if stem and dot and len(last) <= 5 else "file"


def size(count: int) -> str:
    """A file's size in the unit people would use: 812 bytes, 14 KB, 3.2 MB."""
    if count < 1000:
        return plural(count, "byte")
    scale, unit = next(pair for pair in UNITS if count < pair[0] * 1000)
    scaled = count / scale
    return f"{scaled:.0f} {unit}" if scaled >= 10 else f"{scaled:.1f} {unit}"


def plural(count: int, one: str, many: str = "") -> str:
    """1 item, 2 items."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def items(numbers: Sequence[int]) -> str:
    """Item 2; items 1–3 and 5."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = [str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs]
    listed = " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
    return f"{'item' if len(numbers) == 1 else 'items'} {listed}"


def host(address: str) -> str:
    """The site of a web address, without its www."""
    return (urlsplit(address).hostname or address).removeprefix("www.")


def keep_together(text: str) -> str:
    """The text with each section sign kept on the line of its number."""
    return text.replace("§ ", "§\u00a0")


def has_rules(authority: str) -> bool:
    """Whether any rule of the rulebook rests on the authority of that id."""
    return bool(resting_on(authority))


def came(instant: datetime, today: date) -> str:
    """When something came: today, 10:00 am; Friday, 4:52 pm; Mon, Oct 19."""
    day = day_of(instant)
    days = (today - day).days
    if not 0 <= days < 7:
        return short_day(day, today)
    return f"{'today' if days == 0 else f'{day:%A}'}, {clock_time(instant)}"


def clock_time(instant: datetime) -> str:
    """10:42 am, in New York."""
    here = instant.astimezone(NEW_YORK)
    return f"{here.hour % 12 or 12}:{here:%M} {'am' if here.hour < 12 else 'pm'}"


def upper_first(text: str) -> str:
    """The text with its first letter large and the rest as it is."""
    return text[:1].upper() + text[1:]


FILTERS: dict[str, Callable[..., str | bool]] = {
    "long_day": long_day,
    "short_day": short_day,
    "moment": moment,
    "moment_or_time": moment_or_time,
    "moment_day": moment_day,
    "moment_month_day": moment_month_day,
    "browser": browser,
    "came": came,
    "cite": short_citation,
    "ending": ending,
    "size": size,
    "plural": plural,
    "host": host,
    "has_rules": has_rules,
    "upper_first": upper_first,
    "items_words": items,
}
