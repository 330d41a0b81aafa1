"""A file's type is what its first bytes say."""

import zipfile
from io import BytesIO

import pytest

from foil.archive.types import HEAD, sniff


def office(part: str) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(part, "<document/>")
    return held.getvalue()


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.mark.parametrize(
    ("head", "type_"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 20, "image/png"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "image/jpeg"),
        (b"II*\0" + b"\0" * 20, "image/tiff"),
        (b"{\\rtf1 words}", "application/rtf"),
        (office("word/document.xml"), WORD),
        (office("xl/workbook.xml"), SHEET),
        (office("notes.txt"), "application/zip"),
        ("Dear Officer — § 87".encode(), "text/plain"),
        (b"<html><script>alert(1)</script>", "text/plain"),
        (("é" * HEAD).encode()[:HEAD], "text/plain"),
        (("x" + "é" * HEAD).encode()[:HEAD], "text/plain"),
        (b"words\0and a null", "application/octet-stream"),
        (b"\xfe\x9a\x01\x02\x8f\x90", "application/octet-stream"),
        (b"", "text/plain"),
    ],
)
def test_type_by_content(head: bytes, type_: str) -> None:
    assert sniff(head) == type_
