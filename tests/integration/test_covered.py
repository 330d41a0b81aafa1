"""Who may look under black boxes: nobody until it is decided, then whoever was named."""

import io
import zipfile
from email.message import EmailMessage

import pytest
from flask.testing import FlaskClient

from foil.archive.store import Folder
from foil.model.tables import Document, Matter, Person, Request
from foil.operations import matters
from foil.operations.documents import attach
from foil.operations.intake import take_in
from foil.operations.reading_files import read_all
from foil.operations.worker import Worker
from tests.integration.desk import draft
from tests.integration.site import NOW, Site, site
from tests.redacted import BAD, GOOD

__all__ = ["site"]

DECIDE = "/settings/office/covered"


@pytest.fixture
def desk(site: Site) -> Site:
    """A request with a file that hides words (1) and one that hides none (2), whose owner is
    no administrator; the member who brought them is there as well."""
    owner, other = site.add("reporter"), site.add("colleague")
    store = Folder.of(site.settings)
    with site.database.writing() as session:
        made = draft(session, site.keeper, NOW)
        made.owner_id = owner.id
    files = {"bad.pdf": BAD["a box painted over"], "good.pdf": GOOD["nothing at all"]}
    for name, content in files.items():
        kept = store.keep(io.BytesIO(content))
        with site.database.writing() as session:
            attach(other, session, made, kept, name, now=NOW)
    read_all(Worker(site.database, store, now=lambda: NOW))
    return site


def someone(desk: Site, name: str) -> FlaskClient:
    with desk.database.reading() as session:
        return desk.client(session.query(Person).filter_by(email=f"{name}@example.org").one())


def may_take(desk: Site, name: str, document: int = 1) -> bool:
    answer = someone(desk, name).get(f"/documents/{document}/download", buffered=True)
    assert answer.status_code in (200, 403)
    if answer.status_code == 403:
        assert "holds words under black boxes" in answer.text
    return answer.status_code == 200


NAMES = ("keeper", "reporter", "colleague")


@pytest.mark.parametrize(
    ("policy", "counsel", "able"),
    [
        ("", "", ()),
        ("", "colleague", ()),
        ("quarantine", "", ()),
        ("quarantine", "colleague", ("colleague",)),
        ("flag", "", ("reporter",)),
        ("flag", "colleague", ("reporter", "colleague")),
    ],
)
def test_only_those_named_may_take_such_a_file(
    desk: Site, policy: str, counsel: str, able: tuple[str, ...]
) -> None:
    keeper = someone(desk, "keeper")
    if policy:
        assert keeper.post(DECIDE, data={"covered": policy}).status_code == 303
    if counsel:
        with desk.database.reading() as session:
            number = session.query(Person).filter_by(email=f"{counsel}@example.org").one().id
        keeper.post(f"/settings/people/{number}/counsel", data={"to": "on"})
    assert {name for name in NAMES if may_take(desk, name)} == set(able)
    assert all(may_take(desk, name, 2) for name in NAMES)


def test_a_matter_has_its_own_rule_before_the_offices(desk: Site) -> None:
    someone(desk, "keeper").post(DECIDE, data={"covered": "quarantine"})
    with desk.database.writing() as session:
        session.get_one(Request, 1).matter_id = None
        owner = session.query(Person).filter_by(email="reporter@example.org").one()
        matter = matters.open_matter(owner, session, "A story", now=NOW)
        session.get_one(Request, 1).matter_id = matter.id
        matters.add_member(owner, session, matter.id, desk.keeper.id, now=NOW)
    assert not may_take(desk, "reporter")
    decide = {"covered": "flag"}
    assert someone(desk, "reporter").post("/matters/1/covered", data=decide).status_code == 403
    someone(desk, "keeper").post("/settings/people/1/counsel", data={"to": "on"})
    someone(desk, "keeper").post("/matters/1/covered", data=decide)
    assert may_take(desk, "reporter")
    with desk.database.reading() as session:
        assert session.get_one(Matter, 1).covered == "flag"


def test_only_an_administrator_decides_and_only_one_of_the_two(desk: Site) -> None:
    assert someone(desk, "reporter").post(DECIDE, data={"covered": "flag"}).status_code == 403
    assert someone(desk, "reporter").post("/settings/people/1/counsel").status_code == 403
    answer = someone(desk, "keeper").post(DECIDE, data={"covered": "everybody"})
    assert answer.status_code == 422
    assert "Choose one of the two" in answer.text


def mailed(name: str) -> bytes:
    """A mail with that file on it, in a zip."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(f"{name}.pdf", BAD["a box painted over"])
    message = EmailMessage()
    message["From"], message["Subject"] = "records@agency.example", "Your request"
    message["Message-ID"] = f"<{name}@agency.example>"
    message.set_content("The records are attached.")
    message.add_attachment(packed.getvalue(), "application", "zip", filename="records.zip")
    return message.as_bytes()


def test_what_holds_such_a_file_is_not_taken_either(desk: Site) -> None:
    store = Folder.of(desk.settings)
    kept = store.keep(io.BytesIO(mailed("bad")))
    with desk.database.writing() as session:
        request = session.get_one(Request, 1)
        attach(desk.keeper, session, request, kept, "mail.eml", now=NOW)
    read_all(Worker(desk.database, store, now=lambda: NOW))
    with desk.database.reading() as session:
        names = [row.name for row in session.query(Document).order_by(Document.id)]
    assert names[2:] == ["mail.eml", "records.zip", "bad.pdf"]
    assert [may_take(desk, "keeper", number) for number in (3, 4, 5)] == [False] * 3


@pytest.mark.parametrize("number", [None, "FD-0001"])
def test_nor_is_a_reply_as_it_came_filed_or_of_no_request(desk: Site, number: str | None) -> None:
    store = Folder.of(desk.settings)
    raw = mailed("reply")
    taken = take_in(
        desk.keeper, desk.database, store, io.BytesIO(raw), "mail.eml",
        now=NOW, route="dropped", request=number,
    )  # fmt: skip
    read_all(Worker(desk.database, store, now=lambda: NOW))
    (reply,) = taken.replies
    keeper, address = someone(desk, "keeper"), f"/replies/{reply}/original"
    assert keeper.get(address).status_code == 403
    keeper.post(DECIDE, data={"covered": "quarantine"})
    assert keeper.get(address).status_code == 403
    keeper.post("/settings/people/1/counsel", data={"to": "on"})
    assert keeper.get(address, buffered=True).data == raw
