"""What a status means, as other places write it: MuckRock's thirteen, OpenRecords' five, the words
of offices' own sheets, and this desk's stages."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from foil.sheets.headers import plain


@dataclass(frozen=True, slots=True)
class Meaning:
    """What has happened where a request has this status: the kind of event, with its own fields,
    and the field of the sheet its day may stand in where it has no column of its own."""

    kind: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)


NOTHING_YET = Meaning()
DRAFT = Meaning("draft")

_ACKNOWLEDGED = Meaning("acknowledged")
_DENIED = Meaning("denied")
_PART = Meaning("denied", {"scope": "part"})
_CLOSED = Meaning("closed")
_GIVEN = Meaning("released", {"part": "whole"})
_APPEALED = Meaning("appealed")
_SUED = Meaning("sued")

STATUSES: Mapping[str, Meaning] = {
    **dict.fromkeys(("draft", "not sent", "finished not filed", "to do", "not started"), DRAFT),
    **dict.fromkeys(
        (
            "submitted", "processing", "ack", "awaiting acknowledgement",
            "awaiting acknowledgment", "open", "sent", "filed", "pending", "new", "waiting",
            "past its date", "overdue", "late", "no response", "awaiting answer",
        ),
        NOTHING_YET,
    ),
    **dict.fromkeys(
        (
            "processed", "awaiting response", "acknowledged", "in progress", "due soon", "extended",
            "in process", "under review", "awaiting records", "producing", "rolling production",
        ),
        _ACKNOWLEDGED,
    ),
    **dict.fromkeys(
        ("rejected", "denied", "denial", "denied in full", "denied appeal open", "right lost",
         "constructively denied in writing"),
        _DENIED,
    ),
    **dict.fromkeys(
        ("partial", "partially completed", "partially denied", "denied in part", "partial denial",
         "partially granted", "granted in part", "redacted"),
        _PART,
    ),
    **dict.fromkeys(
        ("no docs", "no responsive documents", "no records", "no responsive records"),
        Meaning("no_records"),
    ),
    **dict.fromkeys(
        ("done", "completed", "complete", "fulfilled", "granted", "answered", "records received",
         "released", "granted in full"),
        _GIVEN,
    ),
    "closed": _CLOSED,
    **dict.fromkeys(("fix", "fix required", "clarification", "clarification needed",
                     "waiting on us", "needs clarification"), Meaning("clarification_asked")),
    **dict.fromkeys(("payment", "payment required", "fees", "fee due", "awaiting payment"),
                    Meaning("fee_asked")),
    **dict.fromkeys(
        ("appealing", "awaiting appeal", "appealed", "appeal", "on appeal", "appeal pending",
         "under appeal", "suit open"),
        _APPEALED,
    ),
    **dict.fromkeys(
        ("appeal denied",), Meaning("appeal_decided", {"outcome": "denied"})
    ),
    **dict.fromkeys(
        ("appeal granted",), Meaning("appeal_decided", {"outcome": "granted"})
    ),
    **dict.fromkeys(
        ("lawsuit", "in litigation", "litigation", "in court", "sued", "article 78", "suit filed"),
        _SUED,
    ),
    **dict.fromkeys(("abandoned", "withdrawn", "cancelled", "canceled"), Meaning("withdrawn")),
}  # fmt: skip

OUTCOMES: Mapping[str, str] = {
    **dict.fromkeys(("denied", "affirmed", "upheld", "rejected"), "denied"),
    **dict.fromkeys(("granted", "reversed", "sustained"), "granted"),
    **dict.fromkeys(
        ("granted in part", "partially granted", "partial", "in part", "denied in part"),
        "granted_in_part",
    ),
    **dict.fromkeys(("remanded", "sent back", "remand"), "remanded"),
    "premature": "premature",
    "moot": "moot",
    **dict.fromkeys(("untimely", "too late"), "untimely"),
}
"""How an appeal ended, in a sheet's words."""

WAYS: Mapping[str, str] = {
    **dict.fromkeys(("portal", "openrecords", "online", "web", "website", "web form"), "portal"),
    **dict.fromkeys(("email", "e mail", "mailbox"), "email"),
    **dict.fromkeys(
        ("post", "mail", "usps", "certified mail", "letter", "certified", "fedex"), "post"
    ),
    "fax": "fax",
    **dict.fromkeys(("hand", "by hand", "in person", "hand delivery"), "hand"),
}
"""How something went, in a sheet's words."""


def meaning(said: str) -> Meaning | None:
    """What a status means; None where it is not known."""
    return STATUSES.get(plain(said)) if said else NOTHING_YET
