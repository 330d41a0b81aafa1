"""Every kind a reply can be, the event it is filed as, and which kinds cost most to miss."""

from collections.abc import Iterable, Mapping

EVENT: Mapping[str, str | None] = {
    "appeal_denied": "appeal_decided",
    "appeal_remanded": "appeal_decided",
    "appeal_granted_in_part": "appeal_decided",
    "appeal_granted": "appeal_decided",
    "denial": "denied",
    "partial_grant": "denied",  # of what was withheld; `records` says what came beside it
    "no_records": "no_records",
    "closing": "closed",
    "referral": "referred",
    "already_public": "closed",
    "clarification": "clarification_asked",
    "fee": "fee_asked",
    "reopening": "reopened",
    "grant": "granted",
    "records": "released",
    "response_edited": "recalled",
    "extension": "extended",
    "acknowledgement": "acknowledged",
    "appeal_received": "appeal_received",
    "bounce": "delivery_failed",
    "receipt": "received",
    "note": None,
    "auto_reply": None,
    "other": None,
}
"""A reply's kind and the event of `foil.law.kinds` it becomes, or None where it is no event. In
order: a reply that is two things at once goes by the first, since that starts the harder clock."""

REFUSALS = frozenset({"denial", "partial_grant", "no_records", "closing", "referral"})
"""Kinds that may start the last clock there is, the appeal's."""

APPEAL_DECIDED = frozenset(kind for kind, event in EVENT.items() if event == "appeal_decided")

_RANKS: tuple[tuple[str, ...], ...] = (
    ("appeal_denied",),
    ("appeal_remanded",),
    ("appeal_granted_in_part",),
    ("appeal_granted",),
    ("denial",),
    ("partial_grant",),
    ("no_records",),
    ("closing",),
    ("referral",),
    ("already_public",),
    ("clarification", "fee"),
    ("grant", "records", "reopening", "response_edited"),
    ("extension", "acknowledgement", "appeal_received", "bounce"),
    ("receipt", "note", "auto_reply", "other"),
)
_RANK = {kind: rank for rank, kinds in enumerate(_RANKS) for kind in kinds}


def milder(kind: str, truth: str) -> bool:
    """Whether a reply that is `truth` would be taken too lightly as `kind`."""
    return _RANK[kind] > _RANK[truth]


def in_order(kinds: Iterable[str]) -> tuple[str, ...]:
    """Each once, what costs most to miss first."""
    found = set(kinds)
    return tuple(kind for kind in EVENT if kind in found)
