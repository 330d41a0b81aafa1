"""The images of the letterhead: known by their content, on PDF and Word alone, had back at will."""

import io
import json
from collections.abc import Iterator
from typing import Any
from zipfile import ZipFile

import pytest
from flask.testing import FlaskClient
from PIL import Image as Picture

from foil.archive.store import Folder
from foil.errors import BadInput
from foil.letters import pdf, record, word
from foil.letters.images import prepared
from foil.letters.plain import text
from foil.letters.portal import portal_text
from foil.operations.letterhead import letterhead
from foil.operations.letterhead_images import made_safe
from tests.integration.site import Site, close, open_site
from tests.unit.letters.examples import example
from tests.unit.letters.made import sent_by

WORDS = "Logo of the unit <b>"


def picture(kind: str = "PNG", size: tuple[int, int] = (300, 100), **more: Any) -> bytes:
    """A picture of one color."""
    out = io.BytesIO()
    mode = "RGBA" if kind == "PNG" else "RGB"
    Picture.new(mode, size, (20, 60, 140, 255)[: len(mode)]).save(out, kind, **more)
    return out.getvalue()


def b64(content: bytes) -> str:
    from base64 import b64encode

    return b64encode(content).decode()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    opened = open_site(tmp_path_factory.mktemp("letterhead"))
    yield opened
    close(opened)


@pytest.fixture(scope="module")
def client(site: Site) -> FlaskClient:
    return site.client(site.keeper)


def put(client: FlaskClient, whose: str, content: bytes, alt: str = WORDS) -> Any:
    sent = {"picture": (io.BytesIO(content), "logo.svg"), "alt": alt}
    return client.post(f"/settings/letterhead/{whose}", data=sent)


def test_a_logo_and_a_signature_stand_in_pdf_and_word_and_nowhere_else(
    site: Site, client: FlaskClient
) -> None:
    assert put(client, "office", picture()).status_code == 303
    assert put(client, "own", picture("JPEG"), "Signature").status_code == 303
    with site.database.reading() as session:
        head = letterhead(session, site.keeper.id)
        assert letterhead(session).hand is None  # type: ignore[union-attr]
    assert head
    assert head.logo
    assert head.hand
    assert (head.logo.type, head.hand.type) == ("image/png", "image/jpeg")
    assert Folder.of(site.settings).has(head.logo.sha256)
    letter = sent_by(head)
    made = pdf.render(letter)
    assert made == pdf.render(letter)
    assert made.count(b"/Subtype /Image") >= 2
    with ZipFile(io.BytesIO(word.render(letter))) as opened:
        assert len([name for name in opened.namelist() if "media/" in name]) == 2
        assert "Logo of the unit &lt;b&gt;" in opened.read("word/document.xml").decode()
    assert head.logo.data not in text(letter) + portal_text(letter).description.text
    assert record.from_json(record.to_json(letter)).sender == head
    shown = client.get(f"/letterhead/{head.logo.sha256}")
    assert (shown.content_type, shown.data[:4]) == ("image/png", b"\x89PNG")
    assert "Logo of the unit &lt;b&gt;" in client.get("/settings/letterhead").text


def test_it_is_taken_off_and_had_back(site: Site, client: FlaskClient) -> None:
    put(client, "office", picture(size=(10, 10)), "First")
    put(client, "office", picture(size=(20, 20)), "Second")
    for deed, words in (("undo", "First"), ("away", None), ("undo", "First")):
        client.post(f"/settings/letterhead/office/{deed}")
        with site.database.reading() as session:
            logo = letterhead(session).logo  # type: ignore[union-attr]
        assert (logo.alt if logo else None) == words


def test_its_words_are_changed_without_bringing_it_again(site: Site, client: FlaskClient) -> None:
    put(client, "office", picture(size=(12, 12)), "Frist")
    assert 'value="Frist"' in client.get("/settings/letterhead").text
    address = "/settings/letterhead/office"
    assert client.post(address, data={"alt": "First"}).status_code == 303
    with site.database.reading() as session:
        logo = letterhead(session).logo  # type: ignore[union-attr]
    assert logo
    assert (logo.alt, logo.width) == ("First", 12)
    assert client.post(address, data={"alt": "First"}).status_code == 422  # nothing to change
    assert client.post(address, data={"alt": " "}).status_code == 422
    client.post(f"{address}/undo")
    with site.database.reading() as session:
        assert letterhead(session).logo.alt == "Frist"  # type: ignore[union-attr]


def test_only_an_administrator_changes_the_logo(site: Site) -> None:
    member = site.client(site.add("member"))
    assert put(member, "office", picture()).status_code == 403
    assert put(member, "own", picture()).status_code == 303
    assert "An administrator changes it." in member.get("/settings/letterhead").text


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "An SVG can hold programs"),
        (b"GIF89a", "neither PNG nor JPEG"),
        (b"", "Choose a PNG or JPEG."),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 50, "damaged"),
    ],
)
def test_what_is_no_picture_is_refused_by_its_content(
    client: FlaskClient, content: bytes, says: str
) -> None:
    answer = put(client, "own", content, "Signature")
    assert answer.status_code == 422
    assert says in answer.text


def test_a_picture_that_is_too_large_is_not_even_opened(site: Site) -> None:
    with pytest.raises(BadInput) as refused:
        made_safe(Folder.of(site.settings), b"x" * ((2 << 20) + 1), WORDS)
    assert "larger than 2 MiB" in refused.value.problems["picture"]


def test_a_picture_needs_its_words(client: FlaskClient) -> None:
    answer = put(client, "own", picture(), "  ")
    assert answer.status_code == 422
    assert "for whoever cannot see it" in answer.text


def test_a_picture_is_drawn_anew_without_what_hangs_on_it() -> None:
    from PIL.PngImagePlugin import PngInfo

    hung = PngInfo()
    hung.add_text("Author", "Canary")
    made = prepared(b64(picture(size=(3000, 3000), pnginfo=hung) + b"PK canary"))
    assert (made["width"], made["height"]) == (500, 500)
    assert b"anary" not in json.dumps(made).encode()
    with pytest.raises(BadInput, match="8,000 pixels"):
        prepared(b64(picture(size=(8001, 1))))


def test_the_record_of_non_response_is_signed_by_hand() -> None:
    made = example("non_response")
    assert made.sender
    assert made.sender.hand is None
