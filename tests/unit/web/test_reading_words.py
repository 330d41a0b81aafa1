"""How far the reading of files is, as a person is told."""

import pytest

from foil.insight.reading_state import Production, Reading
from foil.web.reading_words import production, state

LOCKED = "The PDF cannot be read: it is locked with a password."


@pytest.mark.parametrize(
    ("reading", "says"),
    [
        (Reading("pending"), "waits to be read"),
        (Reading("pending", busy=True), "being read"),
        (Reading("read", pages=1), "read, 1 page"),
        (Reading("read", pages=2_600), "read, 2,600 pages"),
        (Reading("pending", pages=2_600, done=1_180), "1,180 of 2,600 pages read"),
        (
            Reading("pending", pages=2_600, done=1_180, seconds=251),
            "1,180 of 2,600 pages read, about four minutes left",
        ),
        (
            Reading("pending", pages=9, done=8, seconds=3),
            "8 of 9 pages read, less than a minute left",
        ),
        (
            Reading("pending", pages=9, done=8, seconds=60),
            "8 of 9 pages read, about one minute left",
        ),
        (
            Reading("pending", pages=9, done=8, seconds=80 * 60),
            "8 of 9 pages read, about 80 minutes left",
        ),
        (
            Reading("pending", pages=9, done=8, seconds=3 * 3600),
            "8 of 9 pages read, about three hours left",
        ),
        (
            Reading("pending", pages=1, done=1, inside=400, taken=12),
            "12 of the 400 files in it taken out",
        ),
        (
            Reading("unread", LOCKED),
            "nobody can read it by program: the PDF cannot be read: it is locked with a password",
        ),
        (Reading("unread", "OCR failed."), "nobody can read it by program: OCR failed"),
        (
            Reading("refused", "It took too long."),
            "not read: it took too long",
        ),
        (Reading(), "nobody has it read"),
    ],
)
def test_a_file_is_told(reading: Reading, says: str) -> None:
    assert state(reading) == says


@pytest.mark.parametrize(
    ("whole", "says"),
    [
        (
            Production("e1", files=214, read=180, waiting=20, by_hand=14, pages=2_600, done=1_180,
                       seconds=251),
            "180 of 214 files read, 20 waiting, 14 for a person to read; "
            "1,180 of 2,600 pages read so far, about four minutes left.",
        ),
        (Production("e1", files=1, waiting=1), "0 of 1 file read, 1 waiting."),
        (
            Production("e1", files=3, read=2, by_hand=1, pages=9, done=9),
            "3 files, all done: 2 read, 1 for a person to read; 9 pages.",
        ),
        (Production("e1", files=1, read=1, pages=1, done=1), "1 file, all done: 1 read; 1 page."),
    ],
)  # fmt: skip
def test_a_production_is_one_line(whole: Production, says: str) -> None:
    assert production(whole) == says
