"""The desk's fonts, out of the packages that bring them: the same faces as the letters'."""

from importlib.resources import files

from flask import Blueprint, Response, abort

blueprint = Blueprint("fonts", __name__)

FACES = {
    f"{family}-{cut}.otf": package
    for family, package in (
        ("SourceSansPro", "font_source_sans_pro"),
        ("SourceSerifPro", "font_source_serif_pro"),
    )
    for cut in ("Regular", "Semibold", "It")
}


@blueprint.get("/fonts/<name>")
def font(name: str) -> Response:
    """One face."""
    if name not in FACES:
        abort(404)
    face = files(FACES[name]).joinpath("files", name)
    return Response(face.read_bytes(), mimetype="font/otf")
