"""Forms of the kinds of event that the recording pages do not offer yet: for the calculator."""

from collections.abc import Mapping

from foil.law.rulebook import CLOCKS
from foil.web.event_forms import PROMISED, REASON, Ask, EventForm

STEPS = (
    ("notice", "The agency told the vendor", ""),
    ("statement", "The vendor’s statement came", ""),
    ("decision", "The agency decided", ""),
    ("appeal", "An appeal was taken", ""),
    ("appeal_decision", "That appeal was decided", ""),
)
WHOSE = Ask(
    "source",
    "Whose",
    "one",
    options=(("ours", "Ours", ""), ("agency", "The agency’s", "it then has sixty days to perfect")),
)

_CAME = (
    EventForm(
        "delivery_failed", "It bounced",
        "The request came back, or never reached the agency.", papers=False, day="Day it bounced",
    ),
    EventForm(
        "granted", "Granted",
        "It grants the request, or parts of it; the records are still to come.",
        (Ask("collect_by", "To be collected by", "day", "If it says so."),),
    ),
    EventForm("referred", "Sent elsewhere", "It says another agency has them.", (Ask("to", "To"),)),
    EventForm(
        "reopened", "Re-opened", "It looks at the request again.", (PROMISED, REASON),
    ),
    EventForm(
        "clarification_asked", "Asked for more",
        "It wants a better description, or an affidavit.",
        (
            Ask("for", "What it wants", "one", options=(
                ("description", "A better description", ""), ("affidavit", "An affidavit", ""))),
            Ask("answer_by", "By", "day", "If it says so."),
        ),
    ),
    EventForm(
        "fee_asked", "Fee asked", "It wants money before it goes on.",
        (Ask("amount", "Dollars"), Ask("pay_by", "By", "day", "If it says so.")),
    ),
    EventForm(
        "exception_claimed", "A vendor’s exception, § 89(5)",
        "A State agency decides whether a vendor’s secrets are kept.",
        (Ask("step", "Which step", "one", options=STEPS),),
    ),
)  # fmt: skip
_OURS = (
    EventForm("clarified", "We clarified", "Our answer to its question went.", papers=False),
    EventForm("fee_paid", "We paid", "The fee went, perhaps under protest.", papers=False),
    EventForm("sued", "We sued", "The petition was filed.", papers=False, day="Day it was filed"),
    EventForm("served", "We served it", "The petition was served.", papers=False),
)
_COURT = (
    EventForm(
        "decided_by_court", "The court decided", "A judgment.",
        (Ask("notice_of_entry", "Served with notice of entry on", "day"),), papers=False,
    ),
    EventForm(
        "notice_of_appeal", "Notice of appeal", "Served by us, or by the agency.",
        (WHOSE,), papers=False, day="Day it was served",
    ),
    EventForm(
        "tolled", "Time tolled", "An order or agreement that stops clocks.",
        (
            Ask("from", "From", "day"), Ask("to", "To", "day"),
            Ask("clocks", "Which clocks", "several", options=tuple(
                (kind, words, "") for kind, words in CLOCKS.items() if kind != "court_date")),
        ),
        papers=False, day="Day of the instrument",
    ),
)  # fmt: skip

FURTHER: tuple[tuple[str, tuple[EventForm, ...]], ...] = (
    ("What came", _CAME), ("What we did", _OURS), ("In court", _COURT)
)  # fmt: skip
FURTHER_FORMS: Mapping[str, EventForm] = {form.kind: form for _, forms in FURTHER for form in forms}
