"""The viewer: a page as a picture made here, its words laid over it, and what is known of it.
Nothing of a file itself is ever sent to be shown."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from flask import Blueprint, Response, request

from foil.archive import shown
from foil.errors import BadInput, FoilError
from foil.insight.covered import why_not
from foil.insight.snippets import pieces, places
from foil.insight.viewer import Opened, open_page
from foil.model.query import Query, read_query
from foil.web.arrivals import store
from foil.web.desk import me, reading
from foil.web.pages import page as draw

blueprint = Blueprint("viewer", __name__, url_prefix="/documents/<int:number>/pages")

AROUND = 3  # pages before and behind that are shown small
DRAWN = ("application/pdf",)
PICTURES = "image/"


@dataclass(frozen=True)
class Laid:
    """A word in its place on the picture; `hit` where it is of what was looked for."""

    word: shown.Word
    hit: bool


@blueprint.get("/<int:page>")
def page(number: int, page: int) -> str:
    """A page of a document, with what is looked for marked on it."""
    words = request.args.get("find", "").strip()
    query = _query(words)
    with reading() as session:
        found = open_page(me(), session, number, page, query)
        refused = why_not(me(), session, found.document)
    layer, lines, trouble = _words(found, query)
    text = found.page.text if found.page else ""
    return draw(
        "viewer/page.html",
        found=found, words=words if query else "", layer=layer, lines=lines, trouble=trouble,
        text=pieces(text, places(text, query) if query else []), drawn=is_drawn(found),
        around=_around(found), citation=citation(found), refused=refused,
    )  # fmt: skip


@blueprint.get("/<int:page>.png")
def picture(number: int, page: int) -> Response:
    """The page as a picture. Raises NotFound, and Outran where it cannot be drawn."""
    size = "small" if "small" in request.args else "page"
    with reading() as session:
        found = open_page(me(), session, number, page, None)
    made = shown.picture(store().path(found.document.sha256), page, size)
    return Response(made, content_type="image/png")


def is_drawn(found: Opened) -> bool:
    """Whether there is a picture of the page."""
    type_ = found.content.type
    return type_ in DRAWN or (type_.startswith(PICTURES) and found.page is not None)


def citation(found: Opened) -> str:
    """How a brief names the page."""
    where = f"page {found.number}" + (f" of {found.pages}" if found.pages > 1 else "")
    return (
        f"{found.document.name}, {where}, {_whose(found)} {found.request.agency_name} "
        f"({found.request.number}; SHA-256 {found.document.sha256})"
    )


def _whose(found: Opened) -> str:
    """How the page and the agency have to do with each other, as far as the record says."""
    if found.document.sealed:
        return "sent to"
    return "produced by" if found.released else "in the record of the FOIL request to"


def _query(words: str) -> Query | None:
    try:
        return read_query(words) if words else None
    except BadInput:
        return None


def _around(found: Opened) -> range:
    return range(max(found.number - AROUND, 1), min(found.number + AROUND, found.pages) + 1)


def _words(found: Opened, query: Query | None) -> tuple[shown.Layer | None, list[list[Laid]], str]:
    """The layer of the page's words, the words line by line, and what went wrong."""
    if not is_drawn(found):
        return None, [], ""
    try:
        layer = shown.layer(store().path(found.document.sha256), found.number)
    except FoilError as error:
        return None, [], str(error)
    laid = _laid(layer, query)
    return layer, [list(line) for _, line in groupby(laid, key=lambda each: each.word.line)], ""


def _laid(layer: shown.Layer, query: Query | None) -> Iterator[Laid]:
    text = " ".join(word.text for word in layer.words)
    hits = places(text, query) if query else []
    at = 0
    for word in layer.words:
        end = at + len(word.text)
        yield Laid(word, any(start < end and at < stop for start, stop in hits))
        at = end + 1
