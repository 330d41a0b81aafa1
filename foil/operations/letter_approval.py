"""Comment and approval: anyone who may see a draft may say something of it; where an office turns
it on, a second person approves each letter before it is finished."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.errors import BadInput, Refused
from foil.model.tables import Letter, LetterApproval, LetterComment, Person, Request
from foil.model.visibility import may_see
from foil.operations.letter_versions import authors
from foil.operations.office import the_office

LONGEST = 4000  # characters of a comment
NOT_APPROVED = "Another person approves this letter before it is finished: ask for approval."


def is_on(session: Session) -> bool:
    """Whether the office has letters approved."""
    office = the_office(session)
    return office is not None and office.approves_letters


def switch(person: Person, session: Session, *, on: bool) -> None:
    """Turn approval on or off. Raises Refused for anyone but an administrator."""
    office = the_office(session)
    if person.role != "administrator" or office is None:
        raise Refused("Only an administrator changes the office; ask one of yours.")
    office.approves_letters = on


def approval_of(session: Session, letter: Letter) -> LetterApproval | None:
    """Where the approval of a letter stands; None where nobody has asked for it."""
    return session.scalars(
        select(LetterApproval).where(LetterApproval.letter_id == letter.id)
    ).one_or_none()


def is_approved(session: Session, letter: Letter) -> bool:
    """Whether the draft, as it is now, is approved."""
    found = approval_of(session, letter)
    return found is not None and found.state == "approved" and found.version == letter.version


def refuse_unless_approved(session: Session, letter: Letter) -> None:
    """Raise BadInput for a letter that is to be approved and is not."""
    if is_on(session) and not is_approved(session, letter):
        raise BadInput(NOT_APPROVED, {"approver": NOT_APPROVED})


def approvers(person: Person, session: Session, letter: Letter) -> list[tuple[int, str]]:
    """Who may approve a draft: whoever may see its request and has written nothing of it."""
    wrote = authors(session, letter) | {person.id}
    found = []
    people = select(Person).where(Person.active, Person.id.not_in(wrote)).order_by(Person.name)
    for each in session.scalars(people):
        mine = select(Request.id).where(Request.id == letter.request_id, may_see(each))
        if session.scalar(mine) is not None:
            found.append((each.id, each.name))
    return found


def ask(
    person: Person, session: Session, letter: Letter, approver: int, words: str, *, now: datetime
) -> None:
    """Ask someone to approve the draft as it is now.

    Raises BadInput for someone who may not, Refused for a letter that is no draft.
    """
    if letter.state != "draft":
        raise Refused("It is finished already.")
    if approver not in {id_ for id_, _ in approvers(person, session, letter)}:
        says = "Choose someone who may see the request and has not written on this draft."
        raise BadInput(says, {"approver": says})
    found = approval_of(session, letter)
    if found is None:
        found = LetterApproval(request_id=letter.request_id, letter_id=letter.id)
        session.add(found)
    found.state, found.version, found.approver_id = "asked", letter.version, approver
    found.asked_at, found.asked_by, found.decided_at = now, person.id, None
    _say(person, session, letter, "asked", words, now)


def decide(
    person: Person, session: Session, letter: Letter, words: str, *, approve: bool, now: datetime
) -> None:
    """Approve the draft, or return it with a comment.

    Raises Refused for anyone but the person who was asked, for an author, and where the draft has
    changed since; BadInput where it is returned without a word.
    """
    found = approval_of(session, letter)
    if found is None or found.state != "asked" or found.approver_id != person.id:
        raise Refused("Nobody has asked you to approve this draft.")
    if person.id in authors(session, letter):
        raise Refused("You have written on this draft: another person approves it.")
    if approve and found.version != letter.version:
        raise Refused("The draft has changed since you were asked. Ask its author to ask again.")
    if not approve and not words.strip():
        raise BadInput("Say what is to change.", {"said": "Say what is to change."})
    found.state, found.decided_at = ("approved" if approve else "returned"), now
    _say(person, session, letter, found.state, words, now)


def comment(person: Person, session: Session, letter: Letter, words: str, *, now: datetime) -> None:
    """Say something of a draft. Raises BadInput for nothing and for too much, Refused for a letter
    that is no draft."""
    if letter.state != "draft":
        raise Refused("It is finished: open it for editing again, or write a next step.")
    if not words.strip():
        raise BadInput("Write the comment.", {"comment": "Write the comment."})
    _say(person, session, letter, "said", words, now)


def comments(session: Session, letter: Letter) -> list[tuple[LetterComment, str]]:
    """What was said of a draft, with who said it, the oldest first."""
    wanted = (
        select(LetterComment, Person.name)
        .join(Person, Person.id == LetterComment.made_by)
        .where(LetterComment.letter_id == letter.id)
        .order_by(LetterComment.id)
    )
    return [(comment, name) for comment, name in session.execute(wanted)]


def _say(
    person: Person, session: Session, letter: Letter, what: str, words: str, now: datetime
) -> None:
    if len(words) > LONGEST:
        says = f"Shorten it: {len(words):,} characters, and {LONGEST:,} fit."
        raise BadInput(says, {"said": says})
    comment = LetterComment(request_id=letter.request_id, letter_id=letter.id, what=what)
    comment.words, comment.version = words.strip(), letter.version
    comment.made_at, comment.made_by = now, person.id
    session.add(comment)
