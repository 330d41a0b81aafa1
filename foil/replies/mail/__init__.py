"""Mail as it really comes: a message, what it says, what hangs on it, what was wrong with it."""

from foil.replies.mail.apart import parse
from foil.replies.mail.mbox import messages
from foil.replies.mail.message import Address, Finding, Message, Part

__all__ = ["Address", "Finding", "Message", "Part", "messages", "parse"]
