"""What is recorded that a reply may be another paper of, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from foil.insight.reply_filing import Came
from foil.law.event import Event as Happening
from foil.law.history import History
from foil.newyork import day_of
from foil.operations.reply_adding import alike
from foil.web.event_reading import Answers
from foil.web.recording import describe
from foil.web.reply_kinds import PART


@dataclass(frozen=True)
class Same:
    """Something recorded that the reply may be another paper of: its events’ ids, in words."""

    names: tuple[str, ...]
    words: str

    @property
    def key(self) -> str:
        """What a form names it by."""
        return " ".join(self.names)


def same_as(history: History, came: Came, answers: Answers) -> list[Same]:
    """What is recorded that this may be another paper of."""
    kind = answers.get("kind", "")
    kinds = ("released", "denied") if kind == PART else (kind,)
    day = _day(answers) or came.reply.received_on or day_of(came.arrival.brought_at)
    return [Same(tuple(e.id for e in found), _words(found)) for found in alike(history, kinds, day)]


def _words(found: Sequence[Happening]) -> str:
    return "; ".join(describe(each) for each in found)


def _day(answers: Answers) -> date | None:
    for name in ("paper2-dated", "paper1-dated", "paper1-received"):
        try:
            return date.fromisoformat(answers.get(name, ""))
        except ValueError:
            continue
    return None
