"""What is in files, as the worker writes it down: slice by slice, each in one save, so that a
worker that is killed leaves every page written once or not at all."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, exists, func, insert, or_, select, update
from sqlalchemy.orm import Session

from foil.archive.programs import programs
from foil.archive.slices import Sheet, Slice
from foil.archive.store import Kept
from foil.insight.covered import FINDING
from foil.model.tables import Content, ContentFinding, Document, Member, Mention, Page

LASTS = timedelta(seconds=15)
"""How long whoever reads a file may be silent before another goes on with it."""

TRIES = 20  # times the worker may be ended over a file, by it or by anything else, without a page
LONGEST_SAYS, LONGEST_VALUE = 500, 200
COVERED = FINDING  # words are in the file that cannot be seen on the page
NO_WORDS = "There are no words in this file."
BROKE = "Reading it ended the worker {} times, so nobody tries again: read it by hand."


def enlist(session: Session, kept: Kept, *, now: datetime) -> None:
    """Have these bytes read, if they have not been."""
    if session.get(Content, kept.sha256) is None:
        session.add(Content(sha256=kept.sha256, size=kept.size, type=kept.type, made_at=now))
        session.flush()


def enlist_again(session: Session, document: Document, *, now: datetime) -> None:
    """Have a document read whose bytes came before files were read in the background."""
    enlist(session, Kept(document.sha256, document.size, document.type), now=now)


def waits(session: Session, *, now: datetime) -> bool:
    """Whether there is a file to read."""
    return session.scalar(select(exists().where(*_free(now)))) is True


def take(session: Session, holder: str, *, now: datetime) -> Content | None:
    """A file to read, ours until LASTS from now unless we say that we are still at it; None where
    nothing waits. The smallest first: a letter does not wait for a production."""
    waiting = select(Content).where(*_free(now)).order_by(Content.size, Content.sha256).limit(1)
    content = session.scalars(waiting).first()
    if content is None:
        return None
    if content.tries >= TRIES:
        leave(content, "refused", BROKE.format(TRIES), now=now)
        return take(session, holder, now=now)
    content.taken_by, content.taken_until = holder, now + LASTS
    content.tries += 1
    content.begun_at, content.begun_with = now, content.done
    content.program = programs()
    return content


def still_at_it(session: Session, holder: str, *, now: datetime) -> None:
    """Keep every file that `holder` reads for a while longer."""
    mine = update(Content).where(Content.taken_by == holder, Content.state == "pending")
    session.execute(mine.values(taken_until=now + LASTS))


def save(
    session: Session, sha256: str, holder: str, after: int, slice_: Slice, *, now: datetime
) -> bool:
    """Write the pages behind page `after` down, if the file is still ours to read; whether it is
    and there are more to come."""
    content = ours(session, sha256, holder)
    if content is None or content.done != after:
        return False
    if slice_.pages:
        session.execute(insert(Page), [_page(sha256, sheet) for sheet in slice_.pages])
        _write_mentions(session, sha256, slice_.pages)
    for what, says in slice_.findings:
        session.add(_finding(sha256, None, what, says))
    for sheet in slice_.pages:
        if sheet.why:
            session.add(
                _finding(sha256, sheet.number, "unread", f"Page {sheet.number} {sheet.why}")
            )
        if sheet.hidden:
            session.add(_finding(sha256, sheet.number, COVERED, _says(sheet)))
    content.type, content.pages = slice_.type, slice_.total
    content.done += len(slice_.pages)
    content.tries = 0
    content.taken_until = now + LASTS
    return content.done < slice_.total


def finish(session: Session, sha256: str, holder: str, *, now: datetime) -> None:
    """Say that all of a file is read, and every file in it taken out, if it is still ours."""
    content = ours(session, sha256, holder)
    if content is not None and content.pages is not None and content.done >= content.pages:
        _finish(session, content, now=now)


def give_up(
    session: Session, sha256: str, holder: str, says: str, *, now: datetime, state: str = "unread"
) -> None:
    """Leave a file to a person, with the reason; `state` "refused" where it broke a limit."""
    if content := ours(session, sha256, holder):
        leave(content, state, says, now=now)


def let_go(session: Session, holder: str) -> None:
    """Give back what `holder` has not finished, for anybody to go on with at once."""
    mine = update(Content).where(Content.taken_by == holder, Content.state == "pending")
    session.execute(mine.values(taken_by="", taken_until=None, tries=0))


def read_again(session: Session, sha256: str) -> None:
    """Throw away what was made of these bytes, and have them read anew. Files that were taken out
    of them stay what they are: they wait in their places to be taken out once more."""
    pages = select(Page.id).where(Page.sha256 == sha256)
    session.execute(delete(Mention).where(Mention.page_id.in_(pages)))
    for table in (Page, ContentFinding):
        session.execute(delete(table).where(table.sha256 == sha256))
    session.execute(update(Member).where(Member.container == sha256).values(says=""))
    fresh = {"state": "pending", "says": "", "pages": None, "done": 0, "tries": 0, "read_at": None}
    session.execute(update(Content).where(Content.sha256 == sha256).values(**fresh))


def ours(session: Session, sha256: str, holder: str) -> Content | None:
    """The file, while `holder` has it to read."""
    content = session.get(Content, sha256)
    if content is None or content.state != "pending" or content.taken_by != holder:
        return None
    return content


def leave(content: Content, state: str, says: str, *, now: datetime) -> None:
    """Say how the reading of a file ended."""
    content.state, content.says, content.read_at = state, says[:LONGEST_SAYS], now
    content.taken_by, content.taken_until = "", None


def _free(now: datetime) -> tuple[ColumnElement[bool], ...]:
    untaken = or_(Content.taken_until.is_(None), Content.taken_until <= now)
    return Content.state == "pending", untaken


def _finish(session: Session, content: Content, *, now: datetime) -> None:
    session.flush()
    legible = select(func.count(Page.id)).where(Page.sha256 == content.sha256, Page.by != "")
    if session.scalar(legible):
        leave(content, "read", "", now=now)
        return
    first = (
        select(ContentFinding.says)
        .where(ContentFinding.sha256 == content.sha256)
        .order_by(ContentFinding.id)
    )
    leave(content, "unread", session.scalars(first).first() or NO_WORDS, now=now)


def _write_mentions(session: Session, sha256: str, sheets: Sequence[Sheet]) -> None:
    numbers = [sheet.number for sheet in sheets if sheet.mentions]
    if not numbers:
        return
    within = Page.number.between(numbers[0], numbers[-1])
    wanted = select(Page.number, Page.id).where(Page.sha256 == sha256, within)
    ids = {row.number: row.id for row in session.execute(wanted)}
    rows = [
        {
            "page_id": ids[sheet.number],
            "kind": each.kind[:20],
            "value": each.value[:LONGEST_VALUE],
            "start": each.start,
            "end": each.end,
        }
        for sheet in sheets
        for each in sheet.mentions
    ]
    session.execute(insert(Mention), rows)


def _page(sha256: str, sheet: Sheet) -> dict[str, Any]:
    return {
        "sha256": sha256,
        "number": sheet.number,
        "label": sheet.label[:200],
        "text": sheet.text,
        "by": sheet.by,
        "width": sheet.width or None,
        "height": sheet.height or None,
        "black": sheet.black,
    }


def _says(sheet: Sheet) -> str:
    places = "a black box" if sheet.hidden == 1 else f"{sheet.hidden} black boxes"
    return (
        f"Page {sheet.number} holds words under {places}. They are withheld here; whoever sent it "
        "may have to be told: ask counsel before anything of it is passed on."
    )


def _finding(sha256: str, page: int | None, what: str, says: str) -> ContentFinding:
    return ContentFinding(sha256=sha256, page=page, what=what[:40], says=says[:LONGEST_SAYS])
