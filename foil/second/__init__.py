"""A second reading of the law, to check the first: plain, slow, and sharing no code with it.

`second_clocks` reads the dictionary that `foil clock` reads and lives through each item's history
day by day, as a clerk with a wall calendar would. It imports nothing of the rest of the program;
`differences` lays its clocks beside the engine's.
"""

from foil.second.agency import Agency, OwnRule
from foil.second.clock import Clock
from foil.second.compare import FIELDS, Row, differences
from foil.second.record import second_clocks

__all__ = ["FIELDS", "Agency", "Clock", "OwnRule", "Row", "differences", "second_clocks"]
