"""The files the repository keeps, for tests that read it whole."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]


def kept_files() -> list[Path]:
    """Each file git keeps or would keep, from the root."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [Path(name) for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def kept_texts() -> Iterator[tuple[Path, str]]:
    """Each of them that is text, with its text."""
    for path in kept_files():
        content = (ROOT / path).read_bytes()
        if b"\0" not in content:
            yield path, content.decode()
