"""What the page of a later letter shows: its facts as a form, its blocks, the sheet of paper, what
is still needed, the lint."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from markupsafe import Markup
from sqlalchemy.orm import Session

from foil.catalog.agency import Agency
from foil.errors import BadInput
from foil.insight.appeals import unread_beside
from foil.insight.basis import basis
from foil.insight.lines import Named, named
from foil.insight.lint_known import known_of
from foil.letters import lint
from foil.letters.blanks import Need
from foil.letters.facts import Addressee
from foil.letters.kinds import KINDS
from foil.letters.later import Later, Made
from foil.letters.letter import Block, Edit, Letter
from foil.letters.lint import Finding
from foil.letters.lint.rules import place_of
from foil.letters.sheet import html
from foil.letters.standing import Standing
from foil.letters.template import load
from foil.model.tables import Letter as Row
from foil.model.tables import LetterComment, Request
from foil.operations import letter_approval, letter_drafts
from foil.operations.letter_drafts import drawn, find_letter
from foil.operations.paragraphs import offered
from foil.web.composing import Answers, edits_in
from foil.web.desk import me, now, today
from foil.web.letter_form import Field, Form, field_id, form_of
from foil.web.letter_reading import FactsForm
from foil.web.numbers import integer

PLACES = {"opening": "Opening", "closing": "Closing", "ask": "What is asked"}
TAKE = "take:"


@dataclass(frozen=True)
class Approval:
    """Where a draft's approval stands for whoever looks: whether the office has letters approved,
    whether it is asked for, given, or `mine` to give; who may be asked."""

    on: bool
    asked: bool
    approved: bool
    mine: bool
    people: list[tuple[int, str]]
    comments: list[tuple[LetterComment, str]]


def approval(session: Session, row: Row) -> Approval:
    """Where the approval of a draft stands."""
    found, on = letter_approval.approval_of(session, row), letter_approval.is_on(session)
    asked = found is not None and found.state == "asked"
    return Approval(
        on=on,
        asked=asked,
        approved=letter_approval.is_approved(session, row),
        mine=asked and found is not None and found.approver_id == me().id,
        people=letter_approval.approvers(me(), session, row) if on else [],
        comments=letter_approval.comments(session, row),
    )


@dataclass(frozen=True)
class Writing:
    """One letter as its page shows it. `tab` names this page, so that it may save again."""

    request: Request
    named: Named
    agency: Agency
    row: Row
    later: Later
    made: Made
    sheet: Markup | None
    day: date
    tab: str
    approval: Approval
    known: lint.Known
    more: str = ""
    offered: Sequence[tuple[int, str]] = ()
    unread: tuple[Standing, ...] = ()

    @property
    def name(self) -> str:
        """What the letter is called."""
        return kind_name(self.row.kind)

    @property
    def letter(self) -> Letter | None:
        """The letter as it stands, where its facts can stand together."""
        return self.made.letter

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What to look at again; while something is needed, only that is."""
        if self.made.needs or self.made.letter is None:
            return ()
        return lint.look(self.made.letter, self.known)

    @property
    def heading(self) -> str:
        """What the lint comes to."""
        return lint.heading(self.findings)

    @property
    def needs(self) -> list[tuple[str, str]]:
        """What is still needed: the field to fill, and what it is."""
        return [(field_id(each.path), _capital(each)) for each in self.made.needs]

    @property
    def form(self) -> Form:
        """The letter's own facts."""
        return form_of(self.row.kind, self.later.told, self.more)

    @property
    def paragraphs(self) -> list[tuple[str, Block]]:
        """The letter's blocks, each with its name."""
        blocks = self.made.letter.blocks if self.made.letter else ()
        return [(name_of(block), block) for block in blocks]

    @property
    def changed(self) -> list[tuple[str, str, str, str]]:
        """The blocks that stand in older words: key, name, those words, and ours now."""
        if self.made.plain is None:
            return []
        ours = {block.key: block for block in self.made.plain.blocks}
        return [
            (key, name_of(ours.get(key) or Block(key, words)), words, _template(ours.get(key)))
            for key, words in self.made.older.items()
        ]

    @property
    def goes_to(self) -> str:
        """To whom it goes, in words; empty for what stays in our own file."""
        to = self.made.letter.addressee if self.made.letter else None
        return ", ".join((to.title, *to.lines)) if to and to.title else ""

    @property
    def elsewhere(self) -> bool:
        """Whether it goes to someone other than the agency."""
        return isinstance(KINDS[self.row.kind].to, Addressee)

    @property
    def record_open(self) -> bool:
        """Whether something of what the record tells is still needed."""
        return any(self.form.holds(field) for field, _ in self.needs)

    @property
    def along_open(self) -> bool:
        """Whether anything goes along with the letter."""
        return any(part.value for part in self.form.along if isinstance(part, Field))

    @property
    def own_words(self) -> bool:
        """Whether somebody has put their own words into a block."""
        return bool(self.later.edits) or bool(self.made.older)


def kind_name(kind: str) -> str:
    """What a kind of letter is called."""
    return load(kind).front.name


def name_of(block: Block) -> str:
    """What a block is called: its heading, or its first words."""
    if block.heading:
        return block.heading
    return PLACES.get(block.key) or place_of(Block(block.key, block.template or block.text))


def compose(session: Session, number: str, letter: int, more: str = "") -> Writing:
    """The draft as it is kept. Raises NotFound where this person may see none."""
    row = find_letter(me(), session, number, letter)
    request = session.get_one(Request, row.request_id)
    later = letter_drafts.settled(session, request, row, today())
    return shown(session, request, row, later, more=more)


def shown(
    session: Session, request: Request, row: Row, later: Later, tab: str = "", more: str = ""
) -> Writing:
    """A draft as the form has it, kept or not."""
    under, day = basis(session), today()
    made = drawn(session, request, later, day)
    agency = under.directory.get(str(later.told.get("agency")))
    marked = drawn(session, request, later, day, marking=True).letter
    return Writing(
        request=request,
        named=named(request, under),
        agency=agency,
        row=row,
        later=later,
        made=made,
        sheet=html(marked, top=2) if marked else None,
        day=day,
        tab=tab or secrets.token_hex(8),
        approval=approval(session, row),
        known=known_of(session, request, agency, row, day),
        more=more,
        offered=offered(session),
        unread=unread_beside(session, later.told),
    )


def keep(session: Session, number: str, letter: int, answers: Answers) -> Writing:
    """Save the draft as the form has it; what to show now.

    Raises BadInput, by field, for what cannot be read, MovedOn where another page saved since.
    """
    row = find_letter(me(), session, number, letter)
    request = session.get_one(Request, row.request_id)
    later, problems = told(session, request, row, answers)
    if problems:
        raise BadInput("Something in the form could not be read.", problems)
    tab = answers.get("tab", "")
    if said := answers.get("use", ""):
        later = suggested(shown(session, request, row, later, tab), said)
    version = answers.get("mine", type=integer) or answers.get("version", 0, type=integer)
    letter_drafts.save(me(), session, row, later, version=version, tab=tab, now=now())
    return shown(session, request, row, later, tab)


def unkept(session: Session, number: str, letter: int, answers: Answers) -> Writing:
    """The draft as the form has it, though it could not be saved: nothing typed is lost."""
    row = find_letter(me(), session, number, letter)
    request = session.get_one(Request, row.request_id)
    later, _ = told(session, request, row, answers)
    return shown(session, request, row, later, answers.get("tab", ""))


def told(
    session: Session, request: Request, row: Row, answers: Answers
) -> tuple[Later, dict[str, str]]:
    """The draft as the form has it, and by its field what could not be read."""
    old = letter_drafts.settled(session, request, row, today())
    form = FactsForm(answers)
    facts = form.read(row.kind, old.told)
    edits = edits_in(answers, old.edits, form.problems)
    later = replace(old, told=facts, edits=edits)
    if (do := answers.get("do", "")).startswith(TAKE):
        later = later.taking(do.removeprefix(TAKE))
    for key in old.held.kept:
        if answers.get(f"words-{key}") == "":
            later = later.taking(key)
    return later, form.problems


def suggested(writing: Writing, said: str) -> Later:
    """The draft with one finding's own suggestion taken; `said` is its rule and its place."""
    rule, _, where = said.partition("|")
    for finding in writing.findings:
        if (finding.rule, finding.where) == (rule, where) and finding.instead and writing.letter:
            block = writing.letter.block(where)
            was = block.edit.instead_of if block.edit else block.template
            edits = {**writing.later.edits, where: Edit(finding.instead, was)}
            return replace(writing.later, edits=edits)
    return writing.later


def refreshed(writing: Writing, answers: Answers) -> list[tuple[str, str]]:
    """The blocks whose own words changed since the form was drawn and that nobody has edited:
    key and text, to put into their boxes."""
    blocks = [block for _, block in writing.paragraphs if block.edit is None]
    return [
        (block.key, block.template)
        for block in blocks
        if answers.get(f"was-{block.key}", "").replace("\r\n", "\n").strip() != block.template
    ]


def place_after(do: str) -> tuple[str, str | None]:
    """Once a button did what `do` says: the table to give an empty row, and where to go on."""
    verb, _, name = do.partition(":")
    if verb == "add":
        return name, f"{name}-new"
    if verb == "remove":
        return "", name.rpartition("-")[0]
    return "", "changed" if verb == "take" else None


def _template(block: Block | None) -> str:
    return block.template if block else ""


def _capital(need: Need) -> str:
    says = need.says[:1].upper() + need.says[1:]
    row = need.path.partition("[")[2].partition("]")[0]
    return f"{says}, row {row}" if row else says
