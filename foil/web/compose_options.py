"""What a request letter's form offers to choose from."""

from collections.abc import Sequence

from foil.catalog import record_categories, technologies, vendors
from foil.catalog.agency import Agency
from foil.catalog.directory import Directory
from foil.letters.draft import Draft
from foil.letters.request import DELETIONS, ItemChoice
from foil.web.composing import FORMS

Options = Sequence[tuple[str, str, str]]
"""Value, words and a hint of each."""

WAYS = {"portal": "their portal", "email": "e-mail", "post": "post", "fax": "fax"}


def agency_options(known: Directory) -> list[tuple[str, str]]:
    """The agencies under FOIL, by name."""
    found = [(each.slug, each.letter_name) for each in known.load().values() if each.foil]
    return sorted(found, key=lambda pair: pair[1])


def technology_options() -> list[tuple[str, str]]:
    """The technologies, by name."""
    found = [(each.slug, each.name) for each in technologies.load().values()]
    return sorted(found, key=lambda pair: pair[1])


def vendor_options(draft: Draft) -> Options:
    """The technology's vendors, and any other already named."""
    usual = technologies.get(draft.technology).vendors
    slugs = dict.fromkeys((*usual, *draft.vendors))
    return [(slug, vendors.get(slug).label, "") for slug in slugs]


def record_options(draft: Draft) -> Options:
    """The kinds of record this agency can be expected to keep."""
    return [
        (each.slug, each.label, each.hint or "")
        for each in record_categories.load().values()
        if each.fits(draft.agency)
    ]


def form_options() -> Options:
    """In which form the records are wanted."""
    return [(key, words, "") for key, words in FORMS.items()]


def deletion_options() -> Options:
    """What may be left out at the outset."""
    return [(key, words[:1].upper() + words[1:], "") for key, words in DELETIONS.items()]


def narrows(item: ItemChoice) -> bool:
    """Whether an item can name mailboxes and words to search by."""
    return bool(item.category) and "custodians" in record_categories.get(item.category).slots


def goes_to(agency: Agency) -> str:
    """To whom a request goes and by which way, in a sentence."""
    ways = agency.ways()
    by = f"through {WAYS[ways[0].way]}" if ways else "to an address you must look up"
    return f"Goes to the {agency.requests.addressee} {by}."
