"""The catalog's agencies: one TOML file each, read only when asked for."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from foil.catalog.agency import (
    Agency,
    Channel,
    Confidence,
    Jurisdiction,
    Officer,
    OpenRecords,
    Role,
    SeenEmail,
    Way,
)
from foil.catalog.own_rules import own_rules
from foil.catalog.slug import UnknownSlug, near
from foil.catalog.source import Source, read_as_of, read_source, read_unverified
from foil.catalog.table import DATA, Table, one_of, read_toml
from foil.catalog.tracking import Tracking
from foil.law.agency import AppealFrom

_FOLDER = DATA / "agencies"
_JURISDICTIONS: tuple[Jurisdiction, ...] = (
    "nyc",
    "state",
    "county",
    "city",
    "school district",
    "bi-state",
)
_ROLES: tuple[Role, ...] = ("requests", "appeals")
_WAYS: tuple[Way, ...] = ("portal", "email", "post", "fax")
_CONFIDENCE: tuple[Confidence, ...] = ("high", "medium", "low")
_APPEAL_FROM: tuple[AppealFrom, ...] = ("receipt", "letter", "postmark")
_ADDRESSEES = {"requests": "Records Access Officer", "appeals": "FOIL Appeals Officer"}


@cache
def slugs() -> tuple[str, ...]:
    """The short names of all agencies, in alphabetical order; reads the folder, no file."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


@cache
def get(slug: str) -> Agency:
    """The agency of that short name, from its own file alone.

    Raises UnknownSlug, which names near matches by name and acronym too, and MalformedFile.
    """
    if slug not in slugs():
        names = {each.slug: (each.name, each.acronym, each.short) for each in load().values()}
        raise UnknownSlug("agency", slug, near(slug, names))
    return read(_FOLDER / f"{slug}.toml")


@cache
def load() -> Mapping[str, Agency]:
    """All agencies by slug. Raises MalformedFile."""
    return MappingProxyType({slug: get(slug) for slug in slugs()})


def read(path: Path) -> Agency:
    """The agency in one file; its slug is the file's name. Raises MalformedFile."""
    table = read_toml(path)
    sources = _sources(table)
    name, acronym = table.text("name"), table.text("acronym")
    unverified = read_unverified(table, bool(sources))
    agency = Agency(
        slug=path.stem,
        name=name,
        letter_name=table.text_or_none("letter_name") or name,
        called=table.text("called"),
        acronym=acronym,
        short=table.text_or_none("short") or acronym,
        jurisdiction=one_of(table, "jurisdiction", _JURISDICTIONS),
        law=table.text("law"),
        foil=table.flag("foil", absent=True),
        appeal_from=one_of(table, "appeal_from", _APPEAL_FROM, absent="letter"),
        appeal_authority=table.words("appeal_authority"),
        own_rules=own_rules(table),
        openrecords=_openrecords(table.table("openrecords")),
        tracking=tuple(_tracking(each, sources) for each in table.tables("tracking")),
        requests=_officer(table, "requests", sources, unverified),
        appeals=_officer(table, "appeals", sources, unverified),
        channels=tuple(_channel(each, sources) for each in table.tables("channels")),
        emails_seen=tuple(_seen(each, sources) for each in table.tables("emails_seen")),
        email_conflict=table.flag("email_conflict"),
        notes=table.text_or_none("notes"),
        confidence=one_of(table, "confidence", _CONFIDENCE),
        unverified=unverified,
        as_of=read_as_of(table),
        looked_up=_day(table, "looked_up"),
        sources=tuple(sources.values()),
    )
    table.done()
    return agency


def _sources(table: Table) -> dict[str, Source]:
    named: dict[str, Source] = {}
    for each in table.tables("sources"):
        name = each.text("id")
        if name in named:
            each.fail("id", f"two sources are called {name}")
        named[name] = read_source(each)
    return named


def _basis(table: Table, sources: Mapping[str, Source], unverified: str) -> tuple[Source, ...]:
    """The sources the field `basis` names; there is one, or a sentence in `unverified`."""
    names = table.words("basis")
    for name in names:
        if name not in sources:
            table.fail("basis", f"there is no source called {name}")
    if not names and not unverified:
        table.fail("basis", "name a source, or say in `unverified` what is not borne out")
    return tuple(sources[name] for name in names)


def _officer(
    agency: Table, role: Role, sources: Mapping[str, Source], agency_unverified: str
) -> Officer:
    table = agency.table(role)
    if table is None:
        agency.fail(role, "it is missing: give at least a basis or what is unverified")
    unverified = table.text_or_none("unverified") or ""
    officer = Officer(
        addressee=table.text_or_none("addressee") or _ADDRESSEES[role],
        title=table.text_or_none("title"),
        address=table.words("address"),
        email=_email(table, "email"),
        as_of=read_as_of(table),
        basis=_basis(table, sources, unverified or agency_unverified),
        unverified=unverified,
    )
    table.done()
    return officer


def _channel(table: Table, sources: Mapping[str, Source]) -> Channel:
    way, lines = one_of(table, "way", _WAYS), table.words("address")
    if (way == "post") != bool(lines):
        table.fail("address", "post has an address in lines, and nothing else has")
    value = ", ".join(lines) or (
        _email(table, "value") if way == "email" else table.text_or_none("value")
    )
    note, unverified = table.text_or_none("note"), table.text_or_none("unverified") or ""
    if value is None and note is None:
        table.fail("value", "it is missing, and no note says where the form is")
    if way == "portal" and value is not None and not value.startswith("https://"):
        table.fail("value", "a portal’s address starts with https://")
    channel = Channel(
        way=way,
        value=value,
        active=table.flag("active", absent=True),
        basis=_basis(table, sources, unverified),
        note=note,
        unverified=unverified,
    )
    table.done()
    return channel


def _seen(table: Table, sources: Mapping[str, Source]) -> SeenEmail:
    value, as_of = _email(table, "value"), read_as_of(table)
    if value is None or as_of is None:
        table.fail("value", "a mailbox seen has its address and its date")
    seen = SeenEmail(value, one_of(table, "role", _ROLES), as_of, _basis(table, sources, ""))
    table.done()
    return seen


def _openrecords(table: Table | None) -> OpenRecords | None:
    if table is None:
        return None
    found = OpenRecords(table.text("number"), table.flag("active", absent=True))
    table.done()
    return found


def _tracking(table: Table, sources: Mapping[str, Source]) -> Tracking:
    form, note = table.text("form"), table.text_or_none("note")
    try:
        found = Tracking(form, _basis(table, sources, note or ""), note)
    except ValueError as wrong:
        table.fail("form", str(wrong))
    table.done()
    return found


def _email(table: Table, name: str) -> str | None:
    value = table.text_or_none(name)
    if value is not None and (value.count("@") != 1 or " " in value or "." not in value):
        table.fail(name, f"“{value}” is no e-mail address")
    return value


def _day(table: Table, name: str) -> date:
    text = table.text(name)
    try:
        return date.fromisoformat(text)
    except ValueError:
        table.fail(name, f"“{text}” is no day as 2026-11-22")
