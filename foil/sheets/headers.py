"""What a sheet's headers mean: the names offices, MuckRock and OpenRecords give the same things."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from foil.errors import BadInput
from foil.sheets.cells import Row, letters, text

NAMES: Mapping[str, tuple[str, ...]] = {
    "number": ("desk number", "fd number", "foil desk number"),
    "title": (
        "title", "subject", "name", "request", "short description", "slug", "working title",
        "request title", "records sought",
    ),
    "public_title": ("public title",),
    "agency": (
        "agency", "agency name", "department", "body", "authority", "sent to", "public body",
        "agency to",
    ),
    "law": ("law", "statute", "act", "request type", "type of request"),
    "level": ("jurisdiction level", "level of government"),
    "state": ("jurisdiction state", "state"),
    "technology": ("technology",),
    "tracking": (
        "foil id", "foil number", "foil", "tracking number", "id number assigned", "reference",
        "request id", "control number", "tracking", "tracking id", "agency number",
        "reference number", "foia number", "foil request number", "request number", "case number",
    ),
    "appeal_number": ("appeal number", "appeal id"),
    "court_number": ("index number", "court number", "docket number"),
    "asked": (
        "requested documents", "description", "request text", "what", "records sought",
        "requested docs", "records requested", "documents requested", "request description",
    ),
    "sent": (
        "date sent", "date filed", "date submitted", "filed", "submitted", "sent",
        "date of request", "request date", "date requested", "date created", "sent on",
        "datetime submitted",
    ),
    "sent_by": ("sent by", "method", "how sent", "submitted by means of", "via"),
    "received": ("date received", "received by agency", "received", "date received by agency"),
    "acknowledged": (
        "date acknowledged", "ack", "acknowledgment date", "acknowledgement date", "acknowledged",
        "date of acknowledgment", "date of acknowledgement",
    ),
    "stated": (
        "estimated completion date", "expected response", "date estimate", "date certain",
        "date due agency", "stated date", "promised", "date promised", "last date promised",
        "last promised date", "promised date", "promised by", "extension date", "extended to",
        "estimated date", "expected date",
    ),
    "due": (
        "date due", "due", "deadline", "response due", "deadline for agency determination",
        "due date",
    ),
    "denied": ("date denied", "denied", "denial date", "date of denial", "denied on", "rejected"),
    "appealed": ("date appealed", "appealed", "appeal date", "date of appeal", "appealed on",
                 "appeal sent", "appeal filed"),
    "appeal_received": ("appeal received", "date appeal received"),
    "decided": (
        "appeal decided", "appeal decision date", "date appeal decided", "appeal decision",
        "date of appeal decision", "appeal determined", "appeal denied",
    ),
    "outcome": ("appeal outcome", "appeal result", "outcome"),
    "sued": (
        "date sued", "sued", "suit filed", "petition filed", "article 78", "article 78 filed",
        "date petition filed", "litigation filed", "lawsuit filed",
    ),
    "closed": (
        "date closed", "closed", "date done", "date completed", "completed", "datetime done",
        "completion date", "date of response", "response date", "final response",
    ),
    "follow_up": (
        "follow up", "followup date", "follow up date", "reminder", "next step on",
        "next action date", "followup",
    ),
    "next_step": ("next step", "next action", "to do"),
    "last_contact": (
        "last contact", "last update", "date of last contact", "last updated", "datetime updated",
    ),
    "status": ("status", "stage", "current status", "request status"),
    "owner": ("owner", "user", "requester", "reporter", "assigned to", "attorney", "contact",
              "staff", "paralegal"),
    "deputy": ("deputy",),
    "signer": ("signer",),
    "requester": ("requester", "requester name", "requester of record"),
    "matter": (
        "matter", "case", "index number", "story", "story slug", "projects", "project", "campaign",
        "case name",
    ),
    "private": ("private",),
    "contact": (
        "contact", "rao", "foil officer", "contact name", "contact name number email",
        "agency contacts", "agency contact",
    ),
    "fees": ("price", "fee", "cost", "amount", "fee initial", "fee charged", "fee paid",
             "fee waiver"),
    "tags": ("tags", "tag"),
    "notes": ("notes", "comments", "summary", "note"),
    "url": ("url", "link"),
    "particulars": ("particulars",),
    "facts": ("facts",),
    "entered": ("entered later",),
    "event": ("event",),
}  # fmt: skip
"""A field of ours, and the headers that mean it, as `plain` writes them, with "number" for # and
No. A header that may mean
two takes the first that no other header has taken."""

DAYS = (
    "sent", "received", "acknowledged", "stated", "due", "denied", "appealed", "appeal_received",
    "decided", "sued", "closed", "last_contact", "follow_up",
)  # fmt: skip
"""Fields that hold days."""

KEPT = frozenset({"contact", "fees", "tags", "notes", "url"})
"""Fields the desk has no place for yet: kept with the row, shown in the request's history."""

SEARCHED = 25  # rows, for the one with the headers
NO_HEADERS = (
    "No row of it has headers that are known. Name the columns as in the README: "
    "title, agency, date sent, status …"
)
_NUMBER = re.compile(r"#|\bno\b\.?|\bnum\b\.?|\bnbr\b\.?|№")


@dataclass(frozen=True, slots=True)
class Heading:
    """One column: its place from 0, what its header says, and the field it was read as; none
    where it is not known."""

    place: int
    said: str
    field: str | None

    @property
    def column(self) -> str:
        """Its letters: A, B … AA."""
        return letters(self.place)


def plain(said: str) -> str:
    """What was written, without case and punctuation."""
    return " ".join(re.sub(r"[^\w\s]", " ", said.casefold().replace("_", " ")).split())


def find(rows: Sequence[Row]) -> tuple[int, list[Heading]]:
    """Where in `rows` the headers stand, and what each means. Raises BadInput where none is."""
    best: tuple[int, list[Heading]] = (0, [])
    most = 0
    for at, (_, cells) in enumerate(rows[:SEARCHED]):
        headings = read([text(cell) for cell in cells])
        known = sum(each.field is not None for each in headings)
        if known > most:
            best, most = (at, headings), known
    if most < 2:
        raise BadInput(NO_HEADERS)
    return best


def read(headers: Iterable[str]) -> list[Heading]:
    """What each header means. A field is taken once: the other column is kept with the row."""
    said = [(place, header) for place, header in enumerate(headers) if header]
    meanings = {place: _meanings(header) for place, header in said}
    taken: dict[str, int] = {}
    for sure in (True, False):
        for place, fields in meanings.items():
            if (len(fields) == 1) is sure and place not in taken.values():
                free = next((field for field in fields if field not in taken), None)
                if free is not None:
                    taken[free] = place
    fields_of = {place: field for field, place in taken.items()}
    return [Heading(place, header, fields_of.get(place)) for place, header in said]


def _meanings(header: str) -> list[str]:
    wanted = plain(_NUMBER.sub(" number ", header.casefold().replace("_", " ")))
    return [field for field, names in NAMES.items() if wanted in names]
