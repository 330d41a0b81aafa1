"""Whether a mail is from whom it says: what the server that took it in for us found, in a sentence
where that was not so. Nothing is asked of the network; keys change, and what counts is what was
found on arrival."""

import re
from collections.abc import Sequence

RESULT = re.compile(r"\b(dmarc|dkim|spf)\s{0,3}=\s{0,3}([a-z]{2,12})", re.IGNORECASE)
COMMENT = re.compile(r"\([^()]{0,500}\)")
FAILED = frozenset({"fail", "permerror"})
SAYS = (
    "Who sent this could not be confirmed ({}): compare the address with the agency’s own before "
    "you act on it, and open nothing it links to."
)


def doubted(results: Sequence[str]) -> str:
    """A sentence where the check failed; "" where it passed, or nobody checked. `results` are the
    mail's Authentication-Results headers, the newest first: the first is our own server's, and any
    below it may have been written by the sender."""
    if not results:
        return ""
    said = [(n.lower(), v.lower()) for n, v in RESULT.findall(COMMENT.sub(" ", results[0]))]
    if ("dmarc", "pass") in said:
        return ""
    failed = [f"{name} {value}" for name, value in said if value in FAILED]
    signed = ("dkim", "pass") in said  # a mail passed on fails SPF and keeps its signature
    if not failed or (signed and not any(each.startswith("dmarc") for each in failed)):
        return ""
    return SAYS.format(", ".join(dict.fromkeys(failed)))
