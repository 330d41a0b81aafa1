"""Every parser of foreign bytes, given files that were changed at random: none hangs, none takes
more than its memory, and nothing but a sentence comes out of the sandbox."""

import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from foil.archive import pages, slices
from foil.archive.slices import Slicer
from foil.errors import BadInput
from foil.sandbox import Limits, Outran
from foil.sandbox.warm import Warm
from tests import production

SEED = 20261125
EACH = 12  # changed files of each kind; with `--seconds 60`, twenty times as many
SECONDS, MEMORY = 15, 512  # each may take
LARGEST = 64  # MiB that one may become

SEEDS = {
    "digital.pdf": lambda: production.born_digital(1, 2),
    "script.pdf": lambda: production.with_script(2),
    "locked.pdf": lambda: production.locked(3),
    "book.xlsx": lambda: production.workbook(4),
    "talk.pptx": lambda: production.slides(5),
    "memo.docx": lambda: production.word(6),
    "memo.rtf": lambda: production.rich_text(7),
    "page.html": lambda: production.web_page(8),
    "nested.zip": lambda: production.nested(9),
    "mail.eml": lambda: production.mail(10, [("a.zip", production.nested(11))]),
    "box.mbox": lambda: b"From a@b.c Mon Nov  2 10:00:00 2026\n" + production.mail(12) * 2,
    "camera.mp4": lambda: production.video(60, 500),
    "call.wav": lambda: production.sound(1),
    "dot.png": lambda: production.picture(13),
    "outlook.msg": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + random.Random(14).randbytes(4_000)
    + "__properties_version1.0".encode("utf-16-le"),
}  # fmt: skip


@pytest.fixture(scope="module")
def slicer() -> Iterator[Slicer]:
    """The real reader under tighter limits, so that a hang shows in seconds."""
    made = Slicer()
    made._warm = Warm(pages.sliced, Limits(memory=MEMORY, seconds=SECONDS, output=slices.OUTPUT))
    yield made
    made.close()


def changed(content: bytes, chance: random.Random) -> bytes:
    """The file with bits turned, pieces cut out, doubled, moved, or numbers made absurd."""
    made = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        at = chance.randrange(len(made) + 1) if made else 0
        end = min(len(made), at + chance.choice((1, 4, 16, 200)))
        match chance.randrange(7):
            case 0:
                made[at:end] = chance.randbytes(end - at)
            case 1:
                del made[at:end]
            case 2:
                made[at:at] = made[at:end] * chance.choice((1, 3, 50))
            case 3:
                made[at:end] = b"\xff" * (end - at)
            case 4:
                made[at:end] = b"\x00" * (end - at)
            case 5:
                made[at:at] = chance.choice((b"99999999999", b"-1", b"<<", b"]]>", b"\\u-1", b"/"))
            case 6:
                del made[at:]
    return bytes(made)


@pytest.mark.parametrize("name", sorted(SEEDS))
def test_a_changed_file_is_read_or_left_with_a_reason_in_time(
    name: str, slicer: Slicer, tmp_path: Path, seconds: float
) -> None:
    chance = random.Random(f"{SEED} {name}")
    seed = SEEDS[name]()
    many = EACH if seconds < 60 else 20 * EACH
    for n in range(many):
        path = tmp_path / f"{n}"
        path.write_bytes(changed(seed, chance))
        began = time.monotonic()
        with_reason(slicer, path)
        assert time.monotonic() - began < 2 * SECONDS, (name, n)
    assert {each.name for each in tmp_path.iterdir()} == {f"{n}" for n in range(many)}


def with_reason(slicer: Slicer, path: Path) -> None:
    """Read a file and take out what is in it: whatever goes wrong is a sentence."""
    try:
        slice_ = slicer.read(path, 0, 20)
    except (BadInput, Outran) as error:
        is_a_sentence(error)
        return
    for place, each in enumerate(slice_.enclosed[:5], 1):
        if not each.says:
            taken(slicer, path, place)


def taken(slicer: Slicer, path: Path, place: int) -> None:
    size = 0
    try:
        stream = slicer.taken(path, place)
        while piece := stream.read(1 << 20):
            size += len(piece)
            assert size < LARGEST << 20
    except (BadInput, Outran) as error:
        is_a_sentence(error)


def is_a_sentence(error: Exception) -> None:
    assert str(error).endswith("."), str(error)
