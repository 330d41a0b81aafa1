"""One document's custody, to look at and to print; and having it read once more."""

from flask import Blueprint, flash, redirect, url_for
from werkzeug.wrappers import Response

from foil.insight.custody import custody
from foil.insight.request import request_page
from foil.insight.timeline import Entry
from foil.operations.documents import find_document
from foil.operations.reading_again import read_again
from foil.web import entries, reading_words
from foil.web.desk import me, now, reading, today, writing
from foil.web.pages import page as draw

blueprint = Blueprint("custody", __name__, url_prefix="/documents/<int:number>")

READ_AGAIN = "It waits to be read once more. What was made of it before is thrown away."


@blueprint.get("/custody")
def page(number: int) -> str:
    """How it came, where it lies, who took copies, what was made of it."""
    with reading() as session:
        found = custody(me(), session, number, now())
        whole = request_page(me(), session, found.request.number, today())
    stand = [each for each in whole.timeline if isinstance(each, Entry)]
    on = next((each for each in stand if each.event.id == found.event), None)
    return draw(
        "documents/custody.html", found=found, named=whole.named, entry=on, words=entries,
        says=reading_words,
    )  # fmt: skip


@blueprint.post("/read-again")
def again(number: int) -> Response:
    """Throw away what was made of the file, and have it read anew."""
    with writing() as session:
        document = find_document(me(), session, number)
        read_again(me(), session, document, now=now())
    flash(READ_AGAIN)
    return redirect(url_for(".page", number=number), 303)
