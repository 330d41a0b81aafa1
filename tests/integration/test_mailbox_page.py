"""The mailbox in the pages: set up and tried in Settings, told on Today where it is not read."""

import html as html_lib
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest

from foil.errors import Refused
from foil.model.mailbox import MailboxFolder, MailboxLeft, MailboxSettings
from foil.operations.mailbox_settings import MailboxFacts, change_mailbox, mailbox, settle_left
from tests.integration.mailboxes import USER, ImapServer, imap_server, open_mailbox
from tests.integration.site import Site, site
from tests.integration.test_mailbox import letter

__all__ = ["site"]

FORM = {
    "host": "imap.example.org",
    "port": "993",
    "security": "tls",
    "username": "intake@example.org",
    "mail_password": "a secret of the office",
    "folder": "INBOX",
    "after": "leave",
    "move_to": "",
}


@pytest.fixture(scope="module")
def server() -> Iterator[ImapServer]:
    with imap_server() as opened:
        yield opened


def said(page: str, sign: str) -> str:
    """The words of the first element of that class."""
    found = re.search(rf'<p class="{sign}.*?</p>', page, re.DOTALL)
    return " ".join(html_lib.unescape(re.sub(r"<.*?>", "", found[0])).split()) if found else ""


class TestSettings:
    def test_they_are_kept_and_the_password_is_shown_nowhere(self, site: Site) -> None:
        client = site.client(site.keeper)
        assert "No mailbox is read" in client.get("/settings/mailbox").text
        answer = client.post("/settings/mailbox", data=FORM, follow_redirects=True)
        assert "The mailbox settings are saved" in answer.text
        page = client.get("/settings/mailbox").text
        assert "secret of the office" not in answer.text + page
        assert 'value="imap.example.org"' in page and "One is kept" in page
        with site.database.reading() as session:
            box = mailbox(session, {})
        assert box is not None
        assert box.password == "a secret of the office" and "secret" not in repr(box)
        assert box.place == "intake@example.org at imap.example.org, INBOX"
        client.post("/settings/mailbox", data=FORM | {"mail_password": "", "port": "1993"})
        with site.database.reading() as session:
            row = session.get_one(MailboxSettings, 1)
            assert (row.password, row.port) == ("a secret of the office", 1993)
        client.post("/settings/mailbox", data=FORM | {"mail_password": "", "no_password": "yes"})
        with site.database.reading() as session:
            assert session.get_one(MailboxSettings, 1).password == ""

    @pytest.mark.parametrize(
        ("field", "value", "says"),
        [
            ("host", "imap.example.org/x", "Give the server’s name"),
            ("username", "", "Give the name the mailbox is opened with"),
            ("port", "99999", "Give a port from 1 to 65535."),
            ("security", "none", "A password would travel for all to read"),
            ("security", "often", "Choose how the connection is kept secret."),
            ("after", "delete", "Choose what becomes of a message."),
            ("after", "move", "Give another folder"),
            ("folder", "IN\r\nBOX", "This is one line."),
        ],
    )
    def test_what_cannot_stand_comes_back_with_a_sentence(
        self, site: Site, field: str, value: str, says: str
    ) -> None:
        answer = site.client(site.keeper).post("/settings/mailbox", data=FORM | {field: value})
        assert answer.status_code == 422
        assert says in answer.text
        assert "a secret of the office" not in answer.text
        assert "None is kept yet" in answer.text

    def test_the_surroundings_go_before_and_never_send_a_password_in_clear(
        self, site: Site
    ) -> None:
        site.client(site.keeper).post("/settings/mailbox", data=FORM)
        around = {"host": "other.example.org", "password": "theirs", "security": "none"}
        with site.database.reading() as session:
            box = mailbox(session, around)
            assert mailbox(session, {"port": "x"}) is None
        assert box is not None
        assert (box.host, box.password, box.security) == ("other.example.org", "theirs", "tls")

    def test_only_an_administrator_may(self, site: Site) -> None:
        member = site.add("member")
        assert site.client(member).get("/settings/mailbox").status_code == 403
        for doing in (
            lambda session: change_mailbox(member, session, MailboxFacts(), now=site.clock()),
            lambda session: settle_left(member, session, 1, now=site.clock()),
        ):
            with pytest.raises(Refused), site.database.writing() as session:
                doing(session)


class TestTryingIt:
    def test_it_says_what_is_there_and_what_is_wrong(self, site: Site, server: ImapServer) -> None:
        client = site.client(site.keeper)

        def tried() -> str:
            answer = client.post("/settings/mailbox/test", follow_redirects=True)
            return said(answer.text, "flash")

        assert tried() == "No mailbox is set up: give its server, the user name and the password."
        open_mailbox(site.database, site.keeper, server, site.clock())
        assert tried() == f"127.0.0.1:{server.port} opens INBOX: 0 messages."
        server.put([letter(0), letter(1)])
        opens = f"127.0.0.1:{server.port} opens INBOX: 2 messages"
        assert tried() == f"{opens}, 2 not taken in yet."
        open_mailbox(site.database, site.keeper, server, site.clock(), password="wrong words")
        assert tried().startswith("The mailbox cannot be read. 127.0.0.1:")
        assert "refuses the user name or the password" in tried()
        assert "wrong words" not in tried()


class TestToday:
    def test_administrators_are_told_where_the_mailbox_is_not_read(
        self, site: Site, server: ImapServer
    ) -> None:
        client, member = site.client(site.keeper), site.client(site.add("member"))
        open_mailbox(site.database, site.keeper, server, site.clock())

        def alarm() -> str:
            return said(client.get("/").text, 'alarm" role="alert')

        assert alarm() == ""
        site.clock.set(site.clock() + timedelta(minutes=61))
        assert alarm().startswith("Nobody looks into the mailbox. It was never looked into.")
        with site.database.writing() as session:
            folder = MailboxFolder(place=f"{USER} at 127.0.0.1, INBOX", looked_at=site.clock())
            session.add(folder)
        assert alarm() == ""
        with site.database.writing() as session:
            row = session.get_one(MailboxFolder, folder.id)
            row.trouble, row.troubled_since = "It refuses the password.", site.clock()
        assert alarm().startswith("The mailbox is not read. It refuses the password. It has been")
        assert "mailbox" not in member.get("/").text
        page = client.get("/settings/mailbox").text
        assert "It refuses the password." in page and "Last look" in page

    def test_what_was_left_is_said_until_somebody_looked(self, site: Site) -> None:
        client = site.client(site.keeper)
        with site.database.writing() as session:
            folder = MailboxFolder(place="somewhere")
            session.add(folder)
            session.flush()
            about = {"sender": "foil@agency.example", "subject": "<b>A film</b>"}
            session.add(
                MailboxLeft(
                    folder_id=folder.id, uid_validity=1, uid=7, size=300_000_000,
                    why="It is too large.", made_at=site.clock(), **about,
                )
            )  # fmt: skip
        assert "1 message was left in the mailbox." in said(client.get("/").text, "alarm")
        page = client.get("/settings/mailbox").text
        assert "&lt;b&gt;A film&lt;/b&gt;" in page and "300 MB. It is too large." in page
        assert client.post("/settings/mailbox/left/1").status_code == 303
        assert client.post("/settings/mailbox/left/9").status_code == 404
        assert said(client.get("/").text, "alarm") == ""
        assert "A film" not in client.get("/settings/mailbox").text
