import sys
from datetime import date
from subprocess import run

import pytest

from foil.catalog import agencies
from foil.catalog.agency import Agency, NotUnderFoil, Officer
from foil.catalog.slug import UnknownSlug
from foil.catalog.tracking import Tracking
from foil.law.authorities import AUTHORITIES

ALL = list(agencies.load().values())
each_agency = pytest.mark.parametrize("agency", ALL, ids=lambda agency: agency.slug)
each_officer = pytest.mark.parametrize(
    "officer",
    [officer for agency in ALL for officer in (agency.requests, agency.appeals)],
    ids=[f"{agency.slug}-{role}" for agency in ALL for role in ("requests", "appeals")],
)


def test_there_are_63_agencies() -> None:
    assert len(ALL) == 63
    assert tuple(agencies.load()) == agencies.slugs()


def test_the_nypd_is_reached_as_the_city_prints_it() -> None:
    nypd = agencies.get("nypd")
    assert nypd.inside_address("requests") == (
        "Records Access Officer",
        "New York City Police Department",
        "Legal Bureau, FOIL Unit",
        "One Police Plaza, Room 110C",
        "New York, NY 10038",
    )
    assert nypd.inside_address("appeals")[2:] == (
        "One Police Plaza, Room 1406",
        "New York, NY 10038",
    )
    assert nypd.officer("appeals").email == "FOILAppeals@nypd.org"
    assert nypd.officers_differ
    assert not nypd.one_mailbox
    assert [channel.way for channel in nypd.ways()] == ["portal", "email", "post"]


def test_the_portal_opens_on_the_agency_with_the_title_filled_in() -> None:
    address = "https://a860-openrecords.nyc.gov/request/new?agency=0056"
    assert agencies.get("nypd").portal_link() == address
    assert agencies.get("nypd").portal_link("Drones & data, 2019–2026") == (
        address + "&title=Drones%20%26%20data%2C%202019%E2%80%932026"
    )
    assert agencies.get("its").portal_link("Drones") == "https://its.ny.gov/foil"
    assert agencies.get("brooklyn-da").portal_link() is None


def test_a_form_without_an_address_is_no_way_to_file() -> None:
    dmv = agencies.get("dmv")
    assert [channel.way for channel in dmv.channels] == ["portal"]
    assert dmv.ways() == ()


@pytest.mark.parametrize(
    ("slug", "counted"),
    [
        ("nypd", ("nyc", "receipt", "nyc-portal", True)),
        ("mocs", ("nyc", "receipt", "nyc-portal", True)),
        ("city-council", ("nyc", "receipt", None, False)),  # the portal does not take its requests
        ("nyc-comptroller", ("nyc", "receipt", None, False)),
        ("manhattan-da", ("local", "letter", None, True)),
        ("nycha", ("local", "letter", None, True)),
        ("nysp", ("state", "postmark", "state-offices", False)),
        ("mta", ("state", "letter", "state-offices", True)),
        ("dmv", ("state", "letter", "state-offices", True)),
        ("suffolk-pd", ("local", "letter", None, False)),
        ("lockport-csd", ("local", "letter", None, False)),
    ],
)
def test_each_kind_of_agency_counts_its_own_way(
    slug: str, counted: tuple[str, str, str | None, bool]
) -> None:
    rules = agencies.get(slug).rules()
    assert (
        rules.jurisdiction,
        rules.appeal_from,
        rules.own_calendar,
        rules.electronic,
    ) == counted
    assert rules.slug == slug


def test_a_body_under_its_own_law_gets_no_dates_and_says_which_law() -> None:
    with pytest.raises(NotUnderFoil, match="Port Authority Freedom of Information Code") as raised:
        agencies.get("panynj").rules()
    assert "no date is computed" in str(raised.value)


@each_agency
def test_every_other_agency_is_under_foil(agency: Agency) -> None:
    assert agency.foil == (agency.slug != "panynj")
    assert agency.foil == agency.law.startswith("FOIL, Public Officers Law Article 6")


@each_agency
def test_every_agency_has_a_source_or_says_what_is_not_known(agency: Agency) -> None:
    assert agency.sources or agency.unverified
    assert all(source.url or source.note for source in agency.sources)
    assert set(agency.appeal_authority) <= set(AUTHORITIES)
    assert (agency.appeal_from == "letter") == (not agency.appeal_authority)
    assert all(channel.basis or channel.unverified for channel in agency.channels)
    assert all(seen.basis for seen in agency.emails_seen)
    assert all(form.basis or form.note for form in agency.tracking)


@each_agency
def test_every_agency_has_words_for_letters(agency: Agency) -> None:
    assert agency.called.startswith("the ")
    assert agency.short
    assert "(" not in agency.letter_name
    assert "'" not in agency.name + agency.letter_name + (agency.notes or "")


@each_agency
def test_only_mailboxes_of_offices_are_kept(agency: Agency) -> None:
    boxes = {seen.value for seen in agency.emails_seen}
    boxes |= {channel.value for channel in agency.channels if channel.way == "email"}
    boxes |= {agency.requests.email, agency.appeals.email} - {None}
    words = ("foil", "record", "docprod", "mocj", "access", "appeal")
    assert all(any(word in str(box).lower() for word in words) for box in boxes)


@each_agency
def test_an_officers_mailbox_is_one_the_sources_show(agency: Agency) -> None:
    seen = {each.value for each in agency.emails_seen}
    seen |= {channel.value for channel in agency.channels}
    if agency.emails_seen:
        assert {agency.requests.email, agency.appeals.email} - {None} <= seen


@each_agency
def test_old_and_new_mailboxes_are_told_apart(agency: Agency) -> None:
    by_role: dict[str, set[str]] = {"requests": set(), "appeals": set()}
    for seen in agency.emails_seen:
        by_role[seen.role].add(seen.value)
    assert not agency.email_conflict or any(len(boxes) > 1 for boxes in by_role.values())


@each_officer
def test_every_officer_has_a_basis_a_title_to_write_to_and_whole_lines(officer: Officer) -> None:
    assert officer.addressee
    assert all(line == line.strip() and "  " not in line for line in officer.address)
    assert "(" not in officer.addressee + "".join(officer.address)
    if officer.email or officer.address:
        assert officer.basis


def test_officers_are_asked_about_again_once_their_particulars_are_old() -> None:
    its = agencies.get("its")
    assert its.requests.as_of is not None
    assert not its.stale(date(2024, 10, 1))
    assert its.stale(date(2026, 11, 22))
    assert agencies.get("dcjs").stale(date(2026, 11, 22))  # an undated page


def test_one_mailbox_for_two_officers_is_said() -> None:
    assert agencies.get("mocs").one_mailbox
    assert agencies.get("mocs").officers_differ  # by title
    assert not agencies.get("nycha").officers_differ  # nothing shows it
    assert agencies.get("mayors-office").officers_differ  # one title, two mailboxes
    assert not agencies.get("brooklyn-da").one_mailbox


def test_an_agencys_numbers_are_found_in_a_text() -> None:
    nypd = agencies.get("nypd")
    text = (
        "Re: foil-2026-056-01234 and FOIL-2026-056-01234, not FOIL-2026-057-01234 or 2015-PL-2604."
    )
    assert nypd.numbers_in(text) == ("FOIL-2026-056-01234", "2015-PL-2604")
    assert nypd.numbers_in("XFOIL-2026-056-01234 FOIL-2026-056-012345") == ()
    assert agencies.get("mta").numbers_in("our R000889-090523.") == ("R000889-090523",)
    assert agencies.get("nysp").numbers_in("NYSP-24-05-1064") == ("NYSP-24-05-1064",)
    assert agencies.get("mocs").numbers_in("FOIL-2026-002-00007") == ("FOIL-2026-002-00007",)


def test_the_form_of_a_number_is_shown_in_letters_a_person_reads() -> None:
    shown = [form.shown for form in agencies.get("nypd").tracking]
    assert shown == ["FOIL-YYYY-056-NNNNN", "YYYY-PL-NNNN"]
    assert [form.shown for form in agencies.get("mta").tracking] == ["RNNNNNN-MMDDYY"]


@pytest.mark.parametrize("form", ["FOIL-056", "FOIL-{year}-056"])
def test_a_number_form_has_slots_that_are_known(form: str) -> None:
    with pytest.raises(ValueError, match="slots must be among"):
        Tracking(form, ())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("nypdd", "nypd"),
        ("NYPD", "nypd"),
        ("state police", "nysp"),
        ("mayor's office", "mayors-office"),
        ("lockport", "lockport-csd"),
        ("oag ", "oag"),
    ],
)
def test_a_mistyped_agency_is_answered_with_near_matches(typed: str, meant: str) -> None:
    with pytest.raises(UnknownSlug) as raised:
        agencies.get(typed)
    assert raised.value.near[0] == meant
    assert f"did you mean {meant}" in str(raised.value)
    assert raised.value.exit_code == 2
    assert raised.value.status == 404


@pytest.mark.parametrize("typed", ["", "zzzzzzzzzz", "../vendors", "nypd.toml", "NYPD\0"])
def test_what_is_no_slug_reads_no_file(typed: str) -> None:
    with pytest.raises(UnknownSlug):
        agencies.get(typed)


def test_one_agency_is_read_alone_and_nothing_heavy_with_it() -> None:
    code = """
import sys
from foil.catalog import agencies
opened = []
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
agencies.get("nypd")
print(*[path for path in opened if path.endswith(".toml")], sep="\\n")
heavy = {"click", "difflib", "email", "importlib.metadata", "jinja2", "json", "logging",
         "markdown_it", "socket", "sqlalchemy", "weasyprint"}
print("heavy:", *sorted(heavy & set(sys.modules)))
"""
    said = run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    files, heavy = said.strip().rsplit("\n", 1)
    assert [name.rsplit("/", 1)[-1] for name in files.split("\n")] == ["nypd.toml"]
    assert heavy == "heavy:"
