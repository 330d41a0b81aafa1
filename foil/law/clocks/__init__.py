"""The clocks the law starts: who must act, by when, and what silence brings."""

from foil.law.clocks.clock import Clock, Reading
from foil.law.clocks.run import run

__all__ = ["Clock", "Reading", "run"]
