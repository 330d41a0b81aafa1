"""A file of facts for every kind of letter, as a person would write it for `foil letter`."""

from collections.abc import Mapping
from typing import Any

from foil.letters.compose import compose
from foil.letters.letter import Letter
from foil.letters.told import facts_told
from tests.unit.letters.made import DATED, OFFICE

REQUEST = {
    "subject": "facial recognition",
    "sent": "2026-08-03",
    "received": "2026-08-03",
    "by": "through NYC OpenRecords",
}
ITEMS = [
    {"number": 2, "words": "Purchase orders and invoices, 2019 to 2026."},
    {"number": 4, "words": "Accuracy tests, 2019 to 2026."},
]
KEPT = [{"number": 1, "words": "Contracts with the vendors named, 2019 to 2026."}]
HISTORY = [
    {"on": "2026-08-03", "words": "request sent through NYC OpenRecords and received"},
    {"on": "2026-08-07", "words": "acknowledged in writing"},
]
FEE = {
    "on": "2026-10-28",
    "lines": [
        {"what": "Copies on paper", "quantity": 120, "unit": "pages", "rate": "0.25",
         "objection": "electronic copies were asked for"},
        {"what": "Review and redaction", "quantity": "6.5", "unit": "hours", "rate": 45,
         "stated": "315.00", "objection": "review may not be charged for"},
        {"what": "Storage device", "quantity": 1, "unit": "drive", "rate": "12.00"},
    ],
    "total": "357.00",
}  # fmt: skip
LATER = {
    "agency": "nypd",
    "dated": "2026-11-22",
    "reference": "FOIL-2026-056-18831",
    "request": REQUEST,
}
APPEAL = {**LATER, "items": ITEMS, "history": HISTORY}
WRITTEN = {**APPEAL, "denied": "2026-11-02", "received": "2026-11-05"}
APPEALED = {
    **LATER, "items": ITEMS, "appealed": "2026-10-05", "appeal_received": "2026-10-05",
}  # fmt: skip

TOLD: Mapping[str, dict[str, Any]] = {
    "request": {
        "agency": "nypd", "technology": "facial-recognition", "since": "2019-01-01",
        "dated": "2026-11-22", "items": [{"category": "contracts"}, {"words": "Reports of 2025."}],
    },
    "follow_up": {**LATER, "due": "2026-08-10"},
    "extension_reply": {
        **LATER,
        "promised": [
            {"on": "2026-08-07", "until": "2026-09-11", "reason": "volume of requests"},
            {"on": "2026-09-11", "until": "2026-10-30", "reason": "volume of requests"},
            {"on": "2026-10-30", "until": "2027-03-15", "reason": "volume of requests"},
        ],
        "first": ITEMS,
        "why": ["Item 2 is one file a contract, kept by one unit under the vendor’s name."],
    },
    "clarification": {
        **LATER, "asked": "2026-11-16", "due": "2026-11-23",
        "answers": [
            {"question": "Which units are meant?",
             "answer": "The Facial Identification Section and the Contract Administration Unit."},
            {"question": "Which years?", "answer": "January 1, 2019 through November 22, 2026."},
        ],
        "clear": KEPT,
    },
    "narrowing": {**LATER, "items": ITEMS, "kept": KEPT},
    "fee_dispute": {**LATER, "fee": FEE},
    "instalment": {
        **LATER, "came": "2026-11-12", "what": "212 pages of purchase orders", "outstanding": ITEMS,
        "promised": "2027-01-15",
    },
    "exception_reply": {
        **LATER, "told": "2026-11-12", "vendor": "Example Vendor, Inc.", "items": ITEMS,
        "public": ["The vendor’s price list for 2025, on its contract with the State."],
    },
    "misdirected": {
        **LATER, "replied": "2026-11-12", "elsewhere": "the Office of Technology and Innovation",
        "items": ITEMS, "why": ["The purchase orders name the Department as the buyer."],
    },
    "reopening": {
        **LATER, "closed": "2026-11-12", "history": HISTORY, "answered": "2026-11-09",
        "words": "The customer did not respond.",
    },
    "certified_copies": {
        **LATER, "came": "2026-11-12", "need_by": "2026-12-11",
        "records": ["Purchase order of March 3, 2024, two pages.", "Invoice of May 1, 2024."],
    },
    "preservation": {
        **LATER, "items": ITEMS, "systems": ["the vendor’s portal and its trial accounts"],
        "automatic": ["the ninety-day deletion of chat messages"],
    },
    "withdrawal": {**LATER, "items": ITEMS, "kept": KEPT},
    "closing": {
        **LATER, "came": "2026-11-12", "what": "212 pages, in answer to items 1 and 2",
        "outstanding": ITEMS, "last_day": "2026-12-14",
    },
    "subject_matter_list": {
        "agency": "nypd", "dated": "2026-11-22", "units": ["the Contract Administration Unit"],
    },
    "appeal_silence": {**APPEAL, "ground": "no_determination", "due": "2026-09-04",
                       "acknowledged": "2026-08-07"},
    "appeal_denial": {**WRITTEN, "exemptions": ["87(2)(e)(iv)"], "words": "non-routine."},
    "appeal_partial": {
        **WRITTEN,
        "exemptions": ["87(2)(a)", "87(2)(b)", "87(2)(c)", "87(2)(d)", "87(2)(e)", "87(2)(e)(i)",
                       "87(2)(e)(iii)", "87(2)(e)(iv)", "87(2)(f)", "87(2)(g)"],
        "words": "Portions are withheld under § 87(2).",
        "redactions": [
            {"page": "Page 3", "what": "unit price and total of the purchase order",
             "claimed": "87(2)(d)", "reply": "a price paid with public money"},
            {"page": "Pages 7–9", "what": "whole pages, headed “Accuracy”"},
        ],
    },
    "appeal_no_records": {
        **WRITTEN, "words": "This unit is unable to locate records.",
        "evidence": ["Checkbook NYC lists a payment to the vendor on March 3, 2024."],
        "not_searched": ["The Facial Identification Section’s own drive."],
    },
    "appeal_not_described": {
        **WRITTEN, "words": "The request is too broad in nature.", "burden": True, "helped": False,
        "understood": "the facial recognition invoices you seek.",
        "narrowing": ["Item 4: the final report of each test, without its data."],
    },
    "appeal_fee": {**WRITTEN, "fee": FEE},
    "appeal_overdue": APPEALED,
    "after_remand": {**APPEALED, "decided": "2026-10-15", "words": "The matter is remanded."},
    "pre_suit_demand": {
        **APPEALED, "history": HISTORY, "how": "silence",
        "proposal": ["The records are produced month by month, the contracts first."],
    },
    "non_response": {
        **LATER, "items": ITEMS, "due": "2026-09-04", "passed": "no_determination",
        "affirmant": "Paralegal", "title": "paralegal who keeps this file",
        "last": {"what": "a written acknowledgment dated August 7, 2026", "received": "2026-08-07"},
        "looks": [
            {"on": "2026-09-08", "by": "Staff Attorney", "places": ["the portal"]},
            {"on": "2026-11-20", "by": "Paralegal", "places": [
                "the portal", "the mailbox foil@example.org with its spam folder", "the post"]},
        ],
    },
    "advisory_opinion": {
        **LATER, "history": HISTORY,
        "questions": ["Is a unit price that a city has paid a trade secret?"],
    },
    "post_act_complaint": {
        "agency": "nypd", "dated": "2026-11-22", "technology": "facial recognition",
        "failings": ["no_policy", "not_named", "differs", "no_audit"],
        "told": ["The policy of 2021 names no product."],
        "request": REQUEST,
    },
}  # fmt: skip


def example(kind: str, **changed: Any) -> Letter:
    """The letter of that kind its file makes; a fact changed to None is left out."""
    told = {name: each for name, each in (TOLD[kind] | changed).items() if each is not None}
    return compose(kind, facts_told(kind, told, OFFICE, DATED))
