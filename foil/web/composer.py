"""What the composer shows: the form, the sheet of paper, the lint, what a portal counts."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial

from markupsafe import Markup
from sqlalchemy.orm import Session

from foil.catalog.agency import Agency
from foil.catalog.directory import Directory
from foil.errors import BadInput
from foil.insight.authority_readings import standing
from foil.insight.directory import directory
from foil.insight.letter_terms import terms
from foil.insight.lint_known import known_of
from foil.letters import lint
from foil.letters.compose import compose as letter_of
from foil.letters.draft import KIND, Draft, to_json
from foil.letters.letter import Block, Edit, Letter
from foil.letters.lint import Finding
from foil.letters.lint.rules import place_of
from foil.letters.portal import Limits, PortalText, limits_of, portal_text
from foil.letters.request import ItemChoice
from foil.letters.sheet import html
from foil.letters.standing import Standing
from foil.letters.terms import Office
from foil.model.tables import Letter as LetterRow
from foil.model.tables import Request
from foil.operations.letterhead import letterhead
from foil.operations.letters import draft_of, find_letter, save
from foil.operations.paragraphs import offered
from foil.web.approving import Approval, approval
from foil.web.composing import Answers, drawn_with, read, renewed
from foil.web.desk import desk, me, now, today
from foil.web.numbers import integer

PLACES = {"opening": "Opening", "closing": "Closing", "subject": "Subject"}


@dataclass(frozen=True)
class Composer:
    """One draft as its page shows it. `tab` names this page, so that it may save again."""

    request: Request
    row: LetterRow
    draft: Draft
    letter: Letter
    sheet: Markup
    day: date
    tab: str
    working_title: str
    directory: Directory
    known: lint.Known
    offered: Sequence[tuple[int, str]]
    standing: Mapping[str, Standing]
    approval: Approval

    @cached_property
    def agency(self) -> Agency:
        """The agency written to, as the office has it."""
        return self.directory.get(self.draft.agency)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What to look at again."""
        return lint.look(self.letter, self.known)

    @property
    def unread(self) -> tuple[Standing, ...]:
        """What its words would cite and nobody has read, or somebody found not to say it."""
        return tuple(self.standing[name] for name in self.letter.left_out if name in self.standing)

    @property
    def told(self) -> str:
        """The draft as the form is drawn with it, for when the form comes back."""
        return to_json(self.draft)

    @property
    def heading(self) -> str:
        """What the lint comes to."""
        return lint.heading(self.findings)

    @property
    def limits(self) -> Limits | None:
        """What the agency's portal takes, where that is known."""
        return limits_of(self.agency)

    @cached_property
    def portal(self) -> PortalText:
        """What to paste."""
        return portal_text(self.letter)

    @property
    def usual_title(self) -> str:
        """The title until somebody writes another."""
        return self.draft.usual_title(self.day)

    @cached_property
    def items(self) -> list[tuple[ItemChoice, Block | None]]:
        """Each item with its block; an own item nobody has worded yet has none."""
        blocks = {block.key: block for block in self.letter.items}
        return [(item, blocks.get(f"item:{item.key}")) for item in self.draft.items]

    @cached_property
    def paragraphs(self) -> list[tuple[str, Block]]:
        """The blocks that are no items, each with its name."""
        return [
            (PLACES.get(block.key) or place_of(Block(block.key, block.template)), block)
            for block in self.letter.blocks
            if not block.is_item
        ]

    @property
    def own_paragraphs(self) -> bool:
        """Whether somebody has put their own words into a paragraph."""
        return any(block.edit for _, block in self.paragraphs)


@dataclass(frozen=True)
class Around:
    """What a draft is drawn under, whatever is written in it."""

    office: Office
    standing: Mapping[str, Standing]
    known: lint.Known
    offered: Sequence[tuple[int, str]]
    approval: Approval


def compose(session: Session, number: str, letter: int, tab: str = "") -> Composer:
    """The draft as it is kept. Raises NotFound where this person may see none."""
    row, request = _found(session, number, letter)
    return drawn(session, request, row, draft_of(request, row), request.working_title, tab)


def drawn(
    session: Session, request: Request, row: LetterRow, draft: Draft, working_title: str, tab: str
) -> Composer:
    """A draft as the form has it, kept or not. Raises BadInput for days in the wrong order."""
    key = (me().id, request.number, request.matter_id, row.id, draft.agency, today())
    around = desk().remembered.of(
        session, ("around", *key), lambda: _around(session, request, row, draft.agency)
    )
    office, day = around.office, today()
    facts = draft.facts(office.sender, day, office.directory)
    made = partial(letter_of, KIND, facts, draft.edits, **office.terms)
    return Composer(
        request=request,
        row=row,
        draft=draft,
        letter=made(),
        sheet=html(made(marking=True), top=2),
        standing=around.standing,
        day=day,
        tab=tab or secrets.token_hex(8),
        working_title=working_title,
        directory=office.directory,
        known=around.known,
        offered=around.offered,
        approval=around.approval,
    )


def keep(session: Session, number: str, letter: int, answers: Answers) -> LetterRow:
    """Save the draft as the form has it.

    Raises BadInput for what cannot be read, MovedOn where another page has saved since.
    """
    row, request = _found(session, number, letter)
    draft, problems = read(answers, drawn_with(answers, draft_of(request, row)))
    if problems:
        raise BadInput("Something in the form could not be read.", problems)
    title, tab = _title(request, answers), answers.get("tab", "")
    if said := answers.get("use", ""):
        draft = suggested(drawn(session, request, row, draft, title, tab), said)
    version = answers.get("mine", type=integer) or answers.get("version", 0, type=integer)
    save(me(), session, row, draft, title, version=version, tab=tab, now=now())
    return row


def preview(
    session: Session, number: str, letter: int, answers: Answers
) -> tuple[Draft, Composer, dict[str, str]]:
    """What the form would be saved as, which is not done: the draft it was drawn with, what to show
    now, and by its field what cannot be read. Raises BadInput for days in the wrong order."""
    row, request = _found(session, number, letter)
    before = drawn_with(answers, draft_of(request, row))
    draft, problems = read(answers, before)
    title, tab = _title(request, answers), answers.get("tab", "")
    return before, drawn(session, request, row, draft, title, tab), problems


def unkept(session: Session, number: str, letter: int, answers: Answers) -> Composer:
    """The draft as the form has it, though it could not be saved: nothing typed is lost."""
    try:
        return preview(session, number, letter, answers)[1]
    except BadInput:
        kept = compose(session, number, letter, answers.get("tab", ""))
        return replace(kept, working_title=_title(kept.request, answers))


def _found(session: Session, number: str, letter: int) -> tuple[LetterRow, Request]:
    """The letter and its request. Raises NotFound where this person may see none."""

    def load() -> tuple[LetterRow, Request]:
        row = find_letter(me(), session, number, letter)
        return row, session.get_one(Request, row.request_id)

    return desk().remembered.of(session, ("letter", me().id, number, letter), load)


def _around(session: Session, request: Request, row: LetterRow, agency: str) -> Around:
    known, worth = directory(session), standing(session)
    office = Office(letterhead(session, request.signer_id), known, terms(session, worth))
    beside = known_of(session, request, known.get(agency), row, today())
    return Around(office, worth, beside, offered(session), approval(session, row))


def _title(request: Request, answers: Answers) -> str:
    return answers.get("working_title", request.working_title)


def suggested(drawn: Composer, said: str) -> Draft:
    """The draft with one finding's own suggestion taken; `said` is its rule and its place."""
    rule, _, where = said.partition("|")
    for finding in drawn.findings:
        if (finding.rule, finding.where) != (rule, where) or not finding.instead:
            continue
        block = drawn.letter.block(where)
        kept = drawn.draft.edits.get(where)
        if finding.instead == block.template:
            return drawn.draft.with_edit(where, None)
        was = kept.instead_of if kept else block.template
        return drawn.draft.with_edit(where, Edit(finding.instead, was))
    return drawn.draft


def place_after(draft: Draft, do: str) -> str | None:
    """Where on the page to go on, once a button did what `do` says to an item; None: at its top."""
    keys = [item.key for item in draft.items]
    key = keys[-1] if do == "add" else do.partition(":")[2]
    if key in keys:
        return f"of-{key}"
    return "items" if do else None


def refreshed(drawn: Composer, answers: Answers) -> list[tuple[str, str]]:
    """The words to put into the boxes of blocks that nobody has edited."""
    return renewed(drawn.letter.blocks, answers)
