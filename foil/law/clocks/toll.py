"""Tolling: an instrument that stops named clocks from one day to another."""

from datetime import date

from foil.law.clocks.docket import Docket
from foil.law.clocks.running import Toll
from foil.law.event import Event


def start(docket: Docket, event: Event) -> None:
    """A toll moves the clocks it names, those running and those that start later.

    It never touches a clock it does not name: the orders of 2020 tolled the time to sue, not an
    agency's duty to answer.
    Authority: case-oustatcher-2021
    """
    first, last, names = event.detail("from"), event.detail("to"), event.detail("clocks")
    if isinstance(first, date) and isinstance(last, date) and isinstance(names, tuple):
        docket.toll(Toll((first, last), frozenset(names), frozenset(event.items or ())))
