"""The rows of the table of replies: what each would be filed as, and what that would change."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from werkzeug.datastructures import MultiDict

from foil.errors import BadInput
from foil.insight.histories import Recorded
from foil.insight.lines import Named
from foil.insight.reply_filing import Came
from foil.insight.reply_table import Waiting
from foil.operations.counting import counted
from foil.web.desk import today
from foil.web.event_reading import Answers
from foil.web.recording import problems_of
from foil.web.reply_answers import starting
from foil.web.reply_button import button_of
from foil.web.reply_head import doubted
from foil.web.reply_same import same_as
from foil.web.reply_told import NO_REQUEST, not_looked_at, read_filing

ASKED = ("request", "kind", "paper1-how", "paper1-dated", "paper1-received")
"""What a row asks; the rest is as it was read, and can be changed on the reply's own page."""
ALIKE = "The same may be recorded already: open it."
UNSURE = "Open it and look at {}."


@dataclass(frozen=True)
class Line:
    """A reply's row. `says` is what its button would say, `why` what keeps it from being filed
    here, "" where nothing does; `ticked` that it is to be filed."""

    came: Came
    answers: Answers
    named: Named | None = None
    says: str = ""
    why: str = ""
    ticked: bool = False

    @property
    def title(self) -> str:
        """What it is called: its subject, else its file."""
        return str(self.came.head.get("subject") or self.came.arrival.name)

    @property
    def offered(self) -> list[tuple[str, str]]:
        """The requests to choose from."""
        found = [self.came.named] if self.came.named else []
        found += [each.named for each in self.came.candidates]
        return [(each.number, f"{each.number}, {each.short}") for each in found]


def lines(found: Waiting, form: MultiDict[str, str] | None, left: Mapping[int, str]) -> list[Line]:
    """The rows, as they were filled in `form`, or as the replies were read. They are counted one
    after the other, as they are filed; `left` says of some, by id, why they were not."""
    known: dict[int, Recorded] = dict(found.recorded)
    made = []
    for came in found.replies:
        line = _line(came, form)
        try:
            line = _counted(line, found, known)
        except BadInput as error:
            line = replace(line, why=next(iter(problems_of(error).values())), ticked=False)
        why = left.get(came.reply.id, line.why)
        made.append(replace(line, why=why))
    return made


def answers_of(came: Came, form: MultiDict[str, str] | None) -> Answers:
    """What a row was filled with, over what was read."""
    name = f"{came.reply.id}-"
    if form is None or f"{name}kind" not in form:
        return starting(came)
    answers = starting(came, form[f"{name}kind"])
    for each in ASKED:
        if f"{name}{each}" in form:
            answers[each] = form[f"{name}{each}"]
    answers["on"] = answers.get("paper1-received", "") or answers.get("on", "")
    return answers


def _line(came: Came, form: MultiDict[str, str] | None) -> Line:
    answers = answers_of(came, form)
    ticked = not doubted(came.head) if form is None else str(came.reply.id) in form.getlist("r")
    return Line(came, answers, ticked=ticked)


def _counted(line: Line, found: Waiting, known: dict[int, Recorded]) -> Line:
    """What filing the row would change; later rows of its request are counted with it, if it is
    ticked."""
    number = line.answers.get("request", "")
    request = next((each for each in found.requests.values() if each.number == number), None)
    if request is None:
        raise BadInput(NO_REQUEST, {"request": NO_REQUEST})
    standing = known[request.id]
    told = read_filing(line.came, line.answers, standing.standing)
    seq = request.head_seq + len(standing.events) - len(found.recorded[request.id].events)
    rules, days = found.under.rules_for(request), found.days.get(request.id, {})
    seen = counted(standing, told, seq, rules, days, today())
    short = _named(line.came, number)
    says = button_of(seen.effects, short.short if short else "")
    why = _why(line, standing, seen.questions)
    if line.ticked and not why:
        known[request.id] = seen.after
    return replace(line, named=short, says=says, why=why, ticked=line.ticked and not why)


def _named(came: Came, number: str) -> Named | None:
    mine = [came.named, *(each.named for each in came.candidates)]
    return next((each for each in mine if each and each.number == number), None)


def _why(line: Line, standing: Recorded, questions: tuple[str, ...]) -> str:
    """What keeps it from being filed without a look at its page."""
    if unsure := not_looked_at(line.came, line.answers):
        return UNSURE.format(", ".join(unsure.values()))
    if questions:
        return questions[0]
    return ALIKE if same_as(standing.standing, line.came, line.answers) else ""
