"""A reply that nobody has filed, as lists show it: the date it would start, whose it is or may be,
and a button to file it."""

from datetime import date

from flask import url_for

from foil.insight.replies import BOUNCE, RETURNED, Unfiled
from foil.web.clocks import CLOSING
from foil.web.rows import Row
from foil.web.words import upper_first

NAMED = 3  # requests that a reply may be of which its line names
READ_AS = {
    "other": "what it is could not be told",
    "bounce": "it seems to be a bounce",
    "auto_reply": "it seems to be an automatic reply",
    "no_records": "it seems to say that no record was found",
    "partial_grant": "it seems to be a denial in part",
    "already_public": "it seems to say that it is public already",
    "clarification": "it seems to be a question",
    "fee": "it seems to ask for a fee",
    "records": "it seems to bring records",
    "note": "it seems to be a note",
}
"""What a reply was read as; any other kind by its own name."""


def reply(row: Unfiled, today: date) -> Row:
    """A reply of an agency that nobody has filed."""
    who = short_sender(row.sender)
    goes = url_for("replies.reply", reply=row.id)
    about = f" — {row.request.title}, {row.request.short}" if row.request else ""
    return Row(
        tone_of(row, today), row.act_on, "unconfirmed",
        f"{row.title}{about}", goes,
        " ".join(filter(None, (_came(row, who, today), _told(row), whose(row), would(row, today)))),
        "File it", goes, main=True,
    )  # fmt: skip


def tone_of(row: Unfiled, today: date) -> str:
    """How near the date is that a reply would start."""
    if row.act_on is None:
        return "late" if row.kind == BOUNCE else "ok"
    return "late" if (row.act_on - today).days <= CLOSING else "soon"


def would(row: Unfiled, today: date) -> str:
    """What a reply would start, or what it is that starts nothing."""
    if row.kind == BOUNCE:
        return RETURNED
    if said := row.would(today):
        return f"{upper_first(said)}."
    return "" if row.trouble else "Nothing in it starts a date of yours."


def whose(row: Unfiled) -> str:
    """Whose a reply may be that is of no request yet."""
    if row.request is not None:
        return ""
    if not row.may_be:
        return "It fits no request that you may see."
    named = [f"{each.number} ({each.short})" for each in row.may_be[:NAMED]]
    more = f" and {len(row.may_be) - NAMED} more" if len(row.may_be) > NAMED else ""
    return f"It may be of {', '.join(named)}{more}: say which."


def short_sender(sender: str) -> str:
    """Who wrote, without the address where there is a name."""
    return sender.partition("<")[0].strip().strip('"') or sender


def read_as(row: Unfiled) -> str:
    """What it seems to be, and whether that is sure."""
    plain = row.kind.replace("_", " ")
    article = "an" if plain[:1] in "aeiou" else "a"
    seems = READ_AS.get(row.kind, f"it seems to be {article} {plain}")
    doubt = " (unsure)" if row.unsure and row.kind != "other" else ""
    return f"{seems}{doubt}"


def _told(row: Unfiled) -> str:
    """Why it could not be read, or what is to be said beside it: one sentence here, all of them
    where it is filed."""
    return row.trouble or next(iter(row.says), "")


def _came(row: Unfiled, who: str, today: date) -> str:
    year = "" if row.received.year == today.year else f", {row.received.year}"
    day = f"{row.received:%B} {row.received.day}{year}"
    return f"{f'From {who}, came' if who else 'Came'} {day}; {read_as(row)}."
