"""Every kind of event the record knows, and the fields each may carry.

A kind's fields come besides the common ones: `id`, `items`, `of`, `replaces`, `source`,
the agency's `papers` (or `dated`, `postmarked`, `received`) and our `on`, `at`, `by`.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its type (see `foil.law.facts`) and, for a choice, the words allowed."""

    name: str
    type: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of event. `agency` is True where the agency did it, so that it comes on papers."""

    name: str
    group: str
    agency: bool
    fields: tuple[Field, ...]

    def field(self, name: str) -> Field | None:
        """The kind's own field of that name, if it has one."""
        return next((field for field in self.fields if field.name == name), None)


def _choice(name: str, *choices: str) -> Field:
    return Field(name, "choice", choices)


PROMISED = Field("promised", "promises")
REASON = Field("reason_given", "text")
NOTICE = Field("appeal_notice", "flag")
OFFICER = Field("officer_named", "flag")
AGREED = (_choice("agreed", "us", "agency", "both"), Field("without_prejudice", "flag"))
COURT = (Field("court", "text"), Field("county", "text"), Field("index", "text"))
SOURCE_ONLY: tuple[Field, ...] = ()

CLOSED_AS = (
    "fulfilled",
    "granted",
    "part",
    "denial",
    "referral",
    "withdrawn",
    "no_answer",
    "no_payment",
)
EXCEPTION_STEPS = ("notice", "statement", "decision", "appeal", "appeal_decision")
OUTCOMES = ("granted", "granted_in_part", "denied", "remanded", "premature", "moot", "untimely")

_ROWS: tuple[Kind, ...] = (
    Kind(
        "sent",
        "ours",
        False,
        (Field("to", "text"), Field("references", "texts"), Field("proof", "text")),
    ),
    Kind("wrote", "ours", False, (Field("letter", "text"),)),
    Kind("clarified", "ours", False, AGREED),
    Kind("scope_changed", "ours", False, AGREED),
    Kind(
        "contacted",
        "ours",
        False,
        (
            Field("how", "text"),
            _choice("direction", "in", "out", "looked"),
            Field("with", "text"),
            Field("where", "texts"),
            Field("said", "text"),
        ),
    ),
    Kind("fee_paid", "ours", False, (Field("amount", "money"), Field("under_protest", "flag"))),
    Kind("withdrawn", "ours", False, ()),
    Kind("published", "ours", False, (Field("where", "text"),)),
    Kind("received", "agency", False, SOURCE_ONLY),
    Kind("delivery_failed", "agency", False, SOURCE_ONLY),
    Kind("acknowledged", "agency", True, (PROMISED, REASON)),
    Kind("extended", "agency", True, (PROMISED, REASON)),
    Kind("reopened", "agency", True, (PROMISED, REASON)),
    Kind(
        "clarification_asked",
        "agency",
        True,
        (_choice("for", "description", "affidavit"), Field("answer_by", "date")),
    ),
    Kind(
        "fee_asked",
        "agency",
        True,
        (
            Field("amount", "money"),
            _choice("for", "copies", "media", "time", "deposit"),
            Field("pay_by", "date"),
        ),
    ),
    Kind("granted", "agency", True, (Field("collect_by", "date"),)),
    Kind(
        "denied",
        "agency",
        True,
        (
            _choice("scope", "whole", "part"),
            Field("exemptions", "texts"),
            Field("grounds", "texts"),
            NOTICE,
            OFFICER,
            Field("answer_by", "date"),
        ),
    ),
    Kind("no_records", "agency", True, (Field("certified", "flag"), NOTICE, OFFICER)),
    Kind("referred", "agency", True, (Field("to", "text"),)),
    Kind("closed", "agency", True, (Field("reasons", "texts"), _choice("as", *CLOSED_AS))),
    Kind("exception_claimed", "agency", True, (_choice("step", *EXCEPTION_STEPS),)),
    Kind(
        "released",
        "records",
        True,
        (
            _choice("part", "part", "rest", "whole"),
            Field("more_by", "date"),
            Field("public_on", "date"),
            Field("pages", "count"),
            Field("how", "text"),
        ),
    ),
    Kind("recalled", "records", True, (_choice("what", "replaced", "removed", "return_asked"),)),
    Kind(
        "appealed",
        "appeal",
        False,
        (Field("ground", "text"), _choice("to", "appeals_officer", "records_officer")),
    ),
    Kind("appeal_received", "appeal", False, SOURCE_ONLY),
    Kind("appeal_decided", "appeal", True, (_choice("outcome", *OUTCOMES), PROMISED)),
    Kind("sued", "court", False, COURT),
    Kind("served", "court", False, COURT),
    Kind("notice_of_appeal", "court", False, COURT),
    Kind(
        "ordered",
        "court",
        False,
        (_choice("by", "court", "stipulation", "agreement"), Field("dates", "court dates")),
    ),
    Kind(
        "decided_by_court",
        "court",
        False,
        (Field("outcome", "text"), Field("notice_of_entry", "date")),
    ),
    Kind(
        "tolled",
        "court",
        False,
        (
            Field("from", "date"),
            Field("to", "date"),
            Field("clocks", "texts"),
            Field("instrument", "text"),
        ),
    ),
)

KINDS: Mapping[str, Kind] = {kind.name: kind for kind in _ROWS}
DENIALS = frozenset({"denied", "no_records", "referred", "closed"})
"""Kinds whose letter may deny access, so that an appeal can answer it."""
