"""The forms of an administrative appeal."""

from foil.web.forms.form import PROMISED, SOURCE, Ask, EventForm, Group

APPEAL = Group(
    "appeal",
    "Appeal",
    "The appeal to the agency’s appeals officer, its receipt and its decision.",
    (
        EventForm(
            "appealed", "We appealed",
            "The appeal went to the appeals officer.",
            (
                Ask("to", "To whom", "one", "The records access officer may not decide an appeal.",
                    options=(
                        ("appeals_officer", "The appeals officer", ""),
                        ("records_officer", "The records access officer",
                         "who may not decide it"))),
                Ask("ground", "On the ground of", hint="Denial, silence, a search too thin."),
            ),
            timed=True, ways=True, day="Day it went", many=True,
            also="administrative appeal sent silence constructive denial",
        ),
        EventForm(
            "appeal_received", "The agency received the appeal",
            "A receipt or delivery notice for the appeal.",
            (SOURCE,), timed=True, day="Day it was received", numbered="appeal",
            also="appeal receipt confirmation",
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
            papers=True, numbered="appeal",
            also="appeal decision granted denied remanded premature moot",
        ),
    ),
)  # fmt: skip
