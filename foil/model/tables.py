"""Every table, in one place, so that the metadata is whole."""

from foil.model.base import Base
from foil.model.decision import Decision
from foil.model.derived import ClockRow, StageRow
from foil.model.document import Document, DocumentOpening
from foil.model.event import Event, Journal
from foil.model.feed import Feed, FeedDay
from foil.model.letter import Letter
from foil.model.matter import Matter, MatterMember
from foil.model.moved import MovedDate, MovedSeen
from foil.model.office import AgencyCorrection, Closing, Office, RuleChoice
from foil.model.override import Override
from foil.model.person import Person, SignIn, SignInAttempt
from foil.model.request import Item, Reference, Request, RequestReference
from foil.model.sheet import Disposal, SheetImport, SheetRow
from foil.model.worker import Lease, SelfCheck

__all__ = [
    "AgencyCorrection",
    "Base",
    "ClockRow",
    "Closing",
    "Decision",
    "Disposal",
    "Document",
    "DocumentOpening",
    "Event",
    "Feed",
    "FeedDay",
    "Item",
    "Journal",
    "Lease",
    "Letter",
    "Matter",
    "MatterMember",
    "MovedDate",
    "MovedSeen",
    "Office",
    "Override",
    "Person",
    "Reference",
    "Request",
    "RequestReference",
    "RuleChoice",
    "SelfCheck",
    "SheetImport",
    "SheetRow",
    "SignIn",
    "SignInAttempt",
    "StageRow",
]
