"""Agencies: their officers, the ways to reach them, how sure each fact is, what came of our
requests to them."""

from typing import Any

from flask import Blueprint, request
from sqlalchemy.orm import Session

from foil.catalog import agencies
from foil.catalog.agency import Agency, Channel
from foil.insight.agency_facts import agency_facts, to_choose
from foil.insight.agency_history import ENOUGH, Figure, agency_history
from foil.insight.closings import closings
from foil.insight.corrections import corrections
from foil.insight.directory import directory
from foil.insight.in_words import in_words
from foil.law.authorities import AUTHORITIES
from foil.web import decisions
from foil.web.agency_facts import label
from foil.web.corrections import LABELS, changed_since, shipped
from foil.web.desk import me, reading, today
from foil.web.pages import page as draw

blueprint = Blueprint("agencies", __name__, url_prefix="/agencies")

GROUPS = {
    "nyc": "New York City",
    "state": "New York State",
    "county": "Counties",
    "city": "Other cities",
    "town": "Towns",
    "village": "Villages",
    "school district": "School districts",
    "bi-state": "Bi-state bodies",
    "other": "Other bodies",
}
OFFICERS = (("Takes requests", "requests"), ("Decides appeals", "appeals"))
WAYS = {"portal": "Portal", "email": "E-mail", "post": "Post", "fax": "Fax"}


@blueprint.get("")
def listing() -> str:
    """Every agency, by whose it is, or those that match what is looked for."""
    wanted = request.args.get("find", "").strip()
    with reading() as session:
        known, changed = directory(session).load(), to_choose(session)
    found = [each for each in known.values() if _matches(each, wanted)]
    groups = [
        (words, sorted((each for each in found if each.jurisdiction == key), key=_name))
        for key, words in GROUPS.items()
    ]
    return draw(
        "agencies/listing.html",
        groups=[(words, each) for words, each in groups if each],
        wanted=wanted, count=len(found), whole=len(known), ways=_ways,
        changed=[known[slug] for slug in changed],
        stale=sum(each.stale(today()) for each in found), day=today(),
    )  # fmt: skip


@blueprint.get("/<slug>")
def page(slug: str) -> str:
    """One agency, with what the office says of it itself and what came of its requests."""
    with reading() as session:
        about = _about(session, slug)
    return draw(
        "agencies/page.html",
        day=today(), way_words=WAYS, officers=OFFICERS, enough=ENOUGH, words=decisions,
        LABELS=LABELS, label=label, shipped=shipped, changed_since=changed_since, figure=_figure,
        share=_share, **about,
    )  # fmt: skip


def _about(session: Session, slug: str) -> dict[str, Any]:
    """What the page shows of the agency. Raises UnknownSlug."""
    known = directory(session)
    agency = known.get(slug)
    return {
        "agency": agency,
        "group": GROUPS[agency.jurisdiction],
        "is_shipped": slug in agencies.slugs(),
        "appeal_rules": [AUTHORITIES[each] for each in agency.appeal_authority],
        "corrected": corrections(session, slug) if agency.foil else None,
        "facts": agency_facts(session, slug),
        "history": agency_history(me(), session, slug, today()) if agency.foil else None,
        "closed": [each for each in closings(session) if each.closing.agency == slug],
        "unnamed": [each.number for each in in_words(me(), session, known, slug)],
    }


def _figure(figure: Figure) -> str:
    """A number of business days, as people say it: 4, or 4.5."""
    return f"{figure.value:g}" if figure.value is not None else ""


def _share(figure: Figure) -> str:
    """A share in whole percent."""
    return f"{figure.value:.0%}" if figure.value is not None else ""


def _matches(agency: Agency, wanted: str) -> bool:
    said = f"{agency.name} {agency.letter_name} {agency.acronym} {agency.short} {agency.slug}"
    words = wanted.replace("'", "’").casefold().split()
    return all(word in said.casefold() for word in words)


def _name(agency: Agency) -> str:
    return agency.name.removeprefix("New York City ").removeprefix("New York State ")


def _ways(agency: Agency) -> list[str]:
    """How a request can be filed, best first, each way once."""
    channels: tuple[Channel, ...] = agency.ways()
    return list(dict.fromkeys(WAYS[channel.way] for channel in channels))
