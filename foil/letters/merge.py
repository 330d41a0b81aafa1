"""One ask, made into each agency's own request letter.

The ask is a request's draft that names no agency. What an agency's letter has otherwise (its own
dates, items left out, the words of an item) is kept beside it, so that the ask may change and every
letter with it.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import MISSING, asdict, dataclass, field, fields, replace
from datetime import date
from typing import Any, Unpack

from foil.catalog import record_categories
from foil.catalog.directory import SHIPPED, Directory
from foil.catalog.overlay import Own
from foil.letters.draft import Draft, edits_json, to_json
from foil.letters.escape import plain
from foil.letters.letter import Edit
from foil.letters.request import ItemChoice
from foil.letters.terms import Terms

EACH = "each-agency"
NAME = "Name of the agency"
CALLED = "“the agency”"
"""The agency of the ask itself: in words written into the ask, its name stands for each one's."""


@dataclass(frozen=True)
class Difference:
    """What one agency's letter has otherwise. `since` and `until` take the place of the ask's days,
    in every item that stands on them; `left_out` and `words` go by the items' keys."""

    since: date | None = None
    until: date | None = None
    left_out: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return self != Difference()


def with_each(known: Directory) -> Directory:
    """The directory with the agency that stands for each of them."""
    each = {"name": Own(NAME), "short": Own("each agency"), "jurisdiction": Own("other")}
    return Directory({**known.own, EACH: each})


def merged(
    ask: Draft,
    agency: str,
    difference: Difference,
    dated: date,
    directory: Directory = SHIPPED,
    **terms: Unpack[Terms],
) -> Draft:
    """The draft of the letter to that agency, from the ask and what is different for it, under the
    office's terms.

    Items of records that the agency does not keep are left out. Raises UnknownSlug, NotUnderFoil,
    BadInput for days in the wrong order.
    """
    since, until = difference.since or ask.since, difference.until or ask.until
    items = tuple(
        replace(
            item,
            since=since if item.since == ask.since else item.since,
            until=until if item.until == ask.until else item.until,
        )
        for item in ask.items
        if item.key not in difference.left_out and fits(item, agency)
    )
    own = {f"item:{key}": words for key, words in difference.words.items()}
    said = {key: edit.words for key, edit in ask.edits.items()} | own
    draft = replace(ask, agency=agency, since=since, until=until, items=items, edits={})
    return _worded(draft, said, dated, directory, terms) if said else draft


def fits(item: ItemChoice, agency: str) -> bool:
    """Whether the agency can be expected to keep what the item asks for."""
    category = record_categories.load().get(item.category)
    return agency == EACH or category is None or category.fits(agency)


def _worded(
    draft: Draft, said: Mapping[str, str], dated: date, directory: Directory, terms: Terms
) -> Draft:
    """The draft with a person's own words, each in place of what this agency's letter would say."""
    agency = directory.get(draft.agency)
    own = {
        key: words.replace(NAME, plain(agency.letter_name)).replace(CALLED, f"“{agency.called}”")
        for key, words in said.items()
    }
    first = replace(draft, edits={key: Edit(words, "") for key, words in own.items()})
    blocks = first.letter(None, dated, directory, **terms).blocks
    templates = {block.key: block.template for block in blocks}
    kept = {key: Edit(words, templates[key]) for key, words in own.items() if key in templates}
    return replace(draft, edits=kept)


def mark_of(draft: Draft) -> str:
    """The SHA-256 of what a draft says, the same in every version of the product: what has its
    usual value does not count."""
    usual = {each.name: each.default for each in fields(Draft) if each.default is not MISSING}
    told: dict[str, Any] = json.loads(to_json(draft))
    plain = json.loads(json.dumps(usual, default=str))
    kept = {name: value for name, value in told.items() if plain.get(name, MISSING) != value}
    words = json.loads(edits_json(draft))
    return hashlib.sha256(json.dumps([kept, words], sort_keys=True).encode()).hexdigest()


def difference_json(difference: Difference) -> str:
    """What is different, as it is kept."""
    return json.dumps(
        asdict(difference), default=date.isoformat, ensure_ascii=False, sort_keys=True
    )


def difference_of(text: str) -> Difference:
    """What is different, as it was kept."""
    told: dict[str, Any] = json.loads(text or "{}")
    return Difference(
        since=_day(told.get("since")),
        until=_day(told.get("until")),
        left_out=tuple(told.get("left_out", ())),
        words=dict(told.get("words", {})),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
