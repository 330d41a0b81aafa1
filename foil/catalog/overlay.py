"""What an office knows of an agency itself, laid over what is shipped of it; and the agencies it
added, of which nothing is shipped. Nothing here moves a date: how an agency's days are counted is
corrected apart, in `foil.insight.basis`."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from foil.catalog.agency import Agency, Channel, Jurisdiction, Officer, Role, Way
from foil.catalog.source import AsOf, Source

ROLES: tuple[Role, ...] = ("requests", "appeals")
WAYS: tuple[Way, ...] = ("portal", "email", "post", "fax")
PARTS = ("addressee", "address", "email", "telephone")
"""What is kept of an officer: the name or the role, the lines of the address, the mailbox."""

OFFICERS = tuple(f"{role}.{part}" for role in ROLES for part in PARTS)
CHANNELS = tuple(f"channel.{way}" for way in WAYS)
QUIRKS = "quirks"
CHECKED = tuple(f"{role}.checked" for role in ROLES)
"""The day somebody last looked an officer's particulars up and found them right."""

FACTS = (*OFFICERS, *CHANNELS, QUIRKS)
"""What an office may correct of how to reach an agency; the day of a letter rests on none of it."""

ADDED = ("name", "short", "jurisdiction", "law")
"""What an added agency is, beside how to reach it."""

FOIL = "FOIL, Public Officers Law Article 6"
BY_US = "Added by this office: nothing of it is shipped."
USUAL = {"requests": "Records Access Officer", "appeals": "FOIL Appeals Officer"}


@dataclass(frozen=True, slots=True)
class Own:
    """The office's own value of one fact, "" where it says there is none. `source` is how the
    office knows, `as_of` since when it is true, `unverified` a sentence on what is not sure."""

    value: str
    source: str = ""
    as_of: date | None = None
    unverified: str = ""

    @property
    def basis(self) -> tuple[Source, ...]:
        """Where it is from, as the catalog says it."""
        as_of = AsOf(self.as_of.isoformat()) if self.as_of else None
        if self.source.startswith("https://") and " " not in self.source:
            return (Source(self.source, as_of, "Ours"),)
        return (Source(None, as_of, f"Ours: {self.source}" if self.source else "Ours"),)


Facts = Mapping[str, Own]


def laid(agency: Agency, own: Facts) -> Agency:
    """The agency with the office's own facts in place of those shipped."""
    name = own["name"].value if "name" in own else ""
    short = own["short"].value if "short" in own else ""
    return replace(
        agency,
        name=name or agency.name,
        letter_name=name or agency.letter_name,
        short=short or agency.short,
        requests=_officer(agency.requests, "requests", own),
        appeals=_officer(agency.appeals, "appeals", own),
        channels=_channels(_with_mailbox(agency, own), own),
        quirks=own[QUIRKS].value if QUIRKS in own else agency.quirks,
    )


def made(slug: str, own: Facts) -> Agency:
    """The agency an office added: the statute's own rules, and what the office knows of it."""
    law = own["law"].value if "law" in own else ""
    return laid(
        Agency(
            slug=slug,
            name=slug,
            letter_name=slug,
            called="the agency",
            acronym="",
            short=slug,
            jurisdiction=_jurisdiction(own),
            law=law or FOIL,
            foil=not law,
            appeal_from="letter",
            appeal_authority=(),
            own_rules=(),
            openrecords=None,
            tracking=(),
            requests=_unknown("requests"),
            appeals=_unknown("appeals"),
            channels=(),
            emails_seen=(),
            email_conflict=False,
            notes=None,
            confidence="low",
            unverified="",
            as_of=None,
            looked_up=own["name"].as_of or date.min,
            sources=(),
            added=True,
        ),
        own,
    )


def text_of(agency: Agency, field: str) -> str | None:
    """A fact as a form holds it: lines under one another; None where it is not known."""
    if field == QUIRKS:
        return agency.quirks or None
    where, _, part = field.partition(".")
    if where == "channel":
        return next((c.value for c in agency.channels if c.way == part and c.active), None)
    officer = agency.officer("requests" if where == "requests" else "appeals")
    value = getattr(officer, part)
    return "\n".join(value) if isinstance(value, tuple) else value


def _officer(shipped: Officer, role: Role, own: Facts) -> Officer:
    ours = {part: own[f"{role}.{part}"] for part in PARTS if f"{role}.{part}" in own}
    values: dict[str, object] = {part: each.value or None for part, each in ours.items()}
    if "addressee" in values:
        values["addressee"], values["title"] = values["addressee"] or USUAL[role], None
    if "address" in values:
        values["address"] = tuple(str(values["address"] or "").splitlines())
    unsure = [each.unverified for each in ours.values()]
    unsure += [shipped.unverified] if not ours or shipped.unverified != BY_US else []
    found = replace(
        shipped,
        basis=tuple(dict.fromkeys((*_bases(ours), *shipped.basis))),
        unverified=" ".join(dict.fromkeys(filter(None, unsure))),
        **values,  # type: ignore[arg-type]
    )
    return _checked(found, own.get(f"{role}.checked"))


def _checked(officer: Officer, own: Own | None) -> Officer:
    """The officer as of the day somebody looked, where that is later than what is shipped."""
    if own is None or not own.value:
        return officer
    day = date.fromisoformat(own.value)
    if officer.as_of is not None and officer.as_of.earliest > day:
        return officer
    return replace(officer, as_of=AsOf(own.value))


def _with_mailbox(agency: Agency, own: Facts) -> tuple[Channel, ...]:
    """The channels, the requests officer's own mailbox among them as the officer has it now."""
    ours, was = own.get("requests.email"), agency.requests.email
    if ours is None or not ours.value:
        return agency.channels
    if not any(each.way == "email" for each in agency.channels):
        mailbox = Channel("email", ours.value, True, ours.basis, None, ours.unverified)
        return (*agency.channels, mailbox)
    return tuple(
        replace(each, value=ours.value, basis=ours.basis, unverified=ours.unverified)
        if each.way == "email" and each.value == was
        else each
        for each in agency.channels
    )


def _channels(shipped: tuple[Channel, ...], own: Facts) -> tuple[Channel, ...]:
    """Ours first, each in place of the shipped ones of its way; "" says that way is closed."""
    found: list[Channel] = []
    for way in WAYS:
        theirs = [each for each in shipped if each.way == way]
        ours = own.get(f"channel.{way}")
        if ours is not None:
            theirs = [replace(each, active=False) for each in theirs if each.value != ours.value]
            if ours.value:
                found.append(Channel(way, ours.value, True, ours.basis, None, ours.unverified))
        found += theirs
    return tuple(found) if any(f"channel.{way}" in own for way in WAYS) else shipped


def _bases(ours: Mapping[str, Own]) -> list[Source]:
    return [source for each in ours.values() for source in each.basis]


def _unknown(role: Role) -> Officer:
    return Officer(USUAL[role], None, (), None, None, (), BY_US)


def _jurisdiction(own: Facts) -> Jurisdiction:
    said = own["jurisdiction"].value if "jurisdiction" in own else ""
    return next((each for each in JURISDICTIONS if each == said), "other")


JURISDICTIONS: tuple[Jurisdiction, ...] = (
    "nyc",
    "state",
    "county",
    "city",
    "town",
    "village",
    "school district",
    "bi-state",
    "other",
)
