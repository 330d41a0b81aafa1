"""Adding a reply to what is recorded already: its papers' dates, and the dates that move."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy.orm import Session

from foil.errors import BadInput
from foil.insight.histories import recorded
from foil.operations.previews import Preview, preview_each
from foil.operations.reply_adding import with_papers
from foil.web.desk import me, now
from foil.web.event_reading import Answers, read
from foil.web.forms.form import EventForm
from foil.web.recording import problems_of
from foil.web.reply_answers import starting
from foil.web.reply_filing import Filing, begin, resume
from foil.web.reply_same import Same, same_as
from foil.web.reply_told import with_its_papers

PAPERS_ALONE = EventForm("papers", "", "", papers=True)


@dataclass(frozen=True)
class Adding:
    """The form. `drawn` is the reply as its own page draws it, `same` what it may be added to;
    `preview` what would move, None while that cannot be counted: then `problems` say why."""

    drawn: Filing
    same: Sequence[Same]
    chosen: str
    preview: Preview | None = None
    problems: Mapping[str, str] = field(default_factory=dict)


def adding(session: Session, reply: int, answers: Answers, chosen: str) -> Adding:
    """The form with these answers, or as the reading fills it, and what adding would move.

    Raises NotFound for a reply or a request that this person may not see.
    """
    number = answers.get("request", "")
    drawn = resume(session, reply, answers) if "paper1-how" in answers else None
    drawn = drawn or begin(session, reply, number)
    if drawn.request is None:
        return Adding(drawn, (), chosen, problems=drawn.problems)
    standing = recorded(session, drawn.request).standing
    same = same_as(standing, drawn.came, starting(drawn.came))
    chosen = chosen or (same[0].key if same else "")
    found = Adding(drawn, same, chosen)
    try:
        told = with_papers(session, drawn.request, chosen.split(), papers(drawn))
        seen = preview_each(me(), session, drawn.request, told, now=now())
    except BadInput as error:
        return replace(found, problems=problems_of(error))
    return replace(found, preview=seen)


def papers(drawn: Filing) -> list[dict[str, str]]:
    """The papers that this reply is, with their dates. Raises BadInput, by the page's fields."""
    own = with_its_papers(drawn.came, drawn.answers)
    facts = read(PAPERS_ALONE, own)
    given = facts.get("papers")
    return [dict(each) for each in given] if isinstance(given, list) else []
