"""Work on a whole campaign: begun and stopped by a person, carried on by the worker or beside a
page. What is still to do is read from the rows, so it goes on where it was, whoever was killed."""

import time
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from foil.errors import BadInput, Busy, FoilError, Refused, Unreachable
from foil.insight.campaign_recipients import TO_DRAFT, recipients
from foil.insight.campaigns import ask_of
from foil.letters.printing import Printers, printers
from foil.model.tables import CampaignAsk, CampaignRecipient, Person
from foil.operations.campaign_approval import unapproved
from foil.operations.campaign_asks import find_ask
from foil.operations.campaign_drafts import draft_some, finishable, follow_some
from foil.operations.campaign_finishing import finish_some, ready_to_finish
from foil.operations.leases import release, take
from foil.operations.worker import Worker

KINDS = ("draft", "finish", "finish all")
LASTS = timedelta(seconds=30)
"""How long whoever is at it may be silent before another goes on."""

REST = 0.03  # seconds after each save, for whoever waits to save
NOTHING_ASKED = "Pick at least one thing to ask for first."
NOTHING_TO_DO = {
    "draft": "There is no agency that waits for a draft.",
    "finish": "There is no draft that can be finished.",
}
NOT_APPROVED = "Another person approves each letter before it is finished: ask for approval first."
GONE = "Whoever asked for this is not at work here any more; begin it anew."


def start(person: Person, session: Session, campaign_id: int, what: str) -> None:
    """Ask for the drafts ("draft") or for finishing them ("finish"; "finish all": those too that
    need an address). Letters that failed are tried again.

    Raises NotFound without an ask, Refused while something is done, BadInput for nothing to do.
    """
    ask = find_ask(person, session, campaign_id)
    if what not in KINDS:
        raise BadInput("Say what to do: draft or finish.")
    if ask.doing and ask.doing != "update":
        raise Refused("The campaign is being worked on already; stop that first.")
    mine = CampaignRecipient.campaign_id == campaign_id
    session.execute(update(CampaignRecipient).where(mine).values(says=""))
    found = recipients(person, session, ask, campaign_id)
    if what == "draft":
        if not ask_of(ask).items:
            raise BadInput(NOTHING_ASKED)
        waits = any(each.stands == TO_DRAFT for each in found)
    else:
        waiting = unapproved(session, found)
        waits = any(finishable(found, all_=what == "finish all", waiting=waiting))
        if not waits and waiting:
            raise BadInput(NOT_APPROVED)
    if not waits:
        raise BadInput(NOTHING_TO_DO[what.partition(" ")[0]])
    ask.doing, ask.doing_by, ask.says = what, person.id, ""


def stop(person: Person, session: Session, campaign_id: int) -> None:
    """Stop what is being done, after the letters that are under way. What is done stays."""
    find_ask(person, session, campaign_id).doing = ""


def carry_on(worker: Worker) -> None:
    """Go on with every campaign that something is to be done for and nobody else is at."""
    with worker.database.reading() as session:
        waiting = select(CampaignAsk.campaign_id).where(CampaignAsk.doing != "")
        ids = session.scalars(waiting.order_by(CampaignAsk.campaign_id)).all()
    for campaign_id in ids:
        work_on(worker, campaign_id)


def work_on(worker: Worker, campaign_id: int) -> None:
    """Do what is to be done for one campaign, until it is done, stopped, or somebody else's."""
    try:
        while not worker.ending.is_set():
            match _next(worker, campaign_id):
                case "finish" | "finish all" as what:
                    with printers() as pool:
                        _finish(worker, campaign_id, pool, what)
                case "saved":
                    time.sleep(REST)
                case _:
                    return
    except (Busy, Unreachable):
        raise
    except FoilError as error:
        with worker.database.writing() as session:
            ask = session.get_one(CampaignAsk, campaign_id)
            ask.doing, ask.says = "", str(error)
    finally:
        _let_go(worker, campaign_id)


def _next(worker: Worker, campaign_id: int) -> str:
    """One save's worth of drafting; "saved" for more to come, "finish" for that to begin, or
    nothing where there is no more to do, or it is not ours to do."""
    with worker.database.writing() as session:
        now = worker.now()
        ask = _ours(session, worker, campaign_id, now)
        if ask is None:
            return ""
        person = session.get(Person, ask.doing_by)
        if person is None or not person.active:
            ask.doing, ask.says = "", GONE
            return ""
        if ask.doing == "draft" and draft_some(person, session, ask, now=now):
            return "saved"
        if follow_some(person, session, ask, now=now):
            return "saved"
        if ask.doing.startswith("finish") and _to_finish(person, session, ask):
            return ask.doing
        ask.doing = ""
        return ""


def _to_finish(person: Person, session: Session, ask: CampaignAsk) -> bool:
    found = recipients(person, session, ask, ask.campaign_id)
    waiting = unapproved(session, found)
    return any(finishable(found, all_=ask.doing == "finish all", waiting=waiting))


def _finish(worker: Worker, campaign_id: int, pool: Printers, what: str) -> None:
    """Finish drafts a few at a time, until none is left, the ask changes or somebody stops it."""
    while not worker.ending.is_set():
        now = worker.now()
        with worker.database.writing() as session:
            ask = _ours(session, worker, campaign_id, now)
            if ask is None or ask.doing != what:
                return
            person = session.get_one(Person, ask.doing_by)
        with worker.database.reading() as session:
            composed = ready_to_finish(person, session, ask, all_=what == "finish all", now=now)
        if not composed:
            return
        finish_some(worker.database, worker.store, person, composed, pool, now=now)


def _ours(session: Session, worker: Worker, campaign_id: int, now: datetime) -> CampaignAsk | None:
    """The ask, with the lease of its campaign ours; None where nothing is to be done by us."""
    ask = session.get(CampaignAsk, campaign_id)
    if ask is None or not ask.doing:
        return None
    held = take(session, lease_of(campaign_id), worker.holder, now=now, lasts=LASTS)
    return ask if held else None


def _let_go(worker: Worker, campaign_id: int) -> None:
    with worker.database.writing() as session:
        release(session, lease_of(campaign_id), worker.holder)


def lease_of(campaign_id: int) -> str:
    """The name under which a campaign is held while it is worked on."""
    return f"campaign {campaign_id}"
