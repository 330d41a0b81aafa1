"""The forms of what happens in court. Court dates are entered, not computed."""

from foil.law.rulebook import CLOCKS
from foil.web.forms.form import Ask, EventForm, Group

WHERE = (
    Ask("court", "Court", hint="Supreme Court; Appellate Division, First Department."),
    Ask("county", "County"),
    Ask("index", "Index number"),
)
WHOSE = Ask(
    "source",
    "Whose",
    "one",
    options=(("ours", "Ours", ""), ("agency", "The agency’s", "it then has sixty days to perfect")),
)
WHO = (("agency", "The agency", ""), ("us", "We", ""), ("court", "The court", ""))
"""Who is to do something by a court date."""

COURT = Group(
    "court",
    "In court",
    "The Article 78 proceeding. Counsel decides; dates are kept as entered, save the few the law "
    "counts.",
    (
        EventForm(
            "sued", "We sued", "The petition was filed.",
            WHERE, timed=True, ways=True, day="Day it was filed",
            also="petition article 78 lawsuit filed index number",
        ),
        EventForm(
            "served", "We served it", "The petition was served.",
            WHERE, ways=True, day="Day it was served", also="service petition affidavit of service",
        ),
        EventForm(
            "ordered", "Dates ordered or agreed",
            "An order, a stipulation or an agreement says who does what by when.",
            (
                Ask("by", "By", "one", options=(
                    ("court", "An order of the court", ""),
                    ("stipulation", "A stipulation", "so ordered or filed"),
                    ("agreement", "An agreement", "by letter or mail"))),
                Ask("dates", "The dates", "dates",
                    "One a line: who is to do what, and by when. Empty lines are left out.", WHO),
            ),
            day="Day of the paper", also="order stipulation so-ordered schedule return date answer",
        ),
        EventForm(
            "decided_by_court", "The court decided", "A judgment, or a decision and order.",
            (
                Ask("outcome", "Outcome", hint="Petition granted, denied, in part; fees."),
                Ask("notice_of_entry", "Served with notice of entry on", "day",
                    "The thirty days to appeal run from it."),
            ),
            day="Day of the judgment", also="judgment decision order won lost",
        ),
        EventForm(
            "notice_of_appeal", "Notice of appeal", "Served by us, or by the agency.",
            (WHOSE, *WHERE), ways=True, day="Day it was served",
            also="appellate division appeal judgment",
        ),
        EventForm(
            "tolled", "Time tolled", "An order or agreement that stops clocks.",
            (
                Ask("from", "From", "day"), Ask("to", "To", "day"),
                Ask("clocks", "Which clocks", "several", options=tuple(
                    (kind, words, "") for kind, words in CLOCKS.items() if kind != "court_date")),
                Ask("instrument", "By what",
                    hint="The tolling agreement, the executive order, its number."),
            ),
            day="Day of the instrument", also="tolling agreement executive order extension stay",
        ),
    ),
)  # fmt: skip
