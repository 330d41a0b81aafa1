"""What an agency asks of us, and the timetable of § 89(5)."""

from datetime import date

from foil.second.appealed import four_months
from foil.second.facts import Happening
from foil.second.story import Story

STEPS = {
    "notice": ("exception_statement", 10),
    "statement": ("exception_decision", 7),
    "decision": ("exception_appeal", 7),
    "appeal": ("exception_appeal_decision", 10),
}


def clarification_asked(story: Story, act: Happening) -> None:
    """A description or an affidavit is asked for."""
    kind = "affidavit" if act.more.get("for") == "affidavit" else "clarify"
    _asked_of_us(story, act, kind, act.told("answer_by"))


def fee_asked(story: Story, act: Happening) -> None:
    """A fee is asked for."""
    _asked_of_us(story, act, "pay", act.told("pay_by"))


def _asked_of_us(story: Story, act: Happening, kind: str, stated: date | None) -> None:
    """To the day stated, else five business days (portal) or thirty days (the NYPD's letters)."""
    request = story.request
    portal = any(paper.how == "portal" for paper in act.papers)
    if stated is not None:
        clock = request.stated(kind, act.line, act.day, [stated])
    elif request.agency.slug == "nypd" and not portal:
        clock = request.thirty_days(kind, act.line, act.day)
    else:
        clock = request.business(kind, act.line, act.day, 5)
        clock.provisional = not portal
    story.start(clock, "practical")


def clarified(story: Story, act: Happening) -> None:
    """The description or the affidavit is given."""
    story.answer(act, "clarify", "affidavit")


def fee_paid(story: Story, act: Happening) -> None:
    """The fee is paid."""
    story.answer(act, "pay")


def exception(story: Story, act: Happening) -> None:
    """§ 89(5), State agencies alone: 10 to state, 7 to decide, 7 to appeal, 10 to decide that."""
    if story.request.agency.jurisdiction != "state":
        return
    for kind, _ in STEPS.values():
        story.meet(act, kind)
    step = act.more.get("step") or "notice"
    if step == "appeal_decision":
        four_months(story, act, None)
        return
    kind, days = STEPS[step]
    clock = story.request.business(kind, act.line, min([*act.days("received")] or [act.day]), days)
    story.start(clock, "final" if step == "decision" else None, act.day)
