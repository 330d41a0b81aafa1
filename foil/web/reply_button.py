"""What the button that files a reply says: the date that filing starts, or the one it ends."""

from collections.abc import Mapping, Sequence
from datetime import date

from foil.law.effects import Effect
from foil.law.words import VERBS, title
from foil.web.desk import today
from foil.web.words import short_day

FILE_IT = "File it"
DOES: Mapping[str, str] = {**VERBS, "appeal": "appeal", "article_78": "sue"}


def button_of(effects: Sequence[Effect], agency: str) -> str:
    """What the button names: what a requester must do by a day, else an agency's day, else what
    ends."""
    started = [each.clock for each in effects if each.verb in ("starts", "moves")]
    ours = [clock for clock in started if clock.against == "requester" and clock.stake]
    for clock in sorted(ours, key=lambda clock: (clock.stake != "final", clock.act_on)):
        return f"{FILE_IT}: {_does(clock.kind)} by {_near(clock.act_on)}"
    theirs = [clock for clock in started if clock.against == "agency"]
    for clock in sorted(theirs, key=lambda clock: clock.due):
        return f"{FILE_IT}: {_lower_article(title(clock, agency))} due {_near(clock.due)}"
    ended = sorted(each.clock.due for each in effects if each.verb == "ends")
    return f"{FILE_IT}: ends {_near(ended[0])}" if ended else FILE_IT


def _does(kind: str) -> str:
    words = DOES.get(kind, "act")
    return words[:1].lower() + words[1:]


def _lower_article(words: str) -> str:
    return f"the {words[4:]}" if words.startswith("The ") else words


def _near(day: date) -> str:
    """Dec 18; with the year where it is not this one's."""
    return short_day(day, today()).partition(", ")[2]
