"""Large files in pieces: the next piece and no other, whole or not at all, once."""

import hashlib
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from io import BytesIO
from types import SimpleNamespace

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from foil.archive import arriving
from foil.archive.store import MIB, Folder, Kept
from foil.model.database import Database
from foil.model.tables import Document, Person, Upload
from foil.operations import documents, matters, uploads
from foil.operations.disposal import dispose
from foil.operations.uploads import KEPT_FOR, PIECE, Coming
from foil.operations.work import sweep
from foil.operations.worker import Worker
from foil.web import pieces
from tests.integration.desk import RECEIVED, SENT, history
from tests.integration.site import NOW, Site, site

__all__ = ["site"]  # a fixture

BEGIN = "/requests/FD-0001/uploads"
BYTES = b"%PDF-1.7\n" + bytes(range(256)) * 40
SUM = hashlib.sha256(BYTES).hexdigest()
HALF = len(BYTES) // 2
TYPE = "application/offset+octet-stream"


@pytest.fixture
def client(site: Site) -> FlaskClient:
    history(site.database, site.keeper, NOW, SENT, RECEIVED)
    return site.client(site.keeper)


def begin(client: FlaskClient, size: int = len(BYTES), name: str = "footage.pdf") -> TestResponse:
    told = {"name": name, "stamp": "1764000000000"}
    return client.post(BEGIN, data=told, headers={"Upload-Length": str(size)})


def send(client: FlaskClient, address: str, at: object, data: bytes) -> TestResponse:
    headers = {"Upload-Offset": str(at)}
    return client.post(address, data=data, headers=headers, content_type=TYPE)


def half_sent(client: FlaskClient) -> str:
    """The address of an upload of which one half is here."""
    address = begin(client).location
    assert send(client, address, 0, BYTES[:HALF]).status_code == 204
    return address


def kept(site: Site) -> list[Document]:
    with site.database.reading() as session:
        return list(session.scalars(select(Document).order_by(Document.id)))


def lying(site: Site) -> list[str]:
    return [path.name for path in site.settings.incoming.iterdir()]


def test_a_file_in_pieces_is_as_one_brought_by_a_form(client: FlaskClient, site: Site) -> None:
    form = {"files": (BytesIO(BYTES), "footage.pdf"), "unfiled": "yes"}
    client.post("/requests/FD-0001/bring", data=form)
    address = half_sent(client)
    last = send(client, address, HALF, BYTES[HALF:])
    assert last.headers["Upload-Offset"] == str(len(BYTES))
    answer = client.post(f"{address}/finish")
    assert SUM in answer.text
    ours, theirs = kept(site)
    assert f'name="tray" value="{theirs.id}" checked' in answer.text
    alike = ("sha256", "size", "type", "name", "request_id", "event", "unfiled", "route", "source")
    assert [getattr(theirs, each) for each in alike] == [getattr(ours, each) for each in alike]
    with Folder.of(site.settings).open(theirs.sha256) as file:
        assert file.read() == BYTES
    assert lying(site) == []


def test_finished_again_it_is_the_same_document(client: FlaskClient, site: Site) -> None:
    address = half_sent(client)
    send(client, address, HALF, BYTES[HALF:])
    first = client.post(f"{address}/finish").text
    assert client.post(f"{address}/finish").text == first
    assert send(client, address, HALF, BYTES[HALF:]).status_code == 409
    assert client.get(address).headers["Upload-Offset"] == str(len(BYTES))
    assert len(kept(site)) == 1
    assert begin(client).location != address


def test_the_same_file_chosen_again_goes_on(client: FlaskClient, site: Site) -> None:
    address = half_sent(client)
    again = begin(client)
    assert (again.status_code, again.location) == (200, address)
    assert again.headers["Upload-Offset"] == str(HALF)
    assert begin(client, name="other.pdf").location != address
    assert begin(client, len(BYTES) + 1).location != address
    assert begin(site.client(site.add("other"))).location != address


def test_what_is_not_the_next_piece_is_told_where_to_go_on(
    client: FlaskClient, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pieces, "PATIENCE", 0.1)
    address = half_sent(client)
    rest = BYTES[HALF:]
    for at, data in ((0, BYTES[:HALF]), (HALF - 1, rest), (HALF + 1, rest), (HALF, rest + b"x")):
        answer = send(client, address, at, data)
        assert (answer.status_code, answer.headers["Upload-Offset"]) == (409, str(HALF))
        assert f"The next piece begins at byte {HALF}; go on from there." in answer.text
    answer = client.post(f"{address}/finish")
    assert (answer.status_code, answer.headers["Upload-Offset"]) == (409, str(HALF))
    assert client.get(address).headers["Upload-Offset"] == str(HALF)
    assert kept(site) == []


def test_a_piece_that_overtook_the_one_before_it_waits_for_it(
    client: FlaskClient, site: Site
) -> None:
    address, other = begin(client).location, site.client(site.keeper)
    with ThreadPoolExecutor(max_workers=1) as beside:
        early = beside.submit(send, other, address, HALF, BYTES[HALF:])
        time.sleep(5 * pieces.LOOKS_EVERY)
        assert send(client, address, 0, BYTES[:HALF]).status_code == 204
        assert early.result().headers["Upload-Offset"] == str(len(BYTES))
    assert SUM in client.post(f"{address}/finish").text


def test_an_offset_is_a_number(client: FlaskClient) -> None:
    address = half_sent(client)
    for at in ("", "-1", "1.5", "Ù£", "x", "9" * 5000):
        assert send(client, address, at, b"x").status_code == 400, at


def test_a_piece_says_what_it_is_and_is_not_too_large(client: FlaskClient) -> None:
    address = begin(client, 3 * PIECE).location
    headers = {"Upload-Offset": "0"}
    assert client.post(address, data=b"x", headers=headers).status_code == 415
    assert client.post(address, data={"x": "x"}, headers=headers).status_code == 415
    assert send(client, address, 0, b"x" * (PIECE + 1)).status_code == 413
    assert client.get(address).headers["Upload-Offset"] == "0"


def test_what_cannot_come_is_said_first(client: FlaskClient) -> None:
    for size, status, says in (
        (0, 422, "footage.pdf is empty, so it was not kept"),
        (2 * 1024**3 + 1, 413, "footage.pdf is larger than 2 GiB; put it in with foil file"),
        (-1, 400, "could not make sense"),
    ):
        answer = begin(client, size)
        assert (answer.status_code, says in answer.text) == (status, True), size


def test_two_gibibytes_may_come_where_there_is_room(
    client: FlaskClient, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = begin(client, 2 * 1024**3)
    assert begun.headers["Upload-Offset"] == "0"
    free = SimpleNamespace(free=70 * MIB)
    monkeypatch.setattr("foil.archive.store.shutil.disk_usage", lambda _: free)
    answer = begin(client, 2 * 1024**3, "another.mp4")
    assert (answer.status_code, "the disk has 70 MiB free" in answer.text) == (507, True)
    for answer in (client.get(begun.location), send(client, begun.location, 0, b"x" * PIECE)):
        assert (answer.status_code, "What had arrived" in answer.text) == (507, True)
    with site.database.reading() as session:
        assert [each.name for each in session.scalars(select(Upload))] == ["footage.pdf"]


def walk(client: FlaskClient, address: str) -> list[int]:
    """What each step with an upload is answered."""
    return [
        client.get(address).status_code,
        send(client, address, HALF, BYTES[HALF:]).status_code,
        client.post(f"{address}/finish").status_code,
        client.post(f"{address}/discard").status_code,
    ]


def test_another_persons_upload_is_not_there(client: FlaskClient, site: Site) -> None:
    address = half_sent(client)
    for role in ("member", "administrator"):
        assert walk(site.client(site.add(role, role)), address) == [404] * 4
    assert walk(client, "/uploads/" + "0" * 32) == walk(client, "/uploads/..%2Fx") == [404] * 4
    assert client.get(address).headers["Upload-Offset"] == str(HALF)


def test_whoever_no_longer_sees_the_request_brings_nothing_more(
    client: FlaskClient, site: Site
) -> None:
    member = site.add("member")
    theirs = site.client(member)
    address = half_sent(theirs)
    with site.database.writing() as session:
        matter = matters.open_matter(site.keeper, session, "Sealed", now=NOW)
        request = documents.find_request(session, site.keeper, "FD-0001")
        request.matter_id = matter.id
    assert walk(theirs, address) == [404] * 4
    assert begin(theirs).status_code == 404


def test_a_process_begun_anew_reads_what_is_here_again(client: FlaskClient, site: Site) -> None:
    address = half_sent(client)
    arriving.SUMS = arriving.Sums()  # what a process knows of its own dies with it
    send(client, address, HALF, BYTES[HALF:])
    assert SUM in client.post(f"{address}/finish").text


def test_a_piece_cut_off_leaves_nothing_and_goes_again(client: FlaskClient, site: Site) -> None:
    address = half_sent(client)
    promised = {"CONTENT_LENGTH": str(len(BYTES) - HALF), "HTTP_UPLOAD_OFFSET": str(HALF)}
    broken = BytesIO(BYTES[HALF:-9])
    cut_off = client.post(
        address, input_stream=broken, content_type=TYPE, environ_overrides=promised
    )
    assert cut_off.status_code == 400
    assert client.get(address).headers["Upload-Offset"] == str(HALF)
    send(client, address, HALF, BYTES[HALF:])
    assert SUM in client.post(f"{address}/finish").text


def test_where_the_data_folder_lost_a_file_it_begins_anew(client: FlaskClient, site: Site) -> None:
    address = half_sent(client)
    (part,) = site.settings.incoming.iterdir()
    part.unlink()
    assert client.get(address).headers["Upload-Offset"] == "0"
    assert send(client, address, HALF, BYTES[HALF:]).headers["Upload-Offset"] == "0"
    send(client, address, 0, BYTES[:HALF])
    send(client, address, HALF, BYTES[HALF:])
    assert SUM in client.post(f"{address}/finish").text


def test_stopped_between_keeping_and_writing_it_is_written_once(
    client: FlaskClient, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = half_sent(client)
    send(client, address, HALF, BYTES[HALF:])

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Folder, "kept", stopped)
        with pytest.raises(KeyboardInterrupt):
            client.post(f"{address}/finish")
    assert kept(site) == []
    assert client.get(address).headers["Upload-Offset"] == str(len(BYTES))
    assert SUM in client.post(f"{address}/finish").text
    assert len(kept(site)) == 1
    assert lying(site) == []


def test_what_is_here_is_offered_to_whoever_brings_it(client: FlaskClient, site: Site) -> None:
    begin(client, name="nothing-yet.pdf")
    address = half_sent(client)
    other = site.client(site.add("other"))
    for page in ("/requests/FD-0001", "/requests/FD-0001/bring", "/requests/FD-0001/documents"):
        shown = client.get(page).text
        assert "Go on with footage.pdf" in shown
        assert "nothing-yet.pdf" not in shown
        assert "Go on with" not in other.get(page).text
    answer = client.post(f"{address}/discard", follow_redirects=True)
    assert "What had arrived of footage.pdf is thrown away." in answer.text
    assert "Go on with" not in answer.text
    assert lying(site) == []


def test_a_form_puts_what_came_before_where_it_belongs(client: FlaskClient, site: Site) -> None:
    address = half_sent(client)
    send(client, address, HALF, BYTES[HALF:])
    client.post(f"{address}/finish")
    bring = "/requests/FD-0001/bring"
    answer = client.post(bring, data={"tray": "1", "event": "e9"})
    assert (answer.status_code, 'name="tray" value="1" checked' in answer.text) == (422, True)
    assert client.post(bring, data={"tray": "1", "unfiled": "yes"}).status_code == 303
    assert [(each.event, each.unfiled) for each in kept(site)] == [(None, True)]
    assert client.post(bring, data={"tray": "1", "event": "e2"}).status_code == 303
    assert [(each.event, each.unfiled) for each in kept(site)] == [("e2", False)]
    assert client.post(bring, data={"tray": "9"}).status_code == 404


def test_on_either_database_it_is_one_document(
    database: Database, person: Person, store: Folder, now: datetime
) -> None:
    request = history(database, person, now, SENT)
    coming = Coming("footage.mp4", 2**31)
    kept = Kept("0" * 64, 2**31, "video/mp4")
    with database.writing() as session:
        name = uploads.begin(person, session, request, coming, now=now).id
    with database.writing() as session:
        assert uploads.begin(person, session, request, coming, now=now).id == name
        uploads.advance(person, session, name, 2**31, now=now)
        uploads.note_sum(person, session, name, kept.sha256)
    finished = []
    for _ in range(2):
        with database.writing() as session:
            finished.append(uploads.finish(person, session, name, kept, now=now).id)
    assert len(set(finished)) == 1
    with database.writing() as session:
        assert dispose(person, session, [request.id], "Test", now=now) == ["FD-0001"]
    with database.reading() as session:
        assert session.scalars(select(Upload)).all() == []


class TestSweep:
    def swept(self, site: Site, later: timedelta) -> list[str]:
        worker = Worker(site.database, Folder.of(site.settings), now=lambda: NOW + later)
        sweep(worker)
        with site.database.reading() as session:
            return list(session.scalars(select(Upload.name)))

    def test_what_nobody_goes_on_with_goes_after_seven_days(
        self, client: FlaskClient, site: Site
    ) -> None:
        half_sent(client)
        assert self.swept(site, KEPT_FOR) == ["footage.pdf"]
        assert len(lying(site)) == 1
        assert self.swept(site, KEPT_FOR + timedelta(seconds=1)) == []
        assert lying(site) == []

    def test_bytes_that_no_upload_names_go_and_what_is_stored_stays(
        self, client: FlaskClient, site: Site
    ) -> None:
        address = half_sent(client)
        send(client, address, HALF, BYTES[HALF:])
        client.post(f"{address}/finish")
        (site.settings.incoming / f"{'0' * 32}.upload").write_bytes(b"left")
        assert self.swept(site, timedelta(0)) == ["footage.pdf"]
        assert lying(site) == []
        assert self.swept(site, KEPT_FOR * 2) == []
        assert Folder.of(site.settings).has(kept(site)[0].sha256)


FILL = """
import resource, sys
from io import BytesIO
from pathlib import Path
from foil.archive.store import Folder
from foil.errors import FoilError
store = Folder(Path(sys.argv[1], "documents"), Path(sys.argv[1], "incoming"))
name = "0" * 32
with store.arriving(name) as arriving:
    arriving.add(BytesIO(b"a" * 1_000_000), 0, 1_000_000)
resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, 3_000_000))
try:
    with store.arriving(name) as arriving:
        arriving.add(BytesIO(b"b" * 2_000_000), 1_000_000, 2_000_000)
except FoilError as error:
    print(type(error).__name__, error)
resource.setrlimit(resource.RLIMIT_FSIZE, (3_000_000, 3_000_000))
with store.arriving(name) as arriving:
    print(arriving.size())
    arriving.add(BytesIO(b"b" * 2_000_000), 1_000_000, 2_000_000)
    store.take_in(arriving, arriving.sum(3_000_000))
"""


def test_a_full_disk_is_one_sentence_and_what_came_before_is_kept(site: Site) -> None:
    command = [sys.executable, "-c", FILL, str(site.settings.folder)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert said == (
        "Full The disk is full. What had arrived of the file is kept; make room, then go on with "
        "it.\n1000000\n"
    )
    whole = hashlib.sha256(b"a" * 1_000_000 + b"b" * 2_000_000).hexdigest()
    assert Folder.of(site.settings).has(whole)
    assert lying(site) == []
