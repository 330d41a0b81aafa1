"""What reads files, and which version of it: what is derived says by what it was made."""

import re
import shutil
import subprocess
from functools import cache
from importlib.metadata import version

SECONDS = 10
READERS = ("foil-desk", "pypdfium2", "pikepdf", "openpyxl", "olefile")


@cache
def programs() -> str:
    """The readers by name and version, Tesseract among them where it is installed."""
    found = [f"{name} {version(name)}" for name in READERS]
    return "; ".join((*found, *_tesseract()))


def _tesseract() -> tuple[str, ...]:
    program = shutil.which("tesseract")
    if program is None:
        return ()
    try:
        done = subprocess.run(  # noqa: S603 - the program found by that name
            [program, "--version"], capture_output=True, text=True, timeout=SECONDS, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return ()
    said = re.search(r"tesseract v?(\S+)", done.stdout + done.stderr)
    return (f"tesseract {said[1]}",) if said else ()
