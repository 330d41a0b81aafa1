"""Where a fact comes from and how old it is."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from foil.catalog.table import Table

STALE_AFTER = timedelta(days=180)
"""How long an officer's address is trusted without another look (the office's practice, no rule
of law)."""

_DATED = re.compile(r"\d{4}(-\d\d){0,2}\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class AsOf:
    """The day, month or year a fact was true: `text` is "2026-08-28", "2021-04" or "2019".

    `approximate` says that the source gives no date of its own and this one was inferred.
    Raises ValueError where `text` is no such date.
    """

    text: str
    approximate: bool = False
    earliest: date = field(init=False, compare=False)
    """The first day `text` can mean: January 1 for a bare year."""

    def __post_init__(self) -> None:
        try:
            first = _first_day(self.text)
        except ValueError as wrong:
            raise ValueError(
                f"“{self.text}” is not a day, month or year as 2026-08-28, 2021-04 or 2019"
            ) from wrong
        object.__setattr__(self, "earliest", first)

    @property
    def words(self) -> str:
        """As a screen says it: "August 28, 2026", "about April 2021"."""
        first, parts = self.earliest, self.text.count("-")
        said = (str(first.year), f"{first:%B} {first.year}", day_words(first))[parts]
        return f"about {said}" if self.approximate else said


@dataclass(frozen=True, slots=True)
class Source:
    """A page, decision or notice a fact was read in: an address, a description, or both."""

    url: str | None
    as_of: AsOf | None
    note: str | None = None


def _first_day(text: str) -> date:
    if not _DATED.match(text):
        raise ValueError(text)
    return date.fromisoformat((text + "-01-01")[:10])


def day_words(day: date) -> str:
    """A day as a letter writes it: "January 1, 2019"."""
    return f"{day:%B} {day.day}, {day.year}"


def stale(as_of: AsOf | None, day: date) -> bool:
    """Whether a fact needs another look on `day`: it is over 180 days old, or nobody knows how old.

    A month or a year counts from its first day, the oldest the fact can be.
    """
    return as_of is None or day - as_of.earliest > STALE_AFTER


def newest(sources: tuple[Source, ...]) -> AsOf | None:
    """The latest date among `sources`, None where none is dated."""
    dates = [source.as_of for source in sources if source.as_of]
    return max(dates, key=lambda as_of: as_of.earliest, default=None)


def read_as_of(table: Table, name: str = "as_of") -> AsOf | None:
    """The field `name` of a table as a date, with `approximate` beside it. None where absent."""
    text, approximate = table.text_or_none(name), table.flag("approximate")
    if text is None:
        return None
    try:
        return AsOf(text, approximate)
    except ValueError as wrong:
        table.fail(name, str(wrong))


def take_source(table: Table) -> Source:
    """The source a table names among its other fields: `url`, `note` or both, and `as_of`.

    Raises MalformedFile.
    """
    url, note = table.text_or_none("url"), table.text_or_none("note")
    if url is None and note is None:
        table.fail("url", "a source has an address, a note or both")
    if url is not None and (not url.startswith(("https://", "http://")) or " " in url):
        table.fail("url", "an address starts with https:// and has no spaces")
    return Source(url, read_as_of(table), note)


def read_source(table: Table) -> Source:
    """A table that is a source and nothing else. Raises MalformedFile."""
    source = take_source(table)
    table.done()
    return source


def read_sources(table: Table) -> tuple[Source, ...]:
    """The field `sources` of a table."""
    return tuple(read_source(each) for each in table.tables("sources"))


def read_unverified(table: Table, sourced: bool) -> str:
    """The field `unverified`: what no source bears out, in a sentence; empty where all is sourced.

    Raises MalformedFile where there is neither a source (`sourced`) nor this sentence.
    """
    says = table.text_or_none("unverified") or ""
    if not sourced and not says:
        table.fail("sources", "give a source, or say in `unverified` what is not borne out")
    return says
