"""Every table, in one place, so that the metadata is whole."""

from foil.model.base import Base
from foil.model.derived import ClockRow, StageRow
from foil.model.document import Document, DocumentOpening
from foil.model.event import Event, Journal
from foil.model.letter import Letter
from foil.model.matter import Matter, MatterMember
from foil.model.office import AgencyCorrection, Closing, Office, RuleChoice
from foil.model.person import Person, SignIn, SignInAttempt
from foil.model.request import Item, Reference, Request, RequestReference

__all__ = [
    "AgencyCorrection",
    "Base",
    "ClockRow",
    "Closing",
    "Document",
    "DocumentOpening",
    "Event",
    "Item",
    "Journal",
    "Letter",
    "Matter",
    "MatterMember",
    "Office",
    "Person",
    "Reference",
    "Request",
    "RequestReference",
    "RuleChoice",
    "SignIn",
    "SignInAttempt",
    "StageRow",
]
