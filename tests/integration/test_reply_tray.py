"""The list of what came: what is not filed first, with whose it is or may be; files and pasted text
are brought there; and Today, the lists and this page ask the same however much came."""

import re
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from foil.archive.store import Folder
from foil.model.tables import Arrival, Person, Reply
from foil.operations import intake
from foil.operations.intake import read_waiting, take_in
from foil.operations.reply_clocks import settle
from foil.operations.worker import Worker
from tests.integration.desk import ACKNOWLEDGED, RECEIVED, SENT, history
from tests.integration.site import Site, site
from tests.integration.test_intake import DENIAL, NUMBER, mail
from tests.integration.test_today import counting

__all__ = ["site"]


@pytest.fixture
def client(site: Site) -> FlaskClient:
    return site.client(site.keeper)


def take(site: Site, raw: bytes, name: str = "reply.eml", by: Person | None = None) -> None:
    take_in(
        by or site.keeper, site.database, Folder.of(site.settings), BytesIO(raw), name,
        now=site.clock(), route="dropped",
    )  # fmt: skip


def page(client: FlaskClient, address: str = "/replies") -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", client.get(address).text).split())


def test_the_list_is_empty_then_says_whose_each_is_and_what_it_would_start(
    site: Site, client: FlaskClient
) -> None:
    assert "Nothing waits." in page(client)
    made = history(site.database, site.keeper, site.clock(), SENT, RECEIVED, ACKNOWLEDGED)
    take(site, mail(subject=f"Re: {made.number}"))
    take(site, mail("Nothing yet.", sender="A <x@nypd.org>", subject="Soon", id_="<2@x>"))
    take(site, mail("Buy now.", sender="a@shop.example", subject="Hello", id_="<3@x>"))
    take(site, b"%PDF-1.4 cut off", "scan.pdf")
    told = page(client)
    assert "4 replies are not filed yet" in told
    assert "3 are of no request yet. 1 could not be read." in told
    assert "If this is a denial dated November 20: appeal by December 18." in told
    assert f"It may be of {made.number} (NYPD): say which." in told
    assert "It fits no request that you may see." in told
    listing = page(client, "/requests")
    assert "1 reply unconfirmed" in listing
    assert "2 replies unconfirmed" in page(client, f"/requests/{made.number}")
    with site.database.writing() as session:
        reply = session.scalars(select(Reply).order_by(Reply.id)).first()
        assert reply
        reply.state, reply.filed_at = "filed", site.clock()
        settle(reply, now=site.clock())
    assert "filed November 22" in page(client)
    assert "unconfirmed" not in page(client, "/requests")


def test_whoever_does_not_open_the_mail_sees_their_own_and_nobody_elses(
    site: Site, client: FlaskClient
) -> None:
    reader = site.add("reader")
    take(site, mail("Buy now.", sender="a@shop.example", subject="Hello"))
    theirs = site.client(reader)
    assert "Hello" not in page(theirs)
    assert "Hello" in page(client)
    raw = mail("Buy now.", sender="a@shop.example", subject="Hello")
    theirs.post("/replies", data={"files": (BytesIO(raw), "a.eml")})
    assert "Hello" in page(theirs)
    with site.database.reading() as session:
        assert len(session.scalars(select(Arrival)).all()) == 1
        assert len(session.scalars(select(Reply)).all()) == 2


def test_files_and_a_pasted_text_are_brought_and_what_is_wrong_is_said(
    site: Site, client: FlaskClient
) -> None:
    assert "Choose a file, or paste what came." in client.post("/replies", data={}).text
    one = client.post("/replies", data={"words": f"From: A <a@b.example>\nSubject: Hi\n\n{DENIAL}"})
    assert (one.status_code, one.location) == (303, "/replies/1")
    files = [(BytesIO(b""), "empty.txt"), (BytesIO(b"Your request is denied."), "b.txt")]
    two = client.post("/replies", data={"files": files, "script": "yes"})
    assert (two.status_code, two.text) == (200, "/replies/2")
    told = page(client)
    assert "empty.txt is empty" in told
    assert "b.txt is kept, and not filed yet." in told
    assert "Hi" in told
    refused = client.post("/replies", data={"files": (BytesIO(b""), "a.txt"), "words": ""})
    assert (refused.status_code, "a.txt is empty" in refused.text) == (422, True)


def test_what_takes_long_to_read_is_kept_at_once_and_read_by_the_worker(
    site: Site, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = b"".join(
        b"From a@b Fri Nov 20 10:00:00 2026\n" + mail(f"Note {n}.", id_=f"<{n}@x>") + b"\n"
        for n in range(3)
    )
    answer = client.post("/replies", data={"files": (BytesIO(box), "old.mbox")})
    assert answer.location == "/replies"
    told = page(client)
    assert "old.mbox is kept, and being read" in told
    assert "1 file that came is still being read" in page(client, "/")
    assert "Still being read, one mail or letter after the other: old.mbox." in told
    work = Worker(site.database, Folder.of(site.settings), now=site.clock)
    read_waiting(work)
    assert "3 replies are not filed yet" in page(client)
    assert "Still being read" not in page(client)
    monkeypatch.setattr(intake, "LATER", 10)
    client.post("/replies", data={"files": (BytesIO(b"Your FOIL request is denied."), "a.txt")})
    assert "letter after the other: a.txt." in page(client)
    read_waiting(work)
    assert "4 replies are not filed yet" in page(client)


@pytest.mark.parametrize(
    ("results", "warned"),
    [
        ("mx.example; dmarc=fail; spf=pass", True),
        ("mx.example; dkim=fail (bad); spf=fail", True),
        ("mx.example; dmarc=pass; dkim=fail", False),
        ("mx.example; dkim=pass; spf=fail", False),
        ("mx.example; spf=pass", False),
        ("mx.example; none", False),
    ],
)
def test_a_mail_whose_sender_was_not_confirmed_says_so(
    site: Site, client: FlaskClient, results: str, warned: bool
) -> None:
    take(site, mail(Authentication_Results=results))
    assert ("could not be confirmed" in page(client)) is warned


def test_a_number_of_nobodys_is_said_where_we_have_such_numbers(
    site: Site, client: FlaskClient
) -> None:
    take(site, mail())
    assert "belongs to no request" not in page(client)
    told = {**SENT, "references": ["FOIL-2026-056-00007"]}
    history(site.database, site.keeper, site.clock(), told)
    take(site, mail(id_="<2@x>", words=f"{DENIAL.format(NUMBER)} Again."))
    assert "FOIL-2026-056-01234, belongs to no request that is kept here" in page(client)


@pytest.mark.parametrize("address", ["/", "/replies", "/requests", "/requests/FD-0001"])
def test_the_pages_ask_the_same_however_much_came(site: Site, address: str) -> None:
    made = history(site.database, site.keeper, site.clock(), SENT, RECEIVED)

    def more(n: int) -> None:
        take(site, mail(subject=made.number, id_=f"<a{n}@x>", words=f"{DENIAL} {n}"))
        loose = mail(f"Note {n}.", sender="x@nypd.org", subject="Yours", id_=f"<b{n}@x>")
        take(site, loose)

    more(0)
    here, client = site.app.extensions["foil"].database, site.client(site.keeper)
    client.get(address)
    take(site, mail("x", id_="<x@x>"))
    with counting(here) as few:
        client.get(address)
    for n in range(1, 4):
        more(n)
    with counting(here) as many:
        client.get(address)
    assert len(few) == len(many)


def test_today_names_five_and_leads_to_the_rest(site: Site, client: FlaskClient) -> None:
    made = history(site.database, site.keeper, site.clock(), SENT, RECEIVED)
    for n in range(6):
        take(site, mail(subject=made.number, id_=f"<{n}@x>", words=f"{DENIAL} {n}"))
    today = client.get("/").text
    card = today[today.index('id="unfiled"') : today.index('id="yours"')]
    assert card.count("<article") == 5
    assert "All 6 replies not filed yet" in card
    whole = client.get("/?all=1").text
    assert whole[whole.index('id="unfiled"') : whole.index('id="yours"')].count("<article") == 6


def test_a_bounce_says_what_it_would_mean(site: Site, client: FlaskClient) -> None:
    words = "This is the mail system. Your message could not be delivered: user unknown."
    take(site, mail(words, sender="MAILER-DAEMON@mx.example", subject="Undelivered Mail"))
    assert "it seems to be a bounce." in page(client)
    assert "If our mail came back, what was in it was never received" in page(client)
