"""What a finished letter goes out as: e-mail, mail packet, envelope, labels, portal text."""

from collections.abc import Callable, Mapping
from io import BytesIO

from flask import Blueprint, Response, abort, send_file
from sqlalchemy.orm import Session

from foil.letters.portal import portal_text
from foil.operations import packets
from foil.operations.packets import Going
from foil.web.arrivals import store
from foil.web.desk import me, now, reading, writing

blueprint = Blueprint("packets", __name__, url_prefix="/requests/<number>/letters/<int:letter>/out")


@blueprint.get("/<what>")
def download(number: str, letter: int, what: str) -> Response:
    """The letter as it goes out by one way. Who took a copy of its exhibits is kept."""
    if what not in WAYS:
        abort(404)
    make, type_, name, takes = WAYS[what]
    with reading() as session:
        out = packets.going(me(), session, store(), number, letter)
        made = make(session, out)
    if takes and out.exhibits:
        with writing() as session:
            packets.note_taken(me(), session, out, now=now())
    return send_file(
        BytesIO(made), type_, as_attachment=True, download_name=f"{number} {name}",
        etag=False, last_modified=None, max_age=None,
    )  # fmt: skip


def _message(session: Session, out: Going) -> bytes:
    return packets.message(store(), out, packets.officers_mail(session, out))


def _packet(_: Session, out: Going) -> bytes:
    return packets.packet_of(store(), out)


def _envelope(_: Session, out: Going) -> bytes:
    from foil.letters.mail_papers import envelope

    return envelope(out.letter)


def _certified(_: Session, out: Going) -> bytes:
    from foil.letters.mail_papers import certified

    return certified(out.letter)


def _portal(_: Session, out: Going) -> bytes:
    return portal_text(out.letter).description.text.encode()


Maker = Callable[[Session, Going], bytes]
PDF = "application/pdf"

WAYS: Mapping[str, tuple[Maker, str, str, bool]] = {
    "mail.eml": (_message, "message/rfc822", "e-mail.eml", True),
    "packet.pdf": (_packet, PDF, "mail packet.pdf", True),
    "envelope.pdf": (_envelope, PDF, "envelope.pdf", False),
    "certified.pdf": (_certified, PDF, "certified mail.pdf", False),
    "portal.txt": (_portal, "text/plain", "portal text.txt", False),
}
"""By the last part of the address: what makes it, its type, its name, and whether the exhibits
are in it."""
