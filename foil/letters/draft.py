"""A request's letter while it is being written: what was picked, and a person's own words.

It is kept as JSON. What a newer or older program left out has its usual value here, so that a
draft opens in every version of the product.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from foil.catalog.directory import SHIPPED, Directory
from foil.letters.compose import compose
from foil.letters.facts import Form, RequestFacts, Sender
from foil.letters.letter import Edit, Letter
from foil.letters.request import (
    USUAL_DELETIONS,
    ItemChoice,
    RequestChoices,
    default_title,
    request_facts,
)

KIND = "request"


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What the composer knows. `public_title` empty is the usual one; `edits` are by block.

    `since` and `until` are the days a new item begins with; each item has its own.
    """

    agency: str
    technology: str
    vendors: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    items: tuple[ItemChoice, ...] = ()
    form: Form = "native"
    deletions: tuple[str, ...] = USUAL_DELETIONS
    fee_ceiling: int = 25
    public_title: str = ""
    edits: Mapping[str, Edit] = field(default_factory=dict)

    def choices(self, dated: date) -> RequestChoices:
        """The choices of the letter of that date. An item nobody has worded is left out."""
        return RequestChoices(
            agency=self.agency,
            technology=self.technology,
            vendors=self.vendors,
            items=tuple(item for item in self.items if item.category or self._worded(item)),
            dated=dated,
            form=self.form,
            deletions=self.deletions,
            fee_ceiling=self.fee_ceiling,
            public_title=self.public_title,
        )

    def _worded(self, item: ItemChoice) -> bool:
        edit = self.edits.get(f"item:{item.key}")
        return bool(edit and edit.words.strip())

    def usual_title(self, dated: date) -> str:
        """The title it has until somebody writes another."""
        return default_title(self.choices(dated))

    def letter(
        self,
        sender: Sender | None,
        dated: date,
        directory: Directory = SHIPPED,
        *,
        marking: bool = False,
        citable: Collection[str] | None = None,
        own: Mapping[str, str] | None = None,
    ) -> Letter:
        """The letter as it stands, to the agency as the directory has it; `citable` and `own` are
        as for `compose`.

        Raises what `request_facts` and `compose` raise.
        """
        facts = self.facts(sender, dated, directory)
        return compose(KIND, facts, self.edits, marking=marking, citable=citable, own=own)

    def facts(
        self, sender: Sender | None, dated: date, directory: Directory = SHIPPED
    ) -> RequestFacts:
        """The facts of the letter as it stands. Raises what `request_facts` raises."""
        return request_facts(self.choices(dated), sender, directory)

    def with_edit(self, key: str, edit: Edit | None) -> "Draft":
        """The draft with a block in someone's own words, or in ours again."""
        edits = {name: each for name, each in self.edits.items() if name != key}
        return replace(self, edits=edits | ({key: edit} if edit else {}))


def to_json(draft: Draft) -> str:
    """What was picked, as it is kept; a person's own words are kept beside it."""
    picked = {name: value for name, value in vars(draft).items() if name != "edits"}
    return json.dumps(picked, default=_told, ensure_ascii=False, sort_keys=True)


def _told(value: date | ItemChoice) -> Any:
    return value.isoformat() if isinstance(value, date) else vars(value)


def edits_json(draft: Draft) -> str:
    """A person's own words, as they are kept."""
    edits = {key: asdict(edit) for key, edit in draft.edits.items()}
    return json.dumps(edits, ensure_ascii=False, sort_keys=True)


def from_json(picked: str, edits: str, usual: Draft) -> Draft:
    """The draft that was kept; what `picked` does not say is as in `usual`."""
    data: dict[str, Any] = json.loads(picked)
    known = {name: _read(name, data[name]) for name in data if name in Draft.__dataclass_fields__}
    own: dict[str, Any] = json.loads(edits) or {}
    words = {key: Edit(each["words"], each["instead_of"]) for key, each in own.items()}
    return replace(usual, **known, edits=words)


def _read(name: str, value: Any) -> Any:
    match name:
        case "items":
            return tuple(_item(each) for each in value)
        case "since" | "until":
            return _day(value)
        case "vendors" | "deletions":
            return tuple(value)
        case _:
            return value


def _item(data: dict[str, Any]) -> ItemChoice:
    return ItemChoice(
        key=data["key"],
        category=data.get("category", ""),
        since=_day(data.get("since")),
        until=_day(data.get("until")),
        words=data.get("words", ""),
        custodians=tuple(data.get("custodians", ())),
        terms=tuple(data.get("terms", ())),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
