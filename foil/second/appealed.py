"""We appeal; the agency has ten business days; then come the four months."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from foil.second.answered import silent_appeal
from foil.second.asked import promise
from foil.second.clock import OWED, Clock
from foil.second.days import months_after
from foil.second.facts import Happening
from foil.second.request import Request
from foil.second.story import Story

SENT_BACK = ("remanded", "premature")


def appealed(story: Story, act: Happening) -> None:
    """The appeals it answers are met; the ten days run from receipt, or for now from this day."""
    for clock in _answers(story, act):
        clock.answered(act.day)
    count = partial(story.request.business, "decide_appeal", act.line, act.day)
    clock = ten_days(story.request, act.day, count)
    clock.provisional = True
    story.start(clock)


def _answers(story: Story, act: Happening) -> list[Clock]:
    """The denials it names; else every denial by silence so far, or the next that would come.

    The next is one that an agency's own rule still holds back, else the day soonest to be missed.
    """
    arisen = [each for each in story.running("appeal") if each.arises_on <= act.day]
    denials = [each for each in story.clocks if each.kind == "appeal" and each.missed is None]
    named = [each for each in denials if each.line in act.of]
    if named:
        return [each for each in named if each.open]
    if arisen:
        return arisen
    if held := story.running("appeal"):
        return held
    owed = [each for each in story.running(*OWED) if not each.followed]
    if not owed or story.sued_on is not None:
        return []
    soonest = min(owed, key=lambda each: each.last_day)
    soonest.followed = True
    silent_appeal(story, soonest)
    return story.clocks[-1:]


def ten_days(request: Request, day: date, count: Callable[[int], Clock]) -> Clock:
    """Ten business days to decide an appeal; fewer of the agency's own are the earliest."""
    clock = count(10)
    own = request.agency.number("decides_in", day)
    if own is not None:
        sooner = count(own)
        clock.earliest = min(clock.earliest, sooner.earliest)
        clock.doubts.append(("agency_rule", "decides_in", sooner))
    return clock


def _from_receipt(request: Request, line: str, acts: Sequence[Happening]) -> Clock:
    count = partial(request.from_receipt, "decide_appeal", line, acts)
    return ten_days(request, acts[0].day, count)


def appeal_received(story: Story, act: Happening) -> None:
    """Ten business days from the agency's receipt of the appeal; a second moves the latest."""
    waiting = _of(story, act)
    for clock in waiting:
        acts = [*clock.receipts, act]
        story.restart(clock, _from_receipt(story.request, clock.line, acts))
    if not waiting:
        story.start(_from_receipt(story.request, act.line, [act]))


def _of(story: Story, act: Happening) -> list[Clock]:
    """The appeals waiting for a decision that a letter speaks of: those it names, else all."""
    told = [each for each in story.request.happenings if each.line in act.of]
    receipts = [each for each in told if each.kind == "appeal_received"]
    lines = {*act.of, *(line for each in receipts for line in each.of)}
    waiting = story.running("decide_appeal")
    return [each for each in waiting if each.line in lines] or waiting


def silent_decision(story: Story, missed: Clock) -> None:
    """No decision in ten business days: the appeal is denied, and the four months run."""
    story.start(story.request.after_silence(missed))


def appeal_decided(story: Story, act: Happening) -> None:
    """Decided in time, late, or sent back: which four months run depends on it."""
    outcome = act.more.get("outcome") or "denied"
    decided = _of(story, act)
    for clock in decided:
        if outcome in SENT_BACK:
            clock.stop(act.day, "ended")
        else:
            story.meet_one(clock, act)
    timely = [each for each in decided if act.day <= each.due]
    if not timely or len(timely) < len(decided):
        _late(story, act, [each for each in decided if each not in timely], outcome)
    elif outcome != "granted":
        first = min(timely, key=lambda each: each.last_day)
        four_months(story, act, first.due if outcome in SENT_BACK else None)
    promise(story, act, "date_certain")


def _late(story: Story, act: Happening, decided: list[Clock], outcome: str) -> None:
    """The four months run already and only their latest moves; where none do, they begin."""
    last = max([*act.days("received"), act.day])
    moved = story.request.calendar.on_or_after(months_after(last, 4))
    running = story.running("article_78")
    for clock in [each for each in running if not decided or each.missed in decided]:
        assert clock.untolled is not None
        clock.untolled = clock.untolled[0], max(clock.untolled[1], moved)
        clock.latest = max(clock.latest, moved)
        story.toll(clock)
    if not running and not decided and outcome != "granted" and story.sued_on is None:
        four_months(story, act, None)


def four_months(story: Story, act: Happening, tenth: date | None) -> None:
    """From the decision's receipt, safely from its date; sent back, from the tenth day."""
    received = act.days("received")
    letters = act.days("dated", "postmarked")
    rule = story.request.chosen("article_78_from")
    own = received if rule == "receipt" else letters
    zero = tenth or min(own or letters or received or [act.day])
    tens = [tenth] if tenth else []
    starts = [*act.every_day, *tens]
    others = [*sorted(letters)[:1], *received, act.day, *tens]
    clock = story.request.four_months(act.line, zero, others)
    clock.earliest = months_after(min(starts), 4)
    undated = [] if act.papers else [act.day]
    for name, days in (("receipt", received), ("letter", letters or undated)):
        if days:
            other = story.request.four_months(act.line, min(days))
            clock.doubts.append(("article_78_from", name, other))
    clock.provisional = not received
    story.start(clock, "final", act.day)
