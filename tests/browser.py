"""The system's Chromium, which the browser tests and `make look` drive."""

import shutil

NAMES = (
    "chromium-headless-shell",  # half the work of the others, which draw windows nobody sees
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
)
MISSING = "Chromium is not installed; run `sh .ci/native test` to install it, then try again."


def chromium_path() -> str | None:
    """Where it is, or None where there is none."""
    return next(filter(None, map(shutil.which, NAMES)), None)
