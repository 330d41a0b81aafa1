"""Foreign bytes are parsed in a process of their own, under limits of memory, time and output."""

from foil.sandbox.run import Limits, Outran, run

__all__ = ["Limits", "Outran", "run"]
