"""The day on which a request or an appeal counts as received, by each reading of "received".

FOIL says only "receipt". The City's portal counts the whole day; the Committee's opinions on
e-mail (AO-17063, f17452) carry what comes at four or later, or on a day off, to the next business
day; an agency may have published an hour of its own. Where the record has a day and no hour, it
came in the hours of that day.
"""

from collections.abc import Mapping
from datetime import date, time

from foil.second.agency import Agency
from foil.second.days import ONE, Calendar
from foil.second.facts import Happening

FOUR = time(16)


def receipt(reading: str, act: Happening, agency: Agency, calendar: Calendar) -> date:
    """The day it counts as received by one reading: agency, any_hour or four_pm."""
    if reading == "four_pm":
        return _carried(act, calendar, late=act.hour is not None and act.hour >= FOUR)
    closes = agency.hour(act.day)
    if reading == "agency" and closes is not None:
        late = act.hour is not None and act.hour > time.fromisoformat(closes)
        return _carried(act, calendar, late=late)
    return act.day


def receipts(chosen: str, act: Happening, agency: Agency, calendar: Calendar) -> Mapping[str, date]:
    """The day by every reading that anyone could hold for this agency, by the reading's name.

    On the City's portal nobody closes at four, unless the office chose to count so.
    """
    readings = ["any_hour"]
    if agency.hour(act.day) is not None:
        readings.append("agency")
    if chosen == "four_pm" or not agency.on_portal:
        readings.append("four_pm")
    return {reading: receipt(reading, act, agency, calendar) for reading in readings}


def _carried(act: Happening, calendar: Calendar, *, late: bool) -> date:
    """The next business day, where it came too late or on a day off."""
    return calendar.on_or_after(act.day + ONE if late else act.day)
