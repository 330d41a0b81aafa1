"""A letter that fits a request now, made from its record as a file to take along."""

from io import BytesIO

from flask import Blueprint, Response, send_file

from foil.insight.basis import basis
from foil.insight.offers import offered, offers
from foil.letters.compose import compose
from foil.model.visibility import find_request
from foil.operations.letterhead import letterhead
from foil.web.desk import me, reading, today
from foil.web.finishing import MAKERS, TYPES

blueprint = Blueprint("offers", __name__, url_prefix="/requests/<number>/offered")


@blueprint.get("/<kind>.<any(pdf, docx, md, txt):ending>")
def download(number: str, kind: str, ending: str) -> Response:
    """The letter as a file, dated today."""
    with reading() as session:
        found = find_request(session, me(), number)
        sender = letterhead(session, found.signer_id)
        offer = offered(offers(session, found, basis(session), sender, today()), kind)
    made = MAKERS[ending](compose(offer.kind, offer.facts))
    return send_file(
        BytesIO(made), TYPES[ending], as_attachment=True,
        download_name=f"{number} {offer.name}.{ending}",
        etag=False, last_modified=None, max_age=None,
    )  # fmt: skip
