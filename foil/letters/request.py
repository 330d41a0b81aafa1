"""A request's choices, by the catalog's short names, and the facts its letter is made from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from foil.catalog import record_categories, technologies, vendors
from foil.catalog.agency import Agency as CatalogAgency
from foil.catalog.agency import NotUnderFoil, Role
from foil.catalog.directory import SHIPPED, Directory
from foil.catalog.item_text import ItemFacts
from foil.catalog.record_categories import RecordCategory
from foil.catalog.technologies import Technology as CatalogTechnology
from foil.catalog.vendors import Vendor as CatalogVendor
from foil.errors import BadInput
from foil.letters.facts import (
    EMAIL,
    Addressee,
    Agency,
    Form,
    Item,
    RequestFacts,
    Sender,
    Technology,
    Vendor,
)
from foil.letters.marks import Filled
from foil.letters.words import lowered, opening, years

KEPT = 64  # letters' facts
OTHERS = "any other vendor"

DELETIONS: Mapping[str, str] = {
    "personal": "home addresses, personal telephone numbers and personal e-mail addresses",
    "public": "the names and identifying details of members of the public",
    "security": "account numbers, passwords, network addresses and security settings",
    "staff": "the names of employees below the rank of supervisor",
}
"""What a requester may let go at the outset, and how the letter says it. Each takes a ground of
refusal off the table: § 87(2)(b) the first two and the last, § 87(2)(i) the third."""

USUAL_DELETIONS = ("personal", "public", "security")


@dataclass(frozen=True)
class ItemChoice:
    """One item as it was picked. `key` stays with it; an item of no category has its own `words`.

    `custodians` and `terms` narrow a search of e-mail.
    """

    key: str
    category: str = ""
    since: date | None = None
    until: date | None = None
    words: str = ""
    custodians: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RequestChoices:
    """What the composer, or the command line, was told. `fee_ceiling` is in whole dollars."""

    agency: str
    technology: str
    vendors: tuple[str, ...]
    items: tuple[ItemChoice, ...]
    dated: date
    form: Form = "native"
    deletions: tuple[str, ...] = USUAL_DELETIONS
    fee_ceiling: int = 25
    public_title: str = ""


def usual_vendors(technology: str) -> tuple[str, ...]:
    """The slugs of the technology's vendors, the likeliest first. Raises UnknownSlug."""
    return technologies.get(technology).vendors


def usual_items(agency: str, since: date, until: date) -> tuple[ItemChoice, ...]:
    """What a request starts with: contracts, money, trials, tests. E-mail is asked separately."""
    categories = record_categories.load().values()
    usual = [each.slug for each in categories if each.usual and each.fits(agency)]
    return picked_items(usual, since, until)


def picked_items(slugs: Sequence[str], since: date, until: date) -> tuple[ItemChoice, ...]:
    """One item for each record category named, all of the same dates. Raises UnknownSlug."""
    return tuple(ItemChoice(record_categories.get(slug).slug, slug, since, until) for slug in slugs)


@lru_cache(maxsize=KEPT)
def request_facts(
    choices: RequestChoices, sender: Sender | None = None, directory: Directory = SHIPPED
) -> RequestFacts:
    """The facts of the letter those choices make, to an agency as the directory has it. The last
    ones are kept: a letter being written is drawn from the same choices many times over.

    Raises UnknownSlug for a name the catalog lacks, NotUnderFoil for a body FOIL does not reach,
    BadInput for dates in the wrong order.
    """
    agency = foil_agency(choices.agency, directory)
    technology = technologies.get(choices.technology)
    named = tuple(vendors.get(slug) for slug in choices.vendors)
    items = tuple(_item(choice, technology, named) for choice in choices.items)
    return RequestFacts(
        agency=agency_named(agency),
        addressee=addressee_of(agency, "requests"),
        dated=choices.dated,
        sender=sender,
        technology=_technology_named(technology, named),
        vendors=tuple(map(_vendor_named, named)),
        items=items,
        form=choices.form,
        deletions=tuple(DELETIONS[key] for key in choices.deletions if key in DELETIONS),
        fee_ceiling=choices.fee_ceiling,
        public_title=choices.public_title or default_title(choices),
    )


def default_title(choices: RequestChoices) -> str:
    """A neutral public title: "Facial recognition records, 2019–2026". Names nobody."""
    name = opening(technologies.get(choices.technology).in_letter)
    since = [item.since for item in choices.items if item.since]
    until = [item.until for item in choices.items if item.until]
    span = f", {years(min(since), max(until))}" if since and until else ""
    return f"{name} records{span}"


def foil_agency(slug: str, directory: Directory = SHIPPED) -> CatalogAgency:
    """The agency of that slug. Raises UnknownSlug, or NotUnderFoil where FOIL does not reach it."""
    agency = directory.get(slug)
    if not agency.foil:
        raise NotUnderFoil(
            f"{agency.name} answers under {agency.law}, not under FOIL. Write to it in that law’s "
            "own terms."
        )
    return agency


def agency_named(agency: CatalogAgency) -> Agency:
    """An agency as letters name it; "nyc" only where the City's Uniform Rules bind it."""
    return Agency(agency.letter_name, agency.called, agency.rules().jurisdiction)


def addressee_of(agency: CatalogAgency, role: Role) -> Addressee:
    """The officer's title and lines; the e-mail address where no street address is known."""
    officer = agency.officer(role)
    title, *lines = agency.inside_address(role)
    return Addressee(title, tuple(lines), "" if officer.address else officer.email or "")


def _item(
    choice: ItemChoice, technology: CatalogTechnology, named: Sequence[CatalogVendor]
) -> Item:
    if choice.since and choice.until and choice.since > choice.until:
        says = "The first day comes after the last: swap them."
        raise BadInput(says, {"from": says})
    if not choice.category:
        own = Filled(((choice.words, False),))
        return Item(choice.key, "", own, choice.since, choice.until)
    category = record_categories.get(choice.category)
    facts = ItemFacts(
        technology=technology.in_letter,
        vendors=_vendor_words(category, named),
        custodians=choice.custodians,
        domains=technology.email_domains if category.slug == EMAIL else (),
        terms=choice.terms,
        first_day=choice.since,
        last_day=choice.until,
    )
    text = Filled(tuple((piece.text, piece.slot is not None) for piece in category.pieces(facts)))
    return Item(choice.key, category.name, text, choice.since, choice.until, category.slug)


def _vendor_words(category: RecordCategory, named: Sequence[CatalogVendor]) -> tuple[str, ...]:
    """The vendors by their short names and "any other vendor", but in e-mail those named alone."""
    if not named:
        return ()
    short = tuple(vendor.short for vendor in named)
    return short if category.own_request else (*short, OTHERS)


def _technology_named(technology: CatalogTechnology, named: Sequence[CatalogVendor]) -> Technology:
    """The technology, with the search terms that nothing else in the letter says already."""
    said = " ".join(
        [technology.in_letter, technology.name, *technology.aliases]
        + [name for vendor in named for name in (vendor.name, vendor.short, *vendor.products)]
    ).lower()
    terms = tuple(term for term in technology.search_terms if term.lower() not in said)
    meaning = lowered(technology.description.strip().rstrip("."))
    return Technology(technology.in_letter, meaning, technology.aliases, terms)


def _vendor_named(vendor: CatalogVendor) -> Vendor:
    """A vendor, with the products that have names of their own."""
    products = tuple(
        product
        for product in vendor.products
        if not product[0].islower() and not product.startswith(vendor.short)
    )
    return Vendor(vendor.letter_name, vendor.short, vendor.former_names, products)
