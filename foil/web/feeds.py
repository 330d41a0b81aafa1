"""Calendar feeds: made and taken back in Settings, read by calendars at a secret address."""

from collections.abc import Mapping
from contextlib import suppress

from flask import Blueprint, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from foil.errors import BadInput, Busy, Full
from foil.insight.feed import entries, request_numbers
from foil.insight.ics import TYPE, calendar_file
from foil.insight.matters import matters
from foil.model.tables import Feed
from foil.operations import feeds
from foil.operations.feeds import Wanted
from foil.web.desk import me, now, reading, today, writing
from foil.web.numbers import integer
from foil.web.pages import page as draw

blueprint = Blueprint("feeds", __name__, url_prefix="/feeds")


@blueprint.get("")
def page() -> str:
    """One's own feeds, and a form for another."""
    return _page({})


@blueprint.post("")
def make() -> tuple[str, int]:
    """Make a feed and show its address, once."""
    form = request.form
    wanted = Wanted(
        form.get("about", ""),
        form.get("matter", type=integer),
        form.get("request", ""),
        final="final" in form,
        titles="no_titles" not in form,
    )
    try:
        with writing() as session:
            _, token = feeds.make_feed(me(), session, wanted, now=now())
    except BadInput as error:
        return _page(error.problems), 422
    address = url_for(".calendar", token=token, _external=True)
    return draw("feeds/made.html", address=address), 201


@blueprint.post("/<int:number>/revoke")
def revoke(number: int) -> Response:
    """Take back one of one's own feeds."""
    with writing() as session:
        feeds.revoke_feed(me(), session, number, now=now())
    flash("That feed is taken back; its address shows nothing any more.")
    return redirect(url_for(".page"), 303)


@blueprint.get("/<token>.ics")
def calendar(token: str) -> Response:
    """The calendar at a secret address, for whoever has it."""
    with reading() as session:
        found = feeds.feed_at(session, token)
        if found is None:
            abort(404)
        feed, person = found
        dates = entries(person, session, feed, today(), _link)
    _note_read(feed)
    answer = Response(calendar_file(_name(feed), dates), content_type=TYPE)
    answer.headers["Content-Disposition"] = "inline; filename=foil-desk.ics"
    answer.add_etag()
    return answer.make_conditional(request)


def _note_read(feed: Feed) -> None:
    """Keep when the feed was last read, unless others are saving: then the next time will do."""
    if not feeds.is_noted(feed, now()):
        with suppress(Busy, Full), writing() as session:
            feeds.note_read(session, feed, now=now())


def _link(number: str) -> str:
    return url_for("request.timeline", number=number, _external=True)


def _name(feed: Feed) -> str:
    return "FOIL, final dates" if feed.final else "FOIL dates"


def _page(problems: dict[str, str]) -> str:
    with reading() as session:
        mine = feeds.feeds_of(me(), session)
        known = {each.matter.id: each.matter.name for each in matters(me(), session)}
        numbers = request_numbers(me(), session, [each.request_id for each in mine])
    rows = [(feed, _about(feed, known, numbers)) for feed in mine]
    values = request.form if problems else request.args
    return draw("feeds/page.html", rows=rows, matters=known, values=values, problems=problems)


def _about(feed: Feed, matters: Mapping[int, str], numbers: Mapping[int, str]) -> str:
    """What a feed is about, in words."""
    if feed.about == "matter":
        return matters.get(feed.matter_id or 0, "Something you may no longer see")
    if feed.about == "request":
        return numbers.get(feed.request_id or 0, "Something you may no longer see")
    return {"mine": "Requests you own or are deputy of", "all": "Every request you may see"}[
        feed.about
    ]
