"""Any sheet's rows as requests under way: what each column says, put together."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from foil.catalog.directory import SHIPPED, Directory
from foil.errors import BadInput
from foil.sheets import bodies
from foil.sheets.cells import Cell, Row, Sheet, Unread, text
from foil.sheets.dates import Order, Read, days
from foil.sheets.guard import unguarded
from foil.sheets.headers import DAYS, KEPT, Heading, find, plain
from foil.sheets.statuses import OUTCOMES, WAYS, Meaning, meaning
from foil.sheets.told import DayRead, Line, Reading, Told
from foil.sheets.under_way import Happened, build

YES = frozenset({"yes", "y", "x", "true", "✓", "done"})
OWN_DAYS: Mapping[str, str] = {
    "sent": "sent",
    "received": "received",
    "acknowledged": "acknowledged",
    "denied": "denied",
    "appealed": "appealed",
    "appeal_received": "appeal_received",
    "decided": "appeal_decided",
    "sued": "sued",
}
"""Columns of days, and the kind of event each tells of."""

AT_THE_END = frozenset(
    {"denied", "no_records", "released", "closed", "withdrawn", "granted", "appeal_decided"}
)
"""What a day in a column “closed” or “completed” may be the day of."""

CUT = 300  # characters of a title
NUMBER = 100  # characters of somebody's number
LISTED = re.compile(r"^\s*(\d{1,2})[.)]\s+")

A_DRAFT = "it was not sent: write it with New request instead"
UNKNOWN_STATUS = "Say where it stands: the sheet has “{}”, which the desk does not know."
DUE_KEPT = "Due in the sheet this came from; the desk counts its own dates."
DUE_PAST = "The sheet’s own due date, {}, has passed and was left out: the desk counts its own."
LAST_CONTACT = "The last contact, as the sheet has it."
LONG_NUMBER = f"a number has more than {NUMBER} characters"


def reading(
    sheet: Sheet, today: date, order: Order | None = None, directory: Directory = SHIPPED
) -> Reading:
    """The sheet as requests, read row by row as they are asked for. `order`, where somebody has
    said it, decides dates like 3/4/26. Raises BadInput where no headers are found."""
    at, headings = find(sheet.rows)
    rows = sheet.rows[at + 1 :]
    lines = _lines(rows, headings, today, order, directory)
    return Reading(headings, lines, len(rows), sheet.notes)


def _lines(
    rows: Sequence[Row],
    headings: Sequence[Heading],
    today: date,
    order: Order | None,
    directory: Directory,
) -> Iterator[Line]:
    columns = {
        each.place: [_at(cells, each.place) for _, cells in rows]
        for each in headings
        if each.field in DAYS
    }
    read = days(columns, today, order)
    for index, (n, cells) in enumerate(rows):
        found = {place: column[index] for place, column in read.items()}
        yield _Row(n, cells, headings, found, today, directory).line()


def _at(cells: Sequence[Cell], place: int) -> Cell:
    return cells[place] if place < len(cells) else None


class _Row:
    """One row being read."""

    def __init__(
        self,
        n: int,
        cells: Sequence[Cell],
        headings: Sequence[Heading],
        found: Mapping[int, Read],
        today: date,
        directory: Directory,
    ) -> None:
        self.n = n
        self.cells = cells
        self.headings = headings
        self.today = today
        self.directory = directory
        self.places = {each.field: each for each in headings if each.field}
        self.days = {
            each.field: found[each.place] for each in headings if each.field and each.place in found
        }
        self.notes: list[str] = []
        self.unknown = ""

    def line(self) -> Line:
        """What it tells, or why it cannot be taken."""
        kept = {each.said: said for each in self.headings if (said := self._shown(each.place))}
        try:
            self._refuse_unread()
            return Line(self.n, kept, self._told())
        except BadInput as error:
            return Line(self.n, kept, problem=_sentence(str(error)))

    def _shown(self, place: int) -> str:
        return unguarded(text(_at(self.cells, place)))

    def _refuse_unread(self) -> None:
        for each in self.headings:
            cell = _at(self.cells, each.place)
            if each.field and each.field not in KEPT and isinstance(cell, Unread):
                raise BadInput(f"{each.said} ({each.column}{self.n}) {cell.says}")
        for field, read in self.days.items():
            said_yes = read.said.casefold() in YES and field in (*OWN_DAYS, "closed")
            if read.problem and field != "follow_up" and not said_yes:
                each = self.places[field]
                raise BadInput(f"{each.said} ({each.column}{self.n}): {read.problem}")

    def _said(self, field: str) -> str:
        heading = self.places.get(field)
        return self._shown(heading.place) if heading else ""

    def _day(self, field: str) -> date | None:
        read = self.days.get(field)
        return read.day if read else None

    def _told(self) -> Told:
        body = bodies.find(
            self._said("agency"), self._said("law"), self._said("level"), self._said("state"),
            self.directory,
        )  # fmt: skip
        status = self._status()
        promised = self._promised(status)
        happened = list(self._happened(status))
        built = build(happened, promised, self.today, counted=body.law == "foil")
        self.notes[:0] = [f"Agency: {body.how}."]
        step, on = self._next_step(built.to_find)
        title, items = self._asked()
        return Told(
            agency=body.slug,
            agency_words="" if body.slug else body.words[:200],
            law=body.law,
            working_title=title,
            public_title=self._said("public_title")[:200],
            requester=self._said("requester")[:200],
            items=tuple((each, None) for each in items),
            numbers=tuple(self._numbers()),
            events=built.events,
            next_step=step,
            next_step_on=on,
            owner=self._said("owner"),
            deputy=self._said("deputy"),
            matter=self._said("matter"),
            private=self._said("private").casefold() in YES,
            read=tuple(self._read()),
            notes=tuple(self.notes),
        )

    def _status(self) -> Meaning:
        said = self._said("status")
        found = meaning(said)
        if found is None:
            self.unknown = said
            return Meaning()
        if found.kind == "draft" and not self._day("sent"):
            raise BadInput(A_DRAFT)
        return found

    def _promised(self, status: Meaning) -> date | None:
        """The last date the agency gave. In OpenRecords' own export, "Date Due" is that date
        once the request is in progress; anywhere else a due date is the sheet's own count."""
        tracking = self.places.get("tracking")
        portal = tracking is not None and plain(tracking.said) == "foil id"
        if portal and status.kind == "acknowledged" and not self._day("stated"):
            return self._day("due")
        return self._day("stated")

    def _happened(self, status: Meaning) -> Iterator[Happened]:
        told = set()
        for field, kind in OWN_DAYS.items():
            read = self.days.get(field)
            if read is not None and (read.day or read.problem):
                told.add(kind)
                yield Happened(kind, read.day, self._facts(kind, status), self._how(kind))
        closed = self.days.get("closed")
        ended = closed is not None and bool(closed.day or closed.problem)
        kind = status.kind if status.kind not in ("", "draft") else "closed" if ended else ""
        if kind and kind not in told:
            day = closed.day if closed and kind in AT_THE_END else None
            yield Happened(kind, day, self._facts(kind, status))
        if contact := self._day("last_contact"):
            yield Happened("contacted", contact, {"said": LAST_CONTACT})

    def _facts(self, kind: str, status: Meaning) -> dict[str, object]:
        facts = dict(status.facts) if status.kind == kind else {}
        if kind == "appeal_decided" and (said := self._said("outcome")):
            if outcome := OUTCOMES.get(plain(said)):
                facts["outcome"] = outcome
            else:
                self.notes.append(f"How the appeal ended, “{said[:60]}”, is not known to the desk.")
        if kind == "sued" and (index := self._said("court_number")):
            facts["index"] = index[:NUMBER]
        return facts

    def _how(self, kind: str) -> str | None:
        return WAYS.get(plain(self._said("sent_by"))) if kind == "sent" else None

    def _asked(self) -> tuple[str, list[str]]:
        """The title, and the items: one, or as many as a numbered list has."""
        asked = self._said("asked")
        lines = [each for each in asked.splitlines() if each.strip()]
        marks = [LISTED.match(each) for each in lines]
        numbers = [int(mark[1]) for mark in marks if mark]
        listed = len(lines) > 1 and numbers == list(range(1, len(lines) + 1))
        items = [LISTED.sub("", each).strip() for each in lines] if listed else [asked]
        title = " ".join((self._said("title") or asked or self._to()).split())
        if len(title) > CUT:
            title = title[: CUT - 1] + "…"
        return title, items if asked else [title]

    def _to(self) -> str:
        return f"Request to {self._said('agency') or 'an agency'}"

    def _numbers(self) -> Iterator[tuple[str, str]]:
        fields = {"tracking": "request", "appeal_number": "appeal", "court_number": "court"}
        for field, kind in fields.items():
            for each in dict.fromkeys(re.split(r"[;,\n]", self._said(field))):
                number = " ".join(each.split())
                if len(number) > NUMBER:
                    raise BadInput(LONG_NUMBER)
                if number:
                    yield kind, number

    def _next_step(self, to_find: str) -> tuple[str, date | None]:
        """What the office will do next: what is missing first, then the sheet's own step."""
        words, on = self._said("next_step"), None
        follow = self.days.get("follow_up")
        if follow is not None and (follow.day or follow.problem):
            words = words or (follow.said if follow.problem else "Follow up.")
            on = follow.day
        due = self._day("due")
        if due and not words and due >= self.today:
            words, on = DUE_KEPT, due
        elif due and due < self.today:
            self.notes.append(DUE_PAST.format(due.isoformat()))
        missing = UNKNOWN_STATUS.format(self.unknown[:60]) if self.unknown else ""
        missing = f"{missing} {to_find}".strip()
        if missing:
            return f"{missing} {words}".strip()[:1000], self.today
        return words[:1000], (on or self.today) if words else None

    def _read(self) -> Iterator[DayRead]:
        for field, read in self.days.items():
            if read.day is not None:
                yield DayRead(self.places[field].said, read.said, read.day.isoformat(), read.how)


def _sentence(says: str) -> str:
    return f"{says[:1].upper()}{says[1:].rstrip('.')}."
