"""Calendar feeds: whose they are, what they show on which day, and that calendars can read them."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar, Event
from sqlalchemy import select, text

from foil.insight.basis import basis
from foil.insight.feed import KEPT, Entry, entries, open_id
from foil.insight.lines import clocks_of
from foil.model.database import Database
from foil.model.tables import Feed, FeedDay, Person, Request
from foil.newyork import NEW_YORK, day_of
from foil.operations import accounts, matters, rules
from foil.operations.feeds import NOTED_EVERY, Wanted, make_feed
from foil.operations.stale import recount_stale
from foil.operations.worker import Worker
from tests.integration.desk import ACKNOWLEDGED, RECEIVED, SENT, add, draft, history
from tests.integration.site import Site, site

__all__ = ["site"]

DAY = timedelta(days=1)
DENIED = {"kind": "denied", "dated": "2026-11-16", "received": "2026-11-19"}
APPEAL = {"kind": "appealed", "on": "2026-11-20"}


def late_evening(day: date) -> datetime:
    """11:30 at night in New York, when it is tomorrow in UTC."""
    return datetime(day.year, day.month, day.day, 23, 30, tzinfo=NEW_YORK).astimezone(UTC)


def correct(
    database: Database, person: Person, request: Request, now: datetime, **facts: object
) -> None:
    with database.writing() as session:
        add(session, person, session.get_one(Request, request.id), facts, now)


@pytest.fixture
def feed(database: Database, person: Person, now: datetime) -> Feed:
    with database.writing() as session:
        return make_feed(person, session, Wanted("all"), now=now)[0]


@dataclass
class Reader:
    """A person's feed read on a day."""

    database: Database
    person: Person
    feed: Feed

    def on(self, day: date) -> dict[str, Entry]:
        """The entries of that day, by the first words of what they are about."""
        with self.database.reading() as session:
            found = entries(self.person, session, self.feed, day, "https://desk/{}".format)
        return {each.summary: each for each in found}

    def live(self, day: date) -> dict[str, Entry]:
        """Those that are not cancelled."""
        return {words: each for words, each in self.on(day).items() if not each.cancelled}


@pytest.fixture
def reader(database: Database, person: Person, feed: Feed) -> Reader:
    return Reader(database, person, feed)


def one(found: dict[str, Entry], words: str) -> Entry:
    (entry,) = [each for summary, each in found.items() if words in summary]
    return entry


class TestDates:
    def test_ours_lead_with_the_safe_day_and_say_the_last_day(
        self, database: Database, person: Person, reader: Reader, now: datetime
    ) -> None:
        history(database, person, now, SENT, RECEIVED, ACKNOWLEDGED, DENIED)
        appeal = one(reader.live(day_of(now)), "Appeal")
        assert appeal.summary.startswith(
            "Appeal by Wednesday, December 16, 2026 (last day Monday, December 21, 2026): "
            "Appeal the denial"
        )
        assert appeal.summary.endswith("FD-0001, NYPD, Contracts, 2019–2026")
        assert appeal.day == date(2026, 12, 16)
        assert appeal.final

    def test_an_agencys_stand_on_the_day_they_are_due(
        self, database: Database, person: Person, reader: Reader, now: datetime
    ) -> None:
        history(database, person, now, SENT, RECEIVED, ACKNOWLEDGED)
        owed = one(reader.live(day_of(now)), "NYPD’s determination")
        assert (owed.day, owed.final) == (date(2026, 11, 24), False)
        assert "Due Tuesday, November 24, 2026." in owed.description
        assert "20" in owed.description

    def test_a_date_that_moves_keeps_its_name_and_its_sequence_rises(
        self, database: Database, person: Person, reader: Reader, now: datetime
    ) -> None:
        told = {**DENIED, "items": [2]}
        request = history(database, person, now, SENT, RECEIVED, ACKNOWLEDGED, told)
        before = reader.live(day_of(now))
        correct(database, person, request, now, **told | {"dated": "2026-11-10", "replaces": "e4"})
        after = reader.live(day_of(now))
        was, moved = one(before, "Appeal the"), one(after, "Appeal the")
        assert (was.uid, was.day) == (moved.uid, date(2026, 12, 16))
        assert moved.day == date(2026, 12, 10)
        assert moved.sequence > was.sequence
        others = {words: each for words, each in after.items() if each is not moved}
        assert others == {words: each for words, each in before.items() if each is not was} != {}

    def test_handling_one_item_leaves_every_other_date_as_it_was(
        self, database: Database, person: Person, reader: Reader, now: datetime
    ) -> None:
        request = history(database, person, now, SENT, RECEIVED, ACKNOWLEDGED, items=5)
        before = one(reader.live(day_of(now)), "determination")
        told = {**DENIED, "items": [3]}
        correct(database, person, request, now, **told)
        after = one(reader.live(day_of(now)), "determination")
        assert (after.uid, after.day) == (before.uid, before.day)

    def test_a_closing_moves_them_too(
        self,
        database: Database,
        person: Person,
        outsider: Person,
        reader: Reader,
        store: object,
        now: datetime,
    ) -> None:
        history(database, person, now, SENT, RECEIVED, ACKNOWLEDGED)
        was = one(reader.live(day_of(now)), "determination")
        with database.writing() as session:
            rules.add_closing(outsider, session, date(2026, 11, 9), "Snow", now=now)
        recount_stale(Worker(database, store, now=lambda: now))  # type: ignore[arg-type]
        moved = one(reader.live(day_of(now)), "determination")
        assert (moved.uid, moved.day) == (was.uid, date(2026, 11, 25))
        assert moved.sequence > was.sequence

    def test_counting_again_without_a_change_changes_nothing(
        self, database: Database, person: Person, reader: Reader, store: object, now: datetime
    ) -> None:
        history(database, person, now, SENT, RECEIVED, ACKNOWLEDGED, DENIED)
        before = reader.on(day_of(now))
        with database.writing() as session:
            session.execute(text("UPDATE request SET basis = ''"))
        later = now + DAY
        recount_stale(Worker(database, store, now=lambda: later))  # type: ignore[arg-type]
        assert reader.on(day_of(now)) == before


class TestCancelled:
    def test_what_is_met_is_cancelled_for_sixty_days_and_then_gone(
        self, database: Database, person: Person, reader: Reader, now: datetime
    ) -> None:
        request = history(database, person, now, SENT, RECEIVED, ACKNOWLEDGED, DENIED)
        was = one(reader.on(day_of(now)), "Appeal the denial")
        correct(database, person, request, now, **APPEAL)
        for days, there in ((0, True), (59, True), (60, True), (61, False)):
            found = reader.on(day_of(now) + days * DAY)
            met = [each for each in found.values() if each.uid == was.uid]
            assert [each.cancelled for each in met] == [True] * there
            assert all(each.sequence > was.sequence for each in met)

    def test_what_a_correction_takes_away_is_cancelled_too(
        self, database: Database, person: Person, reader: Reader, now: datetime
    ) -> None:
        request = history(database, person, now, SENT, RECEIVED, ACKNOWLEDGED, DENIED)
        was = one(reader.on(day_of(now)), "Appeal the denial")
        told = {"kind": "wrote", "on": "2026-11-16", "replaces": "e4"}
        correct(database, person, request, now + 2 * DAY, **told)
        last = day_of(now) + 2 * DAY + KEPT
        assert one(reader.on(last), "Appeal the denial").cancelled
        assert one(reader.on(last), "Appeal the denial").sequence > was.sequence
        assert was.uid not in {each.uid for each in reader.on(last + DAY).values()}

    def test_what_comes_back_has_a_higher_sequence_still(
        self, database: Database, person: Person, reader: Reader, now: datetime
    ) -> None:
        request = history(database, person, now, SENT, RECEIVED, ACKNOWLEDGED, DENIED)
        correct(database, person, request, now, **APPEAL)
        day = day_of(now)
        cancelled = one({k: v for k, v in reader.on(day).items() if v.cancelled}, "the denial")
        told = {"kind": "wrote", "on": "2026-11-20", "replaces": "e5"}
        correct(database, person, request, now, **told)
        back = one(reader.live(day), "Appeal the denial")
        assert back.uid == cancelled.uid
        assert back.sequence > cancelled.sequence

    def test_what_was_over_before_it_was_recorded_was_never_in_a_calendar(
        self, database: Database, person: Person, reader: Reader, now: datetime
    ) -> None:
        with database.writing() as session:
            request = draft(session, person, now)
            for told in (SENT, {**RECEIVED}, {"kind": "withdrawn", "on": "2026-10-20"}):
                add(session, person, request, told, now)
        assert reader.live(day_of(now)) == {}


# What is counted around a change of the clocks: November 1, 2026 and March 8, 2026.
AROUND = {
    "november": (
        {"kind": "sent", "on": "2026-10-01", "by": "portal"},
        {"kind": "received", "on": "2026-10-01"},
        {"kind": "denied", "dated": "2026-10-05", "received": "2026-10-05", "items": [1]},
        {"kind": "appealed", "on": "2026-10-19"},
        {"kind": "appeal_received", "on": "2026-10-19"},
    ),
    "march": (
        {"kind": "sent", "on": "2026-02-02", "by": "portal"},
        {"kind": "received", "on": "2026-02-02"},
        {"kind": "denied", "dated": "2026-02-06", "received": "2026-02-06", "items": [1]},
        {"kind": "appealed", "on": "2026-02-23"},
        {"kind": "appeal_received", "on": "2026-02-23"},
    ),
}


class TestTheDay:
    @pytest.mark.parametrize(
        ("season", "tenth_day"),
        [("november", date(2026, 11, 2)), ("march", date(2026, 3, 9))],
    )
    def test_silence_starts_the_four_months_the_day_after_the_tenth_by_new_yorks_clocks(
        self, site: Site, season: str, tenth_day: date
    ) -> None:
        site.clock.set(late_evening(tenth_day - 7 * DAY))
        history(site.database, site.keeper, site.clock(), *AROUND[season])
        address = made(site, site.keeper, about="all")
        for away, there in ((-1, False), (0, False), (1, True)):
            site.clock.set(late_evening(tenth_day + away * DAY))
            found = read(site, address)
            sue = [each for each in found if "Article 78" in each["summary"]]
            assert bool(sue) is there
            (owed,) = [each for each in found if "decision on the appeal" in each["summary"]]
            assert owed["dtstart"].dt == tenth_day
            assert owed["status"] == "CONFIRMED"

    @pytest.mark.parametrize("season", AROUND)
    def test_every_clock_is_there_from_the_day_it_arises_until_it_stops(
        self, site: Site, season: str
    ) -> None:
        first = date.fromisoformat(AROUND[season][0]["on"])  # type: ignore[arg-type]
        site.clock.set(late_evening(first))
        request = history(site.database, site.keeper, site.clock(), *AROUND[season])
        address = made(site, site.keeper, about="all")
        with site.database.reading() as session:
            clocks = clocks_of(session, [request], basis(session))[request.id]
        for n in range(75):
            day = first + n * DAY
            site.clock.set(late_evening(day))
            live = [each for each in read(site, address) if each["status"] == "CONFIRMED"]
            wanted = {
                (clock.act_on if clock.against == "requester" else clock.due, open_id(clock))
                for clock in clocks
                if clock.is_open(day)
            }
            assert sorted(each["dtstart"].dt for each in live) == sorted(d for d, _ in wanted), day

    @pytest.mark.parametrize("last", [date(2026, 10, 30), date(2026, 11, 1), date(2027, 3, 14)])
    def test_the_sixty_days_end_by_new_yorks_clocks(self, site: Site, last: date) -> None:
        site.clock.set(late_evening(last - KEPT))
        on = (last - KEPT).isoformat()
        sent, withdrawn = {"kind": "sent", "on": on}, {"kind": "withdrawn", "on": on}
        history(site.database, site.keeper, site.clock(), sent, withdrawn)
        address = made(site, site.keeper, about="all")
        for away, there in ((-1, 1), (0, 1), (1, 0)):
            site.clock.set(late_evening(last + away * DAY))
            assert [each["status"] for each in read(site, address)] == ["CANCELLED"] * there


def made(site: Site, person: Person, **form: object) -> str:
    """A feed made in the page; its address without the host."""
    answer = site.client(person).post("/feeds", data=form)
    assert answer.status_code == 201, answer.text
    found = re.search(r"http://localhost(/feeds/[\w-]+\.ics)", answer.text)
    assert found
    return found[1]


def raw(site: Site, address: str) -> str:
    answer = site.client().get(address)
    assert answer.status_code == 200
    assert answer.content_type == "text/calendar; charset=utf-8"
    return answer.get_data(as_text=True)


def read(site: Site, address: str) -> list[Event]:
    """The events at an address, as a calendar program reads them: nobody is signed in."""
    calendar = Calendar.from_ical(raw(site, address))
    assert calendar.errors == []
    events = list(calendar.walk("VEVENT"))
    for event in events:
        assert event["dtstart"].params["VALUE"] == "DATE"
        assert event.errors == []
    assert len({each["uid"] for each in events}) == len(events)
    return events


def alarms(event: Event) -> list[timedelta]:
    return [alarm["trigger"].dt for alarm in event.walk("VALARM")]


class TestFile:
    def test_alarms_ring_for_final_dates_alone(self, site: Site) -> None:
        history(site.database, site.keeper, site.clock(), SENT, RECEIVED, ACKNOWLEDGED, DENIED)
        asked = {"kind": "fee_asked", "dated": "2026-11-18", "received": "2026-11-18"}
        history(site.database, site.keeper, site.clock(), SENT, RECEIVED, ACKNOWLEDGED, asked)
        for event in read(site, made(site, site.keeper, about="mine")):
            rings = [timedelta(days=-n) for n in (14, 7, 3, 1)] + [timedelta(hours=9)]
            assert alarms(event) == (rings if "Appeal the denial" in event["summary"] else [])

    def test_what_is_cancelled_rings_no_more(self, site: Site) -> None:
        told = (SENT, RECEIVED, ACKNOWLEDGED, DENIED, APPEAL)
        history(site.database, site.keeper, site.clock(), *told)
        events = read(site, made(site, site.keeper, about="mine"))
        cancelled = [each for each in events if each["status"] == "CANCELLED"]
        assert cancelled
        assert not any(alarms(each) for each in cancelled)

    @pytest.mark.parametrize(
        "title",
        [
            "Drones, robots; and \\ other “things”, 2019–2026",
            "📡 Stingrays 👮‍♀️ — Überwachung 監視, every precinct, every borough, every unit",
            "BEGIN:VALARM\\nEND:VEVENT",
        ],
    )
    def test_any_title_is_folded_and_comes_back_as_it_was(self, site: Site, title: str) -> None:
        history(site.database, site.keeper, site.clock(), SENT, RECEIVED, title=title)
        address = made(site, site.keeper, about="all")
        text = site.client().get(address).get_data()
        assert all(len(line) <= 75 for line in text.split(b"\r\n"))
        assert b"\n" not in text.replace(b"\r\n", b"")
        assert {each["summary"].endswith(title) for each in read(site, address)} == {True}

    def test_what_stands_there_stays_byte_for_byte_until_something_changes(
        self, site: Site
    ) -> None:
        told = (SENT, RECEIVED, ACKNOWLEDGED)
        request = history(site.database, site.keeper, site.clock(), *told)
        address = made(site, site.keeper, about="all")
        first = site.client().get(address)
        assert first.headers["Cache-Control"] == "private, no-cache"
        site.clock.set(site.clock() + timedelta(hours=2))
        same = {"If-None-Match": first.headers["ETag"]}
        again = site.client().get(address, headers=same)
        assert (again.status_code, again.data) == (304, b"")
        correct(site.database, site.keeper, request, site.clock(), **DENIED)
        assert site.client().get(address, headers=same).status_code == 200

    def test_reading_it_writes_nothing_but_when_it_was_read(self, site: Site) -> None:
        history(site.database, site.keeper, site.clock(), SENT, RECEIVED)
        address = made(site, site.keeper, about="all")
        began = site.clock()

        def kept() -> list[tuple[object, ...]]:
            with site.database.reading() as session:
                rows = session.execute(select(*FeedDay.__table__.columns))
                return [tuple(row) for row in rows]

        before = kept()
        for wait, noted in ((DAY, DAY), (NOTED_EVERY - timedelta(seconds=1), timedelta(0))):
            site.clock.set(site.clock() + wait)
            raw(site, address)
            began += noted
            with site.database.reading() as session:
                assert session.scalars(select(Feed.read_at)).one() == began
        assert kept() == before


@pytest.fixture
def secret(site: Site) -> tuple[Person, Request]:
    """A paralegal of a matter, and the matter's request."""
    paralegal = site.add("paralegal")
    now = site.clock()
    with site.database.writing() as session:
        matter = matters.open_matter(site.keeper, session, "Canary matter", now=now)
        matters.add_member(site.keeper, session, matter.id, paralegal.id, now=now)
    told = (SENT, RECEIVED, ACKNOWLEDGED, DENIED)
    request = history(
        site.database, site.keeper, now, *told, title="Canary contracts", matter_id=matter.id
    )
    return paralegal, request


class TestWhose:
    def test_its_address_is_shown_once_and_kept_nowhere(self, site: Site) -> None:
        address = made(site, site.keeper, about="mine")
        token = address.removeprefix("/feeds/").removesuffix(".ics")
        assert len(token) >= 43
        assert token not in site.client(site.keeper).get("/feeds").text
        with site.database.reading() as session:
            kept = session.scalars(select(Feed)).one()
        assert token not in repr(vars(kept))

    def test_it_says_when_it_was_last_read(self, site: Site) -> None:
        address = made(site, site.keeper, about="mine")
        assert "never" in site.client(site.keeper).get("/feeds").text
        raw(site, address)
        assert "today, 10:30 am" in site.client(site.keeper).get("/feeds").text

    def test_taken_back_it_shows_nothing_any_more(self, site: Site) -> None:
        address = made(site, site.keeper, about="mine")
        other = site.client(site.add("other"))
        assert other.post("/feeds/1/revoke").status_code == 404
        assert site.client().get(address).status_code == 200
        assert site.client(site.keeper).post("/feeds/1/revoke").status_code == 303
        assert site.client().get(address).status_code == 404
        assert "You have no calendar feed" in site.client(site.keeper).get("/feeds").text

    @pytest.mark.parametrize("address", ["/feeds/x.ics", f"/feeds/{'A' * 43}.ics"])
    def test_an_address_nobody_was_given_shows_nothing(self, site: Site, address: str) -> None:
        assert site.client().get(address).status_code == 404

    def test_it_ends_with_the_account(self, site: Site) -> None:
        paralegal = site.add("paralegal")
        address = made(site, paralegal, about="all")
        with site.database.writing() as session:
            accounts.switch(site.keeper, session, paralegal.id, active=False, now=site.clock())
        assert site.client().get(address).status_code == 404

    def test_what_one_may_no_longer_see_leaves_it_at_once(
        self, site: Site, secret: tuple[Person, Request]
    ) -> None:
        paralegal, request = secret
        addresses = [
            made(site, paralegal, **about)
            for about in (
                {"about": "all"},
                {"about": "matter", "matter": request.matter_id},
                {"about": "request", "request": request.number},
            )
        ]
        assert all("Canary" in raw(site, address) for address in addresses)
        with site.database.writing() as session:
            session.execute(text(f"DELETE FROM matter_member WHERE person_id = {paralegal.id}"))
        for address in addresses:
            assert read(site, address) == []
            assert "anary" not in raw(site, address)
        page = site.client(paralegal).get("/feeds").text
        assert "anary" not in page
        assert page.count("Something you may no longer see") >= 2

    def test_without_titles_it_holds_the_number_and_the_date(
        self, site: Site, secret: tuple[Person, Request]
    ) -> None:
        paralegal, _ = secret
        address = made(site, paralegal, about="all", no_titles="yes")
        said = raw(site, address)
        for word in ("anary", "NYPD", "ontracts", "denial"):
            assert word not in said
        lasts = "(last day Monday, December 21, 2026)"
        summaries = {each["summary"] for each in read(site, address)}
        assert f"FD-0001: Appeal by Wednesday, December 16, 2026 {lasts}" in summaries

    def test_final_dates_only(self, site: Site) -> None:
        history(site.database, site.keeper, site.clock(), SENT, RECEIVED, ACKNOWLEDGED)
        history(site.database, site.keeper, site.clock(), SENT, RECEIVED, ACKNOWLEDGED, DENIED)
        address = made(site, site.keeper, about="mine", final="yes")
        (only,) = read(site, address)
        assert "Appeal the denial" in only["summary"]

    def test_mine_are_those_one_owns_or_is_deputy_of(self, site: Site) -> None:
        paralegal = site.add("paralegal")
        now = site.clock()
        for deputy in (None, paralegal.id):
            history(site.database, site.keeper, now, SENT, RECEIVED, deputy_id=deputy)
        numbers = {
            about: {
                re.findall(r"FD-\d+", each["summary"])[0]
                for each in read(site, made(site, paralegal, about=about))
            }
            for about in ("mine", "all")
        }
        assert numbers == {"mine": {"FD-0002"}, "all": {"FD-0001", "FD-0002"}}

    @pytest.mark.parametrize(
        ("form", "says"),
        [
            ({}, "Choose what the feed is about."),
            ({"about": "everything"}, "Choose what the feed is about."),
            ({"about": "matter"}, "Choose one of your matters for the feed."),
            ({"about": "matter", "matter": "99"}, "Choose one of your matters for the feed."),
            ({"about": "request"}, "Give the number of a request that you may see"),
            ({"about": "request", "request": "FD-0001", "final": "yes"}, "Give the number of a"),
        ],
    )
    def test_a_feed_about_nothing_one_may_see_is_refused(
        self, site: Site, form: dict[str, str], says: str
    ) -> None:
        answer = site.client(site.keeper).post("/feeds", data=form)
        assert answer.status_code == 422
        assert says in answer.text
        assert ("checked" in answer.text.partition('id="final"')[2][:60]) is ("final" in form)
