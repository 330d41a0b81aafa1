"""The forms of what the agency wrote about the request."""

from foil.web.forms.form import (
    IF_SAID,
    NOTICE,
    OFFICER,
    PROMISED,
    REASON,
    SOURCE,
    Ask,
    EventForm,
    Group,
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
STEPS = (
    ("notice", "The agency told the vendor", ""),
    ("statement", "The vendor’s statement came", ""),
    ("decision", "The agency decided", ""),
    ("appeal", "An appeal was taken", ""),
    ("appeal_decision", "That appeal was decided", ""),
)

AGENCY = Group(
    "agency",
    "What the agency wrote",
    "Receipts, letters and portal notices about the request, each with its own date and the day "
    "it reached us.",
    (
        EventForm(
            "received", "The agency received it",
            "A portal receipt, a delivery notice, a stamp.",
            (SOURCE,), timed=True, day="Day it was received", numbered="request",
            also="receipt confirmation request",
        ),
        EventForm(
            "delivery_failed", "It bounced",
            "The request came back, or never reached the agency.",
            (SOURCE,), timed=True, day="Day it bounced",
            also="delivery failed undeliverable returned mail",
        ),
        EventForm(
            "acknowledged", "Acknowledged",
            "It says it has the request and will decide.",
            (PROMISED, REASON), papers=True, numbered="request",
            also="acknowledgement acknowledgment assigned approximate date",
        ),
        EventForm(
            "extended", "Extended",
            "It wants more time, or moves a date it gave.",
            (PROMISED, REASON), papers=True, numbered="request",
            also="extension delay postponed put off",
        ),
        EventForm(
            "clarification_asked", "Asked for more",
            "It wants a better description, or an affidavit.",
            (
                Ask("for", "What it wants", "one", options=(
                    ("description", "A better description", ""),
                    ("affidavit", "An affidavit", ""))),
                Ask("answer_by", "Answer by", "day", IF_SAID),
            ),
            papers=True, also="clarification question describe narrow",
        ),
        EventForm(
            "fee_asked", "Fee asked", "It wants money before it goes on.",
            (
                Ask("amount", "Dollars", "money"),
                Ask("for", "For what", "one", options=(
                    ("copies", "Copies", ""), ("media", "A disk or drive", ""),
                    ("time", "Staff time", ""), ("deposit", "A deposit", ""))),
                Ask("pay_by", "Pay by", "day", IF_SAID),
            ),
            papers=True, also="invoice payment money cost copies deposit",
        ),
        EventForm(
            "granted", "Granted",
            "It grants the request, or parts of it; the records are still to come.",
            (Ask("collect_by", "To be collected by", "day", IF_SAID),),
            papers=True, numbered="request", also="approved grant",
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
                Ask("answer_by", "It wants an answer by", "day",
                    "If it will close for good unless you answer: with a better description, say."),
            ),
            papers=True, numbered="request",
            also="denial refused withheld redacted redactions partial exemption",
        ),
        EventForm(
            "no_records", "No records",
            "It says it has none, or found none.",
            (Ask("certified", "It certifies that it does not have them, or could not find them",
                 "tick", "A certification under § 89(3)(a)."), NOTICE, OFFICER),
            papers=True, numbered="request", also="none found diligent search certification",
        ),
        EventForm(
            "referred", "Sent elsewhere", "It says another agency has them.",
            (Ask("to", "To", hint="The agency or the address it names."),),
            papers=True, numbered="request", also="referral referred another agency",
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
            papers=True, numbered="request", also="closing final response portal closed",
        ),
        EventForm(
            "reopened", "Re-opened", "It looks at the request again.", (PROMISED, REASON),
            papers=True, numbered="request", also="reopening reconsidered",
        ),
        EventForm(
            "exception_claimed", "A vendor’s exception, § 89(5)",
            "A State agency decides whether a vendor’s secrets are kept.",
            (Ask("step", "Which step", "one", options=STEPS),),
            papers=True, also="trade secret confidential vendor company claim",
        ),
    ),
)  # fmt: skip
