"""Messages taken apart in their own process, and read, beside Python's bare `email` parser on the
same files, in this one. The start of the process is paid before the measure begins."""

import email
from collections.abc import Iterator
from functools import partial

from foil.replies.mail import apart, parse
from foil.replies.mail.message import Message
from tests.bench.measure import Measure, best_pair
from tests.unit.replies.broken_mail import TEXT, multi, of, part, pdf

AIM = 3
MESSAGES = 200
WORDS = f"{TEXT} It was looked for in every place where such records are kept, and by whom. " * 12


def files() -> list[bytes]:
    """Two hundred messages as agencies send them: notices, pages, letters with a PDF."""
    page = f"<html><body>{'<p>' + WORDS + '</p>' * 4}</body></html>"
    plain = part(WORDS, "Content-Type: text/plain; charset=utf-8")
    both = multi(plain, part(page, "Content-Type: text/html; charset=utf-8"), boundary="b1")
    letter = pdf(content=bytes(range(256)) * 600)
    kinds = (
        of(plain),
        of(part(page, "Content-Type: text/html; charset=utf-8")),
        of(part(both, "Content-Type: multipart/alternative; boundary=b1")),
        of(part(both, "Content-Type: multipart/alternative; boundary=b1"), letter),
    )
    return [kinds[n % len(kinds)] for n in range(MESSAGES)]


def bare(messages: list[bytes]) -> None:
    """What Python's own parser does: it leaves every part wrapped as it came."""
    for raw in messages:
        email.message_from_bytes(raw)


def parsed(messages: list[bytes]) -> list[Message]:
    """Each message in our terms."""
    return [parse(raw) for raw in messages]


def parsed_and_read(messages: list[bytes]) -> None:
    """Each message, and what it is and says."""
    from foil.replies import read

    for message in parsed(messages):
        read(message.text, subject=message.subject)


def measures() -> Iterator[Measure]:
    """Both against the bare parser."""
    messages = files()
    try:
        for name, work in (("parsed", parsed), ("parsed and read", parsed_and_read)):
            took, against = best_pair(partial(work, messages), partial(bare, messages))
            said = f"{MESSAGES} messages {name}, {MESSAGES / took:,.0f} a second"
            yield Measure(said, took, "email.message_from_bytes", against, aim=AIM)
    finally:
        apart.MESSAGES.close()
