"""One reply being recorded: its letter, the table of its items, what it would change."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.errors import BadInput
from foil.insight.histories import recorded
from foil.insight.lines import Named
from foil.insight.request import request_page
from foil.model.tables import Document, Request
from foil.model.visibility import visible
from foil.operations import documents
from foil.operations.previews import Preview, preview_each
from foil.web.desk import me, now, today
from foil.web.event_reading import Answers, Facts
from foil.web.numbers import integer
from foil.web.recording import problems_of
from foil.web.reply_form import OTHERS, read_reply, row_of
from foil.web.words import moment

ROW = re.compile(r"item(\d+)-")
"""The name of a detail in an item's row."""


@dataclass(frozen=True)
class Row:
    """A row of the table: its name, the item's words, and where the item stands today."""

    name: str
    item: int | None
    words: str
    stage: str = ""


@dataclass(frozen=True)
class Replying:
    """A reply's form. `tray` are the files nobody has filed yet; it corrects nothing: a correction
    is made to one of its events."""

    request: Request
    named: Named
    rows: Sequence[Row]
    answers: Answers
    tray: Sequence[Document]
    preview: Preview | None = None
    problems: Mapping[str, str] = field(default_factory=dict)
    corrects: None = None

    @property
    def seq(self) -> int:
        """The request's state this form is drawn from."""
        return self.request.head_seq

    @property
    def foil(self) -> bool:
        """Whether clocks are computed: not so under another law."""
        return self.request.law == "foil"

    @property
    def tray_options(self) -> list[tuple[str, str, str]]:
        """The files in the request's tray to choose from."""
        return [(str(each.id), each.name, f"came {moment(each.brought_at)}") for each in self.tray]


def replying(session: Session, number: str, answers: Answers) -> Replying:
    """The form with these answers, and what the reply would change or why that cannot be counted.

    Raises NotFound for a request this person may not see.
    """
    page = request_page(me(), session, number, today())
    words = {item.number: item.words for item in page.items}
    rows = [
        Row(row_of(n), n, words.get(n, "The whole request"), stage)
        for n, stage in page.stages.items()
    ]
    still_open = recorded(session, page.request).standing.open_items()
    if len(still_open) > 1 and len(rows) > 2:
        rows.append(Row(OTHERS, None, "Every other open item"))
    tray = select(Document).where(Document.request_id == page.request.id, Document.unfiled)
    drawn = Replying(
        request=page.request,
        named=page.named,
        rows=rows,
        answers=answers,
        tray=session.scalars(visible(tray.order_by(Document.id), me())).all(),
    )
    try:
        told = told_of(session, page.request, answers)
        seen = preview_each(me(), session, page.request, told, now=now())
    except BadInput as error:
        return replace(drawn, problems=by_item(problems_of(error)))
    return replace(drawn, preview=seen)


def told_of(session: Session, request: Request, answers: Answers) -> list[Facts]:
    """The facts of the reply's events, all on its papers, the first paper with the first file.

    Raises BadInput, by the page's fields, and NotFound for a file this person may not see.
    """
    files = answers.getlist("tray", type=integer)
    if files and not answers.get("paper1-document"):
        answers = answers.copy()
        answers["paper1-document"] = documents.find_document(me(), session, files[0]).sha256
    return read_reply(answers, recorded(session, request).standing)


def by_item(problems: dict[str, str]) -> dict[str, str]:
    """What is wrong, with the item before it where it is in a row: for a list apart from it."""
    rows = {name: ROW.match(name) for name in problems}
    return {
        name: f"Item {row[1]}: {says[:1].lower()}{says[1:]}" if (row := rows[name]) else says
        for name, says in problems.items()
    }
