"""Words out of pictures of pages, by Tesseract where it is installed."""

import os
import shutil
import subprocess
from typing import Any

DOTS = 200  # an inch: enough for the type of letters, and a quarter of the work of 400
LARGEST = 40_000_000  # dots of one page
SECONDS = 40  # one page may take
MISSING = "is a picture without text, and Tesseract is not installed here: read it by hand."
BROKEN = "is a picture without text, and Tesseract could not read it: read it by hand."
TOO_LARGE = "is a picture too large for Tesseract: read it by hand."
TOO_MANY = "is a picture, and there are too many of them to read at once: read it by hand."
NOTHING = "shows no words that could be read: read it by hand."


def read(page: Any) -> tuple[str, str]:
    """The words on a page of a PDF (of pypdfium2), and why there are none."""
    if shutil.which("tesseract") is None:
        return "", MISSING
    width, height = page.get_size()
    if width * height * (DOTS / 72) ** 2 > LARGEST:
        return "", TOO_LARGE
    bitmap = page.render(scale=DOTS / 72, grayscale=True)
    rows = bytes(bitmap.buffer)
    lines = (
        rows[at : at + bitmap.width]
        for at in range(0, bitmap.stride * bitmap.height, bitmap.stride)
    )
    return read_picture(b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + b"".join(lines))


def read_picture(picture: bytes) -> tuple[str, str]:
    """The words in a picture, and why there are none."""
    program = shutil.which("tesseract")
    if program is None:
        return "", MISSING
    try:
        done = subprocess.run(  # noqa: S603 - the program found by that name, and no words of others
            [program, "stdin", "stdout", "--dpi", str(DOTS)],
            input=picture,
            capture_output=True,
            timeout=SECONDS,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return "", BROKEN
    return done.stdout.decode("utf-8", "replace").strip().replace("\f", "\n"), ""
