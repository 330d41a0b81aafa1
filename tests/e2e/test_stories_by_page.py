"""The ten stories entered through the pages, each on its own days, and read off them again.

What a story expects is asserted as it is shown: on the clock page with every reason open, on the
page of one date's reasons, and on the request's own page; on the story's own days.
"""

import re
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Page

from tests.e2e.conftest import Live, sign_in
from tests.e2e.entering import (
    Facts,
    begin,
    entered_on,
    letters,
    record,
    record_reply,
    set_day,
    visit,
)
from tests.law_vectors import Vector, stories

STORIES = {
    name: list(told) for name, told in groupby(stories(), key=lambda v: v.id.partition("-")[0])
}
ONE_BY_ONE = {"N3"}
"""A story whose letter about several items is entered one event at a time, not as a table."""

TITLES = {
    "acknowledge": "acknowledges, grants or denies",
    "determine": "’s determination",
    "date_certain": "’s date certain",
    "appeal": "Appeal the ",
    "decide_appeal": "’s decision on the appeal",
    "article_78": "Article 78 petition",
    "court_date": "Court date",
}
CHIPS = {
    "met": r"met",
    "met_late": r"met late",
    "ended": r"ended",
    "running": r"\d+ (day|week)s? left",
    "due_today": r"today",
    "past_due": r"safe day passed|past its date, not late yet",
    "late": r"\d+ business days? late|just late|the last day has passed",
}
BY = {"postmark": "by the postmark"}
GONE = "if missed, the right is gone"
OURS = frozenset({"appeal", "article_78"})
"""Clocks of a requester, which lead with the safe day; the last day stands beside it."""

READ = """() => {
  for (const each of document.querySelectorAll('main details')) each.open = true;
  return [...document.querySelectorAll('.clock')].map((card) => ({
    title: card.querySelector('strong').innerText,
    chip: card.querySelector('.chip').innerText,
    leads: card.querySelector('.date time').dateTime,
    beside: card.querySelector('.date small')?.innerText ?? '',
    text: card.innerText,
    why: card.querySelector('.date a')?.getAttribute('href') ?? '',
  }));
}"""


class Card(NamedTuple):
    """A clock as its page shows it, every reason open; `why` is the page of its reasons."""

    title: str
    chip: str
    leads: str
    beside: str
    text: str
    why: str


@pytest.mark.parametrize("name", STORIES)
def test_a_story_entered_through_the_pages_shows_what_it_must(
    page: Page, desk: Live, name: str
) -> None:
    told = STORIES[name]
    enter(page, desk, told[0].facts, one_by_one=name in ONE_BY_ONE)
    seen = {vector.id: list(unmet(page, desk, vector)) for vector in told}
    assert {which: missing for which, missing in seen.items() if missing} == {}


def enter(page: Page, live: Live, facts: Facts, *, one_by_one: bool) -> None:
    """Enter the story's request and what happened to it, each on the day it was known."""
    events = facts["events"]
    set_day(live, entered_on(events[0]))
    sign_in(page, live)
    begin(page, live, facts["agency"], facts.get("items", [1]), events[0])
    named: dict[str, Facts] = {}
    last = entered_on(events[0])
    for letter in letters(events[1:]):
        last = max(last, entered_on(letter[0]))
        set_day(live, last)
        if len(letter) > 1 and not one_by_one:
            record_reply(page, live, letter)
        else:
            for each in letter:
                record(page, live, each, named)
        named |= {each["id"]: each for each in letter if "id" in each}
    assert page.locator(".record > li:not(.silence)").count() == len(events)


def unmet(page: Page, live: Live, vector: Vector) -> Iterator[str]:
    """What of an expectation the pages do not show."""
    expect = vector.expect
    set_day(live, vector.as_of)
    known = f"?known_on={expect['known_on']}" if "known_on" in expect else ""
    if "known_on" in expect:
        set_day(live, max(entered_on(each) for each in vector.facts["events"]))
    visit(page, live, f"/requests/FD-0001/clock{known}")
    cards = [Card(**each) for each in page.evaluate(READ)]
    if "says" in expect and expect["says"] not in " ".join(page.locator(".trap").all_inner_texts()):
        yield f"no warning says {expect['says']}"
    if "stage" in expect:
        visit(page, live, "/requests/FD-0001")
        for item in expect["items"]:
            stage = page.locator(f"[aria-labelledby=items] li[value='{item}'] .muted").inner_text()
            if stage != expect["stage"]:
                yield f"item {item} is {stage}"
    if "no_clock" in expect:
        begun = re.compile(rf"{spoken(expect['day_zero'])}\d*, (itself not|counted)")
        yield from (c.text for c in of_kind(cards, expect["no_clock"]) if begun.search(c.text))
    if "clock" in expect:
        yield from clock(page, live, cards, expect)


def clock(page: Page, live: Live, cards: list[Card], expect: dict[str, Any]) -> Iterator[str]:
    """What is missing of the card that comes nearest; nothing where one shows all of it."""
    mine = of_kind(cards, expect["clock"])
    if "items" in expect:
        mine = [c for c in mine if c.title.endswith(numbered(expect["items"]))]
    if expect.get("count", len(mine)) != len(mine):
        yield f"{len(mine)} clocks of that kind"
    missing = [list(differs(card, expect)) for card in mine]
    yield from min(missing, key=len, default=[f"no clock {expect['clock']} among {cards}"])
    if [] in missing and expect["clock"] in OURS and expect.keys() & {"latest", "stake"}:
        visit(page, live, mine[missing.index([])].why)
        yield from why(page, expect)


def why(page: Page, expect: dict[str, Any]) -> Iterator[str]:
    """What the page of a right's reasons does not show of it."""
    gone = GONE in page.locator(".hello").inner_text()
    if "stake" in expect and gone != (expect["stake"] == "final"):
        yield "whether the right is gone when missed"
    latest = expect.get("latest")
    counted = page.get_by_role("region", name="How it is counted").inner_text()
    if latest and f"The latest day any reading gives is {spoken(latest)}" not in counted:
        yield f"the latest day is not {latest}"


def differs(card: Card, expect: dict[str, Any]) -> Iterator[str]:
    """What one card does not show of what a clock must."""
    state, ours = expect.get("state", ""), expect["clock"] in OURS
    if state and not re.fullmatch(CHIPS[state], card.chip):
        yield f"it is {card.chip}, not {state}"
    if "not_state" in expect and re.fullmatch(CHIPS[expect["not_state"]], card.chip):
        yield f"it is {card.chip}"
    leads = expect.get("act_on" if ours else "due", card.leads)
    if leads != card.leads:
        yield f"it leads with {card.leads}, not {leads}"
    last = f"last day {spoken(expect['due'])}" if ours and expect.get("due", leads) != leads else ""
    if last not in card.beside:
        yield f"beside it stands {card.beside}, not the {last}"
    if (expect.get("stake") == "arguable") != ("arguable" in card.text) and "stake" in expect:
        yield "how sure it is"
    for each in ("day_zero", "earliest", "" if ours else "latest"):
        if each in expect and spoken(expect[each]) not in card.text:
            yield f"{each} is not in {card.text}"
    if "by" in expect and BY[expect["by"]] not in card.text:
        yield f"{BY[expect['by']]} is not in {card.text}"


def of_kind(cards: list[Card], kind: str) -> list[Card]:
    """The cards of one kind of clock."""
    return [card for card in cards if TITLES[kind] in card.title]


def numbered(items: list[int]) -> str:
    """The end of a title about these items: item 3; items 1–2."""
    return f"item {items[0]}" if len(items) == 1 else f"items {items[0]}–{items[-1]}"


def spoken(day: str) -> str:
    """A day as pages say it, as far as the year: Thursday, December 24."""
    read = date.fromisoformat(day)
    return f"{read:%A, %B} {read.day}"
