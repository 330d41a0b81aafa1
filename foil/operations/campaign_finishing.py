"""A campaign's drafts finished in one go: composed, made into PDFs by a pool of processes outside
any save, then sealed a few at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from sqlalchemy.orm import Session

from foil.archive.store import Store
from foil.errors import FoilError, MovedOn
from foil.insight.authority_readings import standing
from foil.insight.campaign_recipients import draft_in, recipients
from foil.insight.directory import directory
from foil.insight.letter_terms import terms
from foil.letters import record
from foil.letters.draft import Draft
from foil.letters.letter import Letter
from foil.letters.portal import portal_text
from foil.letters.printing import Printers
from foil.letters.standing import Standing
from foil.model.database import Database
from foil.model.tables import CampaignAsk, CampaignRecipient, Person
from foil.newyork import day_of
from foil.operations import letters
from foil.operations.campaign_approval import unapproved
from foil.operations.campaign_drafts import finishable
from foil.operations.letterhead import letterhead

AT_ONCE = 8  # letters between two words of progress


@dataclass(frozen=True)
class Ready:
    """A draft composed, to be printed and sealed. `worth` is each authority's standing that day."""

    row_id: int
    number: str
    letter_id: int
    draft: Draft
    letter: Letter
    worth: Mapping[str, Standing]


def ready_to_finish(
    person: Person,
    session: Session,
    ask: CampaignAsk,
    *,
    all_: bool,
    now: datetime,
    limit: int = AT_ONCE,
) -> list[Ready]:
    """Up to `limit` drafts of the campaign, composed. `all_`: those that need an address too."""
    asked = recipients(person, session, ask, ask.campaign_id)
    found = finishable(asked, all_=all_, waiting=unapproved(session, asked))
    known, day, worth = directory(session), day_of(now), standing(session)
    under, composed = terms(session, worth), []
    for each in list(found)[:limit]:
        assert each.request is not None
        assert each.letter is not None
        draft = draft_in(each.request, each.letter)
        sender = letterhead(session, each.request.signer_id)
        made = draft.letter(sender, day, known, **under)
        composed.append(Ready(each.row.id, each.request.number, each.letter.id, draft, made, worth))
    return composed


def finish_some(
    database: Database,
    store: Store,
    person: Person,
    composed: Sequence[Ready],
    printers: Printers,
    *,
    now: datetime,
) -> None:
    """Print these and seal them: each is finished, or keeps the sentence that says why not. One
    that was changed meanwhile waits for the next turn.

    Raises LetterError where no PDF can be made at all, Full where there is no room.
    """
    pdfs = printers.pdfs(each.letter for each in composed)
    sealed = [_kept(store, each, pdf) for each, pdf in zip(composed, pdfs, strict=True)]
    with database.writing() as session:
        for each, files in zip(composed, sealed, strict=True):
            says = _seal(person, session, each, files, now)
            session.get_one(CampaignRecipient, each.row_id).says = says


def _seal(
    person: Person, session: Session, each: Ready, files: dict[str, str], now: datetime
) -> str:
    """Finish one letter. Returns why it could not be, or nothing."""
    try:
        with session.begin_nested():
            row = letters.find_letter(person, session, each.number, each.letter_id)
            letters.finish(person, session, row, files, made_from=each.draft, now=now)
    except MovedOn:
        return ""
    except FoilError as error:
        return str(error)
    return ""


def _kept(store: Store, ready: Ready, pdf: bytes) -> dict[str, str]:
    """What is sealed of a letter, kept: format to SHA-256."""
    contents = {
        "pdf": pdf,
        "txt": portal_text(ready.letter).description.text.encode(),
        "json": record.to_json(ready.letter, ready.worth).encode(),
    }
    return {ending: store.keep(BytesIO(each)).sha256 for ending, each in contents.items()}
