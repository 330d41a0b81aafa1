"""The day before, the day and the day after, at 11:30 at night in New York, for every clock,
wherever the desk shows it, over the Mondays after the clocks change."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import pytest
from icalendar import Calendar, Event
from openpyxl import load_workbook

from foil.newyork import NEW_YORK
from tests.integration.desk import history
from tests.integration.site import Site, close, open_site
from tests.integration.test_feeds import made
from tests.integration.test_today_page import part, said
from tests.integration.watched import AGENCY, DAYS, IDLE, LASTING, LATE, OURS, Watched

BEFORE, ON, AFTER = -1, 0, 1
ALL = [("ours", kind) for kind in OURS] + [("agency", kind) for kind in AGENCY]
Row = dict[str, str]


@dataclass(frozen=True)
class Night:
    """What one desk with every clock shows at one instant: Today's page, each request's row of the
    list, page and row of the sheets, by the request's title, and the feed's dates."""

    today: str
    listing: dict[str, str]
    pages: dict[str, str]
    feed: list[Event]
    sheet: dict[str, Row]
    workbook: list[Row]

    def rows(self, start: str, end: str, title: str) -> list[str]:
        """The rows of a card of Today that name a request."""
        card = part(self.today, start, end)
        found = re.findall(r"<(?:article|li)\b.*?</(?:article|li)>", card, re.DOTALL)
        return [row for each in found if title in (row := said(each))]

    def dates(self, title: str) -> list[Event]:
        """The feed's dates of a request."""
        return [each for each in self.feed if title in each["summary"]]


Nights = dict[int, Night]


def name(whose: str, kind: str) -> str:
    """The title of a clock's request."""
    return f"{whose.capitalize()}: {kind.replace('_', ' ')}."


def night(end: date, after: int) -> datetime:
    """Half past eleven at night in New York, so many days after `end`."""
    return datetime.combine(end + timedelta(days=after), time(23, 30), NEW_YORK)


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Nights]:
    """The three nights around each day, of a desk on which every clock has that day."""
    return {when: walk(tmp_path_factory, end) for when, end in DAYS.items()}


@pytest.fixture(params=DAYS)
def when(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def end(when: str) -> date:
    return DAYS[when]


@pytest.fixture
def nights(walked: dict[str, Nights], when: str) -> Nights:
    return walked[when]


def walk(folders: pytest.TempPathFactory, end: date) -> Nights:
    site = open_site(folders.mktemp("walked"))
    site.clock.set(night(end, -2))
    for whose, kind in ALL:
        watched = of(whose, kind)
        history(
            site.database,
            site.keeper,
            site.clock(),
            *watched.happened(end),
            agency=watched.agency,
            title=name(whose, kind),
        )
    feed = made(site, site.keeper, about="all")
    found = {after: looked(site, feed, night(end, after)) for after in (BEFORE, ON, AFTER)}
    close(site)
    return found


def looked(site: Site, feed: str, now: datetime) -> Night:
    site.clock.set(now)
    client = site.client(site.keeper)

    def read(address: str) -> bytes:
        with client.get(address) as answer:
            assert answer.status_code == 200
            return answer.data

    def text(address: str) -> str:
        return read(address).decode("utf-8-sig")

    rows = re.findall(r"<tr data-row>.*?</tr>", text("/requests?all=1"), re.DOTALL)
    addresses = {said(part(row, "data-open>", "</a>")): part(row, 'href="', '"') for row in rows}
    assert len(addresses) == len(rows) == len(ALL)
    calendar = Calendar.from_ical(read(feed))
    workbook = load_workbook(io.BytesIO(read("/export/requests.xlsx")), read_only=True)
    sheet = csv.DictReader(io.StringIO(text("/export/requests.csv")))
    return Night(
        today=text("/?all=1"),
        listing=dict(zip(addresses, rows, strict=True)),
        pages={title: said(text(address)) for title, address in addresses.items()},
        feed=[each for each in calendar.walk("VEVENT") if isinstance(each, Event)],
        sheet={row["Title"]: row for row in sheet},
        workbook=cells(workbook.worksheets[0].iter_rows(values_only=True)),
    )


def cells(rows: Iterator[tuple[object, ...]]) -> list[Row]:
    """The rows of a workbook's sheet as text, by the names of their columns."""

    def word(cell: object) -> str:
        return cell.date().isoformat() if isinstance(cell, datetime) else str(cell or "")

    headers, *rest = [[word(cell) for cell in row] for row in rows]
    return [dict(zip(headers, row, strict=True)) for row in rest]


def of(whose: str, kind: str) -> Watched:
    return {"ours": OURS, "agency": AGENCY}[whose][kind]


@pytest.mark.parametrize("kind", OURS)
def test_ours_is_there_until_its_day_is_over(nights: Nights, kind: str) -> None:
    def today(after: int) -> list[str]:
        rows = nights[after].rows("Yours to do", "Late from agencies", name("ours", kind))
        return [row for row in rows if OURS[kind].says in row]

    assert ["1 day left" in row for row in today(BEFORE)] == [True]
    assert ["today" in row for row in today(ON)] == [True]
    assert not any("left" in row or " today " in row for row in today(AFTER))
    assert bool(today(AFTER)) is (kind in LASTING)


@pytest.mark.parametrize("kind", AGENCY)
def test_an_agency_is_late_from_the_day_after(nights: Nights, kind: str) -> None:
    title = name("agency", kind)

    def coming(after: int) -> bool:
        rows = nights[after].rows("Next three weeks", "</aside>", title)
        return any(AGENCY[kind].says in row for row in rows)

    assert [coming(after) for after in (BEFORE, ON)] == [True, True]
    assert not coming(AFTER) or kind == "approximate_date"  # whose determination is to come
    late = [len(nights[n].rows("Late from agencies", "</section>", title)) for n in nights]
    assert late == [0, 0, int(kind in LATE)]


@pytest.mark.parametrize(("whose", "kind"), ALL)
def test_the_list_and_the_page_lead_with_it(nights: Nights, whose: str, kind: str) -> None:
    title = name(whose, kind)
    for shown in ({n: said(nights[n].listing[title]) for n in nights}, pages(nights, title)):
        assert "1 day left" in shown[BEFORE]
        assert re.search(r"\btoday\b", shown[ON])
        assert "1 day left" not in shown[AFTER]


def pages(nights: Nights, title: str) -> dict[int, str]:
    return {after: night.pages[title] for after, night in nights.items()}


@pytest.mark.parametrize(("whose", "kind"), ALL)
def test_the_stage_on_its_chip_turns_with_the_day(nights: Nights, whose: str, kind: str) -> None:
    title, (until, after) = name(whose, kind), of(whose, kind).stages
    chips = [said(part(nights[n].listing[title], 'data-label="Stage">', "</td>")) for n in nights]
    assert chips == [until, until, after]
    assert [nights[n].sheet[title]["Stage"] for n in nights] == chips
    assert all(chips[n] in nights[after].pages[title] for n, after in enumerate(nights))


@pytest.mark.parametrize(("whose", "kind"), ALL)
def test_a_calendar_has_it_on_its_day(nights: Nights, end: date, whose: str, kind: str) -> None:
    title = name(whose, kind)
    for after, night in nights.items():
        (date_of_it,) = [each for each in night.dates(title) if each["dtstart"].dt == end]
        assert "TZID" not in date_of_it["dtstart"].params
        over = kind == "publication" and after == AFTER
        assert date_of_it["status"] == ("CANCELLED" if over else "CONFIRMED")
    opened = [len(nights[n].dates(title)) for n in nights]
    silent = whose == "agency" and kind in LATE  # what silence opens is there the day after
    assert opened == [opened[0], opened[0], opened[0] + silent]


@pytest.mark.parametrize(("whose", "kind"), ALL)
def test_a_sheet_says_the_day_the_list_says(
    nights: Nights, end: date, whose: str, kind: str
) -> None:
    title, day, own = name(whose, kind), end.isoformat(), whose == "ours"
    columns = ("Act on", "Own date is for") if own else ("Agency’s date", "Agency’s date is for")
    said_on = {
        after: [night.sheet[title][each] for each in columns] for after, night in nights.items()
    }
    for after in (BEFORE, ON):
        assert said_on[after][0] == day
        assert said_on[after][1] in said(nights[after].listing[title])
    if own:
        assert said_on[AFTER][0] == (day if kind in LASTING else "")
    else:
        assert (said_on[AFTER][0] == day) is (kind != "approximate_date")


def test_a_workbook_says_what_the_sheet_says(nights: Nights) -> None:
    for night in nights.values():
        assert night.workbook == list(night.sheet.values())


def test_the_counts_turn_with_the_day(nights: Nights) -> None:
    said_of = [said(part(nights[n].today, "</h1>", "</p>")) for n in nights]
    assert said_of[:2] == ["Four rights close this week."] * 2
    assert said_of[2] == "One right closes this week. Five requests wait on a late agency."
    late = [said(part(nights[n].today, ">Late from agencies<", "<article")) for n in nights]
    assert [f"{len(LATE)}, past every plausible reading" in each for each in late] == [
        False,
        False,
        True,
    ]
    for after, expected in ((BEFORE, set()), (ON, set()), (AFTER, IDLE)):
        idle = part(nights[after].today, ">Nothing is running<", "</section>")
        titles = {title for each in ALL if (title := name(*each)) in idle}
        assert titles == {name(*each) for each in expected}
        chip = re.search(r'<span class="chip soon">(\d+)</span>', idle)
        assert (int(chip[1]) if chip else 0) == len(expected)
