"""Messages taken apart in their own process, and read, beside Python's bare `email` parser on the
same files, in this one. The start of the process is paid before the measure begins."""

import email
from collections.abc import Iterator
from functools import partial
from html import escape

from foil.replies.mail import apart, parse
from foil.replies.mail.message import Message
from tests.bench.measure import Measure, best_pair
from tests.replies import replies
from tests.unit.replies.broken_mail import multi, of, part, pdf

AIM = 3
MESSAGES = 200
PARAGRAPHS = 6  # labelled replies that make one of the length of a letter
CARRIED = (
    *(
        f"Received: from mx{hop}.agency.example (mx{hop}.agency.example [192.0.2.{hop}])\r\n"
        f"\tby mx{hop + 1}.office.example with ESMTPS id 4Z{hop}QkT2\r\n"
        f"\t(version=TLSv1.3 cipher=TLS_AES_256_GCM_SHA384); Mon, 02 Nov 2026 10:0{hop}:00 -0500"
        for hop in range(5)
    ),
    "Authentication-Results: mx.office.example; dkim=pass header.d=agency.example;\r\n"
    "\tspf=pass smtp.mailfrom=foil@agency.example; dmarc=pass",
    "DKIM-Signature: v=1; a=rsa-sha256; d=agency.example; s=mail; c=relaxed/relaxed;\r\n"
    + "".join(f"\t{chr(97 + line) * 70}\r\n" for line in range(8))
    + "\tend=",
    *(f"X-Agency-Transport-{number}: {'0f' * 30}" for number in range(12)),
    "Thread-Index: AdyZ" + "x" * 60,
)
OPENING = "Dear Requester:\n\nThis concerns your request, which this office has before it.\n\n"
CLOSING = (
    "\n\nShould you have questions, write to this office and give the number above.\n\n"
    "Sincerely,\nRecords Access Officer\nOffice of the General Counsel\n\n"
    "This message and what hangs on it may be confidential and is meant for the one it is sent "
    "to. If that is not you, delete it and tell the sender; any other use is forbidden.\n"
)
HISTORY = (
    "\n\nFrom: Desk <desk@office.example>\nSent: Monday, October 5, 2026 9:14 AM\n"
    "To: Records Access <foil@agency.example>\nSubject: Request for records\n\n"
    + "Under the Freedom of Information Law we ask for copies of these records, and that you say "
    "within five business days when you will answer. If you deny any part, cite the law.\n\n" * 8
)
STYLE = (
    "<style>" + "p.MsoNormal { margin: 0in; font-family: Calibri, sans-serif } " * 30 + "</style>"
)


def files() -> list[bytes]:
    """Two hundred messages as agencies send them: portal notices as HTML, answers in two faces with
    their history, letters with a PDF, scans."""
    rows = [row for name in ("development", "development_2") for row in replies(name)]
    rows += rows[:MESSAGES]
    return [_message(rows[n : n + PARAGRAPHS], n) for n in range(MESSAGES)]


def _message(rows: list[dict[str, str]], number: int) -> bytes:
    words = OPENING + "\n\n".join(row["text"] for row in rows) + CLOSING
    plain = part(words + HISTORY, "Content-Type: text/plain; charset=utf-8")
    face = part(_page(words + HISTORY), "Content-Type: text/html; charset=utf-8")
    both = part(
        multi(plain, face, boundary="b1"), "Content-Type: multipart/alternative; boundary=b1"
    )
    notice = part(_page(words), "Content-Type: text/html; charset=utf-8")
    parts = (
        (notice,),
        (both,),
        (part(words, "Content-Type: text/plain; charset=utf-8"),),
        (both, pdf(content=bytes(range(256)) * 250)),
        (notice, pdf(content=bytes(range(256)) * 800)),
    )[number % 5]
    return of(*parts, more=CARRIED, subject=rows[0]["subject"] or "Your request")


def _page(words: str) -> str:
    said = "".join(
        f'<p class="MsoNormal"><span style="font-size:11.0pt;color:#1F497D">{escape(line)}'
        "</span><o:p></o:p></p>\r\n"
        for line in words.split("\n")
    )
    return f"<html><head>{STYLE}</head><body lang=EN-US>{said}</body></html>"


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
