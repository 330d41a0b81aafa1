"""`foil read` as a person or a program runs it, by what is in the file."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from foil.cli import main

SAID = "Your request is denied under Public Officers Law § 87(2)(e)(iv)."
MAIL = (
    "From: records@agency.example\r\nTo: us@office.example\r\n"
    "Subject: Request FOIL-2026-056-02215 Closed\r\nDate: Mon, 02 Nov 2026 10:00:00 -0500\r\n"
    f"Content-Type: text/plain; charset=utf-8\r\n\r\n{SAID}\r\n"
)
FILES = {
    "letter.txt": SAID,
    "page.html": f"<title>No</title><p>Your request is</p> denied.<script>x</script><p>{SAID}</p>",
    "notice.eml": MAIL,
}


def run(path: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["read", str(path), *arguments], catch_exceptions=False)


def told(path: Path) -> Any:
    result = run(path, "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    return json.loads(result.stdout)


@pytest.mark.parametrize("name", FILES)
def test_a_reply_is_read_whatever_it_came_as(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(FILES[name], encoding="utf-8", newline="")
    reading = told(path)
    assert (reading["kind"], reading["exemptions"]) == ("denial", ["87(2)(e)(iv)"])


def test_the_subject_of_a_mail_gives_the_number_and_the_agency(tmp_path: Path) -> None:
    path = tmp_path / "notice.eml"
    path.write_text(MAIL, encoding="utf-8", newline="")
    reading = told(path)
    assert (reading["tracking"], reading["agency"]) == ("FOIL-2026-056-02215", "nypd")


def test_a_mailbox_gives_a_list(tmp_path: Path) -> None:
    path = tmp_path / "old.mbox"
    postmark = "From records@agency.example Mon Nov  2 10:00:00 2026\n"
    body = MAIL.replace("\r\n", "\n")
    path.write_text(f"{postmark}{body}\n{postmark}{body}", encoding="utf-8")
    assert [reading["kind"] for reading in told(path)] == ["denial", "denial"]


def test_without_json_it_says_what_why_and_of_what_it_is_unsure(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("We write about your request. " + SAID, encoding="utf-8")
    lines = run(path).stdout.splitlines()
    assert lines[0] == "It seems to be: denial"
    assert "  Why exemption: “87(2)(e)(iv)”" in lines


def test_a_file_that_is_not_there_or_of_no_known_kind_is_bad_usage(tmp_path: Path) -> None:
    assert run(tmp_path / "none.txt").exit_code == 2
    path = tmp_path / "picture.xyz"
    path.write_bytes(b"1")
    result = run(path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe\x00\xd8", b"\x80\x81", "denied".encode("utf-16")])
def test_any_bytes_are_read_as_text(raw: bytes, tmp_path: Path) -> None:
    path = tmp_path / "odd.txt"
    path.write_bytes(raw)
    assert told(path)["kind"]
