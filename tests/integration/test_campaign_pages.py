"""A campaign through its pages, from the ask to the grid: every agency of the directory under
FOIL, the Port Authority left out, ten replies recorded."""

import io
from collections import Counter
from datetime import timedelta

import pikepdf
from sqlalchemy import event, select

from foil.archive.store import Folder
from foil.catalog.directory import SHIPPED
from foil.insight.campaign_grid import ANSWERS, grid
from foil.model.tables import Request
from foil.newyork import day_of
from foil.operations.campaign_recipients import ask_again
from tests.integration.campaigning import UNDER_FOIL, campaign, done, stand
from tests.integration.desk import add
from tests.integration.site import Site, site

__all__ = ["site"]
EVERYONE = tuple(SHIPPED.slugs())
ASK = {"technology": "facial-recognition", "since": "2019-01-01", "until": "2026-11-22"}
REPLIES = (
    ({"kind": "released", "part": "whole"}, 3, "released"),
    ({"kind": "denied", "scope": "whole"}, 3, "withheld"),
    ({"kind": "no_records"}, 2, "no records"),
    ({"kind": "extended", "promised": [{"date": "2027-03-01"}]}, 2, "put off"),
)


def test_every_agency_under_foil_is_asked_and_ten_replies_fill_the_grid(site: Site) -> None:
    keeper, database = site.keeper, site.database
    client, store = site.client(keeper), Folder.of(site.settings)
    assert client.post("/campaigns", data={"name": "Everywhere"}).location == "/campaigns/1"
    assert "Write the ask" in client.get("/campaigns/1").text
    assert client.post("/campaigns/1/ask", data={"since": "2019-01-01"}).status_code == 422
    assert client.post("/campaigns/1/ask", data=ASK).status_code == 303
    assert "Name of the agency" in client.get("/campaigns/1/ask").text
    assert client.post("/campaigns/1/agencies", data={}).status_code == 422
    client.post("/campaigns/1/agencies", data={"agencies": list(EVERYONE)})
    listed = client.get("/campaigns/1/agencies").text
    assert "the Port Authority Freedom of Information Code" in listed
    assert listed.count("Where to look") == sum(e.needs_address for e in stand(database, keeper, 1))
    done(database, store, keeper, 1, "draft", site.clock())
    assert Counter(each.stands for each in stand(database, keeper, 1)) == {
        "draft": len(UNDER_FOIL),
        "left out": 1,
    }
    preview = client.get("/campaigns/1/letters/nypd").text
    assert "New York City Police Department" in preview
    assert 'rel="next"' in preview
    assert client.post("/campaigns/1/letters/nypd", data={"since": "soon"}).status_code == 422
    assert "Left out" in client.get("/campaigns/1/letters/panynj").text
    done(database, store, keeper, 1, "finish all", site.clock())
    with pikepdf.open(
        io.BytesIO(client.get("/campaigns/1/letters.pdf", buffered=True).data)
    ) as whole:
        with whole.open_outline() as outline:
            assert len(outline.root) == len(UNDER_FOIL)
        assert len(whole.Root.StructTreeRoot.K) == len(UNDER_FOIL)
        numbers = [int(page.obj.StructParents) for page in whole.pages]
        assert numbers == sorted(set(numbers))
    _file_and_answer(site)
    _add_up(site)


def _file_and_answer(site: Site) -> None:
    """The first letter filed through the queue, ten answered by their agencies."""
    client, keeper, now = site.client(site.keeper), site.keeper, site.clock()
    queue = client.get("/campaigns/1/queue").text
    assert "Get the e-mail (.eml)" in queue or "Open the portal" in queue
    with site.database.reading() as session:
        nypd = session.scalars(select(Request).where(Request.agency == "nypd")).one()
    at = client.get(f"/campaigns/1/queue?at={nypd.number}").text
    letter = at.split('name="letter" value="')[1].split('"')[0]
    sent = {"at": nypd.number, "letter": letter, "by": "portal", "on": "2026-11-20", "seq": "0"}
    assert client.post("/campaigns/1/queue", data={**sent, "by": ""}).status_code == 422
    answer = client.post("/campaigns/1/queue", data={**sent, "proof": "Confirmation 1"})
    assert answer.status_code == 303
    with site.database.writing() as session:
        wanted = select(Request).where(Request.agency != "nypd").order_by(Request.id).limit(10)
        answered = iter(session.scalars(wanted).all())
        for facts, count, _ in REPLIES:
            for _n in range(count):
                request = next(answered)
                add(session, keeper, request, {"kind": "sent", "on": "2026-11-02"}, now)
                add(session, keeper, request, {"kind": "received", "on": "2026-11-02"}, now)
                papers = {"dated": "2026-11-19", "received": "2026-11-20"}
                add(session, keeper, request, {**facts, **papers}, now)


def _add_up(site: Site) -> None:
    with site.database.reading() as session:
        found = grid(site.keeper, session, 1, day_of(site.clock()))
    assert len(found.rows) == sum(found.stages.values()) == len(EVERYONE)
    assert found.steps["Sent"] == 11
    key = "contracts"
    counts = found.answered(key)
    assert sum(counts.values()) == len(EVERYONE)
    assert {said: counts[said] for _, _, said in REPLIES} == {s: n for _, n, s in REPLIES}
    assert set(counts) <= set(ANSWERS)
    client = site.client(site.keeper)
    for page in ("/campaigns/1", "/campaigns/1?stage=sent", "/campaigns/1/items"):
        assert client.get(page).status_code == 200
    assert client.get("/campaigns/1/grid.csv", buffered=True).text.count("\n") == len(EVERYONE) + 1
    assert client.get("/campaigns/1/grid.xlsx", buffered=True).data[:2] == b"PK"


def test_the_grid_runs_as_many_queries_for_sixty_agencies_as_for_two(site: Site) -> None:
    counted = []
    for n, slugs in enumerate((UNDER_FOIL[:2], UNDER_FOIL), 1):
        number = campaign(site.database, site.keeper, slugs, site.clock(), name=str(n))
        done_at = site.clock() + timedelta(minutes=n)
        if n == 2:
            with site.database.writing() as session:
                ask_again(site.keeper, session, number, slugs)
        done(site.database, Folder.of(site.settings), site.keeper, number, "draft", done_at)
        run: list[str] = []

        def told(*args: object, run: list[str] = run) -> None:
            run.append(str(args[2]))

        event.listen(site.database.engine, "before_cursor_execute", told)
        with site.database.reading() as session:
            assert len(grid(site.keeper, session, number, day_of(done_at)).rows) == len(slugs)
        event.remove(site.database.engine, "before_cursor_execute", told)
        counted.append(len([each for each in run if each.startswith("SELECT")]))
    assert counted[0] == counted[1]


def test_a_list_is_shown_before_it_is_brought_in(site: Site) -> None:
    client = site.client(site.keeper)
    number = campaign(site.database, site.keeper, ["nypd"], site.clock())
    here = f"/campaigns/{number}/agencies/list"
    sheet = (io.BytesIO(b"Agency,E-mail\nVillage of Nyack,clerk@nyack.example\n"), "list.csv")
    shown = client.post(here, data={"listed": "", "file": sheet}).text
    assert "from us, unverified" in shown
    assert len(stand(site.database, site.keeper, number)) == 1
    brought = client.post(
        here, data={"listed": "Village of Nyack\tclerk@nyack.example", "sure": "1"}
    )
    assert brought.status_code == 303
    assert len(stand(site.database, site.keeper, number)) == 2
    assert client.post(here, data={"listed": ""}).status_code in (200, 422)


def test_whoever_may_not_see_a_request_finds_its_agency_in_no_grid(site: Site) -> None:
    number = campaign(site.database, site.keeper, ["nypd", "nysp"], site.clock())
    done(site.database, Folder.of(site.settings), site.keeper, number, "draft", site.clock())
    with site.database.writing() as session:
        hidden = session.scalars(select(Request).where(Request.agency == "nysp")).one()
        hidden.private = True
    other = site.add("other")
    with site.database.reading() as session:
        found = grid(other, session, number, day_of(site.clock()))
    assert [row.line.request.agency for row in found.rows if row.line] == ["nypd"]
    assert len(found.rows) == 1
    assert site.client(other).get(f"/campaigns/{number}/letters/nysp").status_code == 404
