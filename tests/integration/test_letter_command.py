"""`foil letter` in an empty folder, as a person types it: no office, no database, no network."""

import json
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest

from tests.integration.site import close, open_site
from tests.unit.letters.examples import TOLD

ASKED = (
    "request", "--agency", "nypd", "--technology", "facial-recognition",
    "--from", "2019-01-01", "--to", "2026-11-22", "--dated", "2026-11-22",
)  # fmt: skip
NO_OFFICE = "No office is set up yet, so the letter has no letterhead and no signature.\n"


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """An empty folder to work in; the data folder named is not there either."""
    folder = tmp_path / "empty"
    folder.mkdir()
    return folder


def foil(here: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run `foil letter` there."""
    surroundings = {
        name: value for name, value in os.environ.items() if name != "FOIL_DATABASE_URL"
    }
    return subprocess.run(
        [sys.executable, "-m", "foil", "letter", *arguments],
        cwd=here,
        env={
            **surroundings,
            "FOIL_DATA": str(here / "none"),
            "PYTHONPATH": str(Path(__file__).parents[2]),
        },
        capture_output=True,
        check=False,
    )


def test_it_writes_a_tagged_letter_and_says_that_there_is_no_office(here: Path) -> None:
    ran = foil(here, *ASKED, "-o", "letter.pdf")
    assert (ran.returncode, ran.stdout, ran.stderr.decode()) == (0, b"", NO_OFFICE)
    assert [path.name for path in here.iterdir()] == ["letter.pdf"]
    pdf = pikepdf.open(here / "letter.pdf")
    assert len(pdf.pages) == 2
    assert pdf.Root.MarkInfo.Marked


def test_a_second_run_writes_the_same_bytes(here: Path) -> None:
    foil(here, *ASKED, "-o", "one.pdf")
    foil(here, *ASKED, "-o", "two.pdf")
    assert (here / "one.pdf").read_bytes() == (here / "two.pdf").read_bytes()


def test_without_a_file_it_prints_the_text(here: Path) -> None:
    ran = foil(here, *ASKED)
    assert ran.returncode == 0
    assert ran.stdout.decode().startswith("November 22, 2026\n\nRecords Access Officer\n")
    assert list(here.iterdir()) == []


def test_an_office_that_is_set_up_has_its_letterhead(here: Path) -> None:
    close(open_site(here / "none"))
    ran = foil(here, *ASKED)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert ran.stdout.decode().startswith("Defense unit\n\nNovember 22, 2026\n")
    assert ran.stdout.decode().endswith("Sincerely,\n\nDefense unit\n")


@pytest.mark.parametrize(
    ("ending", "begins"), [(".docx", b"PK"), (".txt", b"November 22"), (".md", b"November 22")]
)
def test_the_files_ending_says_what_is_written(here: Path, ending: str, begins: bytes) -> None:
    name = f"letter{ending}"
    assert foil(here, *ASKED, "-o", name).returncode == 0
    assert (here / name).read_bytes().startswith(begins)


def test_word_opens_as_a_zip_with_a_document(here: Path) -> None:
    foil(here, *ASKED, "-o", "letter.docx")
    with ZipFile(BytesIO((here / "letter.docx").read_bytes())) as opened:
        assert "word/document.xml" in opened.namelist()
        assert opened.testzip() is None


def test_vendors_and_items_can_be_chosen(here: Path) -> None:
    ran = foil(
        here, *ASKED, "--vendor", "idemia", "--category", "training", "--category", "places",
        "--fee", "100",
    )  # fmt: skip
    said = ran.stdout.decode()
    assert "IDEMIA" in said
    assert "Clearview AI" not in said
    assert "1. Training." in said
    assert "2. Places." in said
    assert "$100" in said


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("ransom", *ASKED[1:]), "There is no letter “ransom”. There are: request, follow_up,"),
        (("closing",), "Name the file that holds the facts of the letter closing"),
        (("request",), "Name --agency, --technology and --from"),
        ((*ASKED, "--agency", "nypdd"), "There is no agency “nypdd”: did you mean nypd"),
        ((*ASKED, "--technology", "facial"), "There is no technology “facial”"),
        ((*ASKED, "--vendor", "clearvew-ai"), "There is no vendor “clearvew-ai”"),
        ((*ASKED, "--category", "contract"), "There is no record category “contract”"),
        ((*ASKED, "--agency", "panynj"), "not under FOIL"),
        ((*ASKED, "--to", "2018-01-01"), "The first day comes after the last"),
        ((*ASKED, "-o", "letter.odt"), "letter.odt should end in .pdf, .docx, .eml, .md or .txt"),
    ],
)
def test_bad_input_is_one_sentence_and_exit_2(
    here: Path, arguments: tuple[str, ...], says: str
) -> None:
    ran = foil(here, *arguments)
    assert ran.returncode == 2
    assert ran.stdout == b""
    assert says in ran.stderr.decode()
    assert ran.stderr.decode().count("\n") == 1
    assert list(here.iterdir()) == []


def test_a_file_of_facts_makes_a_letter_to_send_by_e_mail(here: Path) -> None:
    (here / "facts.json").write_text(json.dumps(TOLD["appeal_fee"]))
    ran = foil(here, "appeal_fee", "--facts", "facts.json", "-o", "letter.eml")
    assert (ran.returncode, ran.stdout, ran.stderr.decode()) == (0, b"", NO_OFFICE)
    made = (here / "letter.eml").read_bytes()
    assert b"To: FOILAppeals@nypd.org\r\n" in made
    assert b'filename="appeal-fee.pdf"' in made


def test_what_a_letter_still_needs_is_listed_and_nothing_is_written(here: Path) -> None:
    (here / "facts.json").write_text('{"agency": "nypd", "request": {"subject": "drones"}}')
    ran = foil(here, "closing", "--facts", "facts.json", "-o", "letter.pdf")
    assert ran.returncode == 2
    assert [line.strip() for line in ran.stderr.decode().splitlines()] == [
        "Still needed for the letter closing:",
        "request.sent: the day it was sent",
        "came: the day the records came",
        "what: what it is",
    ]
    assert [path.name for path in here.iterdir()] == ["facts.json"]


def test_facts_that_are_not_json_are_refused(here: Path) -> None:
    (here / "facts.json").write_text("{")
    ran = foil(here, "closing", "--facts", "facts.json")
    assert ran.returncode == 2
    assert "facts.json is not JSON that can be read" in ran.stderr.decode()


def test_a_date_that_is_none_is_bad_usage(here: Path) -> None:
    ran = foil(here, *ASKED, "--from", "2019-13-01")
    assert ran.returncode == 2
    assert "“2019-13-01” is not a date; write 2026-11-22." in ran.stderr.decode()


def test_a_folder_that_is_not_there_is_named(here: Path) -> None:
    ran = foil(here, *ASKED, "-o", "missing/letter.pdf")
    assert ran.returncode == 1
    assert ran.stderr.decode().splitlines()[-1].startswith("missing/letter.pdf: ")


def test_printing_a_letter_imports_nothing_heavy(here: Path) -> None:
    program = (
        "import sys; from foil.cli import main\n"
        f"try: main({list(ASKED)!r:}.__class__(['letter', *{list(ASKED)!r}]))\n"
        "except SystemExit: pass\n"
        "heavy = {'flask', 'sqlalchemy', 'weasyprint', 'docx'} & set(sys.modules)\n"
        "print(sorted(heavy), file=sys.stderr)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program],
        cwd=here,
        env={**os.environ, "FOIL_DATA": str(here / "none"), "PYTHONPATH": str(Path.cwd())},
        capture_output=True,
        check=True,
    )
    assert ran.stderr.decode().splitlines()[-1] == "[]"
