"""The office of a data folder as its letters have it: letterhead, directory, terms."""

from contextlib import closing

from foil.errors import FoilError
from foil.insight.directory import directory
from foil.insight.letter_terms import terms
from foil.letters.terms import Office
from foil.model.database import Database
from foil.operations.letterhead import letterhead
from foil.settings import Settings


def office_kept(settings: Settings) -> Office:
    """The office kept there; what ships where there is no office or no record yet."""
    with closing(Database(settings.database_url)) as database:
        try:
            with database.reading() as session:
                return Office(letterhead(session), directory(session), terms(session))
        except FoilError:
            return Office()
