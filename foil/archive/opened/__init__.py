"""A file of any kind, opened in the sandbox to be read page by page."""

import zipfile
from io import BytesIO
from pathlib import Path

from foil.archive.opened.told import Enclosed, Opened, OverLimit, Told, Written
from foil.archive.types import HEAD, sniff
from foil.errors import BadInput
from foil.sandbox.signatures import ZIP

PAGE = b"<!doctype html", b"<html", b"<head", b"<body", b"<div", b"<p>", b"<table"
BY_HAND = "FOIL Desk does not read this kind of file ({}): open it, and read it by hand."
LARGEST = 256 << 20  # bytes of a file that has to be held whole; a PDF may be of any size
TOO_LARGE = "It is larger than {} MiB, which FOIL Desk does not read of this kind ({})."
EMPTY_ZIP = b"PK\x05\x06"

__all__ = ["Enclosed", "Opened", "OverLimit", "Told", "opened", "opened_at"]


def opened_at(path: Path) -> Opened:
    """The file at that place, whatever it is, with the files in it. Raises BadInput with a sentence
    for one that is not read, and whatever a damaged one breaks."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    type_ = sniff(head)
    if head.startswith((ZIP, EMPTY_ZIP)):
        return _zipped(path)
    if _is_pdf(head):
        return _pdf(str(path))
    if type_.startswith(("video/", "audio/")):
        from foil.archive.opened import media

        raise BadInput(media.says(path, type_))
    if path.stat().st_size > LARGEST:
        raise OverLimit(TOO_LARGE.format(LARGEST >> 20, type_))
    content = path.read_bytes()
    return _mail(content) or opened(content)


def opened(content: bytes) -> Opened:
    """What these bytes say, as one letter: a file that only holds others is refused. Raises as
    `opened_at`."""
    type_ = sniff(content[:HEAD])
    if _is_pdf(content):
        return _pdf(content)
    if zipfile.is_zipfile(BytesIO(content)):
        from foil.archive.opened import word

        if word.is_word(content):
            return Written(word.TYPE, list(word.word_pages(content)))
    if content.startswith(b"{\\rtf"):
        from foil.replies.mail.rtf import text_of_rtf

        return Written("application/rtf", text_of_rtf(content).split("\f"))
    if content[:HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(PAGE):
        from foil.sandbox.html import text_of

        return Written("text/html", [text_of(_decoded(content))])
    if type_ == "text/plain" or _reads_as_text(content):
        return Written("text/plain", _decoded(content).split("\f"))
    if type_.startswith("image/"):
        from foil.archive.opened.picture import Picture

        return Picture(type_, content)
    raise BadInput(BY_HAND.format(type_))


def _zipped(path: Path) -> Opened:
    """A zip, or what is one underneath."""
    from foil.archive.opened import excel, slides, word, zipped

    file = zipped.Zipped(path)
    names = {each.name for each in file.enclosed}
    if "xl/workbook.xml" in names:
        return excel.Workbook(path)
    if slides.MAIN in names:
        return slides.slides(path)
    if "word/document.xml" in names:
        return Written(word.TYPE, list(word.word_pages(path.read_bytes())))
    return file


def _mail(content: bytes) -> Opened | None:
    """The file as a mail or a mailbox, if it is one."""
    from foil.archive.opened import mail
    from foil.replies.mail.names import MSG_MARK, OLE

    if content.startswith(OLE):
        return mail.Mail(content, mail.OUTLOOK) if MSG_MARK in content else None
    if mail.is_mailbox(content):
        return mail.Mailbox(content)
    return mail.Mail(content) if mail.is_mail(content) else None


def _is_pdf(content: bytes) -> bool:
    return content[:1024].find(b"%PDF-") >= 0


def _pdf(content: bytes | str) -> Opened:
    from foil.archive.opened.pdf import Pdf

    return Pdf(content)


def _reads_as_text(content: bytes) -> bool:
    head = content[:HEAD]
    odd = sum(1 for byte in head if byte < 32 and byte not in b"\t\n\r\f\x1b")
    return bool(head) and (odd == 0 or head.startswith((b"\xff\xfe", b"\xfe\xff")))


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")
