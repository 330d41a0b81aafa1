"""Filing a finished letter: what to open, copy and attach, and how it went."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup
from sqlalchemy.orm import Session

from foil.catalog.agency import Agency, Officer
from foil.errors import BadInput, FoilError
from foil.insight.basis import basis
from foil.insight.lines import Named, named
from foil.letters.letter import Letter
from foil.letters.plain import text
from foil.letters.portal import Limits, PortalText, limits_of, portal_text
from foil.letters.sheet import html
from foil.model.tables import Letter as Row
from foil.model.tables import Request
from foil.operations import documents, letters, sealing
from foil.operations.events import Questioned
from foil.operations.letters import Filing, find_letter
from foil.operations.previews import Preview, preview
from foil.web.desk import me, now, today
from foil.web.event_reading import Answers, read
from foil.web.finishing import papers, sealed_letter
from foil.web.forms import FORMS, HOW
from foil.web.numbers import integer

WAY_OF = {"portal": "portal", "email": "email", "post": "post", "fax": "fax"}


@dataclass(frozen=True)
class Finished:
    """A finished letter, as its page and the filing page show it."""

    request: Request
    named: Named
    row: Row
    letter: Letter
    agency: Agency

    @property
    def sheet(self) -> Markup:
        """The letter as a sheet of paper."""
        return html(self.letter, top=2)

    @property
    def sealed(self) -> dict[str, str]:
        """What was made at finishing: format to SHA-256."""
        return sealing.sealed_of(self.row)

    @property
    def officer(self) -> Officer:
        """Who takes requests."""
        return self.agency.requests

    @property
    def limits(self) -> Limits | None:
        """What the agency's portal takes, where that is known."""
        return limits_of(self.agency)

    @property
    def portal(self) -> PortalText:
        """What to paste into the portal."""
        return portal_text(self.letter)

    @property
    def portal_link(self) -> str | None:
        """Where to file online, the title filled in where the portal reads it."""
        return self.agency.portal_link(self.portal.title.text)

    @property
    def mail_link(self) -> str | None:
        """A new message in the mail program, its subject filled in."""
        if not self.officer.email:
            return None
        subject = quote(f"FOIL request - {self.portal.title.text}")
        return f"mailto:{self.officer.email}?subject={subject}"

    @property
    def mail_text(self) -> str:
        """The letter as the text of a message: in the body, not only attached."""
        return text(self.letter, None)

    @property
    def usual_way(self) -> str:
        """The first way the agency takes requests by."""
        ways = self.agency.ways()
        return WAY_OF[ways[0].way] if ways else ""


def finished(session: Session, number: str, letter: int) -> Finished:
    """The finished letter. Raises NotFound, and BadInput for one that is still a draft."""
    row = find_letter(me(), session, number, letter)
    if row.state == "draft":
        raise BadInput("This letter is still a draft: finish it, then file it.")
    request = session.get_one(Request, row.request_id)
    made = sealed_letter(row)
    under = basis(session)
    agency = under.directory.get(request.agency or "")
    return Finished(request, named(request, under), row, made, agency)


def starting(found: Finished) -> Answers:
    """The form to begin with: today, the usual way."""
    answers = Answers({"on": today().isoformat(), "by": found.usual_way})
    answers["to"] = found.officer.addressee
    if found.usual_way == "portal":
        answers["received"] = "yes"
    return answers


def ways() -> Sequence[tuple[str, str]]:
    """The ways a letter can go."""
    return [pair for pair in HOW if pair[0] != "attached"]


def told(answers: Answers) -> Filing:
    """How it went. Raises BadInput, by field, where a day or a time cannot be read."""
    facts = read(FORMS["sent"], answers)
    when = {name: str(facts[name]) for name in ("on", "at") if facts.get(name)}
    if not when:
        raise BadInput("Say when it went.", {"on": "Give the day it went to the agency."})
    reference = " ".join(answers.get("reference", "").split())
    return Filing(
        by=answers.get("by", ""),
        when=when,
        to=answers.get("to", "").strip(),
        references=(reference,) if reference else (),
        proof=answers.get("proof", "").strip(),
        received="received" in answers,
    )


def seen(session: Session, request: Request, answers: Answers) -> Preview | None:
    """What recording it would change; nothing while the form cannot be read."""
    try:
        filing = told(answers)
    except BadInput:
        return None
    facts: dict[str, object] = {"kind": "sent", "by": filing.by or "other", **filing.when}
    if filing.received:
        facts = {"kind": "received", "source": "ours", **filing.when}
    try:
        return preview(me(), session, request, facts, now=now())
    except BadInput:
        return None


def recorded(session: Session, number: str, letter: int, answers: Answers) -> None:
    """Record how it was filed, with the proof that came. Raises what `letters.file` raises."""
    found = finished(session, number, letter)
    event = letters.file(
        me(), session, found.row, told(answers), papers(found.request, found.row),
        seq=answers.get("seq", -1, type=integer), now=now(), sure="sure" in answers,
    )  # fmt: skip
    for file in answers.getlist("tray", type=integer):
        documents.put_on_event(me(), session, found.request, file, event.id, now=now())


def problems_of(error: FoilError | None) -> Mapping[str, str]:
    """What is wrong, by field, and under "" what no field is to blame for. A question is none."""
    if error is None or isinstance(error, Questioned):
        return {}
    return getattr(error, "problems", {}) or {"": str(error)}
