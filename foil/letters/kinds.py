"""Every kind of letter: the facts it is made from, and to which officer it goes."""

from collections.abc import Mapping
from dataclasses import dataclass

from foil.catalog.agency import Role
from foil.letters import appeal_facts as appeals
from foil.letters import reply_facts as replies
from foil.letters import silence_facts as silence
from foil.letters.facts import (
    Addressee,
    DenialFacts,
    Facts,
    FollowUpFacts,
    RequestFacts,
    SilenceFacts,
)

COMMITTEE = Addressee(
    "Committee on Open Government",
    ("Department of State", "One Commerce Plaza", "99 Washington Avenue", "Albany, NY 12231"),
)
INSPECTOR = Addressee(
    "Commissioner of Investigation",
    ("New York City Department of Investigation", "180 Maiden Lane", "New York, NY 10038"),
)

NOBODY = Addressee("", ())
"""Of what is written for our own file: it goes to nobody."""


@dataclass(frozen=True)
class LetterKind:
    """What a kind's facts are, and who has it: an officer of the agency, or always the same."""

    facts: type[Facts]
    to: Role | Addressee = "requests"


KINDS: Mapping[str, LetterKind] = {
    "request": LetterKind(RequestFacts),
    "follow_up": LetterKind(FollowUpFacts),
    "extension_reply": LetterKind(replies.ExtensionReplyFacts),
    "clarification": LetterKind(replies.ClarificationFacts),
    "narrowing": LetterKind(replies.NarrowingFacts),
    "fee_dispute": LetterKind(replies.FeeDisputeFacts),
    "instalment": LetterKind(replies.InstalmentFacts),
    "exception_reply": LetterKind(replies.ExceptionReplyFacts),
    "misdirected": LetterKind(replies.MisdirectedFacts),
    "reopening": LetterKind(replies.ReopeningFacts),
    "certified_copies": LetterKind(replies.CertifiedCopiesFacts),
    "preservation": LetterKind(replies.PreservationFacts),
    "withdrawal": LetterKind(replies.WithdrawalFacts),
    "closing": LetterKind(replies.ClosingFacts),
    "subject_matter_list": LetterKind(replies.ListFacts),
    "appeal_silence": LetterKind(SilenceFacts, "appeals"),
    "appeal_denial": LetterKind(DenialFacts, "appeals"),
    "appeal_partial": LetterKind(appeals.PartialFacts, "appeals"),
    "appeal_no_records": LetterKind(appeals.NoRecordsFacts, "appeals"),
    "appeal_not_described": LetterKind(appeals.NotDescribedFacts, "appeals"),
    "appeal_fee": LetterKind(appeals.FeeAppealFacts, "appeals"),
    "appeal_overdue": LetterKind(appeals.OverdueFacts, "appeals"),
    "after_remand": LetterKind(appeals.RemandFacts, "appeals"),
    "pre_suit_demand": LetterKind(appeals.PreSuitFacts, "appeals"),
    "non_response": LetterKind(silence.NonResponseFacts, NOBODY),
    "advisory_opinion": LetterKind(appeals.AdvisoryFacts, COMMITTEE),
    "post_act_complaint": LetterKind(appeals.PostActFacts, INSPECTOR),
}
"""By slug, in the order of a request's life."""
