"""`foil search`: the pages that hold the words, for whoever asks."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import click

from foil.cli.acting import acting
from foil.insight import search as insight
from foil.insight.search import Asked, Hit, Results
from foil.model.database import Database
from foil.model.query import read_query
from foil.settings import settings


@click.command("search")
@click.argument("query", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="JSON alone, every page.")
@click.option("--all", "everything", is_flag=True, help="Every page, not the first 20.")
@click.option("--request", default="", metavar="FD-0001", help="Only files of this request.")
@click.option("--as", "email", metavar="EMAIL", help="Who you are, where several people work.")
@click.pass_obj
def search(
    data: Path | None,
    query: tuple[str, ...],
    as_json: bool,
    everything: bool,
    request: str,
    email: str | None,
) -> None:
    """Find pages of files by their words: "sole source", procure*, OR, NOT, and parentheses."""
    asked = read_query(" ".join(query))
    limit = None if as_json or everything else 20
    with closing(Database.existing(settings(data))) as database, database.reading() as session:
        person = acting(session, email)
        where = Asked(request=request)
        found = insight.search(person, session, asked, where, limit=limit)
    if as_json:
        click.echo(json.dumps(_plain(found), indent=1, ensure_ascii=False))
        return
    for line in _lines(found):
        click.echo(line)


def _lines(found: Results) -> Iterator[str]:
    yield f"{found.pages:,} pages in {found.files:,} files of those you may see."
    for hit in found.hits:
        yield f"{hit.request.number} {hit.document.name}, page {hit.page.number} of {hit.pages}"
        yield f"    {_words(hit)}"
    if found.more:
        yield f"{found.more:,} more; see them with --all."


def _plain(found: Results) -> dict[str, Any]:
    hits = [
        {
            "request": hit.request.number,
            "file": hit.document.name,
            "document": hit.document.id,
            "sha256": hit.document.sha256,
            "page": hit.page.number,
            "pages": hit.pages,
            "words": _words(hit),
        }
        for hit in found.hits
    ]
    return {"pages": found.pages, "files": found.files, "hits": hits}


def _words(hit: Hit) -> str:
    return " ".join("".join(piece.text for piece in hit.snippet).split())
