"""Every kind of file that comes back, opened page by page: its words, what is hidden in it, what is
in it."""

from pathlib import Path

import pytest

from foil.archive.opened import Opened, opened_at
from foil.archive.opened.excel import _letters, _spans
from foil.errors import BadInput
from tests import production


@pytest.fixture
def at(tmp_path: Path) -> Path:
    return tmp_path / "file"


def open_(at: Path, content: bytes) -> Opened:
    at.write_bytes(content)
    return opened_at(at)


def test_a_workbook_has_a_page_for_each_sheet_and_tells_what_is_hidden(at: Path) -> None:
    file = open_(at, production.workbook(4))
    assert [file.page(n).label for n in (1, 2, 3)] == ["Payments", "Margin", "Totals"]
    assert file.page(1).text.splitlines()[:2] == [
        "Invoice\tAmount\tKept to ourselves",
        "INV-00004-0\t1000.5\tinternal 0",
    ]
    assert [says for what, says in file.findings if what == "hidden"] == [
        "On the sheet “Payments” row 4 is hidden.",
        "On the sheet “Payments” column C is hidden.",
        "The sheet “Margin” is hidden.",
    ]


@pytest.mark.parametrize(
    ("numbers", "says"),
    [
        ([3], "column C is"),
        ([1, 2, 3], "columns A to C are"),
        ([28, 1, 2], "columns A to B and AB are"),
        ([1, 3, 5], "columns A, C and E are"),
        (list(range(1, 60, 2)), "columns A, C, E, G, I, K, M, O, Q, S, U, W and more are"),
    ],
)
def test_hidden_columns_are_named_as_a_person_names_them(numbers: list[int], says: str) -> None:
    assert _spans("column", numbers, _letters) == says


def test_slides_come_in_the_order_of_the_talk_with_their_notes(at: Path) -> None:
    file = open_(at, production.slides(5))
    assert [file.page(n).label for n in (1, 2, 3)] == [f"Slide {n} of 5" for n in (1, 2, 3)]
    assert file.page(1).text.endswith("Notes:\nSay this slowly")
    assert file.findings == [("hidden", "Slide 3 is hidden.")]


def test_a_mail_is_a_page_and_its_attachments_are_files_in_it(at: Path) -> None:
    file = open_(at, production.mail(1, [("note.txt", b"A note."), ("../../x.pdf", b"%PDF-")]))
    head = file.page(1).text.splitlines()[:5]
    assert head == [
        "From: Records Access Officer <records@agency.example>",
        "To: us@example.org",
        "Date: Mon, 02 Nov 2026 10:00 -0500",
        "Subject: Records of file 1",
        "Message-ID: <1@agency.example>",
    ]
    assert [each.name for each in file.enclosed] == ["note.txt", "x.pdf"]
    assert b"".join(file.take(1)) == b"A note."


def test_a_mailbox_file_holds_messages(at: Path) -> None:
    postmark = b"From records@agency.example Mon Nov  2 10:00:00 2026\n"
    file = open_(at, b"".join(postmark + production.mail(n) + b"\n\n" for n in (1, 2)))
    assert file.type == "application/mbox"
    assert file.page(1).text == "1. Records of file 1\n2. Records of file 2"
    assert [each.name for each in file.enclosed] == ["message 1.eml", "message 2.eml"]


@pytest.mark.parametrize(
    "text",
    [
        b"From: the desk of counsel\n\nDear officer, Subject: to your reply",
        b"Date: November 2\nAmount: 500\n\nTo: whom it may concern",
        b"Notes\nFrom: x\nTo: y\nSubject: z\n\n",
    ],
)
def test_a_text_that_only_looks_like_a_mail_is_none(at: Path, text: bytes) -> None:
    assert open_(at, text).type == "text/plain"


def test_rich_text_and_web_pages_say_their_words_alone(at: Path) -> None:
    said = production.words(7, 1)[0]
    assert open_(at, production.rich_text(7)).page(1).text == said
    assert open_(at, production.web_page(7)).page(1).text == said


def test_what_a_pdf_would_do_and_holds_is_told(at: Path) -> None:
    file = open_(at, production.with_script(3))
    assert {what for what, _ in file.findings} == {"script", "launch", "embedded"}
    assert [each.name for each in file.enclosed] == ["../../notes.txt", "invoice.pdf"]
    assert b"".join(file.take(1)) == b"The notes of file 3."


def test_a_zip_lists_its_files_and_leaves_a_bomb_inside(at: Path) -> None:
    file = open_(at, production.bomb())
    assert file.page(1).text == "zeros.bin\nhonest.txt"
    assert "far more than it weighs" in file.enclosed[0].says
    with pytest.raises(BadInput, match="far more than it weighs"):
        b"".join(file.take(1))
    assert b"".join(file.take(2)) == b"An honest line of text."


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (production.video(754), "a video of 12 minutes 34 seconds (video/mp4): watch it"),
        (production.sound(65), "a sound recording of 1 minute 5 seconds (audio/wave): listen"),
        (b"RIFF\x10\0\0\0AVI LIST", "a video (video/avi): watch it"),
        (b"\0\0\0\x18ftypmp42" + b"\0" * 20, "a video (video/mp4): watch it"),
        (production.locked(1), "locked with a password"),
        (production.broken(1), "damaged"),
        (b"PK\x03\x04 and no more", "damaged"),
        (bytes(range(256)) * 8, "does not read this kind of file"),
    ],
)
def test_what_nobody_reads_by_program_says_why(at: Path, content: bytes, says: str) -> None:
    with pytest.raises(BadInput, match=says.replace("(", r"\(").replace(")", r"\)")):
        open_(at, content)
