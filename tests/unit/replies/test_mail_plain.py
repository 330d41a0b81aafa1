"""An ordinary message, read: who, when, what, and what hangs on it."""

from datetime import UTC, datetime
from email.message import EmailMessage
from hashlib import sha256

from foil.replies.mail.parsing import parse


def ordinary() -> EmailMessage:
    """A determination as an agency sends it: text, a page saying the same, a PDF."""
    message = EmailMessage()
    message["Received"] = "from mx.agency.example by mail.office.example; 2 Nov 2026 15:00:05 +0000"
    message["From"] = '"Records Access, Unit 3" <foil@agency.example>'
    message["To"] = "Office <desk@office.example>, second@office.example"
    message["Subject"] = "Request FOIL-2026-056-00001 Closed — § 87"
    message["Date"] = "Mon, 02 Nov 2026 10:00:00 -0500"
    message["Message-ID"] = "<one@agency.example>"
    message["References"] = "<zero@office.example>"
    message["Authentication-Results"] = "mail.office.example; spf=pass"
    message.set_content("Your request is denied.\n\nOn Mon, Oct 19, 2026, Office wrote:\n> asked\n")
    message.add_alternative("<p>Your request is denied.</p>", subtype="html")
    message.add_attachment(
        b"%PDF-1.4", maintype="application", subtype="pdf", filename="détermination.pdf"
    )
    return message


def test_an_ordinary_message_is_read() -> None:
    read = parse(ordinary().as_bytes())
    assert read.subject == "Request FOIL-2026-056-00001 Closed — § 87"
    assert str(read.sender) == "Records Access, Unit 3 <foil@agency.example>"
    assert [one.address for one in read.to] == ["desk@office.example", "second@office.example"]
    assert read.sent == datetime(2026, 11, 2, 15, tzinfo=UTC)
    assert read.received == datetime(2026, 11, 2, 15, 0, 5, tzinfo=UTC)
    assert (read.message_id, read.references) == ("one@agency.example", ("zero@office.example",))
    assert read.text == "Your request is denied."
    assert read.quoted == "On Mon, Oct 19, 2026, Office wrote:\n> asked"
    assert (read.nature, read.findings) == ("person", ())
    assert read.authentication == ("mail.office.example; spf=pass",)
    [part] = read.parts
    assert (part.name, part.type, part.content) == (
        "détermination.pdf",
        "application/pdf",
        b"%PDF-1.4",
    )
    assert part.sha256 == sha256(b"%PDF-1.4").hexdigest()
