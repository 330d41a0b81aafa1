"""Agency mail and letters in, a Reading out: what it is, what it says, and where it says so."""

from foil.replies.patterns import Pattern
from foil.replies.reader import read
from foil.replies.reading import Reading

__all__ = ["Pattern", "Reading", "read"]
