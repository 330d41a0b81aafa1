from datetime import date

import pytest

from foil.catalog.source import AsOf, Source, newest, stale

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "approximate", "words", "earliest"),
    [
        ("2026-08-28", False, "August 28, 2026", date(2026, 8, 28)),
        ("2021-04", True, "about April 2021", date(2021, 4, 1)),
        ("2019", False, "2019", date(2019, 1, 1)),
    ],
)
def test_a_date_is_a_day_a_month_or_a_year(
    text: str, approximate: bool, words: str, earliest: date
) -> None:
    as_of = AsOf(text, approximate)
    assert (as_of.words, as_of.earliest) == (words, earliest)


@pytest.mark.parametrize(
    "text", ["", "26", "2026-13", "2026-02-30", "2026-2", "about 2026", "٢٠٢٦"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a day, month or year"):
        AsOf(text)


@pytest.mark.parametrize(
    ("as_of", "old"),
    [
        (AsOf("2026-05-26"), False),  # 180 days before
        (AsOf("2026-05-25"), True),  # 181
        (AsOf("2026-06"), False),
        (AsOf("2026"), True),  # may be January 1
        (AsOf("2026-12-01"), False),
        (None, True),  # nobody knows
    ],
)
def test_a_fact_is_stale_after_180_days_or_when_its_age_is_unknown(
    as_of: AsOf | None, old: bool
) -> None:
    assert stale(as_of, TODAY) is old


def test_the_newest_source_dates_a_fact() -> None:
    sources = tuple(
        Source("https://example.org", AsOf(text) if text else None)
        for text in ("2019", None, "2026-08-28", "2026")
    )
    assert newest(sources) == AsOf("2026-08-28")
    assert newest((Source(None, None, "a notice"),)) is None
