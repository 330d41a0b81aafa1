"""A worker: what every job it does is given."""

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from threading import Event

import foil.newyork
from foil.archive.store import Store
from foil.model.database import Database


def new_holder() -> str:
    """A name for a worker's leases that no other worker has."""
    return f"{os.getpid()}-{secrets.token_hex(8)}"


@dataclass
class Worker:
    """One worker over one office's record. It stops between two pieces of work once `ending` is
    set. `swept_at` is when it last looked for cut-off uploads, `invited_at` when for dates that a
    calendar should have otherwise, `matched_at` for the requests of replies that have none, and
    `matched_with` how much there was then to match them with."""

    database: Database
    store: Store
    now: Callable[[], datetime] = foil.newyork.now
    ending: Event = field(default_factory=Event)
    holder: str = field(default_factory=new_holder)
    swept_at: datetime | None = None
    invited_at: datetime | None = None
    matched_at: datetime | None = None
    matched_with: tuple[int, int, int] | None = None
