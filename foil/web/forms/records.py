"""The forms of records that came, and of those an agency wants back."""

from foil.web.forms.form import Ask, EventForm, Group

RECORDS = Group(
    "records",
    "Records came",
    "What the agency handed over, and what it later replaced, took down or asked back.",
    (
        EventForm(
            "released", "Records came",
            "Records arrived with nothing withheld. With redactions, record a denial in part as "
            "well.",
            (
                Ask("part", "What came", "one", options=(
                    ("part", "A part; more is to come", ""), ("rest", "The rest", ""),
                    ("whole", "Everything asked for", ""))),
                Ask("pages", "Pages", "number"),
                Ask("how", "In what form", hint="Portal download, disk, paper, inspection."),
                Ask("more_by", "More by", "day", "If it says when the rest comes."),
                Ask("public_on", "Public on the portal on", "day", "If it says so."),
            ),
            papers=True, numbered="request", also="production released documents produced files",
        ),
        EventForm(
            "recalled", "Records recalled",
            "It replaced, removed or asks back what it had sent. The files stay here, marked.",
            (Ask("what", "What it did", "one", options=(
                ("replaced", "Replaced them", "with other files"),
                ("removed", "Removed them", "from the portal"),
                ("return_asked", "Asks for them back", "or to destroy them"))),),
            papers=True, answers="Which records it is about", many=True,
            also="recall clawback returned inadvertent removed replaced destroy",
        ),
    ),
)  # fmt: skip
