"""A deadline as Today shows it: when, what in one sentence, and one thing to do."""

from dataclasses import dataclass
from datetime import date

from flask import url_for

from foil.insight.asked import MISSED
from foil.insight.late import Late
from foil.insight.lines import Named
from foil.insight.unfiled import Finished, InTray
from foil.insight.yours import Due, Step
from foil.law.clocks.clock import Clock
from foil.law.words import near
from foil.model.tables import LetterSending
from foil.web.clocks import Shown, lateness, shown
from foil.web.letter_links import letter_name, letter_page
from foil.web.words import came, long_day, moment_day, plural, upper_first

LATE = {
    "acknowledge": "{} never acknowledged",
    "determine": "{} owes a determination",
    "approximate_date": "{} missed the date it gave",
    "date_certain": "{} missed its own date",
    "decide_appeal": "{} owes a decision on the appeal",
}
DONE_BY = {
    "appeal": ("Record the appeal", "appealed"),
    "clarify": ("Record our answer", "clarified"),
    "affidavit": ("Record our answer", "clarified"),
    "pay": ("Record the payment", "fee_paid"),
    "article_78": ("Record the petition", "sued"),
    "service": ("Record the service", "served"),
    "notice_of_appeal": ("Record the notice", "notice_of_appeal"),
    "collect_files": ("Record what came", "released"),
}
"""What meets a clock of ours: the words of its button, the kind of event it records."""


@dataclass(frozen=True)
class Row:
    """One deadline. `tone` is late, soon or ok; `when` may be missing; `why` is the address of
    the date's reasons; `does` and `goes` are the button and where it leads; `follow_up` is the
    address of the follow-up being written, `can_follow_up` the number of a request that may have
    one; `silence` where the record of its silence is made; `write` begins the letter that fits,
    which `writes` names."""

    tone: str
    when: date | None
    small: str
    title: str
    opens: str
    says: str
    does: str
    goes: str
    why: str = ""
    alarm: bool = False
    main: bool = False
    follow_up: str = ""
    can_follow_up: str = ""
    silence: str = ""
    write: str = ""
    writes: str = ""


def finished(row: Finished) -> Row:
    """A letter that was finished and not filed."""
    on = row.letter.finished_at
    since = f" on {moment_day(on)}" if on else ""
    if row.handed is not None:
        return _handed(row, row.handed)
    if row.letter.kind != "request":
        return _to_go(row, since)
    return Row(
        "ok", None, "not filed yet",
        f"Finished, not filed with the agency — {row.request.title}, {row.request.short}",
        _page(row.request, "letters"),
        f"The letter was finished{since}. Its clock starts when you record how it went.",
        f"File it with {row.request.short}", _page(row.request, "letters"), main=True,
    )  # fmt: skip


def _handed(row: Finished, handed: LetterSending) -> Row:
    """A letter that the mail server has, or may have, with nothing recorded of it."""
    gone = handed.state == "sent"
    number, letter = row.request.number, row.letter.id
    what = "went, not recorded" if gone else "it may have gone"
    said = "The mail server took it" if gone else "It was being handed to the mail server"
    then = (
        "say how it went." if gone else "no answer was written down: look before you send it again."
    )
    return Row(
        "ok", None, what,
        f"{letter_name(row.letter)}, {what} — {row.request.title}, {row.request.short}",
        url_for(letter_page(row.letter), number=number, letter=letter),
        f"{said} on {moment_day(handed.begun_at)}; {then}",
        "Look at it", url_for("letter_sending.page", number=number, letter=letter), main=True,
    )  # fmt: skip


def _to_go(row: Finished, since: str) -> Row:
    """A later letter that was finished, of which nobody has said how it went."""
    number, letter = row.request.number, row.letter.id
    return Row(
        "ok", None, "not filed yet",
        f"{letter_name(row.letter)}, finished and not filed — {row.request.title}, "
        f"{row.request.short}",
        url_for("letters.letter", number=number, letter=letter),
        f"The letter was finished{since}. Send it, then say how it went.",
        "How did it go?", url_for("letter_filing.page", number=number, letter=letter), main=True,
    )  # fmt: skip


def to_approve(row: Finished) -> Row:
    """A draft that waits for this person's approval."""
    goes = url_for(letter_page(row.letter), number=row.request.number, letter=row.letter.id)
    return Row(
        "soon", None, "approval",
        f"{letter_name(row.letter)}, to approve — {row.request.title}, {row.request.short}",
        goes, "Read it, then approve it or return it with a comment. It is not finished before.",
        "Read it", goes, main=True,
    )  # fmt: skip


def drafted(row: Finished) -> Row:
    """A follow-up that is a draft still."""
    goes = _follow_up(row.request, row.letter.id)
    return Row(
        "ok", None, "draft",
        f"Follow-up drafted, not sent — {row.request.title}, {row.request.short}",
        goes, "Read it, take it along, and record that it went. It starts no clock.",
        "Open the follow-up", goes,
    )  # fmt: skip


def in_tray(row: InTray, today: date) -> Row:
    """A file nobody has said what it is."""
    document = row.document
    return Row(
        "late", None, "unconfirmed",
        f"“{document.name}” — came {came(document.brought_at, today)}",
        _page(row.request, "documents"),
        f"For {row.request.title}, {row.request.short}. Nobody has said what it is: if it denies "
        "anything, a right to appeal is running. Read it and record what came.",
        "Record what came",
        url_for("record.choose", number=row.request.number, file=document.id), main=True,
    )  # fmt: skip


def due(row: Due, today: date) -> Row:
    """A clock of ours that is running."""
    clock = shown(row.clock, today)
    does, goes = _action(row.request, row.clock)
    if row.clock.items and len(row.left) == len(row.clock.items):
        does = "See what is left"
    beside = f" {upper_first(clock.beside)}." if clock.beside else ""
    alarm = f" {clock.alarm}" if clock.alarm else ""
    return Row(
        clock.tone or "ok", clock.leads, clock.chip,
        f"{clock.what} — {row.request.title}, {row.request.short}",
        _page(row.request),
        f"{_silence(row.clock)}{clock.basis}.{beside}{alarm}{_left(row, today)}",
        does, goes, _why(row.request, row.clock), alarm=clock.tone == "late",
    )  # fmt: skip


def step(row: Step, today: date) -> Row:
    """A next step whose day has come."""
    days = (today - row.on).days
    return Row(
        "soon", row.on, "today" if days == 0 else f"{plural(days, 'day')} ago",
        f"{row.words} — {row.request.title}, {row.request.short}",
        _page(row.request), "A next step of ours, not a legal date.",
        "Change or finish it", _page(row.request, "steps"),
    )  # fmt: skip


def late(row: Late, today: date) -> Row:
    """An agency that is past every plausible reading of its day."""
    clock = shown(row.clock, today)
    short = upper_first(row.request.short)
    what = LATE.get(row.clock.kind, "{} is late").format(short)
    does, goes = _answer(row)
    kind, words = _letter(row)
    number = row.request.number
    return Row(
        "late", row.clock.due, lateness(row.business_days),
        f"{what} — {row.request.title}", _page(row.request),
        f"{clock.basis}.{_set_here(clock)}{_opened(row, today)}",
        does, goes, _why(row.request, row.clock),
        follow_up=_follow_up(row.request, row.draft) if row.draft else "",
        can_follow_up=row.request.number if _can_follow_up(row) else "",
        silence=url_for("non_response.page", number=row.request.number),
        write=url_for("offers.write", number=number, kind=kind) if kind else "",
        writes=words,
    )  # fmt: skip


def awaited(clock: Clock) -> str:
    """What an agency owes, in a few words: NYPD’s determination."""
    ours = ", on a date of ours" if clock.computed else ""
    return f"{shown(clock, clock.due).what}{ours}"


def _set_here(clock: Shown) -> str:
    """That the office has set the date, where it has."""
    return f" {upper_first(clock.beside)}." if clock.clock.computed else ""


def _left(row: Due, today: date) -> str:
    """The items that are left out of any appeal on purpose; their right ends all the same."""
    if not row.left:
        return ""
    said = "; ".join(f"item {each.item}: {each.why.rstrip('.')}" for each in row.left)
    ends = f"the right to appeal ends {near(row.clock.due, today)} all the same"
    return f" Left out of any appeal: {said}; {ends}."


def _silence(clock: Clock) -> str:
    """For a clock that silence started: that nothing will come to remind anyone."""
    if clock.parent != "decide_appeal":
        return ""
    day = long_day(clock.day_zero, weekday=False)
    return f"Appeal deemed denied {day}; no letter will come to remind you. "


def _opened(row: Late, today: date) -> str:
    """What the silence opened to us, in a sentence, the arguable marked as such."""
    safe_first = sorted(row.open, key=lambda clock: clock.act_on < today)
    for clock in safe_first:
        if clock.kind == "appeal":
            safe = clock.act_on >= today
            until = near(clock.act_on if safe else clock.latest, today)
            word = "Safe to appeal" if safe else "The safe day has passed; an appeal is possible"
            return (
                f" The silence may be taken as a denial: {word.lower()} until {until} (arguable)."
            )
        if clock.kind == "article_78":
            return f" Deemed denied. Article 78 by {near(clock.act_on, today)}."
    return ""


def _answer(row: Late) -> tuple[str, str]:
    if any(clock.kind == "appeal" for clock in row.open):
        words, kind = DONE_BY["appeal"]
        return words, _record(row.request, kind)
    return "Record what came", url_for("record.choose", number=row.request.number)


def _letter(row: Late) -> tuple[str, str]:
    """The letter that a late agency calls for, and the words of its button; none of an agency
    that the letters do not know."""
    if row.request.agency is None:
        return "", ""
    if row.clock.kind == "decide_appeal":
        return "appeal_overdue", "Write it"
    opened = any(clock.kind == "appeal" for clock in row.open)
    return ("appeal_silence", "Write the appeal") if opened else ("", "")


def _can_follow_up(row: Late) -> bool:
    """Whether a follow-up fits: the agency is one we know, and it is not an appeal that waits."""
    return row.request.agency is not None and row.clock.kind in MISSED


def _follow_up(request: Named, letter: int) -> str:
    return url_for("follow_ups.page", number=request.number, letter=letter)


def _action(request: Named, clock: Clock) -> tuple[str, str]:
    if clock.kind == "appeal" and clock.parent is None:
        return "Build the appeal", url_for(
            "appeals.page", number=request.number, of=clock.from_event
        )
    if clock.kind in DONE_BY:
        words, kind = DONE_BY[clock.kind]
        return words, _record(request, kind)
    return "See why", _why(request, clock)


def _record(request: Named, kind: str) -> str:
    return url_for("record.page", number=request.number, kind=kind)


def _page(request: Named, tab: str = "timeline") -> str:
    return url_for(f"request.{tab}", number=request.number)


def _why(request: Named, clock: Clock) -> str:
    return url_for("why.page", number=request.number, clock=clock.id)
