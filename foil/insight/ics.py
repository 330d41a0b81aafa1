"""Dates as files that calendars read: a feed (RFC 5545), an invitation (RFC 5546)."""

from collections.abc import Iterable
from datetime import UTC, timedelta

from icalendar import Alarm, Calendar, Event, vCalAddress

from foil.insight.feed import Entry

TYPE = "text/calendar; charset=utf-8"
WARNINGS = (14, 7, 3, 1)  # days before the last safe day of a right
MORNING = timedelta(hours=9)  # of that day itself
REFRESH = timedelta(hours=1)


def calendar_file(name: str, entries: Iterable[Entry]) -> bytes:
    """The dates under the calendar's name, the same bytes for the same dates."""
    calendar = Calendar()
    calendar.add("prodid", "-//FOIL Desk//Calendar feed//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for entry in entries:
        calendar.add_component(event_of(entry))
    written: bytes = calendar.to_ical()
    return written


def invitation_file(entry: Entry, organizer: str, attendee: str) -> bytes:
    """One date, sent by one mail address to another: to be put into a calendar, or, where it is
    cancelled, to be taken out of it."""
    calendar = Calendar()
    calendar.add("prodid", "-//FOIL Desk//Invitation//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method(entry))
    event = event_of(entry)
    event.add("organizer", vCalAddress(f"mailto:{organizer}"))
    invited = vCalAddress(f"mailto:{attendee}")
    invited.params["RSVP"], invited.params["PARTSTAT"] = "FALSE", "NEEDS-ACTION"
    event.add("attendee", invited)
    calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def method(entry: Entry) -> str:
    """What an invitation asks of a calendar."""
    return "CANCEL" if entry.cancelled else "REQUEST"


def event_of(entry: Entry) -> Event:
    """One date: a whole day, which no change of the clocks can move."""
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.changed_at.astimezone(UTC))
    event.add("last-modified", entry.changed_at.astimezone(UTC))
    event.add("dtstart", entry.day)
    event.add("summary", entry.summary)
    event.add("description", entry.description)
    event.add("url", entry.link)
    event.add("sequence", entry.sequence)
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    if entry.final and not entry.cancelled:
        for days in WARNINGS:
            event.add_component(_alarm(entry, timedelta(days=-days)))
        event.add_component(_alarm(entry, MORNING))
    return event


def _alarm(entry: Entry, before: timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", entry.summary)
    alarm.add("trigger", before)
    return alarm
