"""The head of a message in words: when it was sent, whether its sender was confirmed, and what
became of the reply."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from foil.insight.reply_filing import Came
from foil.web.words import moment

RESULT = re.compile(r"\b(dmarc|dkim|spf)\s{0,3}=\s{0,3}([a-z]{2,12})", re.IGNORECASE)
NOT_CHECKED = "not checked by the server that took it in"
NOT_CONFIRMED = "not confirmed"


def authentic(head: Mapping[str, Any]) -> str:
    """What the servers on its way found of its sender, in words; "" for what is no mail."""
    if not head.get("from"):
        return ""
    found: dict[str, str] = {}
    for line in head.get("authentication", ()):
        for check, result in RESULT.findall(str(line)):
            found.setdefault(check.lower(), result.lower())
    if not found:
        return NOT_CHECKED
    if found.get("dkim") == "pass":
        return "signed by its domain"
    if "pass" in (found.get("dmarc"), found.get("spf")):
        return "from a server of its domain"
    said = ", ".join(f"{check.upper()}: {result}" for check, result in sorted(found.items()))
    return f"{NOT_CONFIRMED} ({said})"


def doubted(head: Mapping[str, Any]) -> bool:
    """Whether a server on its way could not confirm who sent it."""
    return authentic(head).startswith(NOT_CONFIRMED)


def sent(head: Mapping[str, Any]) -> datetime | None:
    """When its own head says that it was sent."""
    try:
        return datetime.fromisoformat(str(head.get("sent") or ""))
    except ValueError:
        return None


def became(came: Came) -> str:
    """What became of a reply that is no longer to be filed."""
    when = moment(came.reply.filed_at) if came.reply.filed_at else "some day"
    who = came.filed_by or "someone"
    if came.reply.state == "aside":
        return f"Set aside as not about a request, by {who}, {when}."
    where = f" to {came.named.number}" if came.named else ""
    return f"Filed{where} by {who}, {when}."
