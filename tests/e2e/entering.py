"""Enters events through the pages as a person does: a kind by its link, each field by its label."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from playwright.sync_api import Locator, Page, expect

from foil.law.words import HAPPENED
from foil.web.forms import FORMS, GROUPS, Ask
from foil.web.words import items as items_words
from tests.e2e.conftest import Live
from tests.integration.site import PASSWORD

Facts = Mapping[str, Any]

PAPERS = ("How it came", "Another form", "And another")
PAPER_DATES = {
    "dated": "Letter’s own date",
    "postmarked": "Postmark",
    "received": "Reached us",
}
DISPOSITIONS = {
    "released": "Released",
    "extended": "Put off",
    "denied": "Withheld in part, redacted",
    "no_records": "No records",
}
"""What a reply’s table calls what each kind of event says; a denial is in part."""


def visit(page: Page, live: Live, path: str) -> None:
    """Open a page of the desk, signing in again where the sign-in has ended."""
    page.goto(f"{live.url}{path}")
    if "/sign-in" in page.url:
        page.get_by_label("E-mail address").fill(live.keeper.email)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(f"{live.url}{path}")


def set_day(live: Live, day: str) -> None:
    """Set the desk's clock to eleven in the morning of a day."""
    live.clock.set(datetime.fromisoformat(f"{day}T16:00:00").replace(tzinfo=UTC))


def entered_on(facts: Facts) -> str:
    """The day on which an event is entered: when the last of its papers came, or it was done."""
    days = [p.get("received") or p.get("postmarked") or p["dated"] for p in papers_of(facts)]
    return max(days) if days else str(facts.get("on") or facts["at"])[:10]


def papers_of(facts: Facts) -> list[dict[str, str]]:
    """The papers an event came on; none where it has a day of its own."""
    short = {name: facts[name] for name in PAPER_DATES if facts.get(name)}
    return list(facts.get("papers") or ([short] if short else []))


def begin(page: Page, live: Live, agency: str, items: Sequence[int], first: Facts) -> None:
    """Enter a request under way with the first that is known of it: that it went, or a denial."""
    visit(page, live, "/under-way")
    page.get_by_label("Agency", exact=True).select_option(agency)
    asked = [f"{n}. Contracts and invoices, part {n}" for n in items]
    page.get_by_label("What was asked").fill("\n".join(asked))
    if first["kind"] == "sent":
        page.get_by_label("Day it was sent").fill(first["on"])
        page.get_by_label("How", exact=True).first.select_option(first["by"])
        page.get_by_role("button", name="Enter it").click()
        return
    denial = page.get_by_role("group", name="The agency denied it")
    denial.get_by_label("It happened").check()
    denial.get_by_label("Date of its letter").fill(papers_of(first)[0]["dated"])
    denial.get_by_label("How much").select_option(first["scope"])
    page.get_by_role("button", name="Enter it").click()
    page.get_by_role("link", name="Correct it").click()  # that page asks for one day alone
    fill(page, first, {})
    save(page, "Save the correction")


def record(page: Page, live: Live, facts: Facts, told: Mapping[str, Facts]) -> None:
    """Record one event on its kind's own form; `told` are those before it, by their names."""
    visit(page, live, "/requests/FD-0001/record")
    title = FORMS[facts["kind"]].title
    offered = page.get_by_role("link").filter(has=page.get_by_text(title, exact=True))
    if not offered.first.is_visible():
        group = next(each for each in GROUPS if facts["kind"] in [f.kind for f in each.forms])
        page.locator("summary").filter(has=page.get_by_text(group.title, exact=True)).click()
    offered.locator("visible=true").first.click()
    fill(page, facts, told)
    save(page, "Record it")


def record_reply(page: Page, live: Live, events: Sequence[Facts]) -> None:
    """Record what one letter says of several items in the table of a reply."""
    visit(page, live, "/requests/FD-0001/record")
    page.get_by_role("link", name="A reply about several items").click()
    fill_papers(page, papers_of(events[0]))
    for facts in events:
        for item in facts["items"]:
            fill_row(page, item, facts)
    save(page, "Record it")


def save(page: Page, button: str) -> None:
    """Press the button, and see that it was saved without a question."""
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.locator(".flash")).to_contain_text("Recorded")


def fill(page: Page, facts: Facts, told: Mapping[str, Facts]) -> None:
    """Fill the open form of one event; what the facts do not say is left as the form offers it."""
    form = FORMS[facts["kind"]]
    if papers := papers_of(facts):
        fill_papers(page, papers)
    else:
        fill_when(page, form.day, facts)
    if "items" in facts and (boxes := group(page, "Which items it is about")).count():
        for box in boxes.get_by_role("checkbox").all():
            box.set_checked(int(box.get_attribute("value") or 0) in facts["items"])
    if facts.get("by") and form.ways:
        page.get_by_label("By", exact=True).select_option(facts["by"])
    for ask in form.asks:
        if facts.get(ask.field):
            answer(page, ask, facts[ask.field])
    for name in facts.get("of", ()):
        of = told[name]
        words = re.compile(rf"^{HAPPENED[of['kind']]}.*, {items_words(of['items'])}(?!\d)")
        group(page, form.answers).get_by_role("checkbox", name=words).check()


def fill_papers(page: Page, papers: Sequence[Mapping[str, str]]) -> None:
    """How it came and its dates, for each paper."""
    if len(papers) > 1:
        page.locator("summary").filter(has_text="It came in another form too").click()
    for name, paper in zip(PAPERS, papers, strict=False):
        part = group(page, name)
        for date, label in PAPER_DATES.items():
            part.get_by_label(label).fill(paper.get(date, ""))
        if paper.get("how"):
            part.get_by_label("By").select_option(paper["how"])


def fill_when(page: Page, label: str, facts: Facts) -> None:
    """Its day, and the time where it is known."""
    day, _, time = str(facts.get("at") or facts["on"]).partition("T")
    page.get_by_label(label, exact=True).fill(day)
    if time:
        page.get_by_label("Time", exact=True).fill(time[:5])


def answer(page: Page, ask: Ask, value: Any) -> None:
    """Answer one question of a form."""
    words = {key: said for key, said, *_ in ask.options}
    match ask.widget:
        case "one":
            choice(group(page, ask.label), words[value]).check()
        case "several":
            for each in value:
                choice(group(page, ask.label), words[each]).check()
        case "tick":
            page.get_by_label(ask.label).check()
        case "promise":
            promise(group(page, ask.label), value[0])
        case "dates":
            for n, each in enumerate(value, 1):
                court_date(group(page, f"Date {n}"), each, words)
        case "lines":
            page.get_by_label(ask.label, exact=True).fill("\n".join(value))
        case _:
            page.get_by_label(ask.label, exact=True).fill(str(value))


def promise(part: Locator, given: Mapping[str, Any]) -> None:
    """When a letter says it will decide: a day, or business days, with its own words."""
    if "date" in given:
        part.get_by_label("By a date").check()
        part.get_by_label("The date", exact=True).fill(given["date"])
    else:
        part.get_by_label("Within a number of business days").check()
        part.get_by_label("How many business days").fill(str(given["business_days"]))
    if "text" in given:
        part.get_by_label("In its own words").fill(given["text"])


def court_date(part: Locator, given: Mapping[str, Any], who: Mapping[str, str]) -> None:
    """One line of an order: who does what by when, about which items."""
    part.get_by_label("By when").fill(given["on"])
    part.get_by_label("Who").select_option(label=who[given["who"]])
    part.get_by_label("Does what").fill(given["what"])
    part.get_by_label("Items").fill(", ".join(map(str, given["items"])))


def fill_row(page: Page, item: int, facts: Facts) -> None:
    """What a reply says of one item, and the few details of it that the facts have."""
    page.get_by_label(f"What it says of item {item}").select_option(DISPOSITIONS[facts["kind"]])
    row = page.get_by_role("group", name=f"Item {item}", exact=True)
    for given in facts.get("promised", ()):
        row.get_by_label("Put off to").fill(given["date"])
    for each in facts.get("exemptions", ()):
        choice(row, f"§ {each}").check()


def choice(part: Locator, words: str) -> Locator:
    """The box or button of a group whose label begins with these words."""
    named = re.compile(f"^{re.escape(words)}")
    return part.get_by_role("radio", name=named).or_(part.get_by_role("checkbox", name=named)).first


def group(page: Page, name: str) -> Locator:
    """The part of a form with this heading."""
    return page.get_by_role("group", name=name, exact=True)


def letters(events: Iterable[Facts]) -> list[list[Facts]]:
    """The events as they came: those on the same papers about different items are one letter."""
    found: list[list[Facts]] = []
    for facts in events:
        before = found[-1][-1] if found else {}
        same = papers_of(facts) and papers_of(facts) == papers_of(before)
        found[-1].append(facts) if same else found.append([facts])
    return found
