"""Large files brought by the page's script, in pieces, with the headers that tus gives them."""

from typing import BinaryIO, cast

from flask import Blueprint, Response, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from foil.errors import TooLarge
from foil.model.tables import Request
from foil.model.visibility import find_request
from foil.operations import uploads
from foil.operations.file_names import tidy_name
from foil.operations.uploads import PIECE, Coming, OutOfStep
from foil.web import errors, pieces
from foil.web.arrivals import store
from foil.web.desk import me, now, reading, writing
from foil.web.pages import page as draw

blueprint = Blueprint("uploads", __name__)

PIECE_TYPE = "application/offset+octet-stream"
DIGITS = 15  # of a length or an offset; more is no file's


@blueprint.post("/requests/<number>/uploads")
def begin(number: str) -> Response:
    """Expect a file, or go on with the same one: its address, and where the next piece begins."""
    with reading() as session:
        find_request(session, me(), number)
    size = _header("Upload-Length")
    coming = Coming(request.form.get("name", ""), size, request.form.get("stamp", ""))
    with writing() as session:
        found = find_request(session, me(), number)
        upload = uploads.begin(me(), session, found, coming, now=now())
        store().make_room(size - upload.received)
    offset, size = pieces.offset(upload.id)
    told = _told(200 if offset else 201, offset, size)
    told.headers["Location"] = url_for("uploads.offset", upload=upload.id)
    return told


@blueprint.get("/uploads/<upload>")
def offset(upload: str) -> Response:
    """Where the next piece begins. A full disk is said here too: a server that has no room to read
    a piece in just closes the line."""
    safe, size = pieces.offset(upload)
    if safe < size:
        store().make_room(min(PIECE, size - safe), midway=True)
    return _told(200, safe, size)


@blueprint.post("/uploads/<upload>")
def piece(upload: str) -> Response:
    """Take the next piece."""
    known = pieces.asked(upload)
    if request.mimetype != PIECE_TYPE:
        abort(415)
    length = request.content_length
    if length is None:
        abort(411)
    if length > PIECE:
        raise TooLarge("A piece is larger than 8 MiB; open the page again and send it from there.")
    at, stream = _header("Upload-Offset"), cast(BinaryIO, request.stream)
    return _told(204, pieces.take(known, at, stream, length))


@blueprint.post("/uploads/<upload>/finish")
def finish(upload: str) -> str:
    """The whole file is there: a box to tick for it, as one piece of the page."""
    return draw("uploads/stored.html", document=pieces.finish(upload))


@blueprint.post("/uploads/<upload>/discard")
def discard(upload: str) -> AnyResponse:
    """Forget a file that did not arrive whole."""
    gone = pieces.discard(upload)
    flash(f"What had arrived of {tidy_name(gone.name)} is thrown away.")
    with reading() as session:
        number = session.get_one(Request, gone.request_id).number
    return redirect(url_for("request.documents", number=number), 303)


def out_of_step(error: OutOfStep) -> Response:
    """Say where to go on."""
    says, status = errors.answer(error.status, str(error), "Not the next piece")
    answer = Response(says, status)
    answer.headers["Upload-Offset"] = str(error.offset)
    return answer


blueprint.register_error_handler(OutOfStep, out_of_step)


def _header(name: str) -> int:
    """A number of bytes in a header. Refuses anything else."""
    text = request.headers.get(name, "")
    if not (text.isascii() and text.isdecimal() and len(text) <= DIGITS):
        abort(400)
    return int(text)


def _told(status: int, offset: int, size: int | None = None) -> Response:
    answer = Response(status=status)
    answer.headers["Upload-Offset"] = str(offset)
    if size is not None:
        answer.headers["Upload-Length"] = str(size)
    return answer
