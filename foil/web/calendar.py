"""The calendars that days are counted under, and the days on which offices were closed besides."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from foil.catalog.source import AsOf
from foil.errors import BadInput, NotFound
from foil.insight.basis import basis
from foil.insight.closings import closings
from foil.insight.decisions import journal
from foil.law.authorities import AUTHORITIES
from foil.law.calendars import LAST_YEAR, PROFILES, calendar
from foil.operations import rules
from foil.web import decisions, proposals
from foil.web.desk import me, now, reading, today, writing
from foil.web.event_reading import day as day_in
from foil.web.known import known
from foil.web.pages import page as draw
from foil.web.proposals import Meanwhile, Proposal

blueprint = Blueprint("calendar", __name__, url_prefix="/office/calendar")

Given = MultiDict[str, str]
ONE = timedelta(days=1)
FIRST_YEAR = 2000  # no request under way is older
BRIEFLY = {
    "gcl-24": "Statute, § 24",
    "nyc-portal": "City portal",
    "state-offices": "State offices",
    "courts": "Courts",
}
"""The calendars as the heads of columns, in the order of PROFILES."""
NO_DAY = "That is not a date. Write it as 11/22/2026 or choose it."
NO_YEAR = f"Give a year from {FIRST_YEAR} to {LAST_YEAR}."


@dataclass(frozen=True)
class Kept:
    """A day that some calendar keeps: the name of the holiday in each, None where it is open."""

    day: date
    names: tuple[str | None, ...]


@blueprint.get("")
def page() -> str | tuple[str, int]:
    """The four calendars, a year's holidays side by side, and the closings."""
    given = request.args.get("year", "").strip()
    year, problems = _year(given)
    with reading() as session:
        decided, noted = journal(session, ("closing",)), closings(session)
        in_force = basis(session).calendar
    drawn = draw(
        "calendar/page.html",
        profiles=list(PROFILES.values()), names=list(PROFILES), in_force=in_force,
        year=year, given=given or str(year),
        kept=kept(year), closings=noted, decided=decided, problems=problems,
        AUTHORITIES=AUTHORITIES, words=decisions, years=(FIRST_YEAR, LAST_YEAR), BRIEFLY=BRIEFLY,
        read_words=lambda text: AsOf(text).words,
    )  # fmt: skip
    return (drawn, 422) if problems else drawn


@blueprint.get("/closing")
def look() -> str | tuple[str, int]:
    """The form that notes a closing; with a day, what it would move."""
    if "day" not in request.args or "again" in request.args:
        return _form({}, request.args)
    try:
        with reading() as session:
            return proposals.look(session, _closing(session, request.args))
    except BadInput as error:
        return _form(error.problems, request.args), 422


@blueprint.post("/closing")
def close() -> Response | tuple[str, int]:
    """Note a closing, once what would move has been looked at."""
    form = request.form
    try:
        with writing() as session:
            proposal = _closing(session, form)
            proposals.unchanged(proposal.change)
            day, words, agency = _read(form)
            rules.add_closing(me(), session, day, words, form.get("source", ""), agency, now=now())
    except BadInput as error:
        return _form(error.problems, form), 422
    except Meanwhile as error:
        with reading() as session:
            return proposals.look(session, _closing(session, form), {"": str(error)}), 409
    flash(proposals.AGREED)
    return redirect(url_for(".page", year=day.year, _anchor="closings"), 303)


@blueprint.get("/<day>/open")
def look_open(day: str) -> str:
    """What would move if a closing were taken out."""
    with reading() as session:
        return proposals.look(session, _opening(session, day, request.args))


@blueprint.post("/<day>/open")
def open_again(day: str) -> Response | tuple[str, int]:
    """Take a closing out."""
    form = request.form
    try:
        with writing() as session:
            proposals.unchanged(_opening(session, day, form).change)
            reason = proposals.reason()
            agency = form.get("agency") or None
            rules.remove_closing(me(), session, _day(day), agency, reason, now=now())
    except (BadInput, Meanwhile) as error:
        problems = error.problems if isinstance(error, BadInput) else {"": str(error)}
        with reading() as session:
            return proposals.look(session, _opening(session, day, form), problems), error.status
    flash(proposals.AGREED)
    return redirect(url_for(".page", year=_day(day).year, _anchor="closings"), 303)


def kept(year: int) -> list[Kept]:
    """The days of a year that any of the calendars keeps."""
    all_ = [calendar(name) for name in PROFILES]
    first, last = date(year, 1, 1), date(year, 12, 31)
    days = (first + n * ONE for n in range((last - first).days + 1))
    found = (Kept(day, tuple(each.holiday(day) for each in all_)) for day in days)
    return [each for each in found if any(each.names)]


def _year(given: str) -> tuple[int, dict[str, str]]:
    if not given:
        return today().year, {}
    if given.isdecimal() and len(given) == 4 and FIRST_YEAR <= int(given) <= LAST_YEAR:
        return int(given), {}
    return today().year, {"year": NO_YEAR}


def _closing(session: Session, given: Given) -> Proposal:
    day, words, agency = _read(given)
    change = rules.closing(session, day, words, agency)
    names = ("day", "words", "source", "agency")
    fields: dict[str, Any] = {name: given.get(name, "") for name in names}
    return Proposal(
        change=change,
        agree=url_for(".close"),
        back=url_for(".look", **fields, again="yes"),
        trail=_trail(),
        fields={**fields, "was": proposals.held(change.was)},
        why="",
    )


def _opening(session: Session, text: str, given: Given) -> Proposal:
    day, agency = _day(text), given.get("agency") or None
    change = rules.opening(session, day, agency)
    return Proposal(
        change=change,
        agree=url_for(".open_again", day=day.isoformat()),
        back=url_for(".page", year=day.year, _anchor="closings"),
        trail=_trail(),
        fields={"agency": agency or "", "was": proposals.held(change.was)},
        why="Why is it taken out?",
    )


def _read(given: Given) -> tuple[date, str, str | None]:
    """Raises BadInput for a day that is none, or an agency that is none."""
    problems = {}
    try:
        day = day_in(given.get("day", ""))
    except ValueError:
        day, problems["day"] = date.min, NO_DAY
    if not problems and not FIRST_YEAR <= day.year <= LAST_YEAR:
        problems["day"] = NO_YEAR
    agency = given.get("agency") or None
    if agency is not None and agency not in known().slugs():
        problems["agency"] = "Choose an agency from the list, or every office."
    if problems:
        raise BadInput("The closing needs mending.", problems)
    return day, given.get("words", ""), agency


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise NotFound("No closing is noted for that day; look at the calendar again.") from error


def _trail() -> tuple[tuple[str, str], ...]:
    return (("Settings", url_for("settings.page")), ("Holidays and closings", url_for(".page")))


def _form(problems: dict[str, str], values: Given) -> str:
    named = sorted((each.name, slug) for slug, each in known().load().items())
    return draw(
        "calendar/closing.html",
        problems=problems, values=values, agencies=[(slug, name) for name, slug in named],
    )  # fmt: skip
