"""An old mailbox: each message once, whichever way its "From " lines were kept apart."""

from io import BytesIO

import pytest

from foil.replies.mail.mbox import messages

TOP = b"From foil@agency.example Mon Nov  2 10:00:00 2026\n"
ONE = b"Subject: one\n\nFirst.\n"
TWO = b"Subject: two\n\nSecond.\n"


@pytest.mark.parametrize(
    ("mailbox", "found"),
    [
        (TOP + ONE + b"\n" + TOP + TWO, [ONE, TWO]),
        (TOP + ONE + b"\n" + TOP + TWO + b"\n", [ONE, TWO]),
        ((TOP + ONE + b"\n" + TOP + TWO).replace(b"\n", b"\r\n"), [ONE, TWO]),
        (TOP.replace(b"foil@agency.example", b"-") + ONE, [ONE]),
        (
            TOP + b"Subject: a\n\n>From here\n>>From there\n",
            [b"Subject: a\n\nFrom here\n>From there\n"],
        ),
        (TOP + b"Subject: a\n\nText\n\nFrom what we know, no.\n", None),
        (TOP + b"Subject: a\nContent-Length: 58\n\nx\n\n" + TOP + b"\nyz\n", None),
        (ONE, [ONE]),
        (b"", []),
        (TOP, []),
    ],
    ids=[
        *("two", "an empty line at the end", "CRLF", "no sender", "From, marked"),
        *("From in a text", "a length", "no From line", "nothing", "a From line alone"),
    ],
)
def test_a_mailbox_is_its_messages(mailbox: bytes, found: list[bytes] | None) -> None:
    read = [message.replace(b"\r\n", b"\n") for message in messages(BytesIO(mailbox))]
    assert read == ([mailbox.removeprefix(TOP)] if found is None else found)
