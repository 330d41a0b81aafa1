"""The system's LibreOffice, in which the tests open what was written for Word."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

NAMES = ("soffice", "libreoffice")
MISSING = "LibreOffice is not installed; run `sh .ci/native test` to install it, then try again."
SECONDS = 120


def libreoffice_path() -> str | None:
    """Where it is, or None where there is none."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def as_pdf(program: str, files: Sequence[Path], folder: Path) -> None:
    """Print the files as PDF into the folder, all in one run with settings of its own."""
    settings = f"-env:UserInstallation={(folder / 'settings').as_uri()}"
    command = [program, settings, "--headless", "--convert-to", "pdf", "--outdir", folder, *files]
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
