"""An Outlook .msg: its words, all that hangs on it, and what comes of a damaged one."""

import pytest

from foil.replies.mail.parsing import parse
from tests.unit.replies.outlook_files import PDF, compound, hung, inside, msg

TEXT = "The records you asked for do not exist."
HEADERS = (
    "Received: from mx.agency.example; Mon, 2 Nov 2026 15:00:05 +0000\r\n"
    "From: Records Access <foil@agency.example>\r\nSubject: Your request\r\n"
    "Auto-Submitted: auto-replied\r\nDate: Mon, 02 Nov 2026 10:00:00 -0500\r\n"
)


def test_a_message_and_what_hangs_on_it() -> None:
    letter, short = hung("d\u00e9cision.pdf", PDF * 5), hung("SHORT.PDF", b"x", 0x3704)
    read = parse(compound(msg(TEXT, letter, short)))
    assert (read.subject, read.text, read.findings) == ("Your request", TEXT, ())
    assert str(read.sender) == "Records Access <foil@agency.example>"
    assert [one.address for one in read.to] == ["desk@office.example"]
    assert read.sent is not None and read.sent.year == 2025
    held = [(part.name, part.content) for part in read.parts]
    assert held == [("d\u00e9cision.pdf", PDF * 5), ("SHORT.PDF", b"x")]


def test_its_rich_text_is_read_where_there_is_no_other() -> None:
    assert parse(compound(msg("", rich=TEXT))).text == TEXT


def test_its_headers_are_those_it_came_with() -> None:
    read = parse(compound(msg(TEXT, headers=HEADERS)))
    assert (read.nature, len(read.chain)) == ("auto_reply", 1)
    assert read.received is not None and read.received.hour == 15


def test_a_message_inside_is_a_part_that_holds_its_own() -> None:
    inner = msg("Inner words.", hung("inner.pdf", PDF), head=24)
    [part] = parse(compound(msg(TEXT, inside(inner)))).parts
    assert (part.name, part.type, part.subject) == (
        *("Your request.eml", "message/rfc822"),
        "Your request",
    )
    read = parse(part.content)
    assert read.text == "Inner words."
    assert [(one.name, one.content) for one in read.parts] == [("inner.pdf", PDF)]


RAW = compound(msg(TEXT, hung("letter.pdf", PDF * 5)))


@pytest.mark.parametrize("kept", range(8, len(RAW), 700))
def test_a_cut_off_one_is_read_or_kept_whole(kept: int) -> None:
    read = parse(RAW[:kept])
    assert any(part.content in (PDF * 5, RAW[:kept]) for part in read.parts)


@pytest.mark.parametrize("at", range(0, 5_000, 512))
def test_of_a_damaged_one_something_is_read_or_all_of_it_is_kept(at: int) -> None:
    read = parse(RAW[:at] + b"\xff" * 64 + RAW[at + 64 :])
    assert read.parts
