"""What an office knows of an agency itself: corrected, looked up again, added; and what came of its
requests, in three figures."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import event as engine_events
from sqlalchemy import select

from foil.catalog import agencies
from foil.cli.verify.counts import counts, to_recount
from foil.cli.verify.reading import Reading
from foil.errors import BadInput, NotFound
from foil.insight.agency_facts import agency_facts, to_choose
from foil.insight.agency_history import Figure, agency_history
from foil.insight.basis import basis
from foil.insight.directory import directory
from foil.model.tables import AgencyCorrection, ClockRow, Person, Request
from foil.operations import added_agencies, matters
from foil.operations import agency_facts as facts
from foil.operations.added_agencies import Body
from foil.operations.agency_facts import Known
from tests.integration.desk import SENT, history
from tests.integration.sheets import bring, csv_of, exported, row, rows_of
from tests.integration.site import NOW, Site, close, open_site
from tests.integration.test_letter_pages import form

NOTICE = Known("https://example.gov/foil", date(2026, 11, 20), "The room number.")
DAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One desk for all the tests here, each about an agency of its own."""
    opened = open_site(tmp_path_factory.mktemp("agencies"))
    yield opened
    close(opened)


def say(site: Site, slug: str, known: Known = NOTICE, **said: str) -> list[str]:
    told = {name.replace("__", "."): value for name, value in said.items()}
    with site.database.writing() as session:
        return facts.say(site.keeper, session, slug, told, known, now=NOW)


def test_an_officer_is_corrected_with_source_day_and_doubt(shared: Site) -> None:
    changed = say(
        shared, "doc", requests__email="foil@doc.example.gov", requests__telephone="212-555-0100",
        requests__address=" 75-20 Astoria Blvd \n\n East Elmhurst, NY ", appeals__email="",
    )  # fmt: skip
    assert "requests.email" in changed
    with shared.database.reading() as session:
        doc = directory(session).get("doc")
        digest = basis(session).digest("doc")
    assert doc.requests.email == "foil@doc.example.gov"
    assert doc.requests.telephone == "212-555-0100"
    assert "foil@doc.example.gov" in [each.value for each in doc.ways()]
    assert doc.requests.address == ("75-20 Astoria Blvd", "East Elmhurst, NY")
    assert not doc.requests.stale(DAY)
    assert doc.requests.basis[0].url == NOTICE.source
    assert "The room number." in doc.requests.unverified
    assert agencies.get("doc").requests.email != doc.requests.email
    page = shared.client(shared.keeper).get("/agencies/doc").text
    assert "foil@doc.example.gov" in page
    assert "said by Staff attorney, November 22, 2026, from https://example.gov/foil" in page
    assert f"Shipped: {agencies.get('doc').requests.email}" in page
    assert digest == basis_digest_without_facts("doc")  # no date moves by it


def basis_digest_without_facts(slug: str) -> str:
    from foil.insight.basis import Basis

    return Basis().digest(slug)


def test_a_way_of_ours_goes_first_and_one_can_be_closed(shared: Site) -> None:
    say(shared, "fdny", channel__portal="https://fdny.example.gov/foil", channel__email="")
    with shared.database.reading() as session:
        fdny = directory(session).get("fdny")
    assert fdny.portal_link() == "https://fdny.example.gov/foil"
    assert "email" not in [each.way for each in fdny.ways()]


BAD = {
    "mail": ({"requests__email": "nobody"}, NOTICE, "requests.email"),
    "portal": ({"channel__portal": "http://x"}, NOTICE, "channel.portal"),
    "long": ({"requests__addressee": "x" * 201}, NOTICE, "requests.addressee"),
    "quirks": ({"quirks": "x" * 1001}, NOTICE, "quirks"),
    "to come": ({"quirks": "x"}, Known("", date(2026, 11, 23)), "as_of"),
    "a long source": ({"quirks": "x"}, Known("x" * 501), "source"),
    "the same": ({"requests__email": "docprod110c@nypd.org"}, NOTICE, ""),
}


@pytest.mark.parametrize(("said", "known", "field"), BAD.values(), ids=BAD)
def test_what_cannot_be_is_refused_by_its_field(
    shared: Site, said: dict[str, str], known: Known, field: str
) -> None:
    with pytest.raises(BadInput) as raised:
        say(shared, "nypd", known, **said)
    assert list(raised.value.problems) == [field]


def test_bad_input_comes_back_filled(shared: Site) -> None:
    client = shared.client(shared.keeper)
    form = {"about": "requests", "requests.email": "nobody", "source": "A call", "as_of": "soon"}
    answer = client.post("/agencies/nypd/facts", data=form)
    assert answer.status_code == 422
    assert "That is not a date" in answer.text
    form["as_of"] = "2026-11-20"
    answer = client.post("/agencies/nypd/facts", data=form)
    assert answer.status_code == 422
    assert 'value="nobody"' in answer.text
    assert 'value="A call"' in answer.text
    answer = client.post("/agencies/new", data={"name": "NYPD", "requests.email": "a b@c.d"})
    assert answer.status_code == 422
    assert "It is here already, as New York City Police Department." in answer.text
    assert 'value="a b@c.d"' in answer.text


def test_still_right_checked_today_says_who_and_when(shared: Site) -> None:
    assert agencies.get("dcjs").requests.stale(DAY)
    member = shared.client(shared.add("paralegal"))
    assert "look again" in member.get("/agencies/dcjs").text
    away = {"role": "requests", "next": "//evil.example"}
    assert member.post("/agencies/dcjs/checked", data=away).location == "/"
    page = member.get("/agencies/dcjs").text
    assert "November 22, 2026, looked up by Paralegal" in page
    shared.clock.set(datetime(2027, 5, 22, 15, tzinfo=UTC))
    assert "Over 180 days old" in shared.client(shared.keeper).get("/agencies/dcjs").text
    shared.clock.set(NOW)
    assert member.post("/agencies/nowhere/checked", data={"role": "appeals"}).status_code == 404


def test_a_newer_shipped_value_stands_beside_ours_until_someone_chooses(shared: Site) -> None:
    say(shared, "its", requests__email="ours@its.example.gov")
    say(shared, "its", appeals__email="appeals@its.example.gov")
    with shared.database.writing() as session:
        for row in session.scalars(select(AgencyCorrection).where(AgencyCorrection.slug == "its")):
            row.shipped = "older@its.example.gov" if row.field.endswith("email") else None
    with shared.database.reading() as session:
        assert "its" in to_choose(session)
        assert len(agency_facts(session, "its").to_choose) == 2
    client = shared.client(shared.keeper)
    assert "from older@its.example.gov" in client.get("/agencies/its").text
    assert "newer shipped value beside one of yours" in client.get("/agencies").text
    chosen = {"requests.email": "ours", "appeals.email": "shipped"}
    for field, take in chosen.items():
        form = {"field": field, "take": take}
        assert client.post("/agencies/its/choose", data=form).status_code == 303
    with shared.database.reading() as session:
        its = directory(session).get("its")
        assert "its" not in to_choose(session)
    assert its.requests.email == "ours@its.example.gov"
    assert its.appeals.email == agencies.get("its").appeals.email
    for field in ("appeals.email", "slug"):
        form = {"field": field, "take": "ours"}
        assert client.post("/agencies/its/choose", data=form).status_code == 404


@pytest.fixture(scope="module")
def village(shared: Site) -> str:
    body = Body("Village of Nyack Police Department", "Nyack PD", "village")
    said = {"requests.email": "foil@nyack.example.gov", "quirks": "Stamps receipt the next day."}
    with shared.database.writing() as session:
        return added_agencies.add(shared.keeper, session, body, said, NOTICE, now=NOW)


def test_an_added_agency_is_there_wherever_one_is_chosen(shared: Site, village: str) -> None:
    assert village == "village-of-nyack-police-department"
    with shared.database.reading() as session:
        nyack = directory(session).get(village)
    assert [(way.way, way.value) for way in nyack.ways()] == [("email", "foil@nyack.example.gov")]
    client = shared.client(shared.keeper)
    for address in ("/new", "/under-way", "/calculator", "/office/calendar/closing", "/requests",
                    "/agencies", "/agencies?find=nyack"):  # fmt: skip
        assert "Nyack" in client.get(address).text, address
    form = {"agency": village, "technology": "body-worn-cameras", "since": "2024-01-01"}
    letter = client.post("/new", data=form).location
    page = client.get(letter).text
    assert "Village of Nyack Police Department" in page
    assert "Stamps receipt the next day." in page
    told = {"agency": village, "title": "Drones", "sent-on": "2026-11-02"}
    assert client.post("/under-way", data=told).status_code == 303
    counted = client.get(f"/calculator?agency={village}&e1-kind=received&e1-on=2026-11-02").text
    assert "Monday, November 9, 2026" in counted or "Tuesday, November 10, 2026" in counted


def test_it_counts_by_the_statute_s_own_rules(shared: Site, village: str) -> None:
    with shared.database.reading() as session:
        rules = basis(session).rules(village)
        statute = basis(session).rules(None)
    assert rules is not None
    assert statute is not None
    assert rules.appeal_from == statute.appeal_from
    assert rules.agency_closings == statute.agency_closings
    assert (rules.agency.jurisdiction, rules.agency.own_calendar) == ("local", None)
    told = history(shared.database, shared.keeper, NOW, SENT, agency=village)
    page = shared.client(shared.keeper).get(f"/requests/{told.number}").text
    assert "Nyack PD" in page


def test_a_request_with_its_name_in_words_takes_it_up_and_no_date_moves(shared: Site) -> None:
    other = shared.add("stranger")
    with shared.database.writing() as session:
        number = matters.open_matter(shared.keeper, session, "Canary", now=NOW).id
    told = [
        history(shared.database, shared.keeper, NOW, *answered(), agency=None, title=title, **who)
        for title, who in (("Cameras", {}), ("Canary", {"matter_id": number}))
    ]
    with shared.database.writing() as session:
        for each in told:
            session.get_one(Request, each.id).agency_words = "Town of Rye"
        slug = added_agencies.add(shared.keeper, session, Body("Town of Rye"), {}, Known(), now=NOW)
    clocks = [dues(shared, each) for each in told]
    seen, hers = (shared.client(who) for who in (shared.keeper, other))
    assert f"{told[0].number}, {told[1].number}" in seen.get(f"/agencies/{slug}").text
    assert told[1].number not in hers.get(f"/agencies/{slug}").text
    assert hers.post(f"/agencies/{slug}/take-up").status_code == 303
    assert seen.post(f"/agencies/{slug}/take-up").status_code == 303
    with shared.database.reading() as session:
        for each in told:
            row = session.get_one(Request, each.id)
            assert (row.agency, row.agency_words) == (slug, None)
    assert [dues(shared, each) for each in told] == clocks
    assert "in words alone" not in seen.get(f"/agencies/{slug}").text


def dues(site: Site, request: Request) -> list[tuple[str, date]]:
    with site.database.reading() as session:
        wanted = select(ClockRow.id, ClockRow.due).where(ClockRow.request_id == request.id)
        return [(clock, due) for clock, due in session.execute(wanted.order_by(ClockRow.n))]


def test_one_added_by_mistake_is_taken_out_while_nothing_is_about_it(
    shared: Site, village: str
) -> None:
    with shared.database.writing() as session:
        slug = added_agencies.add(
            shared.keeper, session, Body("Vilage of Nyak"), {}, Known(), now=NOW
        )
    member, keeper = shared.client(shared.add("intern")), shared.client(shared.keeper)
    assert member.post(f"/agencies/{slug}/remove").status_code == 403
    assert keeper.post(f"/agencies/{slug}/remove").status_code == 303
    assert keeper.get(f"/agencies/{slug}").status_code == 404
    history(shared.database, shared.keeper, NOW, agency=village)
    for stays in (village, "nypd"):
        assert keeper.post(f"/agencies/{stays}/remove").status_code == 403


def test_an_added_agency_verifies_as_it_was_counted(shared: Site, village: str) -> None:
    history(shared.database, shared.keeper, NOW, *answered(), agency=village)
    with closing(Reading.of(shared.settings)) as reading:
        assert list(counts(reading)) == []
        assert to_recount(reading) == 0


def test_an_added_body_under_another_law_gets_no_date(shared: Site) -> None:
    with shared.database.writing() as session:
        body = Body("Federal Protective Office", "", "other", "FOIA, 5 U.S.C. 552")
        slug = added_agencies.add(shared.keeper, session, body, {}, Known(), now=NOW)
    with shared.database.reading() as session:
        assert basis(session).rules(slug) is None
    assert "Not under FOIL" in shared.client(shared.keeper).get(f"/agencies/{slug}").text


def test_another_of_a_name_gets_a_slug_of_its_own(shared: Site) -> None:
    with shared.database.writing() as session:
        names = ("Çity: of Rye!", "City of Rye?")
        slugs = [added_agencies.add(shared.keeper, session, Body(name), {}, Known(), now=NOW)
                 for name in names[:1]]  # fmt: skip
        with pytest.raises(BadInput, match="needs mending"):
            added_agencies.add(shared.keeper, session, Body("x" * 201), {}, Known(), now=NOW)
        with pytest.raises(BadInput, match="needs mending"):
            added_agencies.add(
                shared.keeper, session, Body("Rye", jurisdiction="moon"), {}, Known(), now=NOW
            )
        with pytest.raises(NotFound):
            facts.keep(shared.keeper, session, "nypd", "requests.fax", now=NOW)
    assert slugs == ["city-of-rye"]


MET = ({"kind": "received", "on": "2026-09-01"},)


def answered(*later: dict[str, object], day: int = 3) -> tuple[dict[str, object], ...]:
    acknowledged = {"kind": "acknowledged", "dated": f"2026-09-0{day}",
                    "received": f"2026-09-0{day}"}  # fmt: skip
    return (*MET, acknowledged, *later)


DENIED_IN_TIME = {"kind": "denied", "dated": "2026-09-10", "received": "2026-09-10",
                  "scope": "whole", "appeal_notice": True}  # fmt: skip
APPEALED = {"kind": "appeal_received", "on": "2026-09-14"}


def decided(outcome: str) -> dict[str, object]:
    return {"kind": "appeal_decided", "dated": "2026-09-21", "received": "2026-09-21",
            "outcome": outcome}  # fmt: skip


def test_our_history_is_three_figures_each_with_its_n(shared: Site) -> None:
    slug, keeper = "tlc", shared.keeper
    stories = (
        answered(DENIED_IN_TIME, APPEALED, decided("granted")),
        answered(DENIED_IN_TIME, APPEALED, decided("denied"), day=4),
        answered(DENIED_IN_TIME, APPEALED, day=8),  # and no decision
        answered(),  # and nothing since
        MET,  # and nothing at all
    )
    for happened in stories:
        history(shared.database, keeper, NOW, *happened, agency=slug, items=1)
    with shared.database.reading() as session:
        found = agency_history(keeper, session, slug, DAY)
    assert found.requests == 5
    # received Tuesday, September 1; the 7th is Labor Day: 2, 3, 4 and 2 business days
    assert found.acknowledged == Figure(2.5, 4, 1)
    assert found.late == Figure(1 / 4, 4)
    assert found.appeals == Figure(1 / 3, 3, 1)
    page = shared.client(keeper).get("/agencies/tlc").text
    for said in ("<b>2.5</b> business days", "n = 4", "<b>25%</b>", "<b>33%</b>", "n = 3"):
        assert said in page, said


def test_what_cannot_be_seen_and_samples_are_left_out(shared: Site) -> None:
    other = shared.add("outsider", "administrator")
    with shared.database.writing() as session:
        number = matters.open_matter(shared.keeper, session, "Canary", now=NOW).id
    history(shared.database, shared.keeper, NOW, *answered(), agency="mta", matter_id=number)
    sample = history(shared.database, shared.keeper, NOW, *answered(), agency="mta")
    with shared.database.writing() as session:
        session.get_one(Request, sample.id).sample = True
    with shared.database.reading() as session:
        mine, theirs = (agency_history(who, session, "mta", DAY) for who in (shared.keeper, other))
    assert (mine.requests, theirs.requests) == (1, 0)
    assert mine.acknowledged == Figure(None, 1)
    page = shared.client(other).get("/agencies/mta").text
    assert "Nothing you may see has been filed with it yet." in page
    assert "Not enough yet" in shared.client(shared.keeper).get("/agencies/mta").text


def test_the_figures_ask_a_fixed_number_of_queries(shared: Site) -> None:
    def asked(person: Person) -> int:
        count = 0

        def add(*_: object) -> None:
            nonlocal count
            count += 1

        engine_events.listen(shared.database.engine, "after_cursor_execute", add)
        with shared.database.reading() as session:
            agency_history(person, session, "dhs", DAY)
        engine_events.remove(shared.database.engine, "after_cursor_execute", add)
        return count

    history(shared.database, shared.keeper, NOW, *MET, agency="dhs")
    before = asked(shared.keeper)
    for _ in range(2):
        history(shared.database, shared.keeper, NOW, *MET, agency="dhs")
    assert asked(shared.keeper) == before


def test_what_is_stale_is_said_beside_the_letter_until_someone_looks(shared: Site) -> None:
    slug = next(
        each.slug for each in agencies.load().values() if each.foil and each.requests.stale(DAY)
    )
    client = shared.client(shared.keeper)
    begun = {"agency": slug, "technology": "body-worn-cameras", "since": "2024-01-01"}
    letter = client.post("/new", data=begun).location
    page = client.get(letter).text
    assert "Our note of where to write is" in page
    assert 'name="checked" value="requests"' in page
    sent = form(page)
    sent["checked"] = "requests"
    assert client.post(letter, data=sent).status_code == 303
    assert "Our note of where to write is" not in client.get(letter).text
    assert "looked up by Staff attorney" in client.get(f"/agencies/{slug}").text


def test_a_sheet_may_name_an_added_agency(shared: Site, village: str, tmp_path: Path) -> None:
    sheet = csv_of(tmp_path / "sheet.csv", [row("Drones", agency="Nyack PD", sent="11/20/2026")])
    bring(shared.database, shared.keeper, NOW, sheet)
    out = exported(shared.database, shared.keeper, NOW, tmp_path / "out.xlsx")
    again = bring(shared.database, shared.keeper, NOW, out, save=False)
    read = rows_of(shared.database, again)
    assert any(village in each.told for each in read)
    assert [each.problem for each in read if each.problem] == []
    with shared.database.reading() as session:
        wanted = select(Request.agency).order_by(Request.id.desc()).limit(1)
        assert session.scalar(wanted) == village
