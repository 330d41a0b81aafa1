"""The versions of a letter: who wrote what, how two differ by words, and having one back."""

import json
from collections.abc import Sequence

from flask import Blueprint, flash, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from foil.errors import MovedOn, NotFound
from foil.letters.differences import differing_blocks
from foil.letters.letter import Block
from foil.model.tables import Letter, LetterVersion
from foil.operations.letter_bringing_back import bring_back as bring_back_to
from foil.operations.letter_versions import find_version, versions
from foil.operations.letters import find_any
from foil.web.desk import me, now, reading, writing
from foil.web.letter_composer import name_of
from foil.web.letter_links import letter_name, letter_page
from foil.web.numbers import integer
from foil.web.pages import page as draw

blueprint = Blueprint(
    "letter_versions", __name__, url_prefix="/requests/<number>/drafts/<int:letter>/versions"
)


@blueprint.get("")
def page(number: str, letter: int) -> str:
    """Every version, and how one differs from the one before it or from another."""
    with reading() as session:
        row = find_any(me(), session, number, letter)
        return _page(session, number, row)


@blueprint.post("")
def bring_back(number: str, letter: int) -> Response:
    """Make the draft what it was in a version."""
    version = request.form.get("version", 0, type=integer)
    with writing() as session:
        row = find_any(me(), session, number, letter)
        if (older := _older(session, row)) is None:
            flash("There is no such version to have back.")
        else:
            _bring_back(session, row, older, version)
    return redirect(url_for(letter_page(row), number=number, letter=letter), 303)


def _older(session: Session, row: Letter) -> LetterVersion | None:
    try:
        return find_version(session, row, request.form.get("which", 0, type=integer))
    except NotFound:
        return None


def _bring_back(session: Session, row: Letter, older: LetterVersion, version: int) -> None:
    try:
        bring_back_to(me(), session, row, older, version=version, now=now())
        flash("The draft is what it was then. What it was until now stays among its versions.")
    except MovedOn:
        flash("Somebody has saved the draft since. Look at it, then choose again.")


def _page(session: Session, number: str, row: Letter) -> str:
    found = versions(session, row)
    wanted = request.args.get("which", 0, type=integer)
    with_ = request.args.get("with", 0, type=integer)
    ids = [version.id for version, _ in found]
    place = ids.index(wanted) if wanted in ids else 0
    before = ids.index(with_) if with_ in ids else min(place + 1, len(ids) - 1)
    changes = []
    if found:
        changes = differing_blocks(_words(found[before][0]), _words(found[place][0]))
    return draw(
        "letters/versions.html", number=number, row=row, name=letter_name(row), found=found,
        page=letter_page(row),
        place=place, before=before, words=_words(found[place][0]) if found else {},
        changes=[(name_of(Block(key, _first(words))), words) for key, words in changes],
    )  # fmt: skip


def _words(version: LetterVersion) -> dict[str, str]:
    words: dict[str, str] = json.loads(version.words)
    return words


def _first(pieces: Sequence[tuple[str, str]]) -> str:
    """The words of a difference as they read now, which name its block."""
    return "".join(words for kind, words in pieces if kind != "gone") or pieces[0][1]
