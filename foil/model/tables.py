"""Every table, in one place, so that the metadata is whole."""

from foil.model.appeal import NotAppealed
from foil.model.authority import AuthorityReading, Dismissed
from foil.model.base import Base
from foil.model.bulk import BulkChange, BulkRow
from foil.model.campaign import (
    Campaign,
    CampaignAsk,
    CampaignRecipient,
    CampaignRequest,
    RequestTag,
)
from foil.model.content import Content, ContentFinding, Member, Mention, Page
from foil.model.decision import Decision
from foil.model.derived import ClockRow, StageRow
from foil.model.document import Document, DocumentOpening
from foil.model.event import Event, Journal
from foil.model.feed import Feed, FeedDay
from foil.model.hand_over import Handed, HandOver
from foil.model.letter import (
    Letter,
    LetterApproval,
    LetterComment,
    LetterExhibit,
    LetterVersion,
)
from foil.model.mail import (
    Invitation,
    Mail,
    MailChoice,
    MailSettings,
    Reminder,
    ReminderRun,
)
from foil.model.mailbox import MailboxFolder, MailboxLeft, MailboxSettings
from foil.model.matter import Matter, MatterMember
from foil.model.moved import MovedDate, MovedSeen
from foil.model.office import AgencyCorrection, Closing, Office, RuleChoice
from foil.model.override import Override
from foil.model.person import Person, SignIn, SignInAttempt
from foil.model.relation import Relation
from foil.model.reply import Arrival, OfficePattern, Reply, ReplyCandidate
from foil.model.request import Item, Reference, Request, RequestReference
from foil.model.sending import LetterSending
from foil.model.sheet import Disposal, SheetImport, SheetRow
from foil.model.upload import Upload
from foil.model.view import SavedView
from foil.model.worker import Lease, SelfCheck
from foil.model.writing import LetterheadImage, OwnTemplate, Paragraph, ParagraphVersion

__all__ = [
    "AgencyCorrection",
    "Arrival",
    "AuthorityReading",
    "Base",
    "BulkChange",
    "BulkRow",
    "Campaign",
    "CampaignAsk",
    "CampaignRecipient",
    "CampaignRequest",
    "ClockRow",
    "Closing",
    "Content",
    "ContentFinding",
    "Decision",
    "Dismissed",
    "Disposal",
    "Document",
    "DocumentOpening",
    "Event",
    "Feed",
    "FeedDay",
    "HandOver",
    "Handed",
    "Invitation",
    "Item",
    "Journal",
    "Lease",
    "Letter",
    "LetterApproval",
    "LetterComment",
    "LetterExhibit",
    "LetterSending",
    "LetterVersion",
    "LetterheadImage",
    "Mail",
    "MailChoice",
    "MailSettings",
    "MailboxFolder",
    "MailboxLeft",
    "MailboxSettings",
    "Matter",
    "MatterMember",
    "Member",
    "Mention",
    "MovedDate",
    "MovedSeen",
    "NotAppealed",
    "Office",
    "OfficePattern",
    "Override",
    "OwnTemplate",
    "Page",
    "Paragraph",
    "ParagraphVersion",
    "Person",
    "Reference",
    "Relation",
    "Reminder",
    "ReminderRun",
    "Reply",
    "ReplyCandidate",
    "Request",
    "RequestReference",
    "RequestTag",
    "RuleChoice",
    "SavedView",
    "SelfCheck",
    "SheetImport",
    "SheetRow",
    "SignIn",
    "SignInAttempt",
    "StageRow",
    "Upload",
]
