"""A piece of the catalog's arguments in words, as a page shows it outside any letter."""

from types import SimpleNamespace

from foil.letters.citations import Citations, argued
from foil.letters.markdown import text_of
from foil.letters.marks import without_cites
from foil.letters.template import environment, unwrapped


def worded(says: str) -> tuple[str, ...]:
    """The paragraphs of a rebuttal as a letter to "the agency" would have them, every authority
    named whether or not a letter may cite it today: the page says which may not."""
    cites = Citations(argued(), "arguments", argued())
    agency = SimpleNamespace(called="the agency", jurisdiction="", name="the agency")
    made = environment().from_string(says).render(agency=agency, **cites.values())
    return tuple(text_of(unwrapped(without_cites(made))).splitlines())
