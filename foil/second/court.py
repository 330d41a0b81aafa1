"""Suit, service, the notice of appeal, the sixty days to perfect, dates a court sets, tolls."""

from datetime import date

from foil.second.days import ONE
from foil.second.facts import Happening
from foil.second.story import Story
from foil.second.tolls import Toll

CHAPTER_487 = date(2017, 5, 27)
"""From when an agency's appeal is abandoned after sixty days (L 2016 ch 487)."""


def sued(story: Story, act: Happening) -> None:
    """The four months are kept; fifteen days to serve follow their end (CPLR 306-b)."""
    for waiting in story.running("decide_appeal"):
        if not waiting.followed:
            waiting.followed = True
            story.start(story.request.after_silence(waiting))
    fours = story.running("article_78")
    story.sued_on = act.day
    for clock in fours:
        clock.answered(act.day)
    if fours:
        first = min(fours, key=lambda each: each.last_day)
        serve = story.request.thirty_days("service", act.line, first.due, [first.latest], days=15)
        serve.earliest = first.earliest + 15 * ONE
        serve.latest = story.request.calendar.on_or_after(first.latest + 15 * ONE)
        story.start(serve, "practical", act.day)


def served(story: Story, act: Happening) -> None:
    """Service is made."""
    story.answer(act, "service")


def decided_by_court(story: Story, act: Happening) -> None:
    """Thirty days to appeal from service with notice of entry, five more where it came by mail."""
    entry = act.told("notice_of_entry")
    if entry is not None:
        clock = story.request.thirty_days("notice_of_appeal", act.line, entry)
        later = story.request.thirty_days("notice_of_appeal", act.line, entry, days=35)
        clock.latest = later.latest
        story.start(clock, "final")


def notice_of_appeal(story: Story, act: Happening) -> None:
    """Ours keeps the thirty days; the agency's starts its sixty to perfect (89(4)(d))."""
    if act.more.get("source") != "agency":
        story.answer(act, "notice_of_appeal")
        return
    if act.day < CHAPTER_487:
        return
    clock = story.request.thirty_days("perfect_appeal", act.line, act.day, days=60)
    clock.against = "agency"
    story.start(clock)


def ordered(story: Story, act: Happening) -> None:
    """Each date of an order or stipulation that names the item is a clock of its own."""
    for row in act.more.get("dates") or []:
        if story.item not in (row.get("items") or act.items):
            continue
        day = date.fromisoformat(row["on"])
        clock = story.request.stated("court_date", act.line, act.day, [day])
        if row.get("who") == "agency":
            story.start(clock)
        else:
            clock.latest = day
            story.start(clock, "practical")


def toll(story: Story, act: Happening) -> None:
    """The instrument takes its days out of the clocks it names, running or yet to start."""
    start, end, names = act.told("from"), act.told("to"), act.more.get("clocks")
    if start is None or end is None or names is None:
        return
    story.tolls.append(Toll(start, end, frozenset(names)))
    for clock in story.running(*names):
        story.toll(clock)
        story.unfollow(clock)
