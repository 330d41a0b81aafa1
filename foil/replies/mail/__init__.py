"""Mail as it really comes: a message, what it says, what hangs on it, what was wrong with it."""

from foil.replies.mail.message import Address, Finding, Message, Part
from foil.replies.mail.parsing import parse

__all__ = ["Address", "Finding", "Message", "Part", "parse"]
