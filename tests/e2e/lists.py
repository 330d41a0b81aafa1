"""Lists people live in, furnished for the tests that walk each page of a desk."""

from foil.model.tables import Request
from foil.model.visibility import find_request
from foil.operations import bulk, campaign_asks, campaign_recipients, campaigns, tags, views
from foil.operations.deeds import Deed, StepDeed
from foil.operations.follow_ups import FollowUpDeed
from foil.operations.looks import record_look
from tests.e2e.conftest import Live
from tests.integration.campaigning import ask

ASKED = ("nysp", "brooklyn-da", "mta", "panynj")
LIST_PAGES = (
    "/requests?sort=stage&down=1&campaign=1&whose=mine",
    "/requests?stage=draft",
    "/campaigns",
    "/campaigns/1",
    "/campaigns/1/ask",
    "/campaigns/1/agencies?find=county",
    "/campaigns/1/letters/nysp",
    "/campaigns/1/letters/panynj",
    "/campaigns/1/queue",
    "/campaigns/1/items",
    "/campaigns/2",
    "/campaigns/2/ask",
    "/campaigns/2/agencies?find=district",
    "/campaigns/2/queue",
    "/campaigns/2/items",
    "/rounds/portal",
    "/rounds/idle",
    "/bulk/1",
    "/bulk/2",
    "/requests/FD-0002/follow-ups/5",
)
"""The list narrowed, a view in use, campaigns, rounds, what was done to many, a follow-up."""


def furnish_lists(live: Live) -> None:
    """A campaign, tags, a view, a portal looked at, and two things done to many."""
    keeper, now = live.keeper, live.clock()
    with live.site.database.writing() as session:
        campaign = campaigns.begin_campaign(keeper, session, "Mobile X-ray vans, 2026", now=now)
        for number in ("FD-0001", "FD-0002", "FD-0003"):
            found = find_request(session, keeper, number)
            campaigns.put_in_campaign(keeper, session, found, campaign.id, now=now)
            tags.tag_request(keeper, session, found, ["vans", "spring 2026"], now=now)
        campaigns.begin_campaign(keeper, session, "Not begun", now=now)
        campaign_asks.write_ask(keeper, session, campaign.id, ask(), now=now)
        campaign_recipients.add_agencies(keeper, session, campaign.id, ASKED, now=now)
        views.save_view(keeper, session, "Drafts", "stage=draft", office=True, now=now)
        step = StepDeed(keeper, session, now).ask("Call the officer", now.date(), None)
        asked = bulk.chosen(keeper, session, ["FD-0003", "FD-0004"])
        done(step, asked, live)
        follow_up = FollowUpDeed(keeper, session, now)
        done(follow_up, bulk.chosen(keeper, session, ["FD-0001", "FD-0002"]), live)
    with live.site.database.writing() as session:
        record_look(keeper, session, "FD-0002", now=now)


def done(deed: Deed, asked: list[Request], live: Live) -> None:
    """The deed, done to these requests as its page would."""
    planned = bulk.plan(deed.session, deed, asked)
    marks = {each.request.number: each.mark for each in planned}
    bulk.carry_out(deed, planned, marks, now=live.clock())
