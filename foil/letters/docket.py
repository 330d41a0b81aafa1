"""The weekly docket: every date that runs, on paper, for whoever keeps a second calendar."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from foil.letters.pdf import printed
from foil.letters.sheet import stylesheet
from foil.letters.template import folder


@dataclass(frozen=True)
class DocketRow:
    """One date: whose it is ("ours", "theirs", "step"), what falls on it, of which request, why."""

    day: date
    whose: str
    what: str
    lead: str
    number: str
    title: str
    agency: str
    why: str


@dataclass(frozen=True)
class DocketSheet:
    """The docket of one person on one day: groups of rows under their headings; `left_out` counts
    the dates that did not fit."""

    office: str
    person: str
    day: date
    groups: Sequence[tuple[str, Sequence[DocketRow]]]
    left_out: int = 0


def docket_pdf(sheet: DocketSheet) -> bytes:
    """The docket as a tagged PDF. Raises LetterError where Pango is missing."""
    return printed(docket_page(sheet))


def docket_page(sheet: DocketSheet) -> str:
    """The whole HTML document the PDF is made from."""
    return _template().render(
        sheet=sheet,
        style=Markup(stylesheet("docket.css")),  # noqa: S704 - our own file, no value in it
        said=said,
        today=sheet.day.isoformat(),
    )


def said(day: date) -> str:
    """Wed, Dec 16, 2026."""
    return f"{day:%a}, {day:%b} {day.day}, {day.year}"


def docket_name(sheet: DocketSheet) -> str:
    """The file's name, the same for the same docket."""
    own = sha256(sheet.person.encode()).hexdigest()[:6]
    return f"docket-{sheet.day.isoformat()}-{own}.pdf"


@cache
def _template() -> Template:
    jinja = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return jinja.from_string((folder() / "docket.html").read_text(encoding="utf-8"))
