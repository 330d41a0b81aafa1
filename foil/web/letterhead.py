"""The letterhead: the office's logo, one's own signature, and a letter's head as it will look."""

from base64 import b64decode
from contextlib import closing

from flask import Blueprint, Response, flash, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from foil.errors import BadInput
from foil.letters.facts import Image
from foil.letters.images import LARGEST_FILE
from foil.operations import letterhead_images as images
from foil.operations.letterhead import letterhead
from foil.web.arrivals import store
from foil.web.desk import me, now, reading, writing
from foil.web.pages import page as draw

blueprint = Blueprint("letterhead", __name__)

OFFICE = "office"


@blueprint.get("/settings/letterhead")
def page() -> str:
    """The images as they are, and where each will stand."""
    return _page({})


@blueprint.post("/settings/letterhead/<any(office, own):whose>")
def put(whose: str) -> AnyResponse | tuple[str, int]:
    """Put an image there, or other words to the one that is there."""
    name, content = _brought()
    try:
        image, name = _image(whose, name, content, request.form.get("alt", ""))
    except BadInput as error:
        return _page({f"{whose}-{name}": says for name, says in error.problems.items()}), 422
    with writing() as session:
        images.put(me(), session, image, logo=whose == OFFICE, now=now(), name=name)
    flash("It stands on letters from now on, in PDF and in Word.")
    return redirect(url_for(".page"), 303)


@blueprint.post("/settings/letterhead/<any(office, own):whose>/away")
def take_off(whose: str) -> AnyResponse:
    """Take an image off the letters."""
    with writing() as session:
        images.put(me(), session, None, logo=whose == OFFICE, now=now())
    flash("Taken off. Undo puts it back.")
    return redirect(url_for(".page"), 303)


@blueprint.post("/settings/letterhead/<any(office, own):whose>/undo")
def undo(whose: str) -> AnyResponse:
    """Have back what was there before."""
    with writing() as session:
        images.undo(me(), session, logo=whose == OFFICE, now=now())
    flash("As it was before.")
    return redirect(url_for(".page"), 303)


@blueprint.get("/letterhead/<sha256>")
def image(sha256: str) -> Response:
    """An image of the letterhead, for the sheet a letter is shown on."""
    with reading() as session:
        found = images.shown(session, sha256)
    return Response(b64decode(found.data), content_type=found.type)


def _brought() -> tuple[str, bytes]:
    """The file of the form, by its name; no more of it than may be taken."""
    file = request.files.get("picture")
    if file is None:
        return "", b""
    with closing(file):
        return file.filename or "", file.read(LARGEST_FILE + 1)


def _image(whose: str, name: str, content: bytes, alt: str) -> tuple[Image, str]:
    """The picture brought, with its name; without one, the picture that is there with these words.
    Raises BadInput by field."""
    if not content:
        with reading() as session:
            person = None if whose == OFFICE else me().id
            if (again := images.reworded(session, person, alt)) is not None:
                return again
    return images.made_safe(store(), content, alt), name


def _page(problems: dict[str, str]) -> str:
    with reading() as session:
        head = letterhead(session, me().id)
        undoable = {
            "office": images.may_undo(session, None),
            "own": images.may_undo(session, me().id),
        }
    return draw(
        "letterhead/page.html",
        head=head, undoable=undoable, problems=problems, values=request.form,
    )  # fmt: skip
