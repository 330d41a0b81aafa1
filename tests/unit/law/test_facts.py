"""Reading an event: what is taken, what is refused, and in which words."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from foil.errors import BadInput
from foil.law.event import CourtDate, Paper, Promise
from foil.law.facts import FactsError, canonical, read_event, read_facts, stored
from foil.law.kinds import KINDS

SHA = "0" * 64


def refused(data: Any) -> tuple[str, str, str]:
    with pytest.raises(FactsError) as caught:
        read_event(data)
    error = caught.value
    assert isinstance(error, BadInput) and error.exit_code == 2
    assert error.problems == ({error.field: error.says} if error.field else {"": error.says})
    return error.event, error.field, error.says


def test_an_event_with_everything() -> None:
    event = read_event(
        {
            "id": "e7",
            "kind": "denied",
            "items": [3, 2, 3],
            "of": ["e1"],
            "source": "agency",
            "scope": "part",
            "exemptions": ["87(2)(e)(iv)"],
            "appeal_notice": True,
            "papers": [
                {
                    "how": "email",
                    "dated": "2026-11-02",
                    "received": "2026-11-05",
                    "document": SHA,
                }
            ],
        }
    )
    assert (event.id, event.items, event.of) == ("e7", (2, 3), ("e1",))
    assert event.papers == (Paper("email", date(2026, 11, 2), None, date(2026, 11, 5), SHA),)
    assert (event.detail("scope"), event.detail("appeal_notice")) == ("part", True)
    assert event.detail("officer_named") is None
    assert event.act_day == date(2026, 11, 5)


def test_an_instant_is_kept_in_utc_and_counts_on_new_york_s_day() -> None:
    event = read_event({"kind": "received", "at": "2026-10-19T23:30:00"})
    assert event.at == datetime(2026, 10, 20, 3, 30, tzinfo=UTC)
    assert event.act_day == date(2026, 10, 19)


def test_own_fields_by_their_types() -> None:
    fee = read_event({"kind": "fee_asked", "dated": "2026-11-02", "amount": "25.50"})
    assert fee.detail("amount") == Decimal("25.50")
    promised = [{"date": "2027-01-15"}, {"business_days": 20, "text": "within 20 business days"}]
    given = read_event({"kind": "extended", "dated": "2026-11-02", "promised": promised})
    assert given.promised == (
        Promise(day=date(2027, 1, 15)),
        Promise(text="within 20 business days", business_days=20),
    )
    dates = [{"who": "agency", "what": "answer", "on": "2027-06-30", "items": [3]}]
    ordered = read_event({"kind": "ordered", "on": "2027-04-20", "by": "court", "dates": dates})
    assert ordered.detail("dates") == (CourtDate("agency", "answer", date(2027, 6, 30), (3,)),)
    assert (ordered.detail("by"), ordered.by) == ("court", None)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_needs_a_date_and_no_more(kind: str) -> None:
    event, field, says = refused({"kind": kind})
    assert (event, field) == ("event 1", "received" if KINDS[kind].agency else "on")
    assert says == "is missing: every event needs at least one date"
    assert read_event({"kind": kind, "on": "2026-11-02"}).act_day == date(2026, 11, 2)


BASE = {"kind": "denied", "dated": "2026-11-02"}
EXTENDED = {"kind": "extended", "dated": "2026-11-02"}
ORDERED = {"kind": "ordered", "on": "2027-04-20"}
COURT_DATE = {"who": "agency", "what": "answer", "on": "2027-06-30"}


@pytest.mark.parametrize(
    ("data", "field", "says"),
    [
        ([], "", "an event is a JSON object with a kind and a date"),
        ({}, "kind", "is missing: say what happened"),
        ({"kind": 3}, "kind", "is missing: say what happened"),
        ({"kind": "denyed"}, "kind", "“denyed” is not a kind of event; did you mean “denied”?"),
        ({"kind": "x\ny"}, "kind", "“x y” is not a kind of event"),
        ({"kind": "x" * 99}, "kind", f"“{'x' * 60}…” is not a kind of event"),
        ({"kind": "zzz"}, "kind", "“zzz” is not a kind of event"),
        (BASE | {"v": 2}, "v", "“2” is not a version of facts this program reads"),
        (BASE | {"scop": "part"}, "scop", "“denied” has no such field; did you mean “scope”?"),
        (BASE | {"y" * 61: 1}, "y" * 60, "“denied” has no such field"),
        (BASE | {"replaces": 3}, "replaces", "is text, and not empty"),
        (BASE | {"postmarked": "soon"}, "postmarked", "“soon” is not a date; write 2026-11-22"),
        (BASE | {"received": "soon"}, "received", "“soon” is not a date; write 2026-11-22"),
        ({"kind": "sent", "on": "soon"}, "on", "“soon” is not a date; write 2026-11-22"),
        ({"kind": "sent", "on": "2026-11-02", "by": 3}, "by", "is text, and not empty"),
        (
            {"kind": "received", "at": "1899-12-31T10:00:00"},
            "at",
            "1899-12-31 is not in the years counted, 1900 to 2199",
        ),
        (EXTENDED | {"promised": [{"text": 3}]}, "promised, text", "is text, and not empty"),
        (ORDERED | {"dates": ["x"]}, "dates", "is an object of items, on, what, who"),
        (
            ORDERED | {"dates": [COURT_DATE | {"on": "soon"}]},
            "dates, on",
            "“soon” is not a date; write 2026-11-22",
        ),
        (ORDERED | {"dates": [COURT_DATE | {"what": ""}]}, "dates, what", "is text, and not empty"),
        (
            ORDERED | {"dates": [COURT_DATE | {"items": [0]}]},
            "dates, items",
            "is a list of item numbers, 1 or more",
        ),
        (BASE | {"promised": []}, "promised", "“denied” has no such field"),
        (BASE | {"scope": "half"}, "scope", "“half” is not one of whole, part"),
        (BASE | {"scope": ["part"]}, "scope", "“['part']” is not one of whole, part"),
        (BASE | {"exemptions": "87(2)(b)"}, "exemptions", "is a list of texts"),
        (BASE | {"exemptions": [""]}, "exemptions", "is text, and not empty"),
        (BASE | {"appeal_notice": "yes"}, "appeal_notice", "is true or false"),
        (BASE | {"id": " "}, "id", "is text, and not empty"),
        (BASE | {"id": "a\x00b"}, "id", "holds a character that cannot be kept"),
        (BASE | {"id": "\ud800"}, "id", "holds a character that cannot be kept"),
        (BASE | {"of": "e1"}, "of", "is a list of texts"),
        (BASE | {"source": "them"}, "source", "“them” is not one of ours, agency"),
        (BASE | {"items": []}, "items", "is a list of item numbers, 1 or more"),
        (BASE | {"items": [0]}, "items", "is a list of item numbers, 1 or more"),
        (BASE | {"items": [True]}, "items", "is a list of item numbers, 1 or more"),
        (BASE | {"items": [1.0]}, "items", "is a list of item numbers, 1 or more"),
        (BASE | {"items": "1"}, "items", "is a list of item numbers, 1 or more"),
        (BASE | {"dated": "2026-11-31"}, "dated", "“2026-11-31” is not a date; write 2026-11-22"),
        (BASE | {"dated": "11/02/2026"}, "dated", "“11/02/2026” is not a date; write 2026-11-22"),
        (BASE | {"dated": "2026-W45-1"}, "dated", "“2026-W45-1” is not a date; write 2026-11-22"),
        (BASE | {"dated": 20261102}, "dated", "“20261102” is not a date; write 2026-11-22"),
        (
            BASE | {"dated": "1899-12-31"},
            "dated",
            "1899-12-31 is not in the years counted, 1900 to 2199",
        ),
        (
            BASE | {"dated": "2200-01-01"},
            "dated",
            "2200-01-01 is not in the years counted, 1900 to 2199",
        ),
        (
            {"kind": "received", "at": "2026-10-19"},
            "at",
            "“2026-10-19” is not a date and time; write 2026-11-22T10:42:00",
        ),
        (
            {"kind": "received", "at": "2026-10-19T25:00:00"},
            "at",
            "“2026-10-19T25:00:00” is not a date and time; write 2026-11-22T10:42:00",
        ),
        (
            {"kind": "received", "at": "9999-12-31T23:59:59"},
            "at",
            "“9999-12-31T23:59:59” is not a date and time; write 2026-11-22T10:42:00",
        ),
        (
            BASE | {"papers": [{"dated": "2026-11-02"}]},
            "dated",
            "give the dates on the papers, or alone, not both",
        ),
        (
            {"kind": "denied", "papers": []},
            "papers",
            "is a list of {how, dated, postmarked, received}",
        ),
        (
            {"kind": "denied", "papers": [{}]},
            "papers 1, received",
            "is missing: a paper needs at least one date",
        ),
        (
            {"kind": "denied", "papers": [{"dated": "2026-11-02"}, 3]},
            "papers 2",
            "is an object of dated, document, how, postmarked, received",
        ),
        (
            {"kind": "denied", "papers": [{"dated": "2026-11-02", "by": "post"}]},
            "papers 1, by",
            "is not a field it can have",
        ),
        (
            {"kind": "denied", "papers": [{"dated": "2026-11-02", "how": "pigeon"}]},
            "papers 1, how",
            "“pigeon” is not one of portal, email, attached, post, fax, hand, other",
        ),
        (
            {"kind": "denied", "papers": [{"dated": "2026-11-02", "document": "ab"}]},
            "papers 1, document",
            "is the SHA-256 of a file, 64 hexadecimal digits",
        ),
        (
            EXTENDED | {"promised": {"date": "2027-01-15"}},
            "promised",
            "is a list of {date, text, business_days}, or null",
        ),
        (
            EXTENDED | {"promised": ["soon"]},
            "promised",
            "is an object of business_days, date, text",
        ),
        (
            EXTENDED | {"promised": [{"day": "2027-01-15"}]},
            "promised, day",
            "is not a field it can have",
        ),
        (
            EXTENDED | {"promised": [{"date": "soon"}]},
            "promised, date",
            "“soon” is not a date; write 2026-11-22",
        ),
        (
            EXTENDED | {"promised": [{"business_days": -1}]},
            "promised, business_days",
            "is a whole number, 0 or more",
        ),
        (
            EXTENDED | {"promised": [{"business_days": 0}]},
            "promised, business_days",
            "is a number of days, 1 to 2600",
        ),
        (
            EXTENDED | {"promised": [{"business_days": 10**9}]},
            "promised, business_days",
            "is a number of days, 1 to 2600",
        ),
        (
            {"kind": "fee_asked", "dated": "2026-11-02", "amount": "free"},
            "amount",
            "is an amount in dollars, 0 or more",
        ),
        (
            {"kind": "fee_asked", "dated": "2026-11-02", "amount": -1},
            "amount",
            "is an amount in dollars, 0 or more",
        ),
        (
            {"kind": "fee_asked", "dated": "2026-11-02", "amount": "NaN"},
            "amount",
            "is an amount in dollars, 0 or more",
        ),
        (
            {"kind": "fee_asked", "dated": "2026-11-02", "amount": True},
            "amount",
            "is an amount in dollars, 0 or more",
        ),
        (
            {"kind": "released", "dated": "2026-11-02", "pages": 1.5},
            "pages",
            "is a whole number, 0 or more",
        ),
        (ORDERED | {"dates": COURT_DATE}, "dates", "is a list of {who, what, on, items}"),
        (
            ORDERED | {"dates": [COURT_DATE | {"on": None}]},
            "dates, on",
            "is missing: write the date the order gives",
        ),
        (
            ORDERED | {"dates": [COURT_DATE | {"who": "them"}]},
            "dates, who",
            "“them” is not one of agency, us, court",
        ),
        (ORDERED | {"by": "nobody"}, "by", "“nobody” is not one of court, stipulation, agreement"),
    ],
)
def test_refused_by_name(data: Any, field: str, says: str) -> None:
    assert refused(data) == ("event 1", field, says)


def refused_file(data: Any) -> tuple[str, str, str]:
    with pytest.raises(FactsError) as caught:
        read_facts(data)
    return caught.value.event, caught.value.field, caught.value.says


SENT = {"kind": "sent", "on": "2026-10-19"}


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (3, ("the facts", "", "a JSON object with a list of events is needed")),
        ({"event": []}, ("the facts", "event", "is not a field the facts can have")),
        ({"z" * 61: []}, ("the facts", "z" * 60, "is not a field the facts can have")),
        ({"events": {}}, ("the facts", "events", "is a list with at least one event")),
        ({"events": []}, ("the facts", "events", "is a list with at least one event")),
        ({"events": "sent"}, ("the facts", "events", "is a list with at least one event")),
        (
            {"events": [SENT], "rules": {"": "letter"}},
            ("the facts", "rules", "is text, and not empty"),
        ),
        (
            {"events": [SENT], "rules": {"appeal_from": ""}},
            ("the facts", "rules", "is text, and not empty"),
        ),
        (
            {"events": [SENT], "items": [0]},
            ("the facts", "items", "is a list of item numbers, 1 or more"),
        ),
        (
            {"events": [SENT], "items": [1], "closings": ["soon"]},
            ("the facts", "closings", "“soon” is not a date; write 2026-11-22"),
        ),
        (
            {"events": [SENT], "closings": "2026-11-27"},
            ("the facts", "closings", "is a list of dates"),
        ),
        (
            {"events": [SENT], "rules": ["receipt"]},
            ("the facts", "rules", "is an object of rule choices"),
        ),
        ({"events": [SENT], "agency": ""}, ("the facts", "agency", "is text, and not empty")),
        ({"events": [SENT], "calendar": ""}, ("the facts", "calendar", "is text, and not empty")),
        ({"events": [SENT], "closings": ""}, ("the facts", "closings", "is a list of dates")),
        ({"events": [SENT], "rules": []}, ("the facts", "rules", "is an object of rule choices")),
        ({"events": [SENT], "agency": 3}, ("the facts", "agency", "is text, and not empty")),
        (
            {"events": [SENT, {"kind": "sent"}]},
            ("event 2", "on", "is missing: every event needs at least one date"),
        ),
        (
            {"events": [SENT | {"id": "a"}, SENT | {"id": "a"}]},
            ("event 2", "id", "“a” is used twice"),
        ),
        (
            {"events": [SENT, SENT | {"of": ["b"]}]},
            ("event 2", "of", "there is no earlier event “b”"),
        ),
        (
            {"events": [SENT, SENT | {"replaces": "b"}]},
            ("event 2", "replaces", "there is no earlier event “b”"),
        ),
        (
            {"events": [SENT, SENT | {"items": [2]}], "items": [1]},
            ("event 2", "items", "item 2 is not among the items"),
        ),
    ],
)
def test_a_file_refused_by_event_and_field(data: Any, refusal: tuple[str, str, str]) -> None:
    assert refused_file(data) == refusal


def test_a_file_s_items_are_those_named_or_one() -> None:
    assert read_facts({"events": [SENT]}).items == (1,)
    assert read_facts({"events": [SENT, SENT | {"items": [4, 2]}]}).items == (2, 4)
    assert read_facts({"events": [SENT], "items": [3, 1]}).items == (1, 3)


def test_canonical_text_is_sorted_tight_and_leaves_out_what_is_empty() -> None:
    data = {
        "on": "2026-11-20",
        "kind": "appealed",
        "of": [],
        "by": None,
        "ground": "§ 87",
        "items": [1],
    }
    text = canonical(data)
    assert text == (
        '{"ground":"§ 87","items":[1],"kind":"appealed","of":[],"on":"2026-11-20","v":1}'
    )
    assert canonical(json.loads(text)) == text
    assert stored(text).of == (), "an event that answers none goes on answering none"
    with pytest.raises(FactsError):
        canonical({"kind": "appealed"})


@pytest.mark.parametrize("amount", ["0", "0.25", 0, 25])
def test_an_amount_may_be_nothing_or_less_than_a_dollar(amount: object) -> None:
    paid = read_event({"kind": "fee_paid", "on": "2026-11-02", "amount": amount})
    assert paid.detail("amount") == Decimal(str(amount))
