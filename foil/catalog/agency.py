"""An agency as the catalog knows it: its officers, the ways to reach them, how its days count.

Officers are roles. No person's name and no personal mailbox is kept.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from urllib.parse import quote

from foil.catalog.source import AsOf, Source, stale
from foil.catalog.tracking import Tracking
from foil.errors import FoilError
from foil.law.agency import AgencyRules, AppealFrom, OwnRule
from foil.law.agency import Jurisdiction as RulesJurisdiction

Jurisdiction = Literal[
    "nyc", "state", "county", "city", "town", "village", "school district", "bi-state", "other"
]
Role = Literal["requests", "appeals"]
Way = Literal["portal", "email", "post", "fax"]
Confidence = Literal["high", "medium", "low"]


class NotUnderFoil(FoilError):
    """The body answers under a law of its own, so no FOIL date is computed for it."""


@dataclass(frozen=True, slots=True)
class Officer:
    """Who takes requests, or appeals: the office by `addressee`, the job by `title` where known.

    `address` is in lines, without the agency's name; `basis` are the sources of all of it and
    `as_of` the date of the oldest part a letter would use. `unverified` says what is not sure.
    """

    addressee: str
    title: str | None
    address: tuple[str, ...]
    email: str | None
    as_of: AsOf | None
    basis: tuple[Source, ...]
    unverified: str
    telephone: str | None = None

    def stale(self, day: date) -> bool:
        """Whether these particulars need another look on `day` (see `foil.catalog.source`)."""
        return stale(self.as_of, day)


@dataclass(frozen=True, slots=True)
class Channel:
    """One way to reach an agency. `value` is the address of the portal, the e-mail address, the
    fax number or the postal address in one line; None where only a form behind another page is
    known. `active` is False for a portal that holds the agency but does not take its requests."""

    way: Way
    value: str | None
    active: bool
    basis: tuple[Source, ...]
    note: str | None
    unverified: str


@dataclass(frozen=True, slots=True)
class SeenEmail:
    """A mailbox some source prints for requests or appeals, and where else it was seen."""

    value: str
    role: Role
    as_of: AsOf
    basis: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class OpenRecords:
    """The agency's number on the City's OpenRecords portal, and whether it files there."""

    number: str
    active: bool


@dataclass(frozen=True, slots=True)
class Agency:
    """A body that keeps public records. `letter_name` and `called` ("the Department") are its
    names in letters; `short` its name on screens; `law` what it answers under, `foil` whether
    that is the Freedom of Information Law. `unverified` is a sentence, empty when all is sourced.
    `quirks` is what an office has learned of its ways; `added` tells an agency of the office's own.
    """

    slug: str
    name: str
    letter_name: str
    called: str
    acronym: str
    short: str
    jurisdiction: Jurisdiction
    law: str
    foil: bool
    appeal_from: AppealFrom
    appeal_authority: tuple[str, ...]
    own_rules: tuple[OwnRule, ...]
    openrecords: OpenRecords | None
    tracking: tuple[Tracking, ...]
    requests: Officer
    appeals: Officer
    channels: tuple[Channel, ...]
    emails_seen: tuple[SeenEmail, ...]
    email_conflict: bool
    notes: str | None
    confidence: Confidence
    unverified: str
    as_of: AsOf | None
    looked_up: date
    sources: tuple[Source, ...]
    quirks: str = ""
    added: bool = False

    def officer(self, role: Role) -> Officer:
        """The officer for requests or the one for appeals."""
        return self.requests if role == "requests" else self.appeals

    @property
    def officers_differ(self) -> bool:
        """Whether the catalog shows two officers by title or mailbox. The law requires two
        (21 NYCRR 1401.7(b); 43 RCNY 1-06(a)): False means only that the catalog cannot show it."""
        pairs = (
            (self.requests.title, self.appeals.title),
            (self.requests.email, self.appeals.email),
        )
        return any(ours and theirs and ours != theirs for ours, theirs in pairs)

    @property
    def one_mailbox(self) -> bool:
        """Whether requests and appeals go to the same e-mail address: name the officer in it."""
        return self.requests.email is not None and self.requests.email == self.appeals.email

    def ways(self) -> tuple[Channel, ...]:
        """The channels a request can go by, best first: the portal (it gives a number and proof),
        e-mail, post, fax; within one way as the file lists them, newest first."""
        order: tuple[Way, ...] = ("portal", "email", "post", "fax")
        usable = [channel for channel in self.channels if channel.active and channel.value]
        return tuple(sorted(usable, key=lambda channel: order.index(channel.way)))

    def portal_link(self, title: str = "") -> str | None:
        """Where to file online, None where no address is known. On OpenRecords the form opens
        with `title` filled in (its code reads the query; a person still checks it and files)."""
        for channel in self.ways():
            if channel.way == "portal":
                fill = f"&title={quote(title)}" if title and self.openrecords else ""
                return f"{channel.value}{fill}"
        return None

    def inside_address(self, role: Role) -> tuple[str, ...]:
        """The lines above a letter's salutation: office, agency, postal address if known."""
        officer = self.officer(role)
        return (officer.addressee, self.letter_name, *officer.address)

    def numbers_in(self, text: str) -> tuple[str, ...]:
        """The agency's tracking numbers found in `text`, each once."""
        found = (number for each in self.tracking for number in each.found_in(text))
        return tuple(dict.fromkeys(found))

    def stale(self, day: date) -> bool:
        """Whether either officer's particulars need another look on `day`."""
        return self.requests.stale(day) or self.appeals.stale(day)

    def rules(self) -> AgencyRules:
        """How the agency's days count, for the clocks.

        City agencies under the Uniform Rules: thirty days to appeal from receipt, and the
        portal's calendar where they file on OpenRecords. State agencies: the State offices' own
        calendar. The State Police: from the postmark.
        All others: from the letter's date. Prosecutors and the Housing Authority, though in the
        City, are not shown to be under the Uniform Rules and count as local. Raises NotUnderFoil
        where another law governs. The rest is `own_rules`, dated, each with its regulation. An
        agency that an office added counts by the statute alone, taken to answer by e-mail.
        Authority: rcny-43-1-06-b, nycrr-9-483-7
        """
        if not self.foil:
            raise NotUnderFoil(
                f"{self.name} answers under {self.law}, not under FOIL: no date is computed. "
                "Look up that law’s own times and keep them as next steps."
            )
        electronic = self.added or any(
            each.active and each.way in ("portal", "email") for each in self.channels
        )
        return AgencyRules(
            self.slug,
            self.name,
            self.short,
            self._counts_as(),
            self.appeal_from,
            self._own_calendar(),
            electronic,
            self.own_rules,
        )

    def _own_calendar(self) -> str | None:
        if self.added:
            return None
        if self.openrecords and self.openrecords.active:
            return "nyc-portal"
        return "state-offices" if self.jurisdiction == "state" else None

    def _counts_as(self) -> RulesJurisdiction:
        if self.jurisdiction == "state":
            return "state"
        return "nyc" if self.jurisdiction == "nyc" and self.appeal_from == "receipt" else "local"
