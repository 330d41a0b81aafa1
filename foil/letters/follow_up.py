"""A follow-up letter while it is being written: what the record says, and a person's own words."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Unpack

from foil.catalog.directory import SHIPPED, Directory
from foil.letters.compose import compose
from foil.letters.facts import Asked, FollowUpFacts, Missed, Sender
from foil.letters.letter import Edit, Letter
from foil.letters.request import addressee_of, agency_named, foil_agency
from foil.letters.terms import Terms

KIND = "follow_up"


@dataclass(frozen=True, kw_only=True)
class FollowUp:
    """What a follow-up is made from. `due` is the day the agency missed, `missed` which one;
    `acknowledged` is the day of its acknowledgment, where there is one."""

    agency: str
    request: Asked
    due: date
    missed: Missed = "no_acknowledgement"
    acknowledged: date | None = None
    reference: str = ""
    edits: Mapping[str, Edit] = field(default_factory=dict)

    def letter(
        self,
        sender: Sender | None,
        dated: date,
        directory: Directory = SHIPPED,
        **terms: Unpack[Terms],
    ) -> Letter:
        """The letter of that date, under the office's terms. Raises UnknownSlug, NotUnderFoil."""
        agency = foil_agency(self.agency, directory)
        facts = FollowUpFacts(
            agency=agency_named(agency),
            addressee=addressee_of(agency, "requests"),
            dated=dated,
            sender=sender,
            reference=self.reference,
            request=self.request,
            due=self.due,
            missed=self.missed,
            acknowledged=self.acknowledged,
        )
        return compose(KIND, facts, self.edits, **terms)


def to_json(draft: FollowUp) -> str:
    """What the record said, as it is kept; a person's own words are kept beside it."""
    told = {name: value for name, value in asdict(draft).items() if name != "edits"}
    return json.dumps(told, default=date.isoformat, ensure_ascii=False, sort_keys=True)


def from_json(told: str, edits: str) -> FollowUp:
    """The follow-up that was kept."""
    data: dict[str, Any] = json.loads(told)
    asked = data["request"]
    own: dict[str, Any] = json.loads(edits) or {}
    return FollowUp(
        agency=data["agency"],
        request=Asked(
            subject=asked["subject"],
            sent=date.fromisoformat(asked["sent"]),
            received=_day(asked["received"]),
            by=asked["by"],
        ),
        due=date.fromisoformat(data["due"]),
        missed=data["missed"],
        acknowledged=_day(data["acknowledged"]),
        reference=data["reference"],
        edits={key: Edit(each["words"], each["instead_of"]) for key, each in own.items()},
    )


def words_json(draft: FollowUp) -> str:
    """A person's own words, as they are kept."""
    edits = {key: asdict(edit) for key, edit in draft.edits.items()}
    return json.dumps(edits, ensure_ascii=False, sort_keys=True)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
