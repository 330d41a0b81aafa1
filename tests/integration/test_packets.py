"""What a finished letter goes out as: e-mail, mail packet, envelope, labels, portal text."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from foil.archive.store import Folder
from foil.catalog import agencies
from foil.model.tables import DocumentOpening, Letter, LetterExhibit, Request
from foil.operations import documents, letter_drafts, matters
from foil.operations.sealing import sealed_of
from tests.integration.site import Site, site
from tests.integration.test_letter_pages import BEGUN, form
from tests.tagged import broken
from tests.unit.letters.examples import TOLD

__all__ = ["site"]  # a fixture


def exhibit_pdf(pages: int = 3, **kept: object) -> bytes:
    """A PDF from elsewhere, which would run a script when it is opened and when it is read."""
    pdf = pikepdf.new()
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    for _ in range(pages):
        page = pdf.add_blank_page(page_size=(612, 792))
        page.obj.AA = pikepdf.Dictionary(O=script)
        page.obj.StructParents = 0
        link = pikepdf.Dictionary(Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=script)
        file = pikepdf.Dictionary(Subtype=pikepdf.Name.FileAttachment, Rect=[0, 0, 9, 9])
        page.obj.Annots = pikepdf.Array([pdf.make_indirect(link), pdf.make_indirect(file)])
    pdf.Root.OpenAction = script
    made = BytesIO()
    pdf.save(made, **kept)  # type: ignore[arg-type]
    return made.getvalue()


EXHIBITS = {
    "The request": ("request.pdf", exhibit_pdf()),
    "A photograph": ("IMG 1.jpg", b"\xff\xd8\xff\xe0 not much of a picture"),
    "A locked file": (
        "locked.pdf",
        exhibit_pdf(1, encryption=pikepdf.Encryption(owner="o", user="u")),
    ),
    "A broken file": ("broken.pdf", b"%PDF-1.7 and no more"),
}


@pytest.fixture
def client(site: Site) -> FlaskClient:
    return site.client(site.keeper)


@pytest.fixture
def letter(client: FlaskClient) -> str:
    """The address of a finished letter."""
    begun = client.post("/new", data=BEGUN).location
    assert begun
    client.post(f"{begun}/finish", data=form(client.get(begun).text))
    return begun


@pytest.fixture
def exhibits(site: Site, letter: str) -> None:
    """Four documents go with it: one that can be bound in, and three that cannot."""
    store = Folder.of(site.settings)
    with site.database.writing() as session:
        (row,), (request,) = session.scalars(select(Letter)), session.scalars(select(Request))
        for place, (name, (file, content)) in enumerate(EXHIBITS.items()):
            kept = store.keep(BytesIO(content))
            held = documents.attach(
                site.keeper, session, request, kept, file, now=site.clock(),
            )  # fmt: skip
            session.flush()
            session.add(
                LetterExhibit(
                    request_id=request.id, letter_id=row.id, document_id=held.id,
                    place=place, name=name,
                )
            )  # fmt: skip


def taken(client: FlaskClient, letter: str, what: str) -> bytes:
    """What is downloaded."""
    answer = client.get(f"{letter}/out/{what}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Disposition"].startswith("attachment")
    return answer.data


def words(pdf: bytes) -> list[str]:
    """The words of each page, on one line."""
    document = pypdfium2.PdfDocument(pdf)
    said = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    document.close()
    return said


def test_the_page_of_a_finished_letter_leads_to_each_way_out(
    client: FlaskClient, letter: str
) -> None:
    page = client.get(letter).text
    for what in ("mail.eml", "packet.pdf", "envelope.pdf", "certified.pdf", "portal.txt"):
        assert f'href="{letter}/out/{what}"' in page


@pytest.mark.usefixtures("exhibits")
def test_a_packet_is_cover_letter_and_each_exhibit_behind_its_slip(
    client: FlaskClient, letter: str
) -> None:
    made = taken(client, letter, "packet.pdf")
    assert made == taken(client, letter, "packet.pdf")
    pdf, said = pikepdf.open(BytesIO(made)), words(made)
    with pdf.open_outline() as outline:
        assert [each.title for each in outline.root] == [
            "Cover sheet", "Letter", "Exhibit A: The request", "Exhibit B: A photograph",
            "Exhibit C: A locked file", "Exhibit D: A broken file",
        ]  # fmt: skip
    assert len(pdf.pages) == 1 + 2 + (1 + 3) + 1 + 1 + 1
    assert "10 pages in all, this one included." in said[0]
    assert "Exhibit A: The request 3 4" in said[0]
    assert "Exhibit B: A photograph a file 8" in said[0]
    assert "Page 2 of 2" in said[2]
    assert said[3].startswith("Exhibit A The request To the letter of")
    assert "because it is not a PDF. IMG 1.jpg image/jpeg" in said[7]
    assert "because it opens with a password only. locked.pdf" in said[8]
    assert "because it cannot be read as a PDF. broken.pdf" in said[9]


@pytest.mark.usefixtures("exhibits")
def test_an_exhibit_brings_its_pages_and_nothing_that_acts(
    client: FlaskClient, letter: str
) -> None:
    pdf = pikepdf.open(BytesIO(taken(client, letter, "packet.pdf")))
    assert "/OpenAction" not in pdf.Root
    for page in list(pdf.pages)[4:7]:
        assert "/AA" not in page
        (link,) = page.Annots
        assert "/A" not in link
    held = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary)]
    assert not any("/JS" in each for each in held)
    with pdf.open_metadata() as metadata:
        assert "pdfuaid:part" not in metadata


def test_without_exhibits_the_packet_is_as_pdf_ua_asks(client: FlaskClient, letter: str) -> None:
    made = taken(client, letter, "packet.pdf")
    assert broken(pikepdf.open(BytesIO(made))) == []
    assert len(words(made)) == 3


@pytest.mark.usefixtures("exhibits")
def test_the_e_mail_has_the_officer_the_sealed_pdf_and_the_exhibits_in_order(
    site: Site, client: FlaskClient, letter: str
) -> None:
    read = message_from_bytes(taken(client, letter, "mail.eml"), policy=default)
    assert isinstance(read, EmailMessage)
    assert read["To"] == agencies.get("nypd").requests.email
    assert read["X-Unsent"] == "1"
    first, *rest = list(read.iter_attachments())
    with site.database.reading() as session:
        (row,) = session.scalars(select(Letter))
    with Folder.of(site.settings).open(sealed_of(row)["pdf"]) as sealed:
        assert first.get_content() == sealed.read()
    assert [(each.get_filename(), each.get_content()) for each in rest] == [
        (f"Exhibit {mark} - {file}", content)
        for mark, (file, content) in zip("ABCD", EXHIBITS.values(), strict=True)
    ]


@pytest.mark.usefixtures("exhibits")
def test_who_took_a_copy_of_the_exhibits_is_kept(
    site: Site, client: FlaskClient, letter: str
) -> None:
    taken(client, letter, "packet.pdf")
    taken(client, letter, "envelope.pdf")
    with site.database.reading() as session:
        assert session.scalar(select(func.count(DocumentOpening.id))) == 4


def place_of(pdf: bytes, line: str) -> tuple[float, float]:
    """Where on the first page a line begins, in inches from its left and from its top."""
    page = pypdfium2.PdfDocument(pdf)[0]
    text = page.get_textpage()
    found = text.search(line).get_next()
    assert found
    left, _, _, top = text.get_charbox(found[0])
    return left / 72, (page.get_height() - top) / 72


def test_the_address_on_the_cover_shows_in_the_window_of_an_envelope(
    client: FlaskClient, letter: str
) -> None:
    """Folded in three and standing on the bottom of a #10 envelope, it shows 2.04 to 3.17 in."""
    cover = taken(client, letter, "packet.pdf")
    for line in ("Records Access Officer", "One Police Plaza", "New York, NY 10038"):
        left, top = place_of(cover, line)
        assert 0.95 < left < 1.1
        assert 2.04 < top < 3.1


def test_the_address_on_the_envelope_leaves_its_lower_edge_free(
    client: FlaskClient, letter: str
) -> None:
    made = taken(client, letter, "envelope.pdf")
    pdf = pikepdf.open(BytesIO(made))
    assert tuple(map(float, pdf.pages[0].MediaBox)) == (0, 0, 684, 297)
    left, top = place_of(made, "New York, NY 10038")
    assert left > 4
    assert top < 4.125 - 0.625
    assert broken(pdf) == []


def test_certified_mail_has_labels_what_to_copy_and_a_record(
    client: FlaskClient, letter: str
) -> None:
    made = taken(client, letter, "certified.pdf")
    (said,) = words(made)
    assert "Certified mail, return receipt requested" in said
    assert "PS Form 3811" in said
    assert "Article number" in said
    assert said.count("One Police Plaza, Room 110C") == 3
    assert broken(pikepdf.open(BytesIO(made))) == []


def test_the_portals_text_is_what_is_pasted(client: FlaskClient, letter: str) -> None:
    assert b"Under the Freedom of Information Law" in taken(client, letter, "portal.txt")


def test_a_draft_goes_nowhere(client: FlaskClient) -> None:
    begun = client.post("/new", data=BEGUN).location
    answer = client.get(f"{begun}/out/packet.pdf")
    assert answer.status_code == 422
    assert "Finish the letter first" in answer.text


@pytest.mark.parametrize("what", ["letter.exe", "../x", "packet"])
def test_there_is_no_other_way(client: FlaskClient, letter: str, what: str) -> None:
    assert client.get(f"{letter}/out/{what}").status_code == 404


def test_a_letter_of_a_matter_one_is_not_in_is_not_there(site: Site, letter: str) -> None:
    with site.database.writing() as session:
        matter = matters.open_matter(site.keeper, session, "A case", now=site.clock())
        session.flush()
        session.scalars(select(Request)).one().matter_id = matter.id
    answer = site.client(site.add("other")).get(f"{letter}/out/packet.pdf")
    assert answer.status_code == 404


def test_an_appeal_goes_out_to_the_appeals_officer(site: Site, client: FlaskClient) -> None:
    begun = client.post("/new", data=BEGUN).location
    assert begun
    told = {name: each for name, each in TOLD["appeal_denial"].items() if name != "agency"}
    with site.database.writing() as session:
        (request,) = session.scalars(select(Request))
        row = letter_drafts.begin(
            site.keeper, session, request, "appeal_denial", told, now=site.clock()
        )
        here = f"/requests/{request.number}/drafts/{row.id}"
        out = f"/requests/{request.number}/letters/{row.id}"
    answer = client.post(f"{here}/finish", data=form(client.get(here).text))
    assert answer.status_code == 303
    assert f'href="{out}/out/packet.pdf"' in client.get(here).text
    read = message_from_bytes(taken(client, out, "mail.eml"), policy=default)
    assert read["To"] == "FOILAppeals@nypd.org"
    assert "Records Access Appeals Officer" in words(taken(client, out, "packet.pdf"))[0]
