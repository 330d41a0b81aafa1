"""Files of a form that has to come back before there is a request to keep them with: their bytes
are stored, and the form carries a signed word for each, good for whoever brought it."""

from collections.abc import Sequence
from typing import BinaryIO, cast

from flask import current_app, request
from itsdangerous import BadSignature, URLSafeSerializer

from foil.archive.store import Kept
from foil.operations.documents import FORM_LIMIT, refuse_empty
from foil.operations.file_names import tidy_name
from foil.operations.under_way import File
from foil.web.arrivals import store
from foil.web.desk import me


def keep(name: str, kind: str | None) -> list[str]:
    """Store the files of one field; a word for each. Raises TooLarge, Full, BadInput."""
    words = []
    for file in request.files.getlist(name):
        if not file.filename:
            continue
        kept = store().keep(cast(BinaryIO, file.stream), limit=FORM_LIMIT)
        refuse_empty(file.filename, kept.size)
        told = [me().id, kind, kept.sha256, kept.size, kept.type, tidy_name(file.filename)]
        words.append(_signer().dumps(told))
    return [str(each) for each in words]


def kept(words: Sequence[str]) -> list[File]:
    """The files these words stand for; a word that is not ours, or another's, stands for none."""
    found = []
    for word in words:
        try:
            person, kind, sha256, size, type_, name = _signer().loads(word)
        except (BadSignature, ValueError):
            continue
        if person == me().id:
            found.append(File(kind, Kept(sha256, size, type_), name))
    return found


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="files of a form")
