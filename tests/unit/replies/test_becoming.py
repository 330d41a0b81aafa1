"""What a reply may be recorded as, from its reading; and what a file that came is by its bytes."""

from datetime import date
from typing import Any

import pytest

from foil.replies.becoming import dated, kinds, possible
from foil.replies.form import OUTLOOK, form_of
from foil.replies.kinds import EVENT
from foil.replies.mail.names import OLE

CAME = date(2026, 11, 20)


def reading(*kinds: str, **more: Any) -> dict[str, Any]:
    return {"kinds": list(kinds), "unsure": [], **more}


@pytest.mark.parametrize(
    ("read", "may_be"),
    [
        (reading("denial"), ("denial",)),
        (reading("acknowledgement"), ("acknowledgement",)),
        (reading("acknowledgement", unsure=["kind"]), ("acknowledgement", "denial")),
        (reading("other", unsure=["kind"]), ("other", "denial")),
        (reading("denial", "no_records", unsure=["kind"]), ("denial", "no_records")),
        (reading("bounce", unsure=["kind"]), ("bounce",)),
        (reading("auto_reply"), ("auto_reply",)),
        ({}, ()),
    ],
)
def test_what_is_unsure_may_be_a_denial(read: dict[str, Any], may_be: tuple[str, ...]) -> None:
    assert kinds(read) == may_be


@pytest.mark.parametrize(
    ("given", "unsure", "day"),
    [
        ("2026-11-18", [], "2026-11-18"),
        ("2026-11-20", [], "2026-11-20"),
        ("2026-11-21", [], None),  # a day after it came
        ("2024-01-02", [], "2024-01-02"),
        ("2026-11-02", ["dated"], "2026-11-02"),
        ("2026-07-23", ["dated"], "2026-07-23"),
        ("2026-07-22", ["dated"], None),  # in doubt, and long before: another letter's
        (None, [], None),
    ],
)
def test_a_day_the_letter_cannot_have_is_none(
    given: str | None, unsure: list[str], day: str | None
) -> None:
    found = dated(reading(dated=given, unsure=unsure), CAME)
    assert (found.isoformat() if found else None) == day


def test_every_kind_becomes_the_event_it_is_filed_as() -> None:
    for kind, event in EVENT.items():
        made = [each["kind"] for each in possible(reading(kind), CAME)]
        assert made == ([event] if event and kind not in ("bounce", "receipt") else [])


def test_its_own_words_go_along() -> None:
    (facts,) = possible(
        reading("partial_grant", dated="2026-11-18", exemptions=["87(2)(b)"], appeal_notice=True),
        CAME,
    )
    assert facts == {
        "kind": "denied", "scope": "part", "exemptions": ["87(2)(b)"], "appeal_notice": True,
        "papers": [{"dated": "2026-11-18", "received": "2026-11-20"}],
    }  # fmt: skip


MAIL = b"From: a@b\nSubject: x\n\nWords."


@pytest.mark.parametrize(
    ("head", "name", "form"),
    [
        (MAIL, "a.txt", "mail"),
        (b"Return-Path: <a>\r\nReceived: x\r\n\r\n", "noname", "mail"),
        (b"Subject: of this letter\n\nWords.", "a.txt", "file"),
        (b"Words.", "a.eml", "mail"),
        (b"From a@b Fri Nov 20 10:00:00 2026\n" + MAIL, "box", "mailbox"),
        (b"From a@b Fri Nov 20 10:00:00 2026\n" + MAIL, "a.eml", "mail"),
        (b"From here on, nothing is due.\n", "a.txt", "file"),
        (OLE + b"\0" * 512 + OUTLOOK, "noname", "mail"),
        (OLE, "a.msg", "mail"),
        (OLE, "a.doc", "file"),
        (b"PK\x03\x04", "a.zip", "zip"),
        (b"%PDF-1.7", "a.pdf", "file"),
        (b"", "a", "file"),
    ],
)
def test_what_a_file_is_by_its_first_bytes(head: bytes, name: str, form: str) -> None:
    assert form_of(head, name) == form
