"""The timeline in words: what happened, and the particulars of each event worth a line."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from foil.catalog.exemptions import Exemption, answering
from foil.insight.timeline import Entry, Silence
from foil.law.event import CourtDate, Event, Paper, Promise
from foil.law.kinds import KINDS
from foil.law.words import HAPPENED, MISSED
from foil.web.forms import FORMS, HOW
from foil.web.forms.court import WHO
from foil.web.words import items, long_day, moment, plural, upper_first

THEY = {
    "received": "{} received the request",
    "acknowledged": "{} acknowledged the request",
    "extended": "{} took more time",
    "reopened": "{} re-opened the request",
    "granted": "{} granted the request",
    "released": "{} released records",
    "denied": "{} denied the request",
    "no_records": "{} says it has no records",
    "referred": "{} referred the request elsewhere",
    "closed": "{} closed the request",
    "appeal_received": "{} received the appeal",
    "delivery_failed": "The request did not reach {}",
    "clarification_asked": "{} asked us for more",
    "fee_asked": "{} asked for a fee",
    "recalled": "{} recalled records",
}
WE = {
    "sent": "Request sent",
    "appealed": "Appeal sent",
    "wrote": "We wrote",
    "withdrawn": "We withdrew",
    "clarified": "We clarified",
    "fee_paid": "We paid the fee",
    "published": "We published",
}
OUTCOMES = {
    "granted": "{} granted the appeal",
    "granted_in_part": "{} granted the appeal in part",
    "denied": "{} denied the appeal",
    "remanded": "{} sent the appeal back",
    "premature": "{} refused the appeal as premature",
    "moot": "{} refused the appeal as moot",
    "untimely": "{} refused the appeal as too late",
}
CONTACT = {"out": "We spoke to {}", "in": "{} spoke to us", "looked": "We looked and found nothing"}
SCOPE = {
    "us": "We offered to change the scope",
    "agency": "{} proposed to change the scope",
    "both": "Scope agreed with {}",
}
ADVERSE = frozenset({"denied", "no_records", "referred", "closed"})
REFUSALS = frozenset({"denied", "premature", "moot", "untimely", "remanded"})
BY = dict(HOW)
DOES = {key: words for key, words, _more in WHO}
CHOSEN = {
    (form.kind, ask.field, key): words
    for form in FORMS.values()
    for ask in form.asks
    for key, words, _more in ask.options
}


def title(event: Event, short: str) -> str:
    """What happened, in a few words; `short` is the agency's name."""
    if event.kind == "denied" and event.detail("scope") == "part":
        said = "{} denied part of the request"
    elif event.kind == "appeal_decided":
        said = OUTCOMES.get(str(event.detail("outcome")), "{} decided the appeal")
    elif event.kind == "scope_changed":
        said = SCOPE.get(str(event.detail("agreed")), "The scope was changed")
    elif event.kind == "contacted":
        said = CONTACT.get(str(event.detail("direction")), "Contact with {}")
    else:
        said = WE.get(event.kind) or THEY.get(event.kind) or HAPPENED.get(event.kind, "")
    return upper_first(said.format(short)) or upper_first(event.kind.replace("_", " "))


def tone(event: Event) -> str:
    """The mark of an entry: the agency's doing, against us, or ours."""
    refused = event.kind == "appeal_decided" and event.detail("outcome") in REFUSALS
    if event.kind in ADVERSE or refused:
        return "adverse"
    return "ours" if _ours(event) else "agency"


def _ours(event: Event) -> bool:
    """Whether the office did it."""
    if event.kind == "notice_of_appeal":
        return event.source != "agency"
    return KINDS[event.kind].group == "ours" or event.kind in ("appealed", "sued", "served")


def when(event: Event) -> str:
    """The day it counts on, with the time where it is known."""
    return moment(event.at) if event.at is not None else long_day(event.act_day)


def particulars(event: Event, whole: tuple[int, ...]) -> list[tuple[str, str]]:
    """What else is known of an event: pairs of label and words."""
    return list(_particulars(event, whole))


def grounds(event: Event) -> tuple[Exemption, ...]:
    """The exemptions a denial names that have a page, each once."""
    named = event.detail("exemptions")
    found = [answering(str(each)) for each in named] if isinstance(named, tuple) else []
    return tuple(dict.fromkeys(each for each in found if each))


def came_by(event: Event, sha256: str) -> str:
    """By which way the paper came that this file is; "" where the event has but one paper."""
    if len(event.papers) < 2:
        return ""
    ways = [BY.get(paper.how or "", "") for paper in event.papers if paper.document == sha256]
    return ", ".join(filter(None, ways)).lower()


def kept(entry: Entry) -> tuple[str, str] | None:
    """Whether what happened met an agency's day: words and tone."""
    theirs = [clock.how for clock in entry.ended if clock.against == "agency"]
    if "met_late" in theirs:
        return "late", "late"
    timely = "met" in theirs and tone(entry.event) != "adverse"
    return ("on time", "met") if timely else None


def silence(entry: Silence, short: str, whole: tuple[int, ...]) -> str:
    """What an agency let pass, in a sentence."""
    about = f" on {items(entry.items)}" if set(entry.items) != set(whole) else ""
    denied = "the appeal is deemed denied" if entry.missed == "decide_appeal" else "deemed denied"
    sure = ", arguably" if entry.opened.stake == "arguable" else ""
    missed = MISSED.get(entry.missed, "Nothing").replace("the agency", short)
    return f"{missed}{about} by {long_day(entry.day)}: {denied}{sure}."


def _particulars(event: Event, whole: tuple[int, ...]) -> Iterator[tuple[str, str]]:
    if event.items and set(event.items) != set(whole):
        yield "About", items(event.items)
    if event.by:
        yield "By", BY.get(event.by, event.by)
    for paper in event.papers:
        yield "Came", _came(paper)
    for promise in event.promised:
        yield "Says when", promised(promise)
    if event.kind in ("acknowledged", "extended") and not event.promised:
        yield "Says when", "It gives no date."
    for ask in FORMS[event.kind].asks:
        value = event.source if ask.field == "source" else event.detail(ask.field)
        if ask.widget == "dates" and isinstance(value, tuple):
            yield from (("Date set", court_date(row)) for row in value)
        elif ask.widget != "promise" and (said := _said(event.kind, ask.field, value)):
            yield ask.label, said


def promised(promise: Promise) -> str:
    """A date an agency gave, as it gave it."""
    said = f"“{promise.text}”" if promise.text else ""
    if promise.day is not None:
        given = long_day(promise.day)
    elif promise.business_days is not None:
        given = f"within {plural(promise.business_days, 'business day')}"
    else:
        return f"{said}, which gives no date" if said else "It gives no date."
    return f"{given}: {said}" if said else given


def court_date(row: CourtDate) -> str:
    """A line of an order: who does what, by when, about which items if not all."""
    about = f", {items(row.items)}" if row.items else ""
    return f"{DOES[row.who]}: {row.what}, by {long_day(row.on)}{about}"


def _came(paper: Paper) -> str:
    parts = [BY.get(paper.how or "", "")]
    for name in ("dated", "postmarked", "received"):
        day: date | None = getattr(paper, name)
        if day is not None:
            parts.append(f"{name} {long_day(day, weekday=False)}")
    return upper_first(", ".join(part for part in parts if part))


def _said(kind: str, field: str, value: object) -> str:
    if value is True:
        return "yes"
    if value is False:
        return "no"
    if isinstance(value, date):
        return long_day(value)
    if isinstance(value, tuple):
        return "; ".join(CHOSEN.get((kind, field, str(each)), str(each)) for each in value)
    if isinstance(value, Decimal):
        return f"${value:,.2f}"
    return "" if value is None else CHOSEN.get((kind, field, str(value)), str(value))
