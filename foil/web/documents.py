"""Documents: the list, bringing files to a request or an event, and taking a copy out."""

from collections.abc import Sequence

from flask import Blueprint, Response, flash, redirect, request, send_file, url_for
from werkzeug.wrappers import Response as AnyResponse

from foil.errors import BadInput
from foil.insight.documents import Wanted, documents
from foil.insight.request import request_page
from foil.insight.timeline import Entry
from foil.operations.documents import find_document, open_document
from foil.web import entries, reading_words
from foil.web.arrivals import bring, store, take_in_replies
from foil.web.desk import me, now, reading, today, writing
from foil.web.numbers import integer
from foil.web.pages import page as draw
from foil.web.words import plural

blueprint = Blueprint("documents", __name__)

FIRST = 50
NOTHING = "Choose at least one file."


@blueprint.get("/documents")
def listing() -> str:
    """Every document of the requests this person may see, newest first."""
    args = request.args
    asked = Wanted(args.get("find", "").strip(), args.get("agency", ""), "unfiled" in args)
    limit = None if "all" in args else FIRST
    with reading() as session:
        found = documents(me(), session, asked, limit=limit, now=now())
    return draw(
        "documents/listing.html", found=found, wanted=asked, args=args.to_dict(),
        says=reading_words,
    )  # fmt: skip


@blueprint.get("/requests/<number>/bring")
def upload_page(number: str) -> str:
    """A place to bring files to a request or one of its events."""
    return _upload_page(number, request.args.get("event", ""))


@blueprint.post("/requests/<number>/bring")
def upload(number: str) -> AnyResponse | tuple[str, int]:
    """Store the files and say what they are, or leave them in the tray."""
    event, tray = request.form.get("event", ""), request.form.getlist("tray", type=integer)
    unfiled = "unfiled" in request.form
    try:
        brought = bring(number, event=event or None, unfiled=unfiled, tray=tray)
    except BadInput as error:
        return _upload_page(number, event, str(error), tray), 422
    if not brought:
        return _upload_page(number, event, NOTHING), 422
    flash(f"{plural(len(brought), 'file')} stored.")
    if unfiled and not event:
        take_in_replies(number, brought)
    return redirect(url_for("request.documents", number=number), 303)


@blueprint.get("/documents/<int:number>/download")
def download(number: int) -> Response:
    """A copy of the document, as an attachment and never shown in the page. Who took it is kept."""
    with reading() as session:
        find_document(me(), session, number)
    with writing() as session:
        document = open_document(me(), session, number, now=now())
    stream = store().open(document.sha256)
    return send_file(
        stream, "application/octet-stream", as_attachment=True, download_name=document.name,
        etag=False, last_modified=None, max_age=None,
    )  # fmt: skip


def _upload_page(number: str, event: str, problem: str = "", tray: Sequence[int] = ()) -> str:
    """The form; `tray` are ids of files it stored already, which stay ticked in it."""
    with reading() as session:
        found = request_page(me(), session, number, today())
    stand = [entry.event for entry in found.timeline if isinstance(entry, Entry)]
    options = [
        (each.id, f"{entries.title(each, found.named.short)}, {entries.when(each)}")
        for each in stand
    ]
    return draw(
        "documents/bring.html", found=found, named=found.named, event=event, options=options,
        problems={"files": problem} if problem else {},
        stored=[each for each in found.papers.documents if each.id in tray and each.unfiled],
    )  # fmt: skip
