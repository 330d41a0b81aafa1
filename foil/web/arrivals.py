"""Files that come through a form: stored at once, then written down as come."""

from collections.abc import Sequence
from typing import BinaryIO, cast

from flask import request
from werkzeug.datastructures import MultiDict

from foil.archive.store import Folder, Kept
from foil.model.tables import Document
from foil.model.visibility import find_request
from foil.operations.documents import FORM_LIMIT, attach, find_of_request, put_on_event
from foil.operations.intake import is_reply, take_in
from foil.web.desk import desk, me, now, reading, writing
from foil.web.event_reading import PAPERS


def store() -> Folder:
    """Where this desk keeps documents' bytes."""
    return Folder.of(desk().settings)


def bring(
    number: str,
    *,
    event: str | None = None,
    unfiled: bool = False,
    tray: Sequence[int] = (),
    field: str = "files",
) -> list[Document]:
    """Keep the files of this form's `field` and write that they came to the request, or to its
    event; and put there those of its `tray`, by id, that came in pieces before. `unfiled` leaves
    all of them in the tray.

    The bytes are safe before the record hears of them. Raises NotFound for a request or a file
    this person may not see, TooLarge, Full, BadInput for an empty file.
    """
    files = [file for file in request.files.getlist(field) if file.filename]
    if not files and not tray:
        return []
    with reading() as session:
        find_request(session, me(), number)
    kept = [(file, store().keep(cast(BinaryIO, file.stream), limit=FORM_LIMIT)) for file in files]
    with writing() as session:
        found = find_request(session, me(), number)
        brought = [
            attach(
                me(), session, found, each, file.filename or "", now=now(), event=event,
                unfiled=unfiled,
            )
            for file, each in kept
        ]  # fmt: skip
        for waiting in tray:
            document = find_of_request(me(), session, found, waiting)
            if event is not None or not unfiled:
                document = put_on_event(me(), session, found, waiting, event, now=now())
            brought.append(document)
    return brought


def take_in_replies(number: str, brought: Sequence[Document]) -> None:
    """The mails and letters among files that came to a request's tray, taken in as its replies, so
    that the date each would start shows."""
    for each in brought:
        kept = Kept(each.sha256, each.size, each.type)
        if not is_reply(store(), kept, each.name):
            continue
        with store().open(each.sha256) as file:
            take_in(
                me(), desk().database, store(), file, each.name,
                now=now(), route="dropped", request=number,
            )  # fmt: skip


def bring_to_tray(number: str, answers: MultiDict[str, str]) -> MultiDict[str, str]:
    """Put the files of this form in the request's tray and choose them in its answers: so a form
    that has to come back loses no file."""
    chosen = answers.copy()
    for document in bring(number, unfiled=True):
        chosen.add("tray", str(document.id))
    return chosen


def bring_papers(number: str, answers: MultiDict[str, str]) -> MultiDict[str, str]:
    """Put the files chosen for one paper each in the request's tray, and name them on theirs."""
    chosen = answers.copy()
    for n in PAPERS:
        for document in bring(number, unfiled=True, field=f"paper{n}-file"):
            chosen[f"paper{n}-document"] = document.sha256
    return chosen
