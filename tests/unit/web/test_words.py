"""Dates, sizes and counts as pages say them."""

from datetime import UTC, date, datetime

import pytest

from foil.web import words


def test_a_day_in_full() -> None:
    assert words.long_day(date(2026, 10, 23)) == "Friday, October 23, 2026"
    assert words.long_day(date(2026, 10, 3), weekday=False) == "October 3, 2026"


def test_a_day_in_short_has_its_year_only_where_it_is_another() -> None:
    assert words.short_day(date(2026, 12, 4), date(2026, 11, 22)) == "Fri, Dec 4"
    assert words.short_day(date(2027, 1, 4), date(2026, 11, 22)) == "Mon, Jan 4, 2027"


@pytest.mark.parametrize(
    ("instant", "said"),
    [
        (datetime(2026, 10, 19, 14, 42, tzinfo=UTC), "Monday, October 19, 2026, 10:42 am"),
        (datetime(2026, 11, 23, 4, 5, tzinfo=UTC), "Sunday, November 22, 2026, 11:05 pm"),
        (datetime(2026, 7, 1, 16, 0, tzinfo=UTC), "Wednesday, July 1, 2026, 12:00 pm"),
        (datetime(2026, 7, 1, 4, 0, tzinfo=UTC), "Wednesday, July 1, 2026, 12:00 am"),
    ],
)
def test_an_instant_is_said_in_new_york(instant: datetime, said: str) -> None:
    assert words.moment(instant) == said


def test_when_something_came() -> None:
    today = date(2026, 11, 22)
    assert words.came(datetime(2026, 11, 22, 15, tzinfo=UTC), today) == "today, 10:00 am"
    assert words.came(datetime(2026, 11, 20, 21, 52, tzinfo=UTC), today) == "Friday, 4:52 pm"
    assert words.came(datetime(2026, 10, 19, 14, tzinfo=UTC), today) == "Mon, Oct 19"


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (999, "999 bytes"),
        (1_000, "1.0 KB"),
        (14_200, "14 KB"),
        (3_240_000, "3.2 MB"),
        (5_000_000_000, "5.0 GB"),
    ],
)
def test_sizes(count: int, said: str) -> None:
    assert words.size(count) == said


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ([2], "item 2"),
        ([1, 2, 3], "items 1–3"),
        ([5, 1, 2], "items 1–2 and 5"),
        ([1, 3, 5], "items 1, 3 and 5"),
    ],
)
def test_items(numbers: list[int], said: str) -> None:
    assert words.items(numbers) == said


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/140.0 Safari/537 Edg/140", "Edge on Windows"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X) Version/18 Safari/605", "Safari on Mac"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18 like Mac OS X) Safari/604", "Safari on iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0", "Firefox on Linux"),
        ("", "A browser on an unknown system"),
    ],
)
def test_browsers(agent: str, said: str) -> None:
    assert words.browser(agent) == said


def test_a_section_sign_stays_with_its_number() -> None:
    assert words.short_citation("pol-89-4-a") == "POL §\u00a089(4)(a)"


def test_a_host_without_its_www() -> None:
    assert words.host("https://www.nyc.gov/site/nypd") == "nyc.gov"
