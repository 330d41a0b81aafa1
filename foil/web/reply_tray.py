"""What came from agencies: not filed yet, filed lately, set aside; and where to bring more, by
dropping it on any page, choosing files, or pasting a text."""

from io import BytesIO
from typing import BinaryIO, cast

from flask import Response, flash, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from foil.errors import BadInput, FoilError, TooLarge
from foil.insight.replies import tray as all_of_it
from foil.operations.documents import FORM_LIMIT
from foil.operations.intake import Taken, take_in
from foil.web import reply_rows
from foil.web.arrivals import store
from foil.web.desk import desk, me, now, reading, today
from foil.web.pages import page as draw
from foil.web.replies import blueprint
from foil.web.words import plural

FIRST = 50
LONGEST = 2_000_000  # characters of a pasted text
NOTHING = "Choose a file, or paste what came."
PASTED = "Pasted text.txt"


@blueprint.get("")
def tray() -> str:
    """Everything that came, what is not filed first."""
    return _page()


@blueprint.post("")
def bring() -> AnyResponse | tuple[str, int]:
    """Take in the files and the text of this form; on to the reply, or to the list of several."""
    try:
        taken = [*_files(), *_pasted()]
    except (BadInput, TooLarge) as error:
        return _page({"files": str(error)}), error.status
    if not taken:
        return _page({"files": NOTHING}), 422
    replies = [each for one in taken for each in one.replies]
    goes = url_for(".reply", reply=replies[0]) if len(set(replies)) == 1 else url_for(".tray")
    for each in taken[:5]:
        flash(each.says)
    if len(taken) > 5:
        flash(f"And {plural(len(taken) - 5, 'file')} more.")
    if "script" in request.form:
        return Response(goes, mimetype="text/plain")
    return redirect(goes, 303)


def _files() -> list[Taken]:
    """Each file by itself, so that one which cannot be kept loses no other."""
    files = [file for file in request.files.getlist("files") if file.filename]
    taken: list[Taken] = []
    failed: list[FoilError] = []
    for file in files:
        try:
            taken.append(_take(cast(BinaryIO, file.stream), file.filename or "", "dropped"))
        except (BadInput, TooLarge) as error:
            failed.append(error)
    if failed and not taken:
        raise failed[0]
    for each in failed:
        flash(str(each), "warn")
    return taken


def _pasted() -> list[Taken]:
    words = request.form.get("words", "").replace("\r\n", "\n")[:LONGEST]
    return (
        [_take(BytesIO(words.encode("utf-8", "replace")), PASTED, "pasted")]
        if words.strip()
        else []
    )


def _take(stream: BinaryIO, name: str, route: str) -> Taken:
    return take_in(me(), desk().database, store(), stream, name, now=now(), route=route, later=True)


def _page(problems: dict[str, str] | None = None) -> str:
    limit = None if "all" in request.args else FIRST
    with reading() as session:
        found = all_of_it(me(), session, limit=limit)
    day = today()
    return draw(
        "replies/tray.html", found=found, problems=problems or {}, read_as=reply_rows.read_as,
        rows=[reply_rows.reply(row, day) for row in found.unfiled.rows],
        words=request.form.get("words", ""), most=FORM_LIMIT,
    )  # fmt: skip
