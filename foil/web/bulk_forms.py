"""What can be done with the ticked requests, as forms ask for it and as it was answered."""

from datetime import date, datetime

from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from foil.errors import BadInput
from foil.model.tables import Person
from foil.operations.deeds import CampaignDeed, Deed, OwnerDeed, StepDeed, TagDeed, UntagDeed
from foil.operations.follow_ups import FollowUpDeed
from foil.web.event_reading import NOT_A_DAY, day
from foil.web.numbers import integer

DEEDS = (
    ("owner", "Change their owner"),
    ("tag", "Put tags on them"),
    ("untag", "Take tags off them"),
    ("campaign", "Put them into a campaign"),
    ("step", "Write their next step"),
    ("follow_up", "Draft follow-up letters"),
)
KINDS: dict[str, type[Deed]] = {
    kind.kind: kind
    for kind in (OwnerDeed, TagDeed, UntagDeed, CampaignDeed, StepDeed, FollowUpDeed)
}
OUT = "none"
CHOOSE = "Choose a campaign, name a new one, or say that they leave theirs."


def deed_in(
    person: Person, session: Session, kind: str, form: MultiDict[str, str], now: datetime
) -> Deed:
    """The deed a form asks for. Raises BadInput, by field, for what it does not say."""
    match kind:
        case "owner":
            return OwnerDeed(person, session, now).ask(form.get("owner", type=integer))
        case "tag":
            return TagDeed(person, session, now).ask(form.get("tags", ""))
        case "untag":
            return UntagDeed(person, session, now).ask(form.get("tags", ""))
        case "campaign":
            return _campaign(CampaignDeed(person, session, now), form)
        case "step":
            words, by = form.get("next_step", ""), form.get("next_step_by", type=integer)
            return StepDeed(person, session, now).ask(words, _day(form), by)
        case "follow_up":
            return FollowUpDeed(person, session, now)
        case _:
            raise BadInput("Say what to do.", {"deed": "Choose what to do with them."})


def _campaign(deed: CampaignDeed, form: MultiDict[str, str]) -> Deed:
    name, said = form.get("campaign_name", "").strip(), form.get("campaign", "")
    if len(name) > 200:
        raise BadInput("The name is too long.", {"campaign_name": "Up to 200 characters fit."})
    if not name and not said:
        raise BadInput("Say which.", {"campaign": CHOOSE})
    chosen = form.get("campaign", type=integer) if said != OUT else None
    if not name and said != OUT and chosen is None:
        raise BadInput("Say which.", {"campaign": CHOOSE})
    return deed.ask(chosen, name)


def _day(form: MultiDict[str, str]) -> date | None:
    said = form.get("next_step_on", "").strip()
    try:
        return day(said) if said else None
    except ValueError as error:
        says = NOT_A_DAY.format(said)
        raise BadInput("The day needs mending.", {"next_step_on": says}) from error
