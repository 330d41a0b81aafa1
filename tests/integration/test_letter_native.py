"""The native libraries under the PDF: missing altogether, and one of them missing."""

import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

ROOT = Path(__file__).parents[2]

# A machine without a library: asked for by any of its names, it cannot be loaded.
WITHOUT = """
import sys, cffi
load = cffi.FFI.dlopen
def dlopen(self, name, flags=0):
    if "{missing}" in str(name):
        raise OSError(f"cannot load library {{name}}")
    return load(self, name, flags)
cffi.FFI.dlopen = dlopen
from foil.letters.pdf import render
from foil.letters.trouble import LetterError
from tests.unit.letters.made import request
try:
    sys.stdout.buffer.write(render(request()))
except LetterError as error:
    sys.exit(str(error))
"""


def run_without(missing: str) -> subprocess.CompletedProcess[bytes]:
    """Make a letter in a process that cannot load that library."""
    program = WITHOUT.format(missing=missing)
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", program], cwd=ROOT, capture_output=True, check=False
    )


@pytest.mark.parametrize("missing", ["pango-1.0", "gobject", "pangoft2"])
def test_without_pango_one_sentence_names_one_command(missing: str) -> None:
    ran = run_without(missing)
    assert ran.returncode == 1
    assert ran.stdout == b""
    assert ran.stderr.decode() == (
        "Letters cannot be made as PDF because the system’s Pango library is missing. On Debian or "
        "Ubuntu run: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0\n"
    )


def test_without_harfbuzz_subset_the_letter_is_made_all_the_same(tmp_path: Path) -> None:
    first, second = run_without("harfbuzz-subset"), run_without("harfbuzz-subset")
    assert (first.returncode, first.stderr) == (0, b"")
    assert first.stdout == second.stdout
    (tmp_path / "letter.pdf").write_bytes(first.stdout)
    assert len(pikepdf.open(tmp_path / "letter.pdf").pages) == 2
