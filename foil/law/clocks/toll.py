"""Tolling: an instrument that stops named clocks from one day to another."""

from datetime import date
from typing import NamedTuple

from foil.law.clocks.docket import Docket
from foil.law.event import Event


class Toll(NamedTuple):
    """The days, first and last, that a toll takes out of the clocks it names, for some items."""

    days: tuple[date, date]
    clocks: frozenset[str]
    items: frozenset[int]


def start(docket: Docket, event: Event) -> None:
    """A toll moves the clocks it names, those running and those that start later.

    It never touches a clock it does not name: the orders of 2020 tolled the time to sue, not an
    agency's duty to answer.
    Authority: case-oustatcher-2021
    """
    first, last, names = event.detail("from"), event.detail("to"), event.detail("clocks")
    if isinstance(first, date) and isinstance(last, date) and isinstance(names, tuple):
        docket.toll(Toll((first, last), frozenset(names), frozenset(event.items or ())))
