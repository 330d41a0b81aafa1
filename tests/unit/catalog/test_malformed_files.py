"""A slip in a catalog file stops with the file and the field, never with a wrong fact."""

from collections.abc import Callable
from pathlib import Path

import pytest

from foil.catalog import agencies, record_categories, technologies, vendors
from foil.catalog.table import DATA, MalformedFile

AGENCY = (DATA / "agencies" / "nypd.toml").read_text("utf-8")
VENDOR = """
[acme]
name = "Acme, Inc."
short = "Acme"
domains = ["acme.example"]
unverified = "From memory."

[[acme.sales]]
agency = "nypd"
what = "A pilot"
amount_usd = 100
dates = "2023"
status = "reported"
url = "https://example.org/"
"""
TECHNOLOGY = """
[lasers]
name = "Lasers"
in_letter = "lasers"
description = "Light."
agencies = ["nypd"]

[[lasers.sources]]
url = "https://example.org/"
as_of = "2024"
"""
CATEGORY = """
[contracts]
name = "Contracts"
label = "Contracts"
text = "Each contract[ with {vendors}] for {technology}[, in force {period}]."
advice = "Ask early."
needs = ["from", "to"]
authority = ["pol-87-2-g"]
"""


def refused(read: Callable[[Path], object], path: Path, text: str) -> MalformedFile:
    path.write_text(text, "utf-8")
    with pytest.raises(MalformedFile) as raised:
        read(path)
    assert path.name in str(raised.value)
    assert raised.value.field in str(raised.value)
    assert raised.value.status == 500
    return raised.value


def test_the_files_the_slips_are_made_in_are_good(tmp_path: Path) -> None:
    for read, text in (
        (agencies.read, AGENCY),
        (vendors.read, VENDOR),
        (technologies.read, TECHNOLOGY),
        (record_categories.read, CATEGORY),
    ):
        path = tmp_path / "good.toml"
        path.write_text(text, "utf-8")
        assert read(path)


@pytest.mark.parametrize(
    ("was", "slip", "field", "says"),
    [
        ('called = "the Department"\n', "", "called", "missing"),
        ('acronym = "NYPD"', "acronym = 5", "acronym", "text in quotes, not 5"),
        ('acronym = "NYPD"', 'acronym = " "', "acronym", "empty"),
        ('jurisdiction = "nyc"', 'jurisdiction = "city hall"', "jurisdiction", "“city hall”"),
        ('jurisdiction = "nyc"\n', "", "jurisdiction", "missing"),
        ('appeal_from = "receipt"', 'appeal_from = "sight"', "appeal_from", "one of receipt"),
        ('as_of = "2026"\nlooked', 'as_of = "26"\nlooked', "as_of", "not a day, month or year"),
        ('looked_up = "2026-11-22"', 'looked_up = "today"', "looked_up", "“today” is no day"),
        ('confidence = "high"', 'confidence = "sure"', "confidence", "one of high"),
        ('confidence = "high"', 'confidense = "high"', "confidence", "missing"),
        ('called = "', 'colour = "blue"\ncalled = "', "colour", "no such field"),
        ('number = "0056"', 'number = "0056"\nopen = true', "openrecords.open", "no such field"),
        ("[openrecords]", "[openrecords]\nactive = 1", "openrecords.active", "true or false"),
        ("[openrecords]\n", 'openrecords = "0056"\n[x]\n', "openrecords", "must be a table"),
        ("[requests]", "[askers]", "requests", "missing"),
        ("FOIL-{yyyy}-056", "FOIL-{year}-056", "tracking[1].form", "slots must be among"),
        ('email = "docprod110c@', 'email = "docprod110c', "requests.email", "no e-mail address"),
        (
            'address = ["Legal Bureau, FOIL Unit", "One',
            'address = [1, "One',
            "requests.address",
            "each must be text",
        ),
        (
            '"form-letter"]\n\n[appeals]',
            '"form-leter"]\n\n[appeals]',
            "requests.basis",
            "no source called form-leter",
        ),
        ('way = "post"', 'way = "pigeon"', "channels[3].way", "one of portal"),
        ('way = "post"', 'way = "fax"', "channels[3].address", "post has an address"),
        ('value = "https://a860', 'value = "a860', "channels[1].value", "starts with https://"),
        ('role = "appeals"', 'role = "both"', "emails_seen[2].role", "one of requests"),
        ('id = "form-letter"', 'id = "directory-2026"', "sources[4].id", "two sources are called"),
        ('url = "https://docslib', 'url = "docslib', "sources[4].url", "starts with https://"),
        ('as_of = "2021-10-07"', 'as_of = "2021-10-32"', "sources[1].as_of", "not a day"),
        ("[[channels]]", "[[channel]]", "channel", "no such field"),
    ],
)
def test_a_slip_in_an_agency_names_its_field(
    tmp_path: Path, was: str, slip: str, field: str, says: str
) -> None:
    assert was in AGENCY
    found = refused(
        agencies.read,
        tmp_path / "nypd.toml",
        AGENCY.replace(was, slip, 1 if "[[" not in was else -1),
    )
    assert found.field == field
    assert says in str(found)


def test_an_agency_needs_a_source_or_a_word_on_what_is_not_known(tmp_path: Path) -> None:
    bare = AGENCY[: AGENCY.index("[openrecords]")]
    found = refused(agencies.read, tmp_path / "bare.toml", bare)
    assert found.field == "sources"
    found = refused(agencies.read, tmp_path / "bare.toml", bare + 'unverified = "All of it."\n')
    assert found.field == "requests"
    (tmp_path / "bare.toml").write_text(bare + 'unverified = "All."\n[requests]\n[appeals]\n')
    bare_agency = agencies.read(tmp_path / "bare.toml")
    assert bare_agency.unverified == "All."
    assert bare_agency.inside_address("appeals")[0] == "FOIL Appeals Officer"


@pytest.mark.parametrize(
    ("was", "slip", "field", "says"),
    [
        ('short = "Acme"\n', "", "acme.short", "missing"),
        ('unverified = "From memory."\n', "", "acme.sources", "give a source"),
        ("amount_usd = 100", 'amount_usd = "100"', "acme.sales[1].amount_usd", "whole number"),
        ("amount_usd = 100", "amount_usd = -1", "acme.sales[1].amount_usd", "whole number"),
        ("amount_usd = 100", "amount_usd = true", "acme.sales[1].amount_usd", "whole number"),
        ('agency = "nypd"\n', "", "acme.sales[1].agency", "either an agency’s slug"),
        ('url = "https://example.org/"', "", "acme.sales[1].url", "an address, a note or both"),
        ('["acme.example"]', '["a.example", "a.example"]', "acme.domains", "one thing twice"),
        ('["acme.example"]', '"acme.example"', "acme.domains", "a list of texts"),
        ("[[acme.sales]]", "[acme.sales]", "acme.sales", "as [[sales]]"),
        ("[acme]", 'title = "x"\n[acme]', "title", "must be a table"),
    ],
)
def test_a_slip_in_a_vendor_names_its_field(
    tmp_path: Path, was: str, slip: str, field: str, says: str
) -> None:
    assert was in VENDOR
    found = refused(vendors.read, tmp_path / "vendors.toml", VENDOR.replace(was, slip))
    assert found.field == field
    assert says in str(found)


@pytest.mark.parametrize(
    ("was", "slip", "field"),
    [
        ('in_letter = "lasers"\n', "", "lasers.in_letter"),
        ("agencies =", 'post_act_policy = "rumor"\nagencies =', "lasers.post_act_policy"),
        ("agencies =", "vendor =", "lasers.vendor"),
        ('as_of = "2024"', "as_of = 2024", "lasers.sources[1].as_of"),
        ("[[lasers.sources]]", "[[lasers.source]]", "lasers.sources"),
    ],
)
def test_a_slip_in_a_technology_names_its_field(
    tmp_path: Path, was: str, slip: str, field: str
) -> None:
    found = refused(technologies.read, tmp_path / "t.toml", TECHNOLOGY.replace(was, slip))
    assert found.field == field


@pytest.mark.parametrize(
    ("was", "slip", "field"),
    [
        ("{technology}", "{tech}", "contracts.text"),
        ("[ with", "with", "contracts.text"),
        ('needs = ["from", "to"]', 'needs = ["when"]', "contracts.needs"),
        ('needs = ["from", "to"]', 'needs = ["custodians"]', "contracts.needs"),
        ('authority = ["pol-87-2-g"]', "", "contracts.sources"),
        ('advice = "Ask early."', "", "contracts.advice"),
    ],
)
def test_a_slip_in_a_record_category_names_its_field(
    tmp_path: Path, was: str, slip: str, field: str
) -> None:
    found = refused(record_categories.read, tmp_path / "r.toml", CATEGORY.replace(was, slip))
    assert found.field == field


def test_a_file_that_is_not_toml_says_where(tmp_path: Path) -> None:
    found = refused(vendors.read, tmp_path / "vendors.toml", "[acme\nname = ")
    assert "line 1" in str(found)
    (tmp_path / "vendors.toml").write_bytes(b'name = "\xff"')
    with pytest.raises(MalformedFile, match="not TOML"):
        vendors.read(tmp_path / "vendors.toml")


def test_two_vendors_of_one_slug_are_refused(tmp_path: Path) -> None:
    refused(vendors.read, tmp_path / "vendors.toml", VENDOR + VENDOR)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(MalformedFile, match=r"gone\.toml: No such file"):
        agencies.read(tmp_path / "gone.toml")
