"""The agency answers: it releases, grants or denies, and a denial opens the thirty days."""

from datetime import date

from foil.second.asked import determined
from foil.second.clock import Clock
from foil.second.days import ONE
from foil.second.defaults import settled_items
from foil.second.facts import Happening
from foil.second.story import Story

NAMES = {"receipt": "received", "letter": "dated", "postmark": "postmarked"}
GIVEN = ("fulfilled", "granted")
LOCAL_LAW_199 = date(2025, 12, 25)


def denied(story: Story, act: Happening) -> None:
    """A denial of the item, in whole or part: the duties are kept, the silence is superseded."""
    determined(story, act)
    supersede(story, act)
    appeal(story, act)


def closed(story: Story, act: Happening) -> None:
    """A closing is what its reasons make it; without any it may be a denial."""
    how = act.more.get("as")
    if how in GIVEN:
        granted(story, act)
    elif how == "withdrawn":
        withdrawn(story, act)
    elif how is not None:
        denied(story, act)
    elif story.item not in settled_items(story.past):
        denied(story, act)
        for clock in story.running("appeal"):
            clock.provisional = clock.provisional or clock.line == act.line


def withdrawn(story: Story, act: Happening) -> None:
    """All of the item's clocks end."""
    for clock in story.clocks:
        if clock.open:
            clock.stop(act.day, "ended")


def supersede(story: Story, act: Happening) -> None:
    """Appeals from silence, open so far, have nothing left to answer."""
    for clock in story.running("appeal"):
        if clock.missed is not None:
            clock.stop(act.day, "ended")


def granted(story: Story, act: Happening) -> None:
    """The agency says yes: the duties are kept; there may be a day to collect by."""
    determined(story, act)
    supersede(story, act)
    if (day := act.told("collect_by")) is not None:
        clock = story.request.stated("collect_files", act.line, act.day, [day])
        story.start(clock, "practical")


def released(story: Story, act: Happening) -> None:
    """Records came: the duties are kept; the last of them decides an appeal, too."""
    determined(story, act)
    story.stop(act.day, "ended", "collect_files")
    if act.more.get("part") in ("whole", "rest"):
        supersede(story, act)
        story.meet(act, "decide_appeal")
    if (day := act.told("more_by")) is not None:
        story.start(story.request.stated("date_certain", act.line, act.day, [day]))
    _public(story, act)


def appeal(story: Story, act: Happening) -> None:
    """Thirty days from the denial: by the agency's rule, safe by the earliest of its dates.

    An agency whose own rule gives business days gives them from receipt; the thirty calendar
    days of the statute stay the earliest.
    """
    if story.sued_on is not None:
        return
    request = story.request
    business_days = request.agency.number("appeal_days", act.day)
    rule = request.chosen("appeal_from") if business_days is None else "receipt"
    exact = act.days(NAMES[rule]) or _undated(act, rule)
    zero = min(exact or act.days("dated") or act.days("postmarked") or act.every_day)
    clock = request.thirty_days("appeal", act.line, zero, [*act.every_day, act.day])
    clock.earliest = min(act.every_day) + 30 * ONE
    for name, field in NAMES.items():
        if days := act.days(field):
            other = request.thirty_days("appeal", act.line, min(days))
            clock.doubts.append(("appeal_from", name, other))
    if business_days is not None:
        longer = request.business(
            "appeal", act.line, zero, business_days, [*act.every_day, act.day]
        )
        clock.due, clock.ends, clock.unit = longer.due, longer.ends, longer.unit
        clock.latest = max(clock.latest, longer.latest)
    clock.provisional = not exact and (rule == "receipt" or not act.noticed)
    story.start(clock, "final", act.day)


def _undated(act: Happening, rule: str) -> list[date]:
    """What came on no paper has its day for the letter's."""
    return [act.day] if rule == "letter" and not act.papers else []


def silent_appeal(story: Story, missed: Clock) -> None:
    """A duty missed is a denial by silence; of an item in suit no appeal is taken."""
    if story.sued_on is None:
        story.start(story.request.after_silence(missed))


def _public(story: Story, act: Happening) -> None:
    """The portal makes a release public: 14 days on, 20 business days before Local Law 199."""
    request, stated = story.request, act.told("public_on")
    on_portal = any(paper.how == "portal" for paper in act.papers)
    if stated is None and not (request.agency.on_portal and on_portal):
        return
    if stated is not None:
        clock = request.stated("publication", act.line, act.day, [stated])
    elif act.day >= LOCAL_LAW_199:
        clock = request.thirty_days("publication", act.line, act.day, days=14)
        clock.due = clock.ends
    else:
        clock = request.business("publication", act.line, act.day, 20)
    clock.latest = clock.due
    story.start(clock, "practical")
    clock.stop(clock.due + ONE, "ended")
