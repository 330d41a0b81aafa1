"""A letter that fits a request now: begun as a draft from its record, or made as a file to take
along."""

from io import BytesIO

from flask import Blueprint, Response, flash, redirect, send_file, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from foil.errors import NotFound
from foil.insight.basis import basis
from foil.insight.letter_terms import terms
from foil.insight.offers import offered, offers
from foil.letters.compose import compose
from foil.letters.telling import told_of
from foil.model.tables import Letter, Request
from foil.model.visibility import find_request
from foil.operations import letter_drafts
from foil.operations.letterhead import letterhead
from foil.web.desk import me, now, reading, today, writing
from foil.web.finishing import MAKERS, TYPES

blueprint = Blueprint("offers", __name__, url_prefix="/requests/<number>/offered")


@blueprint.get("/<kind>.<any(pdf, docx, md, txt):ending>")
def download(number: str, kind: str, ending: str) -> Response:
    """The letter as a file, dated today."""
    with reading() as session:
        found = find_request(session, me(), number)
        sender = letterhead(session, found.signer_id)
        offer = offered(offers(session, found, basis(session), sender, today()), kind)
        under = terms(session)
    made = MAKERS[ending](compose(offer.kind, offer.facts, **under))
    return send_file(
        BytesIO(made), TYPES[ending], as_attachment=True,
        download_name=f"{number} {offer.name}.{ending}",
        etag=False, last_modified=None, max_age=None,
    )  # fmt: skip


@blueprint.post("/<kind>")
def write(number: str, kind: str) -> AnyResponse:
    """Begin the draft of it, already filled from the record, or open the one that is begun."""
    with writing() as session:
        found = find_request(session, me(), number)
        letter = _begun(session, found, kind)
    if letter is None:
        flash("That letter does not fit the request now. These are its letters.")
        return redirect(url_for("request.letters", number=found.number), 303)
    return redirect(url_for("letters.letter", number=found.number, letter=letter.id), 303)


def _begun(session: Session, found: Request, kind: str) -> Letter | None:
    """The draft of the letter of that kind; none where it does not fit."""
    try:
        offer = offered(offers(session, found, basis(session), None, today()), kind)
    except NotFound:
        return None
    facts, about = told_of(offer.facts, found.agency or ""), offer.about or kind
    return letter_drafts.begin(me(), session, found, kind, facts, now=now(), about=about)
