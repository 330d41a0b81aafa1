"""What the patterns find on a page, and what only looks like it."""

import pytest

from foil.archive.mentions import MOST, mentions

FOUND = [
    ("Contract CT1-056-20211400123 is", "contract", "CT1-056-20211400123"),
    ("CT105620211400123", "contract", "CT1-056-20211400123"),
    ("MA1 858 20161200123,", "contract", "MA1-858-20161200123"),
    ("(CTA1-056-20188801234)", "contract", "CTA1-056-20188801234"),
    ("MMA1-857-20177777777", "contract", "MMA1-857-20177777777"),
    ("Contract No. C000123 with", "contract", "C000123"),
    ("contract number: PS65792.", "contract", "PS65792"),
    ("PIN: 05621P0014", "pin", "05621P0014"),
    ("E-PIN 85617B0003001", "pin", "85617B0003001"),
    ("05616G0001001A001 was", "pin", "05616G0001001A001"),
    ("PIN # 056-160-001234", "pin", "056160001234"),
    ("PIN No. 0561600001234", "pin", "0561600001234"),
    ("a total of $1,250,000.00.", "amount", "1250000.00"),
    ("$ 500 each", "amount", "500.00"),
    ("$1.5 million", "amount", "1500000.00"),
    ("$750K, then", "amount", "750000.00"),
    ("$0.25/page", "amount", "0.25"),
    ("on November 3, 2021", "date", "2021-11-03"),
    ("dated Sept. 7th, 2020", "date", "2020-09-07"),
    ("the 9th day of March 2019", "date", "2019-03-09"),
    ("11/04/2022", "date", "2022-11-04"),
    ("1-2-21;", "date", "2021-01-02"),
    ("2023-06-30 10:14", "date", "2023-06-30"),
    ("paid to Clearview AI, Inc. in", "vendor", "clearview-ai"),
    ("CLEARVIEW AI INC", "vendor", "clearview-ai"),
    ("Palantir\nTechnologies Inc.", "vendor", "palantir"),
    ("by AXON.", "vendor", "axon"),
    ("from “Axon”,", "vendor", "axon"),
    ("ShotSpotter, Inc.", "vendor", "soundthinking"),
    ("Global Tel*Link", "vendor", "viapath"),
    ("Vigilant Solutions", "vendor", "vigilant-solutions"),
    ("request FOIL-2026-056-01234.", "foil number", "FOIL-2026-056-01234"),
    ("2019-PL-12345", "foil number", "2019-PL-12345"),
    ("R000123-110226", "foil number", "R000123-110226"),
]

NOTHING = [
    "CT1-056-19991400123",  # no such fiscal year
    "CT1-056-2021140012",  # a digit short
    "CT1-056-202114001234",  # a digit long
    "XCT105620211400123",
    "Contract C12",
    "contract c000123x",
    "10014P0014x",
    "a PIN code of four digits: 1234",
    "pinned 05621",
    "1,250,000.00",  # no sign of money
    "$1,25",
    "US$",
    "$1.234.567",
    "13/45/2021",
    "February 30, 2021",
    "version 1.2.2021",
    "10-11-2021-5",
    "section 87-2-14a",
    "the axon of a nerve cell",
    "at the intersection",
    "Vigilant officers",
    "Axonal",
    "XFOIL-2026-056-01234",
    "FOIL-2026-056-012345",
]


@pytest.mark.parametrize(("text", "kind", "value"), FOUND)
def test_what_is_meant_is_found_where_it_stands(text: str, kind: str, value: str) -> None:
    [found] = mentions(text)
    assert (found.kind, found.value) == (kind, value)
    assert text[found.start : found.end].strip() == text[found.start : found.end]


@pytest.mark.parametrize("text", NOTHING)
def test_what_only_looks_like_it_is_not(text: str) -> None:
    assert mentions(text) == []


def test_several_on_a_page_come_in_its_order() -> None:
    text = "Contract CT1-056-20211400123, PIN 05621P0014, Palantir, $1,250,000.00, 11/04/2022"
    assert [each.kind for each in mentions(text)] == ["contract", "pin", "vendor", "amount", "date"]


def test_a_page_full_of_sums_is_read_so_far() -> None:
    assert len(mentions("$5.00 " * 10_000)) == MOST


def test_a_page_made_to_be_slow_is_not() -> None:
    for bait in ("$1,", "PIN A1-", "CT1 ", "2021-", "Global ", "0" * 50, "1/"):
        mentions(bait * 20_000)
