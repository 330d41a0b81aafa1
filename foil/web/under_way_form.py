"""The form of a request already under way: its steps, and what was answered read into a request."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from werkzeug.datastructures import MultiDict

from foil.catalog.directory import Directory
from foil.errors import BadInput
from foil.sheets.bodies import find
from foil.sheets.rows import LISTED
from foil.sheets.told import Told
from foil.sheets.under_way import Happened, build
from foil.web.event_reading import NOT_A_DAY, day

Answers = MultiDict[str, str]

TITLE = 300
NUMBER = 100
NO_AGENCY = "Choose the agency, or write its name."
NOTHING_ASKED = "Paste what was asked, or give the request a title."
NOT_HAPPENED = "Give the day only where it happened: tick it, or take the day away."
OUTCOMES = (
    ("denied", "Denied"), ("granted", "Granted"), ("granted_in_part", "Granted in part"),
    ("remanded", "Sent back"), ("premature", "Refused as premature"), ("moot", "Refused as moot"),
    ("untimely", "Refused as too late"),
)  # fmt: skip


@dataclass(frozen=True)
class Step:
    """One thing that may have happened: its kind of event, its words, what is asked besides."""

    kind: str
    title: str
    day: str
    choices: tuple[str, str, tuple[tuple[str, str], ...]] | None = None


STEPS = (
    Step("acknowledged", "The agency acknowledged it", "Date of its letter"),
    Step(
        "denied", "The agency denied it", "Date of its letter",
        ("scope", "How much", (("whole", "All of it"), ("part", "A part; redactions count"))),
    ),
    Step("appealed", "We appealed", "Day the appeal went"),
    Step(
        "appeal_decided", "The appeal was decided", "Date of the decision",
        ("outcome", "How", OUTCOMES),
    ),
    Step("sued", "We sued", "Day the petition was filed"),
)  # fmt: skip


class Form:
    """What was answered, read field by field; `problems` says what could not be."""

    def __init__(self, answers: Answers, today: date, directory: Directory) -> None:
        self.answers = answers
        self.today = today
        self.directory = directory
        self.problems: dict[str, str] = {}

    def told(self, documents: Mapping[str, str] | None = None) -> Told:
        """The request; `documents` are the SHA-256 of files by the kind of event they tell of.

        Raises BadInput, by field.
        """
        title, items = self._asked()
        slug, words, law = self._agency()
        happened = list(self._happened(documents or {}))
        promised = self._day("promised-on")
        numbers = self._numbers()
        if self.problems:
            raise BadInput("Some of it could not be read.", self.problems)
        try:
            built = build(happened, promised, self.today, counted=law == "foil")
        except BadInput as error:
            raise BadInput(str(error), {"sent-on": str(error)}) from error
        return Told(
            agency=slug,
            agency_words=words,
            law=law,
            working_title=title,
            items=tuple((each, None) for each in items),
            numbers=numbers,
            events=built.events,
            next_step=built.to_find,
            next_step_on=self.today if built.to_find else None,
            owner=self._line("owner"),
            matter=self._line("matter"),
            private="private" in self.answers,
        )

    def _line(self, name: str) -> str:
        return " ".join(self.answers.get(name, "").split())

    def _asked(self) -> tuple[str, Sequence[str]]:
        asked = self.answers.get("asked", "").strip()
        lines = [each for each in asked.splitlines() if each.strip()]
        listed = len(lines) > 1 and all(LISTED.match(each) for each in lines)
        items = [LISTED.sub("", each).strip() for each in lines] if listed else [asked]
        title = self._line("title") or " ".join(asked.split())[:120]
        if not title:
            self.problems["title"] = NOTHING_ASKED
        elif len(title) > TITLE:
            self.problems["title"] = f"Shorten it: {len(title)} characters, and {TITLE} fit."
        return title, items if asked else [title]

    def _agency(self) -> tuple[str | None, str, str]:
        """The agency's slug or its words, and the law it is asked under."""
        slug, words = self._line("agency"), self._line("agency_words")
        other = "other" if self._line("law") == "other" else ""
        if not slug and not words:
            self.problems["agency"] = NO_AGENCY
            return None, "", "foil"
        body = find(slug or words, other, directory=self.directory)
        if slug and body.slug is None and not other:
            self.problems["agency"] = NO_AGENCY
        known = slug if slug and not self.problems.get("agency") else body.slug
        return known, "" if known else words[:200], body.law

    def _happened(self, documents: Mapping[str, str]) -> Sequence[Happened]:
        found = []
        if sent := self._day("sent-on"):
            found.append(Happened("sent", sent, how=self._line("by") or None))
        if received := self._day("received-on"):
            found.append(Happened("received", received))
        for step in STEPS:
            on = self._day(f"{step.kind}-on")
            if step.kind not in self.answers:
                if on:
                    self.problems[f"{step.kind}-on"] = NOT_HAPPENED
                continue
            document = documents.get(step.kind)
            found.append(Happened(step.kind, on, self._facts(step), document=document))
        return found

    def _facts(self, step: Step) -> dict[str, object]:
        facts: dict[str, object] = {}
        if step.choices:
            name, _, options = step.choices
            said = self._line(f"{step.kind}-{name}")
            if said in dict(options):
                facts[name] = said
        if step.kind == "sued" and (index := self._line("court_number")):
            facts["index"] = index[:NUMBER]
        return facts

    def _day(self, name: str) -> date | None:
        text = self._line(name)
        try:
            return day(text) if text else None
        except ValueError:
            self.problems[name] = NOT_A_DAY.format(text[:40])
            return None

    def _numbers(self) -> tuple[tuple[str, str], ...]:
        fields = {"tracking": "request", "appeal_number": "appeal", "court_number": "court"}
        found = []
        for field, kind in fields.items():
            for each in self.answers.get(field, "").replace(";", ",").split(","):
                number = " ".join(each.split())
                if len(number) > NUMBER:
                    self.problems[field] = f"A number has up to {NUMBER} characters."
                elif number:
                    found.append((kind, number))
        return tuple(dict.fromkeys(found))
