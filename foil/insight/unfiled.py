"""Not filed yet: letters that were finished and not filed with the agency, follow-ups drafted and
not sent, and files that came and that nobody has said what they are."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.insight.lines import Named, Section
from foil.insight.replies import of_a_reply
from foil.insight.scope import Scope
from foil.insight.sendings import open_sendings
from foil.model.tables import Document, Letter, LetterSending, Request


@dataclass(frozen=True)
class Finished:
    """A letter of ours; the clock of a request's starts when someone records how it was filed.
    `handed` is its handing to the mail server where it went by that, or may have gone."""

    request: Named
    letter: Letter
    handed: LetterSending | None = None


@dataclass(frozen=True)
class InTray:
    """A file in a request's tray, to be read and recorded."""

    request: Named
    document: Document


def finished(session: Session, scope: Scope) -> Section[Finished]:
    """Finished letters not filed yet, the oldest first."""
    wanted = (
        select(Letter, Request)
        .join(Request, Request.id == Letter.request_id)
        .where(Letter.state == "finished")
    )
    found, total = scope.page(session, wanted, Letter.finished_at, Letter.id)
    handed = open_sendings(session, [letter for letter, _ in found])
    rows = tuple(
        Finished(scope.named(request), letter, handed.get(letter.id)) for letter, request in found
    )
    return Section(rows, total)


def drafted(session: Session, scope: Scope) -> Section[Finished]:
    """Follow-ups that are drafts still, the oldest first. They start no clock."""
    wanted = (
        select(Letter, Request)
        .join(Request, Request.id == Letter.request_id)
        .where(Letter.state == "draft", Letter.kind == "follow_up")
    )
    found, total = scope.page(session, wanted, Letter.made_at, Letter.id)
    rows = tuple(Finished(scope.named(request), letter) for letter, request in found)
    return Section(rows, total)


def in_tray(session: Session, scope: Scope) -> Section[InTray]:
    """Files nobody has filed yet, the oldest first; those that replies speak for apart."""
    wanted = (
        select(Document, Request)
        .join(Request, Request.id == Document.request_id)
        .where(Document.unfiled, ~of_a_reply())
    )
    found, total = scope.page(session, wanted, Document.brought_at, Document.id)
    rows = tuple(InTray(scope.named(request), document) for document, request in found)
    return Section(rows, total)
