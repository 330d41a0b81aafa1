"""The request is received, acknowledged, put off, re-opened: five days, twenty, promises."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from foil.second.clock import OWED, Clock
from foil.second.defaults import settled_items
from foil.second.facts import Happening
from foil.second.story import Story

PROMISES = ("approximate_date", "date_certain")
CHAPTER_22 = date(2005, 5, 3)
"""From when an agency has twenty business days after its acknowledgement (L 2005 ch 22)."""
RESPONSES = (
    *("acknowledged", "extended", "granted", "released", "denied", "no_records", "referred"),
    "closed",
)


def responded(story: Story) -> bool:
    """Whether the agency has answered the item in any way that keeps the five days."""
    for n, each in enumerate(story.past):
        silent = each.kind == "closed" and each.more.get("as") is None
        if silent and story.item in settled_items(story.past[:n]):
            continue
        if each.kind in RESPONSES and each.more.get("as") != "withdrawn":
            return True
    return False


def sent(story: Story, act: Happening) -> None:
    """Sent: until a receipt is known the five days are counted from here, and provisional."""
    known = [each for each in story.running("acknowledge") if not each.provisional]
    if known or responded(story):
        return
    clock = story.request.business("acknowledge", act.line, act.day, 5)
    clock.provisional = True
    story.start(clock)


def received(story: Story, act: Happening) -> None:
    """Five business days from receipt, itself not counted; a second receipt moves the latest."""
    running = story.running("acknowledge")
    for clock in running:
        acts = [*clock.receipts, act]
        story.restart(clock, story.request.from_receipt("acknowledge", clock.line, acts, 5))
    if not running and not responded(story):
        story.start(story.request.from_receipt("acknowledge", act.line, [act], 5))


def bounced(story: Story, act: Happening) -> None:
    """The sending came back: it was never received, and its five days are void."""
    running = story.running("acknowledge")
    named = [each for each in running if each.line in act.of]
    for clock in named or running:
        story.unfollow(clock)
        clock.stop(act.day, "ended")


def acknowledged(story: Story, act: Happening) -> None:
    """The five days are kept and twenty business days begin; a second one only puts dates off."""
    story.meet(act, "acknowledge")
    if story.running("determine", *PROMISES):
        put_off(story, act)
    else:
        twenty_days(story, act)


def extended(story: Story, act: Happening) -> None:
    """The dates are put off; before any acknowledgement, an extension is one itself."""
    first = bool(story.running("acknowledge"))
    story.meet(act, "acknowledge")
    if first:
        twenty_days(story, act)
    else:
        put_off(story, act)


def twenty_days(story: Story, act: Happening) -> None:
    """Twenty business days from the acknowledgement; a date given beyond moves the latest.

    A date that is the last of the twenty days needs no clock of its own.
    """
    given = promises(story, act)
    due = None
    if act.day >= CHAPTER_22:
        clock = _from_letter(story, act, 20)
        twenty = replace(clock)
        if given and max(given) > clock.due:
            _long_date(story, act, clock, given)
        if story.request.chosen("city_rule") == "ten" and story.request.agency.in_city:
            ten = _from_letter(story, act, 10)
            clock.doubts.append(("city_rule", "twenty", twenty))
            clock.due, clock.ends, clock.unit = ten.due, ten.ends, ten.unit
            clock.earliest = min(clock.earliest, ten.earliest)
        due = clock.due
        story.start(clock)
    if given and set(given) != {due}:
        promise(story, act, "approximate_date")


def _from_letter(story: Story, act: Happening, days: int) -> Clock:
    """Business days from the acknowledgement; the earliest, from the date on its letter."""
    clock = story.request.business("determine", act.line, act.day, days)
    letters = act.days("dated")
    early = [each.count(day, days) for each in story.request.calendars for day in letters]
    clock.earliest = min([clock.earliest, *early])
    return clock


def _long_date(story: Story, act: Happening, clock: Clock, given: Sequence[date]) -> None:
    """A date beyond the twenty days: the latest; by the courts' reading, the last day itself.

    Where the office counts by the City's ten days too, those control: they are the sooner.
    """
    clock.doubts += [
        ("long_date", "twenty_days", replace(clock)),
        ("long_date", "date_given", story.request.stated("", "", act.day, [max(given)])),
    ]
    if story.request.chosen("long_date") == "date_given":
        clock.due = clock.ends = max(given)
        clock.unit = "date"
    last = max([*given, *promises(story, act, portal=True)])
    clock.latest = max(clock.latest, story.request.calendar.on_or_after(last))


def put_off(story: Story, act: Happening) -> None:
    """A new date puts off what ran; without one nothing is put off.

    By the Committee's reading an agency has one date certain: a second extension gives a new
    date, but the one before it runs on beside it, and can be missed.
    """
    if not promises(story, act):
        return
    story.stop(act.day, "ended", "determine", "approximate_date")
    each = story.request.chosen("extensions") == "each"
    if each or not story.extensions:
        story.stop(act.day, "ended", "date_certain")
    promise(story, act, "date_certain")
    clock = story.clocks[-1]
    if each and story.extensions:
        clock.doubts.append(("extensions", "one", replace(story.extensions[0])))
        story.toll(clock)
    story.extensions.append(clock)


def reopened(story: Story, act: Happening) -> None:
    """Only the date it gives is new; earlier appeals and four-month times run on."""
    promise(story, act, "date_certain")


def promises(story: Story, act: Happening, portal: bool = False) -> list[date]:
    """The days a letter promises, business days counted from the letter's date.

    With `portal` by the agency's portal's calendar too.
    """
    start = min(act.days("dated"), default=act.day)
    calendars = story.request.calendars if portal else story.request.calendars[:1]
    found = []
    for row in act.more.get("promised") or []:
        if row.get("date"):
            found.append(date.fromisoformat(row["date"]))
        elif row.get("business_days") is not None:
            found += [each.count(start, row["business_days"]) for each in calendars]
    return found


def promise(story: Story, act: Happening, kind: str) -> None:
    """A clock to the date the agency gave, the first of several; the others widen it."""
    days = promises(story, act)
    if days:
        clock = story.request.stated(kind, act.line, act.day, days)
        wide = promises(story, act, portal=True)
        clock.earliest = min([clock.due, *wide])
        clock.latest = max(clock.latest, story.request.calendar.on_or_after(max(wide)))
        story.start(clock)


def determined(story: Story, act: Happening) -> None:
    """The agency has answered the item: what it owed on it is kept, in time or late."""
    story.meet(act, *OWED)
    for clock in story.running("court_date"):
        if clock.against == "agency":
            story.meet_one(clock, act)
    story.stop(act.day, "ended", "clarify", "affidavit")
