"""What a letter still needs, in words: what each fact is, by its name in a file of facts."""

from collections.abc import Mapping

NEEDED: Mapping[str, str] = {
    "acknowledged": "the day of its acknowledgment",
    "affirmant": "the name of who affirms it",
    "agency": "the agency, by its short name: nypd",
    "answer": "the answer",
    "answers": "the questions and their answers",
    "appeal_received": "the day the appeal was received",
    "appealed": "the day the appeal was sent",
    "asked": "the day the agency’s questions bear",
    "came": "the day the records came",
    "by": "who did it",
    "category": "a record category: contracts",
    "claimed": "the ground claimed for it",
    "closed": "the day the request was closed",
    "decided": "the day the decision on the appeal bears",
    "denied": "the day the agency’s letter bears",
    "due": "the day that passed",
    "elsewhere": "whom the agency says to ask",
    "ended": "the day the appeal ended",
    "failings": "what was not done: no_policy, not_named, differs or no_audit",
    "fee": "the fee asked: its date, lines and total",
    "ground": "how silence denied it, no_acknowledgement for one",
    "helped": "true if the agency asked what you meant before it refused, else false",
    "history": "what happened, each with its date",
    "how": "how the appeal ended: denied or silence",
    "items": "the items it is about, each with its number and words",
    "lines": "the lines of the estimate",
    "looks": "each look that found nothing: its day, who looked, where",
    "name": "a name",
    "number": "its number",
    "on": "its date",
    "outstanding": "the items still open",
    "page": "the page or file",
    "passed": "what passed in silence, no_determination for one",
    "places": "where it was looked, place by place",
    "promised": "the dates the agency gave",
    "quantity": "how many",
    "question": "the question",
    "questions": "the questions to ask",
    "rate": "the price of one, in dollars",
    "received": "the day it was received",
    "records": "the records, one by one",
    "redactions": "what was blacked out, page by page",
    "replied": "the day the agency’s letter bears",
    "request": "the request it is about",
    "sent": "the day it was sent",
    "since": "the records’ first day",
    "subject": "what the request is about, as inside a sentence",
    "technology": "the technology: facial-recognition",
    "title": "the officer’s title",
    "told": "what is told, a sentence each",
    "total": "the total the agency states",
    "unit": "what is counted: hours, pages",
    "vendor": "the vendor",
    "what": "what it is",
    "words": "its words",
}
"""A sentence’s piece for every fact a letter can need, by its own name."""


def needed(path: str) -> str:
    """What is wanted at that place: "request.sent: the day it was sent"."""
    name = path.rpartition(".")[2].partition("[")[0]
    return f"{path}: {NEEDED.get(name, name.replace('_', ' '))}"
