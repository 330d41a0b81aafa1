"""Text that a spreadsheet program would take for a formula is marked as text, and the mark taken
off again when the sheet comes back."""

import re

_RUNS = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")  # the wide ones count as formulas in some programs
_GUARDED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")
_UNWRITTEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters an .xlsx cannot hold."""


def guarded(said: str) -> str:
    """Text that no program runs, without what no sheet can hold."""
    kept = _UNWRITTEN.sub("", said)
    return f"'{kept}" if _RUNS.match(kept) else kept


def unguarded(said: str) -> str:
    """The text as it was before `guarded`."""
    return said[1:] if _GUARDED.match(said) else said
