"""Sending a finished letter: looked through, then handed to the office's own mail server once a
person presses send; and what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, g, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from foil.errors import BadInput, FoilError, MovedOn, Refused
from foil.insight.basis import basis
from foil.insight.lines import Named, named
from foil.insight.sendings import came_back_by, is_of, sendings_of
from foil.letters.draft import KIND as REQUEST
from foil.model.tables import Letter, LetterSending, Request
from foil.newyork import NEW_YORK
from foil.operations import letter_mail, letter_sending, packets
from foil.operations.events import Questioned
from foil.operations.follow_ups import is_one
from foil.operations.letter_filing import Went, event_facts
from foil.operations.letter_mail import Ready, letters_server
from foil.operations.letter_sending import Pressed
from foil.operations.packets import Going
from foil.operations.previews import Preview, preview
from foil.web import finishing, letter_finishing
from foil.web.arrivals import store
from foil.web.desk import desk, me, now, reading
from foil.web.filing import problems_of
from foil.web.letter_links import letter_name, letter_page
from foil.web.numbers import integer
from foil.web.pages import page as draw

blueprint = Blueprint(
    "letter_sending", __name__, url_prefix="/requests/<number>/letters/<int:letter>/send"
)

WITH_OTHERS = "It was drafted with others, and goes out with them."
SENT = "It went to {}: the server answered {}. It is recorded, with the mail as it went."
UNRECORDED = "It went to {}, and is not recorded yet: say how it went."
REFUSED = "It did not go, and nothing was recorded. {}"
PERHAPS = "{} It may have gone: look before you send it again."


@dataclass(frozen=True)
class Review:
    """A finished letter as its page of sending shows it. `ready` is None where it cannot be sent,
    and `why` says why not."""

    out: Going
    named: Named
    ready: Ready | None
    why: str
    sendings: Sequence[LetterSending]
    preview: Preview | None

    @property
    def row(self) -> Letter:
        """The letter."""
        return self.out.row

    @property
    def name(self) -> str:
        """What the letter is called."""
        return letter_name(self.row)

    @property
    def page(self) -> str:
        """The endpoint of its own page."""
        return letter_page(self.row)

    @property
    def by_hand(self) -> str:
        """The endpoint of the page where somebody says how it went."""
        return "compose.filing" if self.row.kind == REQUEST else "letter_filing.page"

    @property
    def unsure(self) -> LetterSending | None:
        """Its newest handing over, where nobody knows whether it went by that."""
        return self._newest("handing over")

    @property
    def gone(self) -> LetterSending | None:
        """Its handing over by which it went, where the record does not say so."""
        return self._newest("sent")

    def _newest(self, state: str) -> LetterSending | None:
        """The newest handing over of the letter as it is sealed, if that is how it stands."""
        newest = next((each for each in self.sendings if is_of(each, self.out.pdf)), None)
        return newest if newest and newest.state == state else None


@dataclass(frozen=True)
class Returned:
    """A letter that came back: its handing over, its request's number, its id and what it is
    called. `asks` says that it is the request itself."""

    sending: LetterSending
    number: str
    letter: int
    name: str
    asks: bool


@blueprint.get("")
def page(number: str, letter: int) -> Response | str:
    """What would go: from, to, subject, attachments, words, and what it would change."""
    try:
        with reading() as session:
            return _page(_review(session, number, letter))
    except BadInput as error:
        return _back(number, error)


@blueprint.post("")
def send(number: str, letter: int) -> Response | str | tuple[str, int]:
    """Hand it over, once."""
    try:
        with reading() as session:
            found = _review(session, number, letter)
    except BadInput as error:
        return _back(number, error)
    try:
        return _told(number, found, _handed(found))
    except (BadInput, Questioned, MovedOn, Refused) as error:
        return _again(number, letter, error)


def letters_go_out() -> bool:
    """Whether the office lets letters be handed to its mail server; asked once for a page."""
    if "letters_go_out" not in g:
        with reading() as session:
            g.letters_go_out = letters_server(session) is not None
    return bool(g.letters_go_out)


def sendings(letter: int) -> Sequence[LetterSending]:
    """Each handing over of a letter that the page shows already, the newest first."""
    with reading() as session:
        return sendings_of(session, letter)


def came_back(arrival: int) -> Returned | None:
    """The letter of ours that an arrival, a bounce, brings back."""
    with reading() as session:
        found = came_back_by(me(), session, arrival)
        if found is None:
            return None
        sending, letter = found
        number = session.get_one(Request, letter.request_id).number
    return Returned(sending, number, letter.id, letter_name(letter), letter.kind == REQUEST)


def _handed(found: Review) -> LetterSending:
    if found.ready is None:
        raise BadInput(found.why)
    form, out = request.form, found.out
    of = finishing.papers if found.row.kind == REQUEST else letter_finishing.papers
    seq = form.get("seq", -1, type=integer)
    pressed = Pressed(seq, sure="sure" in form, again="again" in form)
    return letter_sending.hand_over(
        me(), desk().database, store(), found.row, found.ready, of(out.request, out.row), pressed,
        now=now,
    )  # fmt: skip


def _told(number: str, found: Review, row: LetterSending) -> Response:
    """Say what came of it, and go on to where that shows."""
    here = {"number": number, "letter": found.row.id}
    if row.state == "sent" and row.event:
        flash(SENT.format(row.recipient, row.answer))
        return redirect(url_for("request.timeline", number=number, _anchor=row.event), 303)
    if row.state == "sent":
        flash(UNRECORDED.format(row.recipient), "warn")
    else:
        says = REFUSED if row.state == "refused" else PERHAPS
        flash(says.format(row.answer), "warn")
    return redirect(url_for(".page", **here), 303)  # type: ignore[arg-type]


def _review(session: Session, number: str, letter: int) -> Review:
    """The letter, ready to go or saying why not. Raises NotFound, BadInput for a draft."""
    out = packets.going(me(), session, store(), number, letter)
    ready, why = None, ""
    try:
        if is_one(out.row):
            raise BadInput(WITH_OTHERS)
        ready = letter_mail.ready(session, store(), out, now=now())
    except BadInput as error:
        why = str(error)
    finished = ready is not None and out.row.state == "finished"
    return Review(
        out, named(out.request, basis(session)), ready, why, sendings_of(session, letter),
        _seen(session, out) if finished else None,
    )  # fmt: skip


def _seen(session: Session, out: Going) -> Preview | None:
    """What recording that it went now would change."""
    when = {"at": now().astimezone(NEW_YORK).strftime("%Y-%m-%dT%H:%M:%S")}
    facts: Mapping[str, Any] = {"kind": "sent", "by": "email", **when}
    try:
        if out.row.kind != REQUEST:
            facts = event_facts(session, out.row, Went("email", when))
        return preview(me(), session, out.request, facts, now=now())
    except BadInput:
        return None


def _page(found: Review, error: FoilError | None = None) -> str:
    return draw(
        "letters/sending.html", found=found, number=found.out.request.number,
        seq=found.out.request.head_seq, preview=found.preview, problems=problems_of(error),
        answers=MultiDict(request.form), doubts=getattr(error, "questions", ()),
    )  # fmt: skip


def _back(number: str, error: BadInput) -> Response:
    """To the request's letters: this one is a draft still."""
    flash(str(error), "warn")
    return redirect(url_for("request.letters", number=number), 303)


def _again(number: str, letter: int, error: FoilError) -> tuple[str, int]:
    """The page once more, and why nothing went. A letter that went already is no fault of a
    right."""
    with reading() as session:
        shown = _page(_review(session, number, letter), error)
    return shown, 409 if isinstance(error, Refused) else error.status


for shown in (letters_go_out, sendings, came_back):
    blueprint.add_app_template_global(shown)
