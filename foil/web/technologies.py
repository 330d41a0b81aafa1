"""Technologies of the catalog: what they are called, who sells them, what to ask for."""

from flask import Blueprint, request

from foil.catalog import agencies, technologies
from foil.catalog.technologies import Technology
from foil.web.pages import page as draw

blueprint = Blueprint("technologies", __name__, url_prefix="/technologies")


@blueprint.get("")
def listing() -> str:
    """Every technology, or those that match what is looked for."""
    wanted = request.args.get("find", "").strip()
    whole = technologies.load().values()
    found = sorted((each for each in whole if _matches(each, wanted)), key=lambda each: each.name)
    return draw("technologies/listing.html", technologies=found, wanted=wanted, whole=len(whole))


@blueprint.get("/<slug>")
def page(slug: str) -> str:
    """One technology."""
    technology = technologies.get(slug)
    return draw(
        "technologies/page.html",
        technology=technology,
        vendors=technology.its_vendors(),
        agencies=[agencies.get(each) for each in technology.agencies],
    )


def _matches(technology: Technology, wanted: str) -> bool:
    names = (technology.name, technology.slug, *technology.aliases, *technology.vendors)
    said = " ".join(names).casefold()
    return all(word in said for word in wanted.casefold().split())
