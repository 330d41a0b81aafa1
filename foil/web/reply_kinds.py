"""What a reply may be filed as, in users' words: each with its form, and the kinds of
`foil.replies.kinds` that it is offered for."""

from collections.abc import Mapping

from foil.web.forms import FORMS, EventForm
from foil.web.forms.form import Ask

PART = "part"
NOTE = "note"

_RELEASED = tuple(ask for ask in FORMS["released"].asks if ask.field in ("part", "more_by"))
_DENIED = tuple(ask for ask in FORMS["denied"].asks if ask.field != "scope")

GRANTED_IN_PART = EventForm(
    PART,
    "Granted in part, or with redactions",
    "Records came, and something of them is withheld: a denial of that part.",
    (*_DENIED, *_RELEASED),
    papers=True,
    numbered="request",
)
A_NOTE = EventForm(
    NOTE,
    "A note: it moves no date",
    "A message that decides nothing. It is kept in the timeline.",
    (Ask("said", "What it says", "text", "In a few words. May stay empty."),),
    day="Day it came",
)

ORDER = (
    "acknowledged", "extended", "denied", PART, "no_records", "closed", "referred", "granted",
    "released", "clarification_asked", "fee_asked", "appeal_decided", "reopened", "received",
    "appeal_received", "delivery_failed", "recalled", "exception_claimed", NOTE,
)  # fmt: skip
KINDS_OF_REPLY: Mapping[str, EventForm] = {
    kind: {PART: GRANTED_IN_PART, NOTE: A_NOTE}.get(kind) or FORMS[kind] for kind in ORDER
}
"""What a reply may be filed as, in the order it is offered."""

READ_AS: Mapping[str, str] = {
    "receipt": "received",
    "acknowledgement": "acknowledged",
    "extension": "extended",
    "grant": "granted",
    "partial_grant": PART,
    "denial": "denied",
    "no_records": "no_records",
    "clarification": "clarification_asked",
    "fee": "fee_asked",
    "referral": "referred",
    "already_public": "closed",
    "records": "released",
    "note": NOTE,
    "response_edited": "recalled",
    "reopening": "reopened",
    "appeal_received": "appeal_received",
    "appeal_denied": "appeal_decided",
    "appeal_granted": "appeal_decided",
    "appeal_granted_in_part": "appeal_decided",
    "appeal_remanded": "appeal_decided",
    "closing": "closed",
    "auto_reply": NOTE,
    "bounce": "delivery_failed",
    "other": "",
}
"""What a reading is filed as unless a person says otherwise; nothing where it is not known."""

MEANS: Mapping[str, str] = {
    **{to: kind for kind, to in READ_AS.items() if to and kind != "auto_reply"},
    "closed": "closing",
    "appeal_decided": "appeal_denied",
}
"""The kind of reading that a choice stands for, where an office's phrase is remembered for it."""

OUTCOMES: Mapping[str, str] = {
    "granted": "appeal_granted",
    "granted_in_part": "appeal_granted_in_part",
    "denied": "appeal_denied",
    "remanded": "appeal_remanded",
}

SEEMS: Mapping[str, str] = {
    "receipt": "a receipt",
    "acknowledgement": "an acknowledgement",
    "extension": "an extension",
    "grant": "a grant",
    "partial_grant": "a grant in part, or a release with redactions",
    "denial": "a denial",
    "no_records": "an answer that there are no records",
    "clarification": "a question to you",
    "fee": "a demand for a fee",
    "referral": "a referral elsewhere",
    "already_public": "a closing: the records are said to be public",
    "records": "records that came",
    "note": "a note",
    "response_edited": "a change to what was sent before",
    "reopening": "a re-opening",
    "appeal_received": "a receipt of the appeal",
    "appeal_denied": "a decision: the appeal is denied",
    "appeal_granted": "a decision: the appeal is granted",
    "appeal_granted_in_part": "a decision: the appeal is granted in part",
    "appeal_remanded": "a decision: the appeal is sent back",
    "closing": "a closing",
    "auto_reply": "an automatic answer",
    "bounce": "a bounce: it was not delivered",
    "other": "nothing that could be told",
}
"""What a reply seems to be, in words."""


def form_of(kind: str) -> EventForm | None:
    """The form of what a reply is filed as; None for a choice there is not, or none yet."""
    return KINDS_OF_REPLY.get(kind)


def options() -> list[tuple[str, str]]:
    """The choices and their words."""
    return [(kind, form.title) for kind, form in KINDS_OF_REPLY.items()]


def on_paper(kind: str) -> bool:
    """Whether what it is filed as has papers, and not a day alone."""
    form = form_of(kind)
    return form is not None and form.papers


def meaning(kind: str, outcome: str = "") -> str:
    """The kind of reading that a choice stands for; "" where none does."""
    if kind == "appeal_decided":
        return OUTCOMES.get(outcome, "")
    return MEANS.get(kind, "")
