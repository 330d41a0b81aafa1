"""A finished letter handed to the office's own mail server because a person pressed send: once,
with proof; and nothing recorded where it did not go."""

import asyncio
import html as html_lib
import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from foil.archive.store import Folder
from foil.errors import Full
from foil.model.mail import MailSettings
from foil.model.tables import Document, Event, Letter, LetterSending, Reply, Request
from foil.operations import letters, matters
from foil.operations.intake import take_in
from foil.operations.letter_drafts import begin
from tests.integration.post import Post, serving, set_up, words
from tests.integration.site import Site, site
from tests.integration.test_drafts_of_letters import form_in
from tests.integration.test_letter_pages import BEGUN, form
from tests.unit.letters.examples import TOLD
from tests.unit.replies.broken_mail import report

__all__ = ["site"]

LETTERS_FROM = "foil-replies@office.example.org"
OFFICER = "thruwayfoil@thruway.ny.gov"
PAGE = "/requests/FD-0001/letters/1/send"


@pytest.fixture(scope="module")
def served() -> Iterator[Post]:
    with serving() as post:
        yield post


@pytest.fixture
def post(served: Post) -> Post:
    served.taken()
    served.answer = "250 OK, queued as 1"
    return served


@pytest.fixture
def client(site: Site, post: Post) -> FlaskClient:
    """A desk that may send, with one finished letter to an officer who has an address."""
    client = site.client(site.keeper)
    begun = client.post("/new", data=BEGUN | {"agency": "thruway"}).location
    assert begun == "/requests/FD-0001/letters/1"
    client.post(f"{begun}/finish", data=form(client.get(begun).text))
    set_up(
        site.database, site.keeper, post.port, site.clock(),
        sends_letters=True, letters_from=LETTERS_FROM,
    )  # fmt: skip
    return client


def plain(page: str) -> str:
    return " ".join(html_lib.unescape(re.sub(r"<.*?>", " ", page)).split())


def press(client: FlaskClient, page: str = PAGE, **more: str) -> tuple[int, str]:
    """Press send on the page as it stands; the status, and what the page after says."""
    seq = re.search(r'name="seq" value="(\d+)"', client.get(page).text)
    data = {"seq": seq[1] if seq else "0"} | more
    answer = client.post(page, data=data)
    shown = client.get(answer.location).text if answer.status_code == 303 else answer.text
    return answer.status_code, plain(shown)


def sendings(site: Site) -> list[LetterSending]:
    with site.database.reading() as session:
        return list(session.scalars(select(LetterSending).order_by(LetterSending.id)))


def facts(site: Site) -> list[dict[str, object]]:
    with site.database.reading() as session:
        return [json.loads(each) for each in session.scalars(select(Event.facts))]


def follow_up(site: Site, client: FlaskClient) -> int:
    """A later letter, finished; its id."""
    with site.database.writing() as session:
        request = session.get_one(Request, 1)
        told = TOLD["follow_up"]
        letter = begin(site.keeper, session, request, "follow_up", told, now=site.clock())
    here = f"/requests/FD-0001/drafts/{letter.id}"
    finished = client.post(f"{here}/finish", data=form_in(client.get(here).text))
    assert finished.status_code == 303, plain(finished.text)
    return letter.id


class TestReview:
    def test_it_is_off_until_the_office_says_so(
        self, site: Site, client: FlaskClient, post: Post
    ) -> None:
        set_up(site.database, site.keeper, post.port, site.clock(), sends_letters=False)
        assert "Review and send" not in client.get("/requests/FD-0001/letters/1").text
        assert "may not hand letters to a mail server here" in plain(client.get(PAGE).text)
        code, says = press(client)
        assert code == 422 and "may not hand letters" in says
        assert (post.mails, sendings(site)) == ([], [])
        form = {"host": "127.0.0.1", "port": str(post.port), "security": "none"}
        form |= {"sender": "foil@office.example.org", "url": "http://localhost:8340"}
        wrong = client.post("/settings/mail", data=form | {"letters_from": "nobody"})
        assert wrong.status_code == 422 and "Give the address letters come from" in wrong.text
        told = {"sends_letters": "yes", "letters_from": LETTERS_FROM}
        assert client.post("/settings/mail", data=form | told).status_code == 303
        with site.database.reading() as session:
            assert session.get_one(MailSettings, 1).sends_letters
        assert f'href="{PAGE}"' in client.get("/requests/FD-0001/letters/1").text

    def test_it_shows_what_would_go_and_what_that_changes(self, client: FlaskClient) -> None:
        says = plain(client.get(PAGE).text)
        for each in (
            f"Defense unit <{LETTERS_FROM}>",
            OFFICER,
            "Freedom of Information Law request",
            "request.pdf, ",
            "Dear Records Access Officer:",
            "The server is 127.0.0.1:",
            "starts",
        ):
            assert each in says, each

    def test_it_goes_to_the_officers_address_and_without_one_nowhere(
        self, client: FlaskClient, post: Post
    ) -> None:
        begun = client.post("/new", data=BEGUN | {"agency": "mta"}).location
        assert begun
        client.post(f"{begun}/finish", data=form(client.get(begun).text))
        page = client.get(f"{begun}/send").text
        assert "No e-mail address is known of the officer" in page
        assert 'href="/agencies/mta/facts"' in page
        assert client.post(f"{begun}/send", data={"seq": "0"}).status_code == 422
        said = {"about": "requests", "requests.email": "foil@mta.example", "source": "A call"}
        said |= {"as_of": "2026-11-20"}
        assert client.post("/agencies/mta/facts", data=said).status_code == 303
        assert "foil@mta.example" in client.get(f"{begun}/send").text
        assert press(client, f"{begun}/send", to="somebody@else.example")[0] == 303
        assert post.to == ["foil@mta.example"]

    def test_nothing_of_a_sample_goes_to_an_agency(
        self, site: Site, client: FlaskClient, post: Post
    ) -> None:
        with site.database.writing() as session:
            session.get_one(Request, 1).sample = True
        assert "nothing of it goes to an agency" in plain(client.get(PAGE).text)
        assert (press(client, seq="0")[0], post.mails) == (422, [])

    def test_who_may_not_see_the_request_may_not_send_it(self, site: Site) -> None:
        assert site.client(site.add("outsider")).get(PAGE).status_code == 404
        assert site.client(site.add("another")).post(PAGE).status_code == 404


class TestSending:
    def test_the_server_takes_it_and_that_is_recorded_with_proof(
        self, site: Site, client: FlaskClient, post: Post
    ) -> None:
        code, says = press(client)
        assert code == 303 and "the server answered 250 OK, queued as 1" in says
        (mail,) = post.mails
        assert post.to == [OFFICER]
        assert mail["From"] == f"Defense unit <{LETTERS_FROM}>"
        assert mail["To"] == OFFICER
        assert mail["Date"] == "Sun, 22 Nov 2026 10:30:00 -0500"
        assert mail["X-Unsent"] is None
        assert "Dear Records Access Officer:" in words(mail)
        (pdf,) = mail.iter_attachments()
        assert pdf.get_filename() == "request.pdf"
        (row,) = sendings(site)
        assert (row.state, row.answer) == ("sent", "250 OK, queued as 1")
        assert (row.message_id, row.event) == (mail["Message-ID"], "e1")
        (sent,) = facts(site)
        assert sent["at"] == "2026-11-22T10:30:00" and sent["by"] == "email"
        assert sent["to"] == OFFICER
        assert sent["proof"] == f"Message-ID {row.message_id}; 250 OK, queued as 1"
        with site.database.reading() as session:
            letter = session.get_one(Letter, 1)
            assert (letter.state, letter.filed_event) == ("filed", "e1")
            kept = session.scalars(select(Document).where(Document.event == "e1")).all()
        assert {each.type for each in kept} >= {"message/rfc822", "application/pdf"}
        assert row.message in {each.sha256 for each in kept}
        with Folder.of(site.settings).open(row.message) as file:
            assert row.message_id.encode() in file.read()
        page = plain(client.get("/requests/FD-0001/letters/1").text)
        assert "taken by the server" in page and "Review and send" not in page

    def test_it_is_sent_once_however_often_it_is_pressed(
        self, site: Site, client: FlaskClient, post: Post
    ) -> None:
        assert press(client)[0] == 303
        code, says = press(client)
        assert code == 409 and "a letter is filed once" in says
        assert client.post(PAGE, data={"seq": "0", "again": "yes"}).status_code == 409
        assert len(post.mails) == len(facts(site)) == 1

    def test_two_who_press_at_once_send_it_once(
        self, site: Site, client: FlaskClient, post: Post
    ) -> None:
        came = []
        taking = post.__class__.handle_DATA

        async def take(self: Post, *given: object) -> str:
            other = site.client(site.keeper)
            came.append((await asyncio.to_thread(other.post, PAGE, data={"seq": "0"})).status_code)
            return await taking(self, *given)  # type: ignore[arg-type]

        post.__class__.handle_DATA = take  # type: ignore[method-assign,assignment]
        try:
            assert press(client)[0] == 303
        finally:
            post.__class__.handle_DATA = taking  # type: ignore[method-assign]
        assert (came, len(post.mails)) == ([409], 1)

    def test_a_later_letter_is_recorded_as_what_it_is(
        self, site: Site, client: FlaskClient, post: Post
    ) -> None:
        press(client)
        letter = follow_up(site, client)
        site.clock.set(site.clock() + timedelta(hours=1))
        code, says = press(client, f"/requests/FD-0001/letters/{letter}/send")
        assert code == 303, says
        assert [each["kind"] for each in facts(site)] == ["sent", "wrote"]
        assert post.mails[0]["Message-ID"] != post.mails[1]["Message-ID"]


class TestNotSent:
    def test_a_refusal_loses_nothing_and_records_nothing(
        self, site: Site, client: FlaskClient, post: Post
    ) -> None:
        post.answer = "550 5.1.1 No such user"
        code, says = press(client)
        assert code == 303
        assert "It did not go, and nothing was recorded. 127.0.0.1:" in says
        assert "(550 5.1.1 No such user)" in says
        (row,) = sendings(site)
        assert (row.state, row.event, facts(site)) == ("refused", None, [])
        post.answer = "250 OK, queued as 2"
        assert press(client)[0] == 303
        assert [each.state for each in sendings(site)] == ["refused", "sent"]
        assert len(facts(site)) == 1

    def test_an_address_the_server_does_not_know_is_said(
        self, site: Site, client: FlaskClient, post: Post
    ) -> None:
        post.knows = "somebody@else.example"
        says = press(client)[1]
        post.knows = ""
        assert f"does not take mail to {OFFICER} (550 5.1.1 No such user here)" in says
        assert ([each.state for each in sendings(site)], facts(site)) == (["refused"], [])

    def test_a_server_that_is_down_is_said_and_it_goes_later(
        self, site: Site, client: FlaskClient, post: Post
    ) -> None:
        set_up(site.database, site.keeper, 9, site.clock(), sends_letters=True)
        assert "cannot be reached (Connection refused)" in press(client)[1]
        assert [each.state for each in sendings(site)] == ["refused"]
        set_up(site.database, site.keeper, post.port, site.clock(), sends_letters=True)
        assert press(client)[0] == 303
        assert len(post.mails) == 1

    def test_a_server_that_falls_silent_may_have_taken_it(
        self, site: Site, client: FlaskClient, post: Post
    ) -> None:
        taking = post.__class__.handle_DATA

        async def silent(self: Post, server: object, *given: object) -> str:
            server.transport.abort()  # type: ignore[attr-defined]
            return "250 OK"

        post.__class__.handle_DATA = silent  # type: ignore[method-assign,assignment]
        try:
            code, says = press(client)
        finally:
            post.__class__.handle_DATA = taking  # type: ignore[method-assign]
        assert code == 303 and "It may have gone: look before you send it again." in says
        assert "I looked: it has not gone" in says
        assert press(client)[0] == 409
        assert (len(post.mails), len(facts(site))) == (0, 0)
        code, says = press(client, again="yes")
        assert code == 303 and "250 OK" in says
        rows = sendings(site)
        assert [each.state for each in rows] == ["set aside", "sent"]
        assert rows[0].message_id == rows[1].message_id

    def test_what_was_recorded_meanwhile_is_read_first(
        self, client: FlaskClient, post: Post
    ) -> None:
        answer = client.post(PAGE, data={"seq": "3"})
        assert answer.status_code == 409
        assert "Something was recorded in FD-0001" in plain(answer.text)
        assert post.mails == []

    def test_killed_between_the_servers_answer_and_the_record_it_may_have_gone(
        self, site: Site, client: FlaskClient, post: Post
    ) -> None:
        killed = subprocess.run(
            [sys.executable, "-c", KILLED, str(site.settings.folder)],
            cwd=Path(__file__).parents[2], check=False, capture_output=True,
        )  # fmt: skip
        assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
        assert (len(post.mails), facts(site)) == (1, [])
        assert [each.state for each in sendings(site)] == ["handing over"]
        code, says = press(client)
        assert code == 409 and "It is being handed over at this moment" in says
        site.clock.set(site.clock() + timedelta(minutes=4))
        code, says = press(client)
        assert code == 409 and "It may have gone" in says
        assert len(post.mails) == 1
        assert 'href="/requests/FD-0001/letters/1/file"' in client.get(PAGE).text
        assert "no answer was written down: look before you send it again." in plain(
            client.get("/").text
        )

    def test_one_that_went_and_could_not_be_recorded_never_goes_again(
        self, site: Site, client: FlaskClient, post: Post, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        taking, file = post.__class__.handle_DATA, letters.file

        async def take(self: Post, *given: object) -> str:
            monkeypatch.setattr(letters, "file", full)
            return await taking(self, *given)  # type: ignore[arg-type]

        def full(*given: object, **more: object) -> Event:
            raise Full("The disk is full.")

        monkeypatch.setattr(post.__class__, "handle_DATA", take)
        says = press(client)[1]
        monkeypatch.setattr(letters, "file", file)
        assert "is not recorded yet: say how it went" in says
        (row,) = sendings(site)
        assert (row.state, row.event) == ("sent", None)
        assert "could not be recorded (The disk is full)" in row.answer
        code, says = press(client, seq="0", again="yes")
        assert code == 409 and "It went already, and is sent once." in says
        assert len(post.mails) == 1
        assert "went, not recorded" in plain(client.get("/").text)


class TestComingBack:
    def bounced(self, site: Site, message_id: str, action: str = "failed") -> int:
        """A bounce of that mail came by the mailbox; the id of its reply."""
        outer, inner, rest = report(action, to=OFFICER).split(b"<one@agency.example>", 2)[:3]
        bounce = outer + b"<bounce@mx.example>" + inner + message_id.encode() + rest
        store = Folder.of(site.settings)
        taken = take_in(
            None, site.database, store, BytesIO(bounce), "message 1.eml",
            now=site.clock() + timedelta(minutes=1), route="mailbox",
        )  # fmt: skip
        (reply,) = taken.replies
        return reply

    def test_a_bounce_is_tied_to_the_letter_it_brings_back(
        self, site: Site, client: FlaskClient
    ) -> None:
        press(client)
        (row,) = sendings(site)
        self.bounced(site, row.message_id, "delayed")
        assert sendings(site)[0].returned_at is None
        reply = self.bounced(site, row.message_id)
        (row,) = sendings(site)
        assert row.returned == f"It could not be delivered to {OFFICER}."
        with site.database.reading() as session:
            assert session.get_one(Reply, reply).request_id == 1
        page = plain(client.get("/requests/FD-0001/letters/1").text)
        assert "came back" in page and "The agency never had it" in page
        page = plain(client.get(f"/replies/{reply}").text)
        assert "Our own mail came back. Request letter of FD-0001, handed over" in page
        assert "it seems to be a bounce" in plain(client.get("/").text)

    def test_one_of_a_later_letter_says_nothing_of_the_request_itself(
        self, site: Site, client: FlaskClient
    ) -> None:
        press(client)
        letter = follow_up(site, client)
        press(client, f"/requests/FD-0001/letters/{letter}/send")
        reply = self.bounced(site, sendings(site)[1].message_id)
        assert [each.returned_at is not None for each in sendings(site)] == [False, True]
        page = plain(client.get(f"/replies/{reply}").text)
        assert "It is not the request itself" in page
        with site.database.writing() as session:
            matter = matters.open_matter(site.keeper, session, "Theirs", now=site.clock())
            session.get_one(Request, 1).matter_id = matter.id
        outsider = site.client(site.add("outsider", "administrator"))
        assert outsider.get(f"/replies/{reply}").status_code == 404

    def test_a_bounce_of_nothing_of_ours_is_tied_to_nothing(
        self, site: Site, client: FlaskClient
    ) -> None:
        press(client)
        self.bounced(site, "<letter.1.0000@office.example.org>")
        assert sendings(site)[0].returned_at is None


KILLED = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from foil.operations import letter_sending
from foil.settings import Settings
from foil.web.app import create_app
from foil.operations import sign_ins
from foil.operations.sign_ins import Visitor
from sqlalchemy import select
from foil.model.tables import Person

folder = Path(sys.argv[1])
now = lambda: datetime(2026, 11, 22, 15, 30, tzinfo=UTC)
app = create_app(Settings(folder, f"sqlite:///{folder / 'foil.sqlite'}"), now)
app.config["WTF_CSRF_ENABLED"] = False
database = app.extensions["foil"].database
deliver = letter_sending.deliver
def dying(*given):
    deliver(*given)
    os.kill(os.getpid(), signal.SIGKILL)
letter_sending.deliver = dying
client = app.test_client()
with database.writing() as session:
    person = session.scalars(select(Person)).first()
    token = sign_ins.open_sign_in(session, person, Visitor("::1"), now=now())
with client.session_transaction() as kept:
    kept["_user_id"], kept["_fresh"] = token, True
client.post("/requests/FD-0001/letters/1/send", data={"seq": "0"})
"""
