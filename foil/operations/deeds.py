"""What can be done to many requests at once: how each stands, what it would become, making it so.

A deed looks at a request as a small dictionary of what it would change, so that the same deed can
do it, say what it does, and put it back.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, ClassVar, Self

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.errors import BadInput
from foil.law.words import long
from foil.model.tables import (
    Campaign,
    CampaignRequest,
    MatterMember,
    Person,
    Request,
    RequestTag,
)
from foil.operations import requests
from foil.operations.campaigns import begin_campaign, find_campaign, put_in_campaign
from foil.operations.requests import People
from foil.operations.tags import read_tags, tag_request, untag_request

State = Mapping[str, Any]
Wish = tuple[State | None, str]
"""What a request would become, None where it is left out; and that, or why, in words."""


class Deed(ABC):
    """One deed of one person. `ask` tells it what to do, `says` is that in a sentence; one that was
    asked nothing can put back what another did."""

    kind: ClassVar[str]
    says: str = ""

    def __init__(self, person: Person, session: Session, now: datetime) -> None:
        self.person, self.session, self.now = person, session, now

    @abstractmethod
    def states(self, asked: Sequence[Request]) -> dict[int, State]:
        """How each request stands, by its id, in a fixed number of queries."""

    @abstractmethod
    def wish(self, request: Request, state: State) -> Wish:
        """What the request would become."""

    @abstractmethod
    def make(self, request: Request, state: State) -> State:
        """Make it so. Returns how the request stands now."""


class OwnerDeed(Deed):
    """Another owner."""

    kind = "owner"

    def ask(self, owner_id: int | None) -> Self:
        """Ask for an owner. Raises BadInput for nobody at work here."""
        session = self.session
        self.names: dict[int, str] = dict(session.execute(select(Person.id, Person.name)).all())
        owner = session.get(Person, owner_id) if owner_id else None
        if owner is None or not owner.active:
            raise BadInput("Say who.", {"owner": "Choose someone at work here."})
        self.owner_id, self.says = owner.id, f"Owner: {owner.name}"
        found = session.execute(select(MatterMember.matter_id, MatterMember.person_id))
        self.members = {(matter, member) for matter, member in found}
        return self

    def states(self, asked: Sequence[Request]) -> dict[int, State]:
        return {each.id: {"owner": each.owner_id} for each in asked}

    def wish(self, request: Request, state: State) -> Wish:
        name, matter = self.names[self.owner_id], request.matter_id
        if state["owner"] == self.owner_id:
            return None, f"{name} owns it already."
        for someone in (self.owner_id, request.deputy_id):
            if matter and someone and (matter, someone) not in self.members:
                return None, f"{self.names[someone]} is no member of its matter; add them first."
        return {"owner": self.owner_id}, f"From {self.names[state['owner']]} to {name}."

    def make(self, request: Request, state: State) -> State:
        whose = People(
            state["owner"], request.deputy_id, request.signer_id,
            request.matter_id, request.private,
        )  # fmt: skip
        requests.hand_over(self.person, self.session, request, whose, now=self.now)
        return state


class TagDeed(Deed):
    """Tags put on."""

    kind = "tag"

    def ask(self, words: str) -> Self:
        """Ask for tags, between commas. Raises BadInput for none, or for what is no tag."""
        self.tags = read_tags(words)
        if not self.tags:
            raise BadInput("Say which tags.", {"tags": "Write one tag, or several with commas."})
        self.says = f"Tags put on: {', '.join(self.tags)}"
        return self

    def states(self, asked: Sequence[Request]) -> dict[int, State]:
        found: dict[int, dict[str, str]] = {each.id: {} for each in asked}
        wanted = select(RequestTag).where(RequestTag.request_id.in_(found))
        for row in self.session.scalars(wanted.order_by(RequestTag.tag)):
            found[row.request_id][row.tag] = row.words
        return {id_: {"tags": words} for id_, words in found.items()}

    def wish(self, request: Request, state: State) -> Wish:
        there = state["tags"]
        new = {each.casefold(): each for each in self.tags if each.casefold() not in there}
        if not new:
            return None, "It has these tags already."
        return {"tags": there | new}, f"Tagged {', '.join(new.values())}."

    def make(self, request: Request, state: State) -> State:
        there = self.states([request])[request.id]["tags"]
        new = [words for tag, words in state["tags"].items() if tag not in there]
        gone = [tag for tag in there if tag not in state["tags"]]
        if new:
            tag_request(self.person, self.session, request, new, now=self.now)
        if gone:
            untag_request(self.person, self.session, request, gone, now=self.now)
        return state


class UntagDeed(TagDeed):
    """Tags taken off."""

    kind = "untag"

    def ask(self, words: str) -> Self:
        """Ask for tags to take off, between commas. Raises BadInput."""
        super().ask(words)
        self.says = f"Tags taken off: {', '.join(self.tags)}"
        return self

    def wish(self, request: Request, state: State) -> Wish:
        gone = {each.casefold() for each in self.tags}
        kept = {tag: words for tag, words in state["tags"].items() if tag not in gone}
        taken = [words for tag, words in state["tags"].items() if tag in gone]
        if not taken:
            return None, "It has none of these tags."
        return {"tags": kept}, f"{', '.join(taken)} taken off."


class CampaignDeed(Deed):
    """Into a campaign, there already or begun by its name; or out of the one it is in."""

    kind = "campaign"

    new: str = ""
    campaign_id: int | None = None

    def ask(self, campaign_id: int | None, name: str = "") -> Self:
        """Ask for a campaign by its id, for a new one by its name, or for none.

        Raises NotFound for a campaign the person may not see.
        """
        self.names: dict[int, str] = dict(
            self.session.execute(select(Campaign.id, Campaign.name)).all()
        )
        self.new, self.campaign_id = " ".join(name.split()), None if name else campaign_id
        self.called = self.new
        if self.campaign_id is not None:
            self.called = find_campaign(self.person, self.session, self.campaign_id).name
        self.says = f"Put into “{self.called}”" if self.called else "Taken out of its campaign"
        return self

    def states(self, asked: Sequence[Request]) -> dict[int, State]:
        held = CampaignRequest
        wanted = select(held.request_id, held.campaign_id)
        wanted = wanted.where(held.request_id.in_([each.id for each in asked]))
        found = dict(self.session.execute(wanted).all())
        return {each.id: {"campaign": found.get(each.id)} for each in asked}

    def wish(self, request: Request, state: State) -> Wish:
        was = state["campaign"]
        if not self.new and was == self.campaign_id:
            return None, "It is in that campaign already." if was else "It is in no campaign."
        left = f"From “{self.names[was]}” " if was else ""
        into = f"into “{self.called}”." if self.called else "into none."
        said = f"{left}{into}" if left else into.capitalize()
        return {"campaign": self.campaign_id}, said[:1].upper() + said[1:]

    def make(self, request: Request, state: State) -> State:
        target = state["campaign"]
        if self.new:
            if self.campaign_id is None:
                begun = begin_campaign(self.person, self.session, self.new, now=self.now)
                self.campaign_id = begun.id
            target = self.campaign_id
        put_in_campaign(self.person, self.session, request, target, now=self.now)
        return {"campaign": target}


class StepDeed(Deed):
    """A next step, in place of the one that was written."""

    kind = "step"

    def ask(self, words: str, on: date | None, by: int | None) -> Self:
        """Ask for a next step; `by` absent, each request's owner. Raises BadInput."""
        self.words, self.on, self.by = " ".join(words.split()), on, by
        problems = {}
        if not self.words or len(self.words) > 1000:
            problems["next_step"] = "Say what to do, in up to 1,000 characters."
        if on is None:
            problems["next_step_on"] = "Say when."
        if problems:
            raise BadInput("The next step needs mending.", problems)
        assert on is not None
        self.says = f"Next step: {self.words}, {long(on)}"
        return self

    def states(self, asked: Sequence[Request]) -> dict[int, State]:
        return {each.id: _step(each) for each in asked}

    def wish(self, request: Request, state: State) -> Wish:
        assert self.on is not None
        new = {"words": self.words, "on": self.on.isoformat(), "by": self.by or request.owner_id}
        if new == state:
            return None, "It is written there already."
        if not state["words"]:
            return new, "Written; there was none."
        was = long(date.fromisoformat(state["on"])) if state["on"] else "no day"
        return new, f"In place of “{state['words']}”, {was}."

    def make(self, request: Request, state: State) -> State:
        on = date.fromisoformat(state["on"]) if state["on"] else None
        requests.set_next_step(
            self.person, self.session, request, state["words"], on, state["by"], now=self.now
        )
        return _step(request)


def _step(request: Request) -> dict[str, Any]:
    on = request.next_step_on
    return {
        "words": request.next_step,
        "on": on.isoformat() if on else None,
        "by": request.next_step_by,
    }
