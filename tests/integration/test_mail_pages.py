"""Mail in the pages: set up and tried in Settings, told in red on Today where it reaches nobody,
every reminder in the ledger with who saw it, the docket."""

import html as html_lib
import re
from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from aiosmtpd.smtp import AuthResult
from click.testing import CliRunner
from sqlalchemy import event, select, text

from foil.archive.store import Folder
from foil.cli import main
from foil.errors import BadInput
from foil.insight import ledger
from foil.model.mail import Mail, MailSettings, Reminder, ReminderRun
from foil.operations import matters
from foil.operations.mail_settings import MailFacts, change_mail, postbox
from foil.operations.mailing import send_waiting
from foil.operations.postbox import NotSent
from foil.operations.reminders import remind
from foil.operations.worker import Worker
from tests.integration.desk import ACKNOWLEDGED, RECEIVED, SENT, history
from tests.integration.post import SENDER, Post, at, serving, set_up, words
from tests.integration.site import Site, site
from tests.integration.test_reminders import DAY, SAFE, denied

__all__ = ["site"]

SAFE_IN_A_WEEK = SAFE - 7 * DAY
FORM = {
    "host": "mail.example.org",
    "port": "587",
    "security": "starttls",
    "username": "desk",
    "mail_password": "a secret of the office",
    "sender": SENDER,
    "url": "https://foil.example.org/",
}


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
def told(site: Site, post: Post) -> Site:
    """A desk whose first reminder has just gone out, seven days before an appeal must be made."""
    site.clock.set(at(SAFE_IN_A_WEEK))
    happened = (SENT, RECEIVED, ACKNOWLEDGED, denied())
    history(site.database, site.keeper, site.clock(), *happened, title="Canary vans")
    set_up(site.database, site.keeper, post.port, site.clock())
    work(site)
    return site


def work(site: Site) -> None:
    worker = Worker(site.database, Folder.of(site.settings), now=site.clock)
    remind(worker)
    send_waiting(worker)


def alarm(site: Site) -> str:
    """What Today says in red."""
    page = site.client(site.keeper).get("/").text
    found = re.search(r'<p class="alarm".*?</p>', page, re.DOTALL)
    return html_lib.unescape(re.sub(r"<.*?>", "", found[0])) if found else ""


def change(site: Site, statement: str) -> None:
    with site.database.writing() as session:
        session.execute(text(statement))


class TestToday:
    def test_it_says_in_red_where_reminders_reach_nobody(self, told: Site) -> None:
        assert alarm(told) == ""
        told.clock.set(told.clock() + timedelta(hours=26))
        assert alarm(told) == ""
        told.clock.set(told.clock() + timedelta(minutes=1))
        assert "Reminders reach no one. The desk has not looked for what is due since" in alarm(
            told
        )
        change(told, "UPDATE mail SET state = 'failed', answer = 'It cannot be reached.'")
        work(told)
        assert alarm(told) == ""
        change(told, "UPDATE mail_settings SET port = 9")
        told.clock.set(told.clock() + DAY)
        with pytest.raises(NotSent):
            work(told)
        assert "Reminders do not go out. The mail server 127.0.0.1:9 cannot be" in alarm(told)
        change(told, "DELETE FROM reminder_run")
        assert "No reminder has gone out yet." in alarm(told)
        change(told, "UPDATE mail_settings SET host = ''")
        assert "Reminders reach no one. Mail is not set up" in alarm(told)

    def test_it_asks_who_was_told_to_press_seen(self, told: Site) -> None:
        client = told.client(told.keeper)
        page = client.get("/").text
        assert "Reminders to be seen" in page
        (seen,) = re.findall(r'action="(/reminders/\d+/seen)"', page)
        answer = client.post(seen, data={"next": "/"})
        assert (answer.status_code, answer.location) == (303, "/")
        assert "Reminders to be seen" not in client.get("/").text
        assert "seen, Staff attorney" in client.get("/requests/FD-0001").text
        told.clock.set(told.clock() + 4 * DAY)
        work(told)
        assert "Reminders to be seen" in client.get("/").text

    def test_a_date_that_moved_or_was_met_asks_nobody(self, told: Site) -> None:
        change(told, "UPDATE feed_day SET day = '2027-01-04' WHERE clock LIKE 'appeal%'")
        assert "Reminders to be seen" not in told.client(told.keeper).get("/").text


class TestLedger:
    def test_it_says_what_was_due_what_was_sent_what_was_answered_and_who_saw_it(
        self, told: Site
    ) -> None:
        client = told.client(told.keeper)
        page = client.get("/reminders").text
        for says in ("Appeal the denial", "FD-0001", "7 days before", "250 OK, queued as 1"):
            assert says in page
        assert "To Staff attorney" in page and ">Seen</button>" in page
        with told.database.reading() as session:
            (row,) = session.scalars(select(Reminder))
        client.post(f"/reminders/{row.id}/seen", data={"next": "https://evil.example/"})
        assert ">Seen</button>" not in client.get("/reminders").text

    def test_who_may_not_see_the_request_sees_no_reminder_of_it(self, told: Site) -> None:
        outsider = told.client(told.add("outsider", "administrator"))
        assert "Canary" in outsider.get("/reminders").text
        with told.database.writing() as session:
            matters.open_matter(told.keeper, session, "Theirs", now=told.clock())
            session.execute(text("UPDATE request SET matter_id = 1"))
        page = outsider.get("/reminders").text
        assert "anary" not in page and "No reminder has fallen due yet" in page
        assert outsider.post("/reminders/1/seen").status_code == 404
        docket = outsider.get("/reminders/docket.pdf").data
        assert "FD-0001" not in printed(docket)

    def test_the_same_queries_for_one_line_as_for_many(self, told: Site) -> None:
        seen: list[object] = []
        engine = told.database.engine

        def note(*given: object) -> None:
            seen.append(given[2])

        counts = []
        for many in (0, 25):
            with told.database.writing() as session:
                (row,) = session.scalars(select(Reminder).limit(1))
                for n in range(many):
                    copy = {"person_id": row.person_id, "request_id": 1, "about": f"x{n}"}
                    days = {"day": row.day, "due_on": row.due_on, "made_at": row.made_at}
                    session.add(Reminder(**copy, **days, stage="7", mail_id=row.mail_id))
            seen.clear()
            event.listen(engine, "before_cursor_execute", note)
            with told.database.reading() as session:
                found = ledger.ledger(told.keeper, session, limit=20)
                ledger.unseen(told.keeper, session, SAFE_IN_A_WEEK)
            event.remove(engine, "before_cursor_execute", note)
            assert found.total == 1 + many
            counts.append(len(seen))
        assert counts[0] == counts[1]


class TestSettings:
    def test_they_are_kept_and_the_password_is_shown_nowhere(self, site: Site) -> None:
        client = site.client(site.keeper)
        answer = client.post("/settings/mail", data=FORM, follow_redirects=True)
        assert "The mail settings are saved" in answer.text
        page = client.get("/settings/mail").text
        assert "secret of the office" not in answer.text + page
        assert 'value="mail.example.org"' in page and "One is kept" in page
        with site.database.reading() as session:
            box = postbox(session, {})
        assert box is not None
        assert (box.server.password, box.url) == (
            "a secret of the office",
            "https://foil.example.org",
        )
        assert "secret" not in repr(box)
        client.post("/settings/mail", data=FORM | {"mail_password": "", "port": "2525"})
        with site.database.reading() as session:
            row = session.get_one(MailSettings, 1)
            assert (row.password, row.port) == ("a secret of the office", 2525)
        client.post("/settings/mail", data=FORM | {"mail_password": "", "no_password": "yes"})
        with site.database.reading() as session:
            assert session.get_one(MailSettings, 1).password == ""

    @pytest.mark.parametrize(
        ("field", "value", "says"),
        [
            ("host", "mail.example.org/x", "Give the server’s name"),
            ("port", "99999", "Give a port from 1 to 65535."),
            ("security", "none", "A password would travel for all to read"),
            ("sender", "FOIL <foil@x.org>\r\nBcc: y@z", "Give the address mail comes from"),
            ("url", "javascript:alert(1)", "Give the desk’s own address"),
            ("url", "https://desk.example.org/?x=1", "Give the desk’s own address"),
            ("username", "desk\r\nMAIL FROM", "one line each"),
        ],
    )
    def test_what_cannot_stand_comes_back_with_a_sentence(
        self, site: Site, field: str, value: str, says: str
    ) -> None:
        answer = site.client(site.keeper).post("/settings/mail", data=FORM | {field: value})
        assert answer.status_code == 422
        assert says in answer.text
        assert "a secret of the office" not in answer.text
        assert 'value="desk' in answer.text

    def test_the_surroundings_go_before_and_never_send_a_password_in_clear(
        self, site: Site
    ) -> None:
        site.client(site.keeper).post("/settings/mail", data=FORM)
        around = {"host": "other.example.org", "password": "theirs", "security": "none"}
        with site.database.reading() as session:
            box = postbox(session, around)
            assert postbox(session, {"port": "x"}) is None
        assert box is not None
        assert (box.server.host, box.server.password) == ("other.example.org", "theirs")
        assert box.server.security == "starttls"

    def test_all_of_it_empty_switches_mail_off(self, site: Site) -> None:
        client = site.client(site.keeper)
        client.post("/settings/mail", data=FORM)
        empty = {"port": "587", "security": "starttls", "no_password": "yes"}
        assert client.post("/settings/mail", data=empty).status_code == 303
        assert "not set up" in client.get("/settings/mail").text
        with pytest.raises(BadInput), site.database.writing() as session:
            change_mail(site.keeper, session, MailFacts(sender=SENDER), now=site.clock())


class TestTryingIt:
    def try_it(self, site: Site) -> str:
        answer = site.client(site.keeper).post("/settings/mail/test", follow_redirects=True)
        found = re.search(r'<p class="flash.*?</p>', answer.text, re.DOTALL)
        assert found
        return html_lib.unescape(re.sub(r"<.*?>", "", found[0]))

    def test_a_test_goes_to_oneself_and_the_page_says_the_servers_answer(
        self, told: Site, post: Post
    ) -> None:
        post.taken()
        says = self.try_it(told)
        assert says.endswith("took the mail to keeper@example.org: 250 OK, queued as 1.")
        (mail,) = post.mails
        assert (mail["To"], mail["Subject"]) == (
            "keeper@example.org", "FOIL Desk: a test of the mail settings",
        )  # fmt: skip

    @pytest.mark.parametrize(
        ("statement", "answer", "says"),
        [
            ("SET port = 9", "250 OK", "cannot be reached (Connection refused)"),
            ("SET security = 'starttls'", "250 OK", "does not offer what the settings ask for"),
            ("SET security = 'tls'", "250 OK", "cannot be trusted or speaks no TLS there"),
            ("SET username = 'desk', password = 'x'", "250 OK", "does not offer what"),
            ("SET host = host", "554 5.7.1 Not from you", "does not take the mail to keeper@"),
            ("SET host = ''", "250 OK", "Mail is not set up"),
        ],
    )
    def test_what_goes_wrong_is_a_sentence(
        self, told: Site, post: Post, statement: str, answer: str, says: str
    ) -> None:
        change(told, f"UPDATE mail_settings {statement}")
        post.answer = answer
        assert says in self.try_it(told)

    def test_a_server_that_asks_for_a_password_gets_it_and_a_wrong_one_is_said(
        self, told: Site
    ) -> None:
        def check(
            server: object, session: object, envelope: object, how: str, data: object
        ) -> AuthResult:
            right = getattr(data, "password", b"") == b"right"
            return AuthResult(success=right, handled=False)

        with serving(authenticator=check, auth_require_tls=False) as asking:
            facts = "username = 'desk', password = 'right'"
            change(told, f"UPDATE mail_settings SET port = {asking.port}, {facts}")
            assert "250 OK" in self.try_it(told)
            change(told, "UPDATE mail_settings SET password = 'wrong'")
            says = self.try_it(told)
        assert "refuses the user name or the password (535" in says


def printed(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "".join(page.get_textpage().get_text_bounded() for page in document)


class TestDocket:
    def test_it_holds_every_date_that_runs_with_its_reason(self, told: Site) -> None:
        answer = told.client(told.keeper).get("/reminders/docket.pdf")
        assert answer.content_type == "application/pdf"
        says = " ".join(printed(answer.data).split())
        for words_of in (
            "Appeal the denial",
            "FD-0001, NYPD",
            "Canary vans",
            "30 days from",
            "Wed, Dec 16, 2026",
        ):
            assert words_of in says, words_of
        with pikepdf.open(BytesIO(answer.data)) as pdf:
            fonts = {
                str(each.FontName).split("+")[1].rpartition("-")[0] for each in pdf.objects
                if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor"
            }  # fmt: skip
            assert pdf.Root.MarkInfo.Marked
        assert fonts <= {"Letter-Serif", "Letter-Sans", "Letter", "Letter-Serif-Semi"}

    def test_it_comes_on_mondays_to_who_asked_for_it_sensitive_titles_left_out(
        self, told: Site, post: Post
    ) -> None:
        client = told.client(told.keeper)
        data = {"quiet": "yes", "docket": "yes"}
        assert client.post("/reminders/choices", data=data).status_code == 303
        change(told, "UPDATE request SET sensitive = true")
        dockets = {}
        for n in (1, 5, 6, 12):
            post.taken()
            told.clock.set(at(SAFE_IN_A_WEEK + n * DAY))
            work(told)
            dockets |= {told.clock().date(): m for m in post.mails if "docket" in m["Subject"]}
        assert list(dockets) == [date(2026, 12, 14), date(2026, 12, 21)]
        (pdf,) = dockets[date(2026, 12, 14)].iter_attachments()
        says = printed(pdf.get_content())
        assert "FD-0001" in says and "anary" not in says and "NYPD" not in says
        assert "docket, week of Monday, December 14, 2026" in dockets[date(2026, 12, 14)]["Subject"]
        assert "the docket is in the PDF" in words(dockets[date(2026, 12, 14)])


class TestCommand:
    def test_a_dry_run_says_who_would_be_told_and_writes_nothing(self, told: Site) -> None:
        change(told, "DELETE FROM reminder")
        change(told, "DELETE FROM mail")
        result = CliRunner().invoke(
            main, ["--data", str(told.settings.folder), "remind", "--dry-run"]
        )
        assert result.exit_code == 0
        assert "keeper@example.org:" in result.output
        with told.database.reading() as session:
            assert session.scalars(select(Mail)).all() == []

    def test_it_mails_what_is_due_once(self, told: Site, post: Post) -> None:
        change(told, "DELETE FROM reminder_run")
        for says in ("were sent.", "0 mails were sent."):
            result = CliRunner().invoke(main, ["--data", str(told.settings.folder), "remind"])
            assert result.exit_code == 0, result.output
            assert says in result.output or "1 mail was sent." in result.output
        with told.database.reading() as session:
            assert len(session.scalars(select(ReminderRun)).all()) == 1

    def test_without_mail_it_says_that_reminders_reach_no_one(self, told: Site) -> None:
        change(told, "UPDATE mail_settings SET host = ''")
        result = CliRunner().invoke(main, ["--data", str(told.settings.folder), "remind"])
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.startswith("Reminders reach no one: mail is not set up.")
