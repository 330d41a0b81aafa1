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
from foil.letters.terms import Office
from foil.model.tables import Letter as Row
from foil.model.tables import Request
from foil.operations import letter_drafts
from foil.operations.letter_drafts import draft_of, find_letter, office_of, under
from foil.operations.paragraphs import offered
from foil.web.approving import Approval, approval
from foil.web.composing import Answers, edits_in, renewed
from foil.web.desk import desk, me, now, today
from foil.web.letter_form import Field, Form, field_id, form_of
from foil.web.letter_reading import FactsForm
from foil.web.numbers import integer

PLACES = {"opening": "Opening", "closing": "Closing", "ask": "What is asked"}
TAKE = "take:"


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


@dataclass(frozen=True)
class Around:
    """What a draft is drawn under, whatever is written in it."""

    office: Office
    named: Named
    agency: Agency
    approval: Approval
    known: lint.Known
    offered: Sequence[tuple[int, str]]


def compose(session: Session, number: str, letter: int, more: str = "", tab: str = "") -> Writing:
    """The draft as it is kept. Raises NotFound where this person may see none."""
    row, request = _found(session, number, letter)
    around = _around(session, request, row)
    later = letter_drafts.settled(around.office, row, today())
    return _with_reading(session, replace(shown(around, request, row, later, tab), more=more))


def shown(around: Around, request: Request, row: Row, later: Later, tab: str = "") -> Writing:
    """A draft as the form has it, kept or not."""
    day = today()
    marked = under(around.office, later, day, marking=True).letter
    return Writing(
        request=request,
        named=around.named,
        agency=around.agency,
        row=row,
        later=later,
        made=under(around.office, later, day),
        sheet=html(marked, top=2) if marked else None,
        day=day,
        tab=tab or secrets.token_hex(8),
        approval=around.approval,
        known=around.known,
        offered=around.offered,
    )


def keep(session: Session, number: str, letter: int, answers: Answers) -> Row:
    """Save the draft as the form has it.

    Raises BadInput, by field, for what cannot be read, MovedOn where another page saved since.
    """
    row, request = _found(session, number, letter)
    around = _around(session, request, row)
    later, problems = told(around.office, row, answers)
    if problems:
        raise BadInput("Something in the form could not be read.", problems)
    tab = answers.get("tab", "")
    if said := answers.get("use", ""):
        later = suggested(shown(around, request, row, later, tab), said)
    version = answers.get("mine", type=integer) or answers.get("version", 0, type=integer)
    letter_drafts.save(me(), session, row, later, version=version, tab=tab, now=now())
    return row


def preview(
    session: Session, number: str, letter: int, answers: Answers
) -> tuple[Writing, dict[str, str]]:
    """What the form would be saved as, which is not done: what to show now, and by its field what
    cannot be read."""
    row, request = _found(session, number, letter)
    around = _around(session, request, row)
    later, problems = told(around.office, row, answers)
    return shown(around, request, row, later, answers.get("tab", "")), problems


def unkept(session: Session, number: str, letter: int, answers: Answers) -> Writing:
    """The draft as the form has it, though it could not be saved: nothing typed is lost."""
    writing, _ = preview(session, number, letter, answers)
    return _with_reading(session, writing)


def _with_reading(session: Session, writing: Writing) -> Writing:
    """With what nobody has read of what the letter would cite, for its page."""
    found = unread_beside(session, writing.later.told, writing.letter)
    return replace(writing, unread=found)


def _found(session: Session, number: str, letter: int) -> tuple[Row, Request]:
    """The letter and its request. Raises NotFound where this person may see none."""

    def load() -> tuple[Row, Request]:
        row = find_letter(me(), session, number, letter)
        return row, session.get_one(Request, row.request_id)

    return desk().remembered.of(session, ("draft", me().id, number, letter), load)


def _around(session: Session, request: Request, row: Row) -> Around:
    def load() -> Around:
        office, counted = office_of(session, request), basis(session)
        agency = office.directory.get(str(draft_of(row).told.get("agency")))
        return Around(
            office, named(request, counted), agency, approval(session, row),
            known_of(session, request, agency, row, today()), offered(session),
        )  # fmt: skip

    return desk().remembered.of(session, ("around a draft", me().id, row.id, today()), load)


def told(office: Office, row: Row, answers: Answers) -> tuple[Later, dict[str, str]]:
    """The draft as the form has it, and by its field what could not be read."""
    old = letter_drafts.settled(office, row, today())
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
    """The words to put into the boxes of blocks that nobody has edited."""
    return renewed([block for _, block in writing.paragraphs], answers)


def _template(block: Block | None) -> str:
    return block.template if block else ""


def _capital(need: Need) -> str:
    says = need.says[:1].upper() + need.says[1:]
    row = need.path.partition("[")[2].partition("]")[0]
    return f"{says}, row {row}" if row else says
