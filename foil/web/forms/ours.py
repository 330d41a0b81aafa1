"""The forms of what the office did itself."""

from foil.web.forms.form import Ask, EventForm, Group

AGREED = (
    Ask(
        "agreed",
        "Who agreed",
        "one",
        options=(
            ("us", "We offered it", "the agency has not said yes"),
            ("agency", "The agency proposed it", "we have not said yes"),
            ("both", "Both agreed", ""),
        ),
    ),
    Ask(
        "without_prejudice",
        "Without prejudice",
        "tick",
        "What is left out now may be asked for again.",
    ),
)

OURS = Group(
    "ours",
    "What we did",
    "Letters, calls and payments of ours. A call or a look starts no clock.",
    (
        EventForm(
            "sent", "We filed the request",
            "The request went to the agency.",
            (
                Ask("to", "To", hint="The officer or the mailbox it went to."),
                Ask("references", "Numbers it got", "lines", "The agency’s own, one a line."),
                Ask("proof", "Proof",
                    hint="Confirmation number, Message-ID, certified mail number."),
            ),
            timed=True, ways=True, day="Day it went", also="submitted mailed request letter",
        ),
        EventForm(
            "wrote", "We wrote",
            "Any other letter or message of ours. It starts no clock.",
            (Ask("letter", "What it was", hint="Follow-up, narrowing offer, fee objection."),),
            timed=True, ways=True, also="follow-up reminder objection letter mail asked again",
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
                Ask("where", "Where we looked", "lines",
                    "One a line: each mailbox with its spam folder, the portal, the post."),
                Ask("said", "What was said", "text"),
            ),
            timed=True, also="telephone phone call meeting nothing new",
        ),
        EventForm(
            "clarified", "We clarified",
            "Our answer to its question went: a better description, an affidavit.",
            AGREED, timed=True, ways=True, day="Day it went", also="answered described narrowed",
        ),
        EventForm(
            "scope_changed", "Scope agreed with the agency",
            "What is asked for was narrowed, widened or put in another order, short of withdrawing "
            "an item.",
            AGREED, ways=True, also="narrowed narrowing widened prioritized rolling first batch",
        ),
        EventForm(
            "fee_paid", "We paid",
            "The fee went, perhaps under protest.",
            (
                Ask("amount", "Dollars", "money"),
                Ask("under_protest", "Under protest", "tick",
                    "So that the charge can still be disputed."),
            ),
            ways=True, day="Day it went", also="fee payment check money copies",
        ),
        EventForm(
            "withdrawn", "We withdrew items",
            "We no longer ask for them. Every clock of those items ends.",
            ways=True, also="dropped gave up items request",
        ),
        EventForm(
            "published", "We published",
            "What came is out: an article, a report, a data set.",
            (Ask("where", "Where", hint="The address or the name of it."),),
            also="article story report website",
        ),
    ),
)  # fmt: skip
