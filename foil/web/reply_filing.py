"""A reply being filed: what came, the form, what filing it would change, what the button says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.errors import BadInput
from foil.insight.basis import basis
from foil.insight.histories import item_numbers, recorded
from foil.insight.lines import Named, named, stages_of
from foil.insight.references import references_of
from foil.insight.reply_filing import Came, came
from foil.model.tables import Document, Item, Request
from foil.model.visibility import find_request
from foil.operations.previews import Preview, preview_each
from foil.operations.reply_papers import papers_of
from foil.operations.reply_splitting import splittable
from foil.web.desk import me, now, today
from foil.web.event_reading import Answers
from foil.web.forms import EventForm
from foil.web.forms.form import Ask
from foil.web.recording import problems_of
from foil.web.reply_answers import is_mail, letter_in, starting
from foil.web.reply_button import FILE_IT, button_of
from foil.web.reply_form import row_of
from foil.web.reply_kinds import READ_AS, form_of, meaning
from foil.web.reply_marks import Sheet, sheets
from foil.web.reply_offered import offered
from foil.web.reply_same import same_as
from foil.web.reply_told import NO_REQUEST, read_filing, unsure_of
from foil.web.replying import Row

SELDOM = frozenset({"lines", "text", "day", "number", "line"})
"""Questions that are folded away where the letter answers them with nothing."""


@dataclass(frozen=True)
class Filing:
    """A reply's form. `request` is the one it is filed to, None until one is chosen; `offered` are
    pairs of requests to choose from and why; `preview` what filing would change, None while that
    cannot be counted: then `problems` say why. `same` is how many recorded things it
    may be another paper of. It corrects nothing."""

    came: Came
    answers: Answers
    request: Request | None = None
    named: Named | None = None
    offered: Sequence[tuple[Named, str]] = ()
    rows: Sequence[Row] = ()
    papers: Sequence[Document] = ()
    numbers: Sequence[str] = ()
    preview: Preview | None = None
    problems: Mapping[str, str] = field(default_factory=dict)
    same: int = 0
    foil: bool = True
    corrects: None = None

    @property
    def form(self) -> EventForm | None:
        """The form of what it is filed as."""
        return form_of(self.answers.get("kind", ""))

    @property
    def asked(self) -> list[Ask]:
        """What its form asks, apart from what few letters say and this one does not."""
        return [ask for ask in self.form.asks if not self._seldom(ask)] if self.form else []

    @property
    def asked_less(self) -> list[Ask]:
        """What few letters say, folded away."""
        return [ask for ask in self.form.asks if self._seldom(ask)] if self.form else []

    def _seldom(self, ask: Ask) -> bool:
        return ask.widget in SELDOM and not self.answers.get(ask.field)

    @property
    def means(self) -> str:
        """The kind of reading that what was chosen stands for; "" for none."""
        return meaning(self.answers.get("kind", ""), self.answers.get("outcome", ""))

    @property
    def may_remember(self) -> bool:
        """Whether it is filed as what it was not read as, or not for sure."""
        read = str(self.came.read.get("kind", "other"))
        doubted = "kind" in self.came.read.get("unsure", ())
        return bool(self.answers.get("kind")) and (doubted or READ_AS.get(read) != self.form_kind)

    @property
    def form_kind(self) -> str:
        """What it is filed as; "" for nothing yet."""
        return self.form.kind if self.form else ""

    @property
    def key(self) -> str:
        """What the fields are drawn for: another kind or request has others."""
        return f"{self.answers.get('kind', '')} {self.named.number if self.named else ''}"

    @property
    def seq(self) -> int:
        """The request's state this form is drawn from."""
        return self.request.head_seq if self.request else 0

    @property
    def whole(self) -> tuple[int, ...]:
        """The request's items."""
        return tuple(row.item for row in self.rows if row.item) or (1,)

    @property
    def mail(self) -> bool:
        """Whether it came as mail."""
        return is_mail(self.came)

    @property
    def letter(self) -> str:
        """The name of the letter on the mail, or nothing."""
        found = letter_in(self.came)
        return str(found["name"]) if found else ""

    @property
    def may_split(self) -> bool:
        """Whether it may be several letters on one scan."""
        several = "\f" in self.came.reply.text or not self.came.reply.text.strip()
        return several and splittable(self.came.reply, self.came.arrival)

    @property
    def unsure(self) -> dict[str, str]:
        """What a person must look at before it is filed."""
        return unsure_of(self.came, self.answers)

    @property
    def text(self) -> list[Sheet]:
        """The message's own words."""
        first = int(self.came.reply.pages.partition("-")[0] or 1)
        return sheets(self.came.reply.text, self.came.read.get("evidence", ()), first=first)

    @property
    def attached(self) -> list[tuple[Mapping[str, object], list[Sheet]]]:
        """The files on it, each with its words."""
        evidence = self.came.read.get("evidence", ())
        return [
            (part, sheets(str(part.get("text", "")), evidence, str(part["name"])))
            for part in self.came.head.get("parts", ())
            if part.get("paper")
        ]

    @property
    def button(self) -> str:
        """What the button says: the date that filing starts, else the one it ends."""
        if self.preview is None:
            return FILE_IT
        return button_of(self.preview.effects, self.named.short if self.named else "")


def begin(session: Session, reply: int, chosen: str = "") -> Filing:
    """The form as the reading fills it; of the request with the number `chosen`, if one was.

    Raises NotFound for a reply or a request that this person may not see.
    """
    found = came(me(), session, reply)
    answers = starting(found)
    if chosen:
        answers["request"] = chosen
    return _drawn(session, found, answers)


def resume(session: Session, reply: int, answers: Answers) -> Filing:
    """The form as it came back, with what filing it would change. Where another kind was chosen,
    what only that one asks is filled from the reading. Raises NotFound."""
    found = came(me(), session, reply)
    was, now_ = (
        form_of(answers.get("drawn", "").partition(" ")[0]),
        form_of(answers.get("kind", "")),
    )
    if now_ is not None and "drawn" in answers and now_ != was:
        answers = _refilled(answers, starting(found, now_.kind), was, now_)
    return _drawn(session, found, answers)


def _refilled(answers: Answers, first: Answers, was: EventForm | None, form: EventForm) -> Answers:
    """The answers, with what this form asks and the one before did not as it was read."""
    filled = answers.copy()
    asked = {ask.field for ask in was.asks} if was else set()
    new = {ask.field for ask in form.asks} - asked
    for name in first:
        if name.partition("-")[0].rstrip("23") in new or name not in answers:
            filled.setlist(name, first.getlist(name))
    return filled


def _drawn(session: Session, found: Came, answers: Answers) -> Filing:
    may_be = offered(session, found, answers)
    papers = papers_of(session, found.reply)
    drawn = Filing(came=found, answers=answers, offered=may_be, papers=papers)
    number = answers.get("request", "")
    if not number or found.reply.state != "unfiled":
        return replace(drawn, problems={"request": NO_REQUEST})
    request = find_request(session, me(), number)
    under = basis(session)
    drawn = replace(
        drawn,
        request=request,
        named=named(request, under),
        rows=_rows(session, request),
        numbers=[each.number for each in references_of(session, request)],
        foil=under.rules_for(request) is not None,
    )
    return _counted(session, drawn, request)


def _counted(session: Session, drawn: Filing, request: Request) -> Filing:
    """What filing it would change, or why that cannot be counted."""
    standing = recorded(session, request).standing
    drawn = replace(drawn, same=len(same_as(standing, drawn.came, drawn.answers)))
    try:
        told = read_filing(drawn.came, drawn.answers, standing)
        seen = preview_each(me(), session, request, told, now=now())
    except BadInput as error:
        return replace(drawn, problems=problems_of(error))
    return replace(drawn, preview=seen)


def _rows(session: Session, request: Request) -> list[Row]:
    """The request's items as the rows of a table. It has come through `visible`."""
    mine = select(Item.number, Item.words).where(Item.request_id == request.id)
    words = dict(session.execute(mine).all())
    stages = stages_of(session, [request], today())[request.id]
    return [
        Row(row_of(n), n, words.get(n, "The whole request"), stages.get(n, ""))
        for n in item_numbers(session, request)
    ]
