"""The office as its letters have it: letterhead and the lines under the signature."""

from sqlalchemy.orm import Session

from foil.errors import FoilError
from foil.letters.facts import Sender
from foil.model.database import Database
from foil.operations.office import OfficeFacts, facts_of, the_office
from foil.settings import Settings


def letterhead(session: Session) -> Sender | None:
    """The office's letterhead; None before its first run."""
    office = the_office(session)
    return sender_of(facts_of(office)) if office else None


def sender_of(office: OfficeFacts) -> Sender:
    """What an office says of itself, as its letters say it."""
    return Sender(
        office.name,
        _lines(office.address),
        office.telephone,
        office.email,
        _lines(office.signature_block) or (office.name,),
    )


def letterhead_kept(settings: Settings) -> Sender | None:
    """The letterhead of the office kept there; None where there is no office or no record yet."""
    database = Database(settings.database_url)
    try:
        with database.reading() as session:
            return letterhead(session)
    except FoilError:
        return None
    finally:
        database.close()


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
