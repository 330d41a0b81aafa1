"""What the fields of a letter's facts are called on its page, and what helps to fill them."""

from collections.abc import Mapping
from typing import NamedTuple


class Said(NamedTuple):
    """A field's name for people, and its hint."""

    label: str
    hint: str = ""


SENTENCES = "One sentence a line."
LABELS: Mapping[str, Said] = {
    "acknowledged": Said("Day of its acknowledgment"),
    "affirmant": Said("Who affirms it"),
    "answer": Said("Our answer"),
    "answered": Said("Day its question was answered", "If it asked one and was answered."),
    "answers": Said("Questions and answers"),
    "appeal_received": Said("Day the appeal was received"),
    "appealed": Said("Day the appeal was sent"),
    "asked": Said("Day the agency’s questions bear"),
    "automatic": Said("What would destroy records by itself", "One a line: a retention schedule."),
    "burden": Said("The refusal speaks of effort or volume"),
    "came": Said("Day the records came"),
    "certified": Said("The agency certified its search"),
    "claimed": Said("Ground claimed there", "As 87(2)(e)(iv); empty where none is stated."),
    "clear": Said("Items the agency asked nothing about"),
    "closed": Said("Day the request was closed"),
    "copies": Said("Copies to", "One a line."),
    "decided": Said("Day the decision on the appeal bears"),
    "denied": Said("Day the agency’s letter bears"),
    "due": Said("Day that passed"),
    "clarification.due": Said("Its last day for an answer"),
    "elsewhere": Said("Whom the agency says to ask", "As inside a sentence: the State Police."),
    "enclosures": Said("Enclosures", "One a line."),
    "ended": Said("Day the appeal ended"),
    "evidence": Said("What shows that the records exist", SENTENCES),
    "exemptions": Said("Exemptions it names", "One a line, as 87(2)(e)(iv)."),
    "exhibit": Said("Exhibit", "What the enclosures below call it."),
    "failings": Said("What was not done"),
    "fee": Said("The fee asked"),
    "fee.lines": Said("Lines of the estimate"),
    "fee.on": Said("Day of its letter"),
    "fee.total": Said("Total it states", "In dollars."),
    "first": Said("Items wanted first"),
    "ground": Said("How silence denied it"),
    "helped": Said("The agency asked what was meant before it refused"),
    "history": Said("What happened"),
    "how": Said("What the agency did"),
    "pre_suit_demand.how": Said("How the appeal ended"),
    "items": Said("Items it is about"),
    "narrowing.items": Said("Items as they are now to be read"),
    "withdrawal.items": Said("Items taken back"),
    "kept": Said("Items that stand as sent"),
    "last": Said("The last thing received"),
    "last_day": Said("Last day", "Counted from the other dates where it is empty."),
    "lines": Said("Lines"),
    "looks": Said("Looks that found nothing"),
    "missed": Said("What the agency let pass"),
    "narrowing": Said("How the items may be read instead", SENTENCES),
    "need_by": Said("Day they are needed by"),
    "not_searched": Said("Places not searched", "One a line."),
    "number": Said("Item"),
    "objection": Said("Our objection", "Empty where the line is admitted."),
    "officer": Said("Who refused", "By post, never by name."),
    "on": Said("Day"),
    "outstanding": Said("Items still open"),
    "page": Said("Page or file"),
    "passed": Said("What passed in silence"),
    "places": Said("Places looked in", "One a line, a mailbox with its spam folder."),
    "promised": Said("Date it gave"),
    "extension_reply.promised": Said("Dates it gave, oldest first"),
    "proposal": Said("What would settle it", SENTENCES),
    "protest": Said("What is asked is paid, under protest"),
    "public": Said("What is public already", SENTENCES),
    "published": Said("What the agency has published", SENTENCES),
    "quantity": Said("How many"),
    "question": Said("The agency’s question"),
    "questions": Said("Our questions", "One a line."),
    "rate": Said("Price of one", "In dollars."),
    "reason": Said("Reason it gave"),
    "received": Said("Day we received it"),
    "request.received": Said("Day it was received"),
    "request.by": Said("How it went", "As inside a sentence: by e-mail."),
    "request.subject": Said("What it is about", "As inside a sentence."),
    "request.sent": Said("Day it was sent"),
    "records": Said("Records to certify", "One a line."),
    "redactions": Said("What was blacked out or left out"),
    "reference": Said("The agency’s own number for the request"),
    "replied": Said("Day the agency’s letter bears"),
    "reply": Said("Our reply"),
    "request": Said("The request"),
    "stated": Said("Amount it states", "If it states one."),
    "subject": Said("What it is about"),
    "systems": Said("Where the records are", "One a line."),
    "technology": Said("Technology", "As inside a sentence: facial recognition."),
    "title": Said("Their title"),
    "told": Said("Day the agency told us"),
    "post_act_complaint.told": Said("What we know", SENTENCES),
    "total": Said("Total"),
    "understood": Said("What shows that the agency understood", "Its own words."),
    "unit": Said("Of what", "Hours, pages."),
    "units": Said("Units whose part is wanted first", "One a line."),
    "until": Said("Date given", "Empty where it gave none."),
    "vendor": Said("Vendor"),
    "what": Said("What"),
    "fee.lines.what": Said("What for"),
    "instalment.what": Said("What came", "As inside a sentence: 212 pages."),
    "closing.what": Said("What came", "As inside a sentence: 212 pages."),
    "redactions.what": Said("What it seems to be"),
    "why": Said("Why it is unreasonable", SENTENCES),
    "misdirected.why": Said("Why the records are this agency’s", SENTENCES),
    "words": Said("The agency’s own words", "Quoted in the letter."),
    "items.words": Said("Words"),
    "kept.words": Said("Words"),
    "clear.words": Said("Words"),
    "first.words": Said("Words"),
    "outstanding.words": Said("Words"),
    "history.words": Said("What happened", "Without its date or final stop."),
    "looks.on": Said("Day"),
    "looks.by": Said("Who looked"),
    "last.what": Said("What"),
    "last.received": Said("Day we received it"),
}
"""By a fact's name, by its path without numbers, or by either after the letter's kind."""

CHOICES: Mapping[str, str] = {
    "no_acknowledgement": "No acknowledgment within five business days",
    "no_date": "An acknowledgment without an approximate date",
    "no_determination": "No determination within twenty business days",
    "date_passed": "The date it gave has passed",
    "date_unreasonable": "The date it gave is unreasonable",
    "no_decision": "No decision on the appeal",
    "denied": "It was denied",
    "silence": "By silence: no decision in ten business days",
    "closed": "It was closed",
    "referred": "It referred us elsewhere",
    "no_records": "It said that it has no records",
    "no_policy": "No policy was published",
    "not_named": "Maker or product is not named",
    "differs": "The policy differs from the agency’s reply",
    "no_audit": "No audit of facial recognition is posted",
}
"""What a choice of a fact says."""


def said_of(kind: str, path: str) -> Said:
    """What the fact at that path, without numbers, is called in a letter of that kind."""
    name = path.rpartition(".")[2]
    for key in (f"{kind}.{path}", path, f"{kind}.{name}", name):
        if key in LABELS:
            return LABELS[key]
    return Said(name.replace("_", " ").capitalize())


def choice_words(choice: str) -> str:
    """A choice in words."""
    return CHOICES.get(choice, choice.replace("_", " ").capitalize())
