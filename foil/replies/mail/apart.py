"""Messages taken apart in a process of their own, which stays warm from one to the next. Where one
cannot be read within the limits, its headers are read alone; and always, all of it is kept."""

from dataclasses import replace

from foil.replies.mail.collecting import Collected
from foil.replies.mail.headers import Headers, split
from foil.replies.mail.message import Finding, Message, flatten, unflatten
from foil.replies.mail.parsing import assemble
from foil.replies.mail.parsing import parse as parse_here
from foil.sandbox import Limits, Outran
from foil.sandbox.warm import Told, Warm

HEAD = 1 << 18  # bytes of a message that are read for its headers alone
FAILED = (KeyError, TypeError, ValueError, AttributeError)


def told(raw: bytes) -> Told:
    """`parsing.parse`, in plain data."""
    return flatten(parse_here(raw))


def told_head(raw: bytes) -> Told:
    """The same of its headers alone."""
    return flatten(assemble(split(raw, 0, len(raw))[0], "", Collected()))


MESSAGES = Warm(told, Limits(memory=300, seconds=4, output=256))
HEADS = Warm(told_head, Limits(memory=300, seconds=1, output=16))


def parse(raw: bytes) -> Message:
    """The message that `raw` is: RFC 5322 and what passes for it, an Outlook .msg, or anything.

    Raises nothing for any bytes: what cannot be decoded is a part, with a finding. Takes at most
    five seconds and 300 MiB, in a process of its own that has no network where the kernel lets.
    """
    try:
        return unflatten(*MESSAGES(raw))
    except Outran as error:
        says = str(error)
    except FAILED:
        says = "Its reader did not give a message back."
    return _whole(raw, says)


def _whole(raw: bytes, says: str) -> Message:
    """A message of which at most the headers were read; all of it is its one part."""
    collected = Collected()
    collected.keep_unopened(raw, "message/rfc822", "message.eml")
    finding = Finding("outran", f"{says} All of it is kept as one part.", "message.eml")
    try:
        head = unflatten(*HEADS(raw[:HEAD]))
    except (Outran, *FAILED):
        head = assemble(Headers(()), "", collected)
    return replace(head, findings=(*head.findings, finding), parts=tuple(collected.parts))
