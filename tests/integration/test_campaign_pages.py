"""A campaign through its pages, from the ask to the grid: every agency of the directory under
FOIL, the Port Authority left out, ten replies recorded."""

import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pikepdf
from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.archive.store import Folder
from foil.catalog.directory import SHIPPED
from foil.insight.campaign_grid import ANSWERS, grid
from foil.insight.campaign_recipients import recipients
from foil.insight.campaigns import ask_row
from foil.letters.draft import to_json
from foil.model.tables import (
    AgencyCorrection,
    CampaignRecipient,
    CampaignRequest,
    Document,
    Item,
    Letter,
    Person,
    Request,
)
from foil.newyork import day_of
from foil.operations.campaign_approval import unapproved
from foil.operations.campaign_drafts import finishable
from tests.integration.campaigning import UNDER_FOIL, ask, campaign, done, stand
from tests.integration.desk import add
from tests.integration.site import NOW, Site, site
from tests.integration.test_letter_pages import form
from tests.integration.test_today import counting

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
    assert "not drafted" not in queue
    proof = [(io.BytesIO(b"%PDF-1.7 a"), "receipt.pdf"), (io.BytesIO(b"seen"), "seen.txt")]
    back = client.post("/campaigns/1/queue", data={**sent, "by": "", "files": proof})
    assert back.status_code == 422
    tray = re.findall(r'name="tray" value="(\d+)"', back.text)
    assert len(tray) == 2  # a form that comes back loses no file
    told = {**sent, "proof": "Confirmation 1", "tray": tray}
    assert client.post("/campaigns/1/queue", data=told).status_code == 303
    with site.database.reading() as session:
        kept = session.scalars(select(Document).where(Document.request_id == nypd.id)).all()
    assert {"receipt.pdf", "seen.txt"} < {each.name for each in kept}
    assert len({each.event for each in kept}) == 1
    assert not any(each.unfiled for each in kept)
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


VILLAGES = 440
"""Agencies added to the directory; with it, a campaign asks five hundred."""


def test_five_hundred_agencies_are_shown_a_hundred_at_a_time_in_as_many_queries(
    site: Site,
) -> None:
    client, slugs = site.client(site.keeper), list(UNDER_FOIL)
    with site.database.writing() as session:
        for n in range(VILLAGES):
            for field, value in (
                ("name", f"Village of Example {n:03}"),
                ("jurisdiction", "village"),
            ):
                row = AgencyCorrection(slug=f"example-{n:03}", field=field, value=value)
                row.made_at, row.made_by = NOW, site.keeper.id
                session.add(row)
            slugs.append(f"example-{n:03}")
    small = campaign(site.database, site.keeper, slugs[:2], NOW, name="Two")
    whole = campaign(site.database, site.keeper, slugs, NOW, name="Five hundred")
    done(site.database, Folder.of(site.settings), site.keeper, small, "draft", NOW)
    with site.database.writing() as session:
        _drafted(session, site.keeper, whole, slugs)
    for page, rows in (("", 100), ("/items", 100), ("/agencies", 100), ("/queue", 0)):
        client.get(f"/campaigns/{small}{page}")
        counts = []
        for number in (small, whole):
            with counting(site.app.extensions["foil"].database) as run:
                drawn = client.get(f"/campaigns/{number}{page}").text
            counts.append(len(run))
        assert counts[0] == counts[1], page
        assert drawn.count("<tr data-row>") == rows
        assert len(drawn) < 250_000
        if rows:
            assert f"Show all {len(slugs)}" in drawn
    found = client.get(f"/campaigns/{whole}?find=village+example+43").text
    drawn_rows = found.count("<tr data-row>")
    assert 10 <= drawn_rows < 40  # by its name, or by its number
    assert f"{drawn_rows} of {drawn_rows} as asked for, {len(slugs)} in all" in found
    nothing = client.get(f"/campaigns/{whole}/items?find=nowhere").text
    assert "No agency of this campaign is like that." in nothing
    everyone = client.get(f"/campaigns/{whole}/items?all=1").text
    assert everyone.count("<tr data-row>") == len(slugs)


def _drafted(session: Session, person: Person, number: int, slugs: Sequence[str]) -> None:
    """Drafts as a campaign makes them, five hundred at once: the rows alone."""
    asked = ask()
    for place, slug in enumerate(slugs):
        row = Request(
            number=f"FD-{9000 + place}", agency=slug, technology="facial-recognition",
            public_title="Facial recognition", owner_id=person.id, made_at=NOW, made_by=person.id,
        )  # fmt: skip
        session.add(row)
        session.flush()
        session.add(CampaignRequest(request_id=row.id, campaign_id=number))
        session.add(Letter(
            request_id=row.id, kind="request", facts=to_json(replace(asked, agency=slug)),
            made_at=NOW, made_by=person.id, saved_at=NOW, saved_by=person.id,
        ))  # fmt: skip
        for n, item in enumerate(asked.items, 1):
            session.add(Item(request_id=row.id, number=n, words=f"{item.key} of {slug}"))
    numbers = dict(session.execute(select(Request.agency, Request.id).order_by(Request.id)).all())
    mine = CampaignRecipient.campaign_id == number
    for each in session.scalars(select(CampaignRecipient).where(mine)):
        each.request_id = numbers[each.agency]


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


def test_an_ask_is_previewed_without_a_save_and_saves_itself(site: Site) -> None:
    client, ask_page = site.client(site.keeper), "/campaigns/1/ask"
    client.post("/campaigns", data={"name": "Everywhere"})
    client.post(ask_page, data=ASK)
    one, two = (form(client.get(ask_page).text) for _ in range(2))
    one["fee"], two["fee"] = "$40", "$50"
    one.add("records", "training")
    seen = client.post(f"{ask_page}/look", data=one).text
    assert "no charge above <ins>$40</ins>" in seen
    assert 'id="items"' in seen
    assert form(client.get(ask_page).text)["fee"] == "$25"
    assert 'id="version" value="2"' in client.post(f"{ask_page}/keep", data=one).text
    assert form(client.get(ask_page).text)["fee"] == "$40"
    moved = client.post(f"{ask_page}/keep", data=two)
    assert (moved.status_code, "Keep mine" in moved.text) == (409, True)
    two["mine"] = "2"
    assert client.post(ask_page, data=two).status_code == 303
    assert form(client.get(ask_page).text)["fee"] == "$50"
    two["fee"] = "lots"
    assert "Not saved yet: Give whole" in client.post(f"{ask_page}/look", data=two).text


def test_where_letters_are_approved_a_second_person_approves_a_campaigns_at_once(
    site: Site,
) -> None:
    client, second = site.client(site.keeper), site.add("second")
    number = campaign(site.database, site.keeper, ["nypd", "mta"], NOW)
    here = f"/campaigns/{number}"
    done(site.database, Folder.of(site.settings), site.keeper, number, "draft", NOW)
    assert "to be approved" not in client.get(here).text
    client.post("/settings/office/approval", data={"approves": "1"})
    client.post(f"{here}/work", data={"do": "finish"})
    assert "ask for approval first" in client.get(here).text
    client.post(f"{here}/approval", data={"approver": "99"})
    assert "Choose someone who may see" in client.get(here).text
    client.post(f"{here}/approval", data={"approver": str(second.id)})
    assert "Asked for 2" in client.get(here).text
    client.post(f"{here}/approval", data={"do": "approve"})
    assert "Nobody waits for your approval" in client.get(here).text
    other = site.client(second)
    assert "Approve the 2 letters you were asked about" in other.get(here).text
    other.post(f"{here}/approval", data={"do": "approve"})
    assert "2 approved." in other.get(here).text
    with site.database.reading() as session:
        found = recipients(site.keeper, session, ask_row(site.keeper, session, number), number)
        waiting = unapproved(session, found)
    assert waiting == {}
    assert len(list(finishable(found, all_=False, waiting=waiting))) == 2
