"""A colleague, a hand-over and what the office knows of agencies, for the tests of each page."""

from datetime import date

from sqlalchemy import select

from foil.catalog import agencies
from foil.model.tables import AgencyCorrection
from foil.operations import added_agencies, agency_facts, handing_over, matters, requests
from foil.operations.added_agencies import Body
from foil.operations.agency_facts import Known
from foil.operations.handing_over import Wish
from foil.operations.requests import Asked, Particulars, People
from tests.e2e.conftest import Live

PEOPLE_PAGES = (
    "/hand-over",
    "/hand-over/of/1",
    "/hand-over/of/1/sheets",
    "/hand-over/1",
    "/hand-over/1/sheets",
    "/matters/1/members/1/off",
    "/agencies/doc",
    "/agencies/doc/facts",
    "/agencies/doc/facts?about=quirks",
    "/agencies/village-of-nyack-police-department",
    "/agencies/new",
)
"""Pages about people, matters and agencies, once `furnish_people` has been."""


def furnish_people(live: Live) -> None:
    """Somebody else of the matter, who took a request over; an agency corrected, with a newer
    shipped value beside ours, and one added."""
    keeper, now = live.keeper, live.clock()
    editor = live.site.add("editor")
    with live.site.database.writing() as session:
        matters.add_member(keeper, session, 1, editor.id, now=now)
        particulars = Particulars("doc", "body-worn-cameras", "Cameras in the jails")
        people = People(keeper.id, signer_id=keeper.id, matter_id=1)
        asked = [Asked("Contracts and costs, 2019 to 2026")]
        made = requests.draft(keeper, session, particulars, asked, people, now=now)
        wish = Wish(rows={made.number: editor.id}, drawn=frozenset({made.number}))
        handing_over.hand_over(keeper, session, keeper.id, wish, now=now)
    with live.site.database.writing() as session:
        known = Known("A call to the unit", date(2026, 11, 20), "The room number.")
        said = {"requests.email": "foil@doc.example.gov", "quirks": "Stamps receipt the next day."}
        agency_facts.say(keeper, session, "doc", said, known, now=now)
        body = Body("Village of Nyack Police Department", "Nyack PD", "village")
        added_agencies.add(keeper, session, body, said, known, now=now)
        rows = select(AgencyCorrection).where(AgencyCorrection.slug == "doc")
        for row in session.scalars(rows.where(AgencyCorrection.field == "requests.email")):
            row.shipped = f"older-{agencies.get('doc').requests.email}"
