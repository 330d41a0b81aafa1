"""Search: the pages that hold the words, kept as searches and taken away as a sheet."""

import io
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlencode

from flask import Blueprint, Response, flash, redirect, request, send_file, url_for
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from foil.catalog import technologies
from foil.errors import BadInput
from foil.insight.campaigns import campaigns
from foil.insight.directory import directory
from foil.insight.search import KINDS, Asked, Hit, Results, among, search
from foil.insight.views import gone_view, views
from foil.model.query import read_query
from foil.model.tables import Matter
from foil.model.visibility import visible
from foil.newyork import day_of
from foil.operations.views import save_view
from foil.sheets.writing import Page, Value, write_csv
from foil.web.desk import me, now, reading, today, writing
from foil.web.numbers import integer
from foil.web.pages import page as draw

blueprint = Blueprint("search", __name__)

FIRST, MOST = 20, 500  # pages shown at first; and with "show more", since nobody reads further
FILTERS = ("agency", "technology", "request", "matter", "campaign", "kind", "since", "until")
SAID = ("find", *FILTERS, "black", "unread")
HEADERS = (
    "file", "page", "pages", "request", "agency", "title", "came", "sha256", "words around it",
)  # fmt: skip


@blueprint.get("/search")
def page() -> str | tuple[str, int]:
    """The pages that hold what is looked for; without words, how to look."""
    return _page({})


@blueprint.post("/search/keep")
def keep() -> AnyResponse | tuple[str, int]:
    """Keep the search as this address asks it, under a name."""
    form, address = request.form, urlencode(asked_for())
    name, office = form.get("view_name", ""), form.get("for") == "office"
    try:
        with writing() as session:
            kept = save_view(me(), session, name, address, office=office, now=now(), of="search")
    except BadInput as error:
        drawn = _page(error.problems)
        return drawn if isinstance(drawn, tuple) else (drawn, error.status)
    flash(f"Kept: {kept.name}. It is in the row above what is found.")
    return redirect(f"{url_for('search.page')}?{kept.address}", 303)


@blueprint.get("/search.csv")
def as_csv() -> Response:
    """Every page that is found, as a sheet; none without words. Raises BadInput for what cannot be
    looked for."""
    words, file = request.args.get("find", "").strip(), io.BytesIO()
    rows: list[tuple[Value, ...]] = []
    if words:
        query = read_query(words)
        with reading() as session:
            rows = [*_rows(search(me(), session, query, asked(), limit=None))]
    write_csv(file, Page("Search", HEADERS, rows))
    file.seek(0)
    name = f"FOIL search {today().isoformat()}.csv"
    return send_file(
        file, "text/csv; charset=utf-8", as_attachment=True, download_name=name, max_age=None
    )


def asked() -> Asked:
    """Where the address asks to look; what it cannot mean is left out."""
    args = request.args
    return Asked(
        agency=args.get("agency", ""),
        technology=args.get("technology", ""),
        request=args.get("request", ""),
        matter=args.get("matter", type=integer),
        campaign=args.get("campaign", type=integer),
        kind=args["kind"] if args.get("kind") in KINDS else "",
        since=args.get("since", type=date.fromisoformat),
        until=args.get("until", type=date.fromisoformat),
        black="black" in args,
        unread="unread" in args,
    )


def asked_for() -> dict[str, str]:
    """What of the address is a question, the empty left out."""
    return {name: value for name in SAID if (value := request.args.get(name, ""))}


def _page(problems: dict[str, str]) -> str | tuple[str, int]:
    words, wanted, args = request.args.get("find", "").strip(), asked(), asked_for()
    found: Results | None = None
    says, looked = "", 0
    with reading() as session:
        if words:
            try:
                limit = MOST if "all" in request.args else FIRST
                found = search(me(), session, read_query(words), wanted, limit=limit)
                looked = 0 if found.pages else among(me(), session)
            except BadInput as error:
                says = str(error)
        options = _options(session)
        kept = views(me(), session, "search")
        gone = gone_view(me(), session, request.args.get("gone", type=integer))
    drawn = draw(
        "search/page.html",
        words=words, found=found, looked=looked, wanted=wanted, args=args, address=urlencode(args),
        views=kept, gone=gone, values=request.form, says=says,
        problems={**({"find": says} if says else {}), **problems}, most=MOST, **options,
    )  # fmt: skip
    return (drawn, BadInput.status) if says else drawn


def _rows(found: Results) -> Iterator[tuple[Value, ...]]:
    for hit in found.hits:
        yield (
            hit.document.name, hit.page.number, hit.pages, hit.request.number, hit.request.short,
            hit.request.title, day_of(hit.document.brought_at), hit.document.sha256, _plain(hit),
        )  # fmt: skip


def _plain(hit: Hit) -> str:
    return " ".join("".join(piece.text for piece in hit.snippet).split())


def _options(session: Session) -> dict[str, list[tuple[int | str, str]]]:
    """What each filter can be set to."""
    mine = visible(select(Matter.id, Matter.name).order_by(func.lower(Matter.name)), me())
    return {
        "agencies": [(each.slug, each.short) for each in directory(session).load().values()],
        "technologies": [(each.slug, each.name) for each in technologies.load().values()],
        "matters": [(number, name) for number, name in session.execute(mine)],
        "campaigns": [(e.campaign.id, e.campaign.name) for e in campaigns(me(), session)],
        "kinds": list(KINDS.items()),
    }
