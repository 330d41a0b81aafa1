"""The forms that record what happened, one a kind of event: their words and their questions.

A form asks for the fields `foil.law.kinds` gives its kind; `foil.web.event_reading` turns what was
answered into the event's facts, and `foil.law.facts` alone decides whether they stand.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Widget = Literal["line", "text", "lines", "one", "several", "tick", "number", "day", "promise"]


@dataclass(frozen=True)
class Ask:
    """One question: the field it answers, its label, its hint, and for a choice its words."""

    field: str
    label: str
    widget: Widget = "line"
    hint: str = ""
    options: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class EventForm:
    """One kind of event as people record it. `says` is when to choose it; `timed` that a time of
    day may be known; `numbered` is the kind of reference its letter may bring."""

    kind: str
    title: str
    says: str
    asks: tuple[Ask, ...] = ()
    papers: bool = True
    timed: bool = False
    day: str = "Day"
    numbered: str = ""


HOW = (
    ("portal", "Portal"),
    ("email", "E-mail"),
    ("attached", "Attached to an e-mail or notice"),
    ("post", "Post"),
    ("fax", "Fax"),
    ("hand", "By hand"),
    ("other", "Another way"),
)
EXEMPTIONS = (
    ("87(2)(a)", "§ 87(2)(a) another statute", ""),
    ("87(2)(b)", "§ 87(2)(b) personal privacy", ""),
    ("87(2)(c)", "§ 87(2)(c) contract awards or bargaining", ""),
    ("87(2)(d)", "§ 87(2)(d) trade secrets", ""),
    ("87(2)(e)(i)", "§ 87(2)(e)(i) interferes with an investigation", ""),
    ("87(2)(e)(ii)", "§ 87(2)(e)(ii) fair trial", ""),
    ("87(2)(e)(iii)", "§ 87(2)(e)(iii) confidential source", ""),
    ("87(2)(e)(iv)", "§ 87(2)(e)(iv) non-routine techniques", ""),
    ("87(2)(f)", "§ 87(2)(f) life or safety", ""),
    ("87(2)(g)", "§ 87(2)(g) inter-agency or intra-agency", ""),
    ("87(2)(h)", "§ 87(2)(h) examination questions", ""),
    ("87(2)(i)", "§ 87(2)(i) security of information technology", ""),
)

PROMISED = Ask(
    "promised",
    "When does it say it will decide or produce?",
    "promise",
    "As the letter has it: a date, a number of business days, or words that give neither.",
)
REASON = Ask("reason_given", "The reason it gives", "text", "In its own words. May stay empty.")
NOTICE = Ask("appeal_notice", "It says that you may appeal", "tick")
OFFICER = Ask("officer_named", "It names the appeals officer and an address", "tick")
SOURCE = Ask(
    "source",
    "Who says so",
    "one",
    options=(("ours", "We: a receipt, a delivery notice", ""), ("agency", "The agency", "")),
)

_CAME = (
    EventForm(
        "received", "The agency received it",
        "A portal receipt, a delivery notice, a stamp.",
        (SOURCE,), papers=False, timed=True, day="Day it was received", numbered="request",
    ),
    EventForm(
        "acknowledged", "Acknowledged",
        "It says it has the request and will decide.",
        (PROMISED, REASON), numbered="request",
    ),
    EventForm(
        "extended", "Extended",
        "It wants more time, or moves a date it gave.",
        (PROMISED, REASON), numbered="request",
    ),
    EventForm(
        "released", "Records came",
        "Records arrived with nothing withheld. With redactions, record a denial in part as well.",
        (
            Ask("part", "What came", "one", options=(
                ("part", "A part; more is to come", ""), ("rest", "The rest", ""),
                ("whole", "Everything asked for", ""))),
            Ask("pages", "Pages", "number"),
            Ask("more_by", "More by", "day", "If it says when the rest comes."),
            Ask("public_on", "Public on the portal on", "day", "If it says so."),
        ),
        numbered="request",
    ),
    EventForm(
        "denied", "Denied",
        "It refuses records, or parts of them. Redactions are a denial in part.",
        (
            Ask("scope", "How much", "one", options=(
                ("whole", "All of those items", ""),
                ("part", "A part of them", "pages withheld, redactions"))),
            Ask("exemptions", "Grounds it names", "several", options=EXEMPTIONS),
            Ask("grounds", "Other grounds", "lines", "One a line, in its own words."),
            NOTICE, OFFICER,
        ),
        numbered="request",
    ),
    EventForm(
        "no_records", "No records",
        "It says it has none, or found none.",
        (Ask("certified", "It certifies that it does not have them, or could not find them", "tick",
             "A certification under § 89(3)(a)."), NOTICE, OFFICER),
        numbered="request",
    ),
    EventForm(
        "closed", "Closed",
        "It closed the request. What the closing says decides what it is.",
        (
            Ask("as", "What the closing amounts to", "one", options=(
                ("fulfilled", "Everything was given", ""),
                ("granted", "Granted", "records to follow"),
                ("part", "Given in part", "counts as a denial of the rest"),
                ("denial", "A denial", "whatever it is called"),
                ("referral", "Sent elsewhere", "another agency, a web page"),
                ("no_answer", "For want of our answer", ""),
                ("no_payment", "For want of payment", ""),
                ("withdrawn", "Because we withdrew it", ""))),
            Ask("reasons", "Reasons it gives", "lines", "One a line, in its own words."),
        ),
        numbered="request",
    ),
    EventForm(
        "appeal_received", "The agency received the appeal",
        "A receipt or delivery notice for the appeal.",
        (SOURCE,), papers=False, timed=True, day="Day it was received", numbered="appeal",
    ),
    EventForm(
        "appeal_decided", "The appeal was decided",
        "A decision of the appeals officer.",
        (
            Ask("outcome", "Outcome", "one", options=(
                ("granted", "Granted", ""), ("granted_in_part", "Granted in part", ""),
                ("denied", "Denied", ""), ("remanded", "Sent back", "to be looked at again"),
                ("premature", "Refused as premature", ""), ("moot", "Refused as moot", ""),
                ("untimely", "Refused as too late", ""))),
            PROMISED,
        ),
        numbered="appeal",
    ),
)  # fmt: skip
_OURS = (
    EventForm(
        "sent", "We filed the request",
        "The request went to the agency.",
        (
            Ask("to", "To", hint="The officer or the mailbox it went to."),
            Ask("references", "Numbers it got", "lines", "The agency’s own, one a line."),
            Ask("proof", "Proof", hint="Confirmation number, Message-ID, certified mail number."),
        ),
        papers=False, timed=True, day="Day it went",
    ),
    EventForm(
        "appealed", "We appealed",
        "The appeal went to the appeals officer.",
        (
            Ask("to", "To whom", "one", "The records access officer may not decide an appeal.",
                options=(
                    ("appeals_officer", "The appeals officer", ""),
                    ("records_officer", "The records access officer", "who may not decide it"))),
            Ask("ground", "On the ground of", hint="Denial, silence, a search too thin."),
        ),
        papers=False, timed=True, day="Day it went",
    ),
    EventForm(
        "wrote", "We wrote",
        "Any other letter or message of ours. It starts no clock.",
        (Ask("letter", "What it was", hint="Follow-up, narrowing offer, fee objection."),),
        papers=False,
    ),
    EventForm(
        "contacted", "We spoke, or looked",
        "A telephone call, a visit, or a look at portal, mailbox and post that found nothing.",
        (
            Ask("direction", "Which way", "one", options=(
                ("out", "We called them", ""), ("in", "They called us", ""),
                ("looked", "We looked and found nothing", "portal, mailbox and post"))),
            Ask("how", "How", hint="Telephone, in person, portal."),
            Ask("with", "With", hint="The role is enough: the records access officer."),
            Ask("said", "What was said", "text"),
        ),
        papers=False, timed=True,
    ),
    EventForm(
        "withdrawn", "We withdrew items",
        "We no longer ask for them. Every clock of those items ends.",
        papers=False,
    ),
)  # fmt: skip

GROUPS = (("What came", _CAME), ("What we did", _OURS))
FORMS: Mapping[str, EventForm] = {form.kind: form for form in (*_CAME, *_OURS)}
