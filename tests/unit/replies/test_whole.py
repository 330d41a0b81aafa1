"""A message and its letters: which of them counts, and where each word stands."""

from dataclasses import dataclass
from datetime import date

import pytest

from foil.replies.mail.parsing import parse
from foil.replies.whole import DELAYED, MOST, Whole, read_message
from tests.unit.replies.broken_mail import ATTACHED, coded, mail, of, part

COVER = "Good morning. Please see the attached letter about your request."
DENIED = "November 2, 2026\n\nYour request is denied under section 87(2)(f). You may appeal."
CLOSED = "Request FOIL-2026-056-01234 Closed"
OURS = "Under the Freedom of Information Law I ask for contracts; if you deny it, say why."


@dataclass(frozen=True)
class Words:
    """What a reader of files would say of one."""

    all: str
    findings: tuple[str, ...] = ()


def text_of(content: bytes) -> Words:
    words = content.decode()
    return Words("", ("Page 1 is a picture.",)) if words == "scan" else Words(words)


def letter(words: str, *, type_: str = "application/pdf", name: str = "letter.pdf") -> bytes:
    return part(
        coded(words.encode()),
        f"Content-Type: {type_}",
        "Content-Transfer-Encoding: base64",
        f'Content-Disposition: attachment; filename="{name}"',
    )


def read_whole(*parts: bytes, subject: str = "Your request", cover: str = COVER) -> Whole:
    raw = of(part(cover, "Content-Type: text/plain; charset=utf-8"), *parts, subject=subject)
    return read_message(parse(raw), text_of=text_of, arrived=date(2026, 11, 4))


def test_a_cover_that_says_see_attached_is_read_by_its_letter() -> None:
    whole = read_whole(letter(DENIED))
    assert whole.body.kind == "other"
    assert (whole.reading.kind, whole.reading.exemptions) == ("denial", ("87(2)(f)",))
    assert whole.reading.dated == date(2026, 11, 2)
    assert "kind" not in whole.reading.unsure


def test_the_evidence_says_in_which_part_it_stands() -> None:
    whole = read_whole(letter(DENIED), subject=CLOSED, cover="Your request is closed. " + COVER)
    parts = {found.says: found.part for found in whole.reading.evidence}
    assert (parts["denial"], parts["closing"]) == ("letter.pdf", "")
    for found in whole.reading.evidence:
        text = {"": "Your request is closed. " + COVER, "letter.pdf": DENIED}[found.part]
        assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    ("cover", "attached", "kind"),
    [
        ("We acknowledge receipt of your request.", DENIED, "denial"),
        ("Your request is denied, 87(2)(b).", "Your request is granted.", "denial"),
        ("Your request is now closed.", "Your request is granted in full.", "grant"),
        (COVER, "Minutes of a meeting at which a proposal was denied.", "other"),
        ("Your appeal is under review.", "Your appeal is denied.", "appeal_denied"),
    ],
)
def test_the_graver_of_cover_and_letter_stands(cover: str, attached: str, kind: str) -> None:
    assert read_whole(letter(attached), cover=cover).reading.kind == kind


def test_the_date_is_the_letters_and_another_on_the_cover_makes_it_unsure() -> None:
    cover = "We acknowledge your request and will respond by May 4, 2027."
    promised = "We acknowledge receipt of your request and will respond by June 1, 2027."
    reading = read_whole(letter(promised), cover=cover).reading
    assert [each.date for each in reading.promised] == [date(2027, 6, 1), date(2027, 5, 4)]
    assert "promised" in reading.unsure


def test_a_letter_that_cannot_be_read_leaves_the_kind_unsure_and_says_why() -> None:
    whole = read_whole(letter("scan"), cover="We acknowledge receipt of your request.")
    assert (whole.reading.kind, "kind" in whole.reading.unsure) == ("acknowledgement", True)
    assert whole.says == ("letter.pdf could not be read: Page 1 is a picture.",)


def test_a_message_inside_a_message_is_read() -> None:
    inner = part(mail(body=DENIED), "Content-Type: message/rfc822")
    reading = read_whole(inner, cover="For the file.").reading
    assert reading.kind == "denial"
    assert {found.part for found in reading.evidence} == {"Your request.eml"}


@pytest.mark.parametrize("subject", ["Fwd: Request Closed", "FW: Request Closed"])
def test_what_is_passed_on_is_read(subject: str) -> None:
    said = f"For the file.\n\nFrom: records\nSent: Monday\nTo: us\nSubject: x\n\n{DENIED}"
    assert read_whole(subject=subject, cover=said).reading.kind == "denial"


def test_a_delayed_message_has_not_failed_and_says_so() -> None:
    told = "Delivery of your request is delayed. We will keep trying. Access denied for now."
    raw = mail(body=told, subject="Delayed Mail", sender="mailer-daemon@agency.example")
    whole = read_message(parse(raw), text_of=text_of, arrived=None)
    assert (whole.reading.kind, whole.says) == ("other", (DELAYED,))


def test_what_a_bounce_brings_back_is_not_read() -> None:
    ours = part(mail(body=OURS + " Your request is denied."), "Content-Type: message/rfc822")
    raw = of(
        part("It could not be delivered.", "Content-Type: text/plain"),
        ours,
        subject="Undeliverable: our request",
        sender="postmaster@agency.example",
    )
    whole = read_message(parse(raw), text_of=text_of, arrived=None)
    assert (whole.reading.kind, whole.attached) == ("bounce", ())


def test_of_very_many_attachments_the_first_are_read() -> None:
    many = [letter(DENIED, name=f"{number}.pdf") for number in range(MOST + 1)]
    whole = read_whole(*many)
    assert (len(whole.attached), "kind" in whole.reading.unsure) == (MOST, True)


def test_pictures_in_a_signature_are_no_letters() -> None:
    logo = part(
        coded(b"scan"),
        "Content-Type: image/png",
        "Content-Transfer-Encoding: base64",
        ATTACHED.replace("attachment", "inline").replace("letter.pdf", "logo.png"),
    )
    assert read_whole(logo).attached == ()
