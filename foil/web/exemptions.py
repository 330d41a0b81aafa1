"""The exemptions of § 87(2): what each says, how it is used, what answers it, and what courts have
held either way."""

from flask import Blueprint

from foil.catalog import agencies, record_categories, technologies
from foil.catalog.exemptions import Exemption, exemptions
from foil.errors import NotFound
from foil.insight.authority_readings import standing
from foil.law.authorities import AUTHORITIES
from foil.letters.worded import worded
from foil.web.desk import reading
from foil.web.pages import page as draw

blueprint = Blueprint("exemptions", __name__, url_prefix="/law/exemptions")


@blueprint.get("")
def listing() -> str:
    """Every exemption, in the statute's order."""
    return draw("exemptions/listing.html", exemptions=exemptions().values())


@blueprint.get("/<exemption>")
def page(exemption: str) -> str:
    """One exemption, the authorities against us as plain as those for us."""
    found = _found(exemption)
    with reading() as session:
        known = standing(session)
    beside = [each for each in (exemptions().get(one) for one in BESIDE.get(exemption, ())) if each]
    return draw(
        "exemptions/page.html",
        found=found, known=known, AUTHORITIES=AUTHORITIES, worded=worded, beside=beside,
        technologies=technologies.load(), categories=record_categories.load(),
        agencies=agencies.load(),
    )  # fmt: skip


BESIDE = {"89-5": ("87-2-d",), "87-2-d": ("89-5",)}
"""Exemptions that are read side by side."""


def _found(name: str) -> Exemption:
    if name not in exemptions():
        raise NotFound("There is no such exemption; look for it in the list.")
    return exemptions()[name]
