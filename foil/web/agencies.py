"""Agencies of the catalog: their officers, the ways to reach them, and how sure each fact is."""

from flask import Blueprint, request

from foil.catalog import agencies
from foil.catalog.agency import Agency, Channel
from foil.insight.corrections import corrections
from foil.law.authorities import AUTHORITIES
from foil.web import decisions
from foil.web.corrections import LABELS, changed_since, shipped
from foil.web.desk import reading, today
from foil.web.pages import page as draw

blueprint = Blueprint("agencies", __name__, url_prefix="/agencies")

GROUPS = {
    "nyc": "New York City",
    "state": "New York State",
    "county": "Counties",
    "city": "Other cities",
    "school district": "School districts",
    "bi-state": "Bi-state bodies",
}
WAYS = {"portal": "Portal", "email": "E-mail", "post": "Post", "fax": "Fax"}


@blueprint.get("")
def listing() -> str:
    """Every agency, by whose it is, or those that match what is looked for."""
    wanted = request.args.get("find", "").strip()
    found = [each for each in agencies.load().values() if _matches(each, wanted)]
    groups = [
        (words, sorted((each for each in found if each.jurisdiction == key), key=_name))
        for key, words in GROUPS.items()
    ]
    return draw(
        "agencies/listing.html",
        groups=[(words, each) for words, each in groups if each],
        wanted=wanted, count=len(found), whole=len(agencies.load()), ways=_ways,
        stale=sum(each.stale(today()) for each in found),
    )  # fmt: skip


@blueprint.get("/<slug>")
def page(slug: str) -> str:
    """One agency, with what the office has corrected of it."""
    agency = agencies.get(slug)
    found = None
    if agency.foil:
        with reading() as session:
            found = corrections(session, slug)
    return draw(
        "agencies/page.html",
        agency=agency, group=GROUPS[agency.jurisdiction], day=today(), way_words=WAYS,
        officers=[("Takes requests", agency.requests), ("Decides appeals", agency.appeals)],
        appeal_rules=[AUTHORITIES[each] for each in agency.appeal_authority],
        corrected=found, LABELS=LABELS, shipped=shipped, changed_since=changed_since,
        words=decisions,
    )  # fmt: skip


def _matches(agency: Agency, wanted: str) -> bool:
    said = f"{agency.name} {agency.acronym} {agency.short} {agency.slug}".casefold()
    return all(word in said for word in wanted.replace("'", "’").casefold().split())


def _name(agency: Agency) -> str:
    return agency.name.removeprefix("New York City ").removeprefix("New York State ")


def _ways(agency: Agency) -> list[str]:
    """How a request can be filed, best first, each way once."""
    channels: tuple[Channel, ...] = agency.ways()
    return list(dict.fromkeys(WAYS[channel.way] for channel in channels))
