"""Every word a clock, an event or a doubt is called by: said here once more, so that none slips."""

from datetime import date
from types import SimpleNamespace

import pytest

from foil.law.effects import effects
from foil.law.facts import read_event
from foil.law.history import history_of
from foil.law.order import questions
from foil.law.rulebook import CLOCKS
from foil.law.words import VERBS, gone, lead, title
from tests.unit.law.telling import NYPD, STATE, happened, ours, theirs

TITLES = {
    "acknowledge": "OSC acknowledges, grants or denies",
    "determine": "OSC’s determination",
    "approximate_date": "The date OSC gave",
    "date_certain": "OSC’s date certain",
    "appeal": "Appeal the denial",
    "decide_appeal": "OSC’s decision on the appeal",
    "article_78": "Article 78 petition",
    "clarify": "Answer OSC’s question",
    "affidavit": "Send the affidavit",
    "pay": "Pay or dispute OSC’s fee",
    "collect_files": "Collect the files",
    "publication": "Yours alone until it is published",
    "exception_statement": "The vendor’s statement",
    "exception_decision": "OSC’s decision on the vendor’s claim",
    "exception_appeal": "Appeal the decision on the vendor’s claim",
    "exception_appeal_decision": "OSC’s decision on that appeal",
    "service": "Serve the petition",
    "notice_of_appeal": "Notice of appeal",
    "perfect_appeal": "OSC’s record and brief",
    "court_date": "Court date",
}


def test_there_is_a_title_for_every_clock() -> None:
    assert TITLES.keys() == CLOCKS.keys()


@pytest.mark.parametrize("kind", TITLES)
def test_what_each_clock_is_called(kind: str) -> None:
    line = SimpleNamespace(kind=kind, from_kind="denied", parent=None)
    assert title(line, "OSC") == TITLES[kind]


def test_what_a_requester_does_by_each_last_day() -> None:
    assert VERBS == {
        "appeal": "Appeal",
        "exception_appeal": "Appeal",
        "article_78": "Sue",
        "clarify": "Answer",
        "affidavit": "Send it",
        "pay": "Pay or dispute",
        "collect_files": "Collect",
        "publication": "Use",
        "service": "Serve",
        "notice_of_appeal": "File",
    }
    dates = [{"who": "us", "what": "reply", "on": "2027-07-15"}]
    reply = happened(ours("ordered", "2027-04-20", dates=dates)).one("court_date")
    assert lead(reply) == "Act by Thursday, July 15, 2027"
    assert gone(reply) == "The last day to act was Thursday, July 15, 2027"


def asked(*events: object, new: dict[str, object], today: str = "2026-11-22") -> list[str]:
    told = happened(*events, agency=NYPD)  # type: ignore[arg-type]
    event = history_of([read_event(new)], told.history.items).events[0]
    return list(questions(told.history, told.clocks, event, date.fromisoformat(today)))


SENT = ours("sent", "2026-10-19")


def test_today_has_come_and_tomorrow_has_not() -> None:
    assert asked(SENT, new=ours("received", "2026-11-22")) == []
    assert asked(SENT, new=ours("received", "2026-11-23")) == [
        "Monday, November 23, 2026 has not come yet. Is the date right?"
    ]


def test_a_letter_cannot_come_before_it_is_written_nor_be_posted_before_its_date() -> None:
    on_the_day = theirs("acknowledged", "2026-11-05", postmarked="2026-11-05")
    assert asked(SENT, new=on_the_day) == []
    assert asked(SENT, new=theirs("acknowledged", "2026-11-05", "2026-11-04")) == [
        "It would have come on Wednesday, November 4, 2026, before it was written. Is that right?"
    ]
    assert asked(SENT, new=theirs("acknowledged", "2026-11-05", postmarked="2026-11-03")) == [
        "The postmark is older than the letter, Thursday, November 5, 2026. Is that right?"
    ]


def test_nothing_comes_before_the_request_was_sent() -> None:
    assert asked(SENT, new=theirs("acknowledged", "2026-10-19")) == []
    assert asked(SENT, new=ours("sent", "2026-10-12")) == []
    assert asked(SENT, new=theirs("acknowledged", "2026-10-16")) == [
        "Friday, October 16, 2026 is before the request was sent, Monday, October 19, 2026. "
        "Is the date right?"
    ]


@pytest.mark.parametrize(
    ("new", "says"),
    [
        (
            ours("appeal_received", "2026-11-05"),
            "Appeal received, but no appeal has been recorded as sent. Record that first?",
        ),
        (
            theirs("appeal_decided", "2026-11-05"),
            "Appeal decided, but no appeal has been recorded as sent. Record that first?",
        ),
        (
            theirs("extended", "2026-11-05"),
            "Extended, but the request has not been recorded as sent. Record that first?",
        ),
        (
            theirs("acknowledged", "2026-11-05"),
            "Acknowledged, but the request has not been recorded as sent. Record that first?",
        ),
    ],
    ids=lambda value: value["kind"] if isinstance(value, dict) else "",
)
def test_what_must_come_first_is_asked_for(new: dict[str, object], says: str) -> None:
    assert asked(ours("contacted", "2026-10-19", direction="in"), new=new) == [says]


def test_every_question_about_an_event_is_asked_not_the_last_alone() -> None:
    early = ours("appealed", "2026-10-16", items=[1])
    assert asked(SENT, ours("received", "2026-10-19"), new=early, today="2026-10-15") == [
        "Friday, October 16, 2026 has not come yet. Is the date right?",
        "Friday, October 16, 2026 is before the request was sent, Monday, October 19, 2026. "
        "Is the date right?",
        "Nothing is denied before Tuesday, October 27, 2026: an appeal sent earlier may be refused "
        "as premature. Record it all the same?",
    ]


def test_an_appeal_about_an_item_that_nothing_denies_is_no_appeal() -> None:
    told = happened(theirs("denied", "2026-11-02", items=[1]), items=[1, 2])
    other = history_of([read_event(ours("appealed", "2026-11-20", items=[2]))], (1, 2)).events[0]
    assert questions(told.history, told.clocks, other, date(2026, 11, 22)) == (
        "Nothing has been denied, in words or by silence. Is this an appeal?",
    )


def test_the_year_is_said_where_it_is_not_this_one_and_only_there() -> None:
    waiting = (ours("appealed", "2026-11-20"), ours("appeal_received", "2026-11-20"))
    before = happened(*waiting, agency=STATE)
    after = happened(*waiting, theirs("appeal_decided", "2026-12-28"), agency=STATE)
    found = effects(before.clocks, after.clocks)
    assert [each.says("OGS", date(2027, 1, 4)) for each in found] == [
        "OGS’s decision on the appeal, due Monday, December 7, 2026",
        "Article 78 petition, due Wednesday, April 7, at the latest Wednesday, April 28",
    ]
    assert [each.was is not None for each in found] == [True, True]


def test_an_effect_keeps_what_its_clock_was() -> None:
    waiting = (ours("received", "2026-10-19"), theirs("granted", "2026-10-22", id="g"))
    undone = theirs("acknowledged", "2026-10-26", id="a", replaces="g")
    before, after = happened(*waiting, agency=NYPD), happened(*waiting, undone, agency=NYPD)
    (ends,) = [each for each in effects(before.clocks, after.clocks) if each.verb == "ends"]
    assert ends.was is not None
    assert (ends.was.ended_by, ends.clock.ended_by) == ("g", "a")
    reopened = ours("contacted", "2026-10-22", id="c", replaces="g", direction="in")
    again = happened(*waiting, reopened, agency=NYPD)
    (starts,) = [each for each in effects(before.clocks, again.clocks) if each.verb == "starts"]
    assert starts.was is not None
    assert (starts.was.how, starts.clock.how, starts.clock.kind) == ("met", None, "acknowledge")
