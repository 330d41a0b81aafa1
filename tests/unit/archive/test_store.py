"""The store: each file once, whole or not at all, found again byte for byte."""

import errno
import hashlib
import os
import stat
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path

import pytest

from foil.archive.store import MIB, Folder
from foil.errors import FoilError, Full, NotFound, TooLarge
from foil.settings import Settings, prepare


@pytest.fixture
def store(tmp_path: Path) -> Folder:
    settings = Settings(tmp_path, "sqlite://")
    prepare(settings)
    return Folder.of(settings)


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


class Broken(BytesIO):
    """A stream whose sender goes away."""

    def read(self, size: int | None = -1) -> bytes:
        if self.tell():
            raise ConnectionResetError(errno.ECONNRESET, "Connection reset by peer")
        return super().read(size)


@pytest.mark.parametrize("size", [1, 4096, MIB - 1, MIB, 3 * MIB + 7])
def test_bytes_come_back_as_they_went(store: Folder, size: int) -> None:
    content = os.urandom(size)
    kept = store.keep(BytesIO(content))
    assert (kept.sha256, kept.size) == (hashlib.sha256(content).hexdigest(), size)
    with store.open(kept.sha256) as file:
        assert file.read() == content


def test_a_file_lies_under_its_hash_and_cannot_be_written(store: Folder) -> None:
    kept = store.keep(BytesIO(b"a"))
    (path,) = files(store.documents)
    assert path == store.documents / kept.sha256[:2] / kept.sha256[2:4] / kept.sha256
    assert stat.S_IMODE(path.stat().st_mode) == 0o400


def test_the_same_bytes_are_kept_once(store: Folder) -> None:
    first, second = store.keep(BytesIO(b"a")), store.keep(BytesIO(b"a"))
    assert first == second
    assert len(files(store.documents)) == 1
    assert files(store.incoming) == []


def test_bringing_a_damaged_file_again_mends_it(store: Folder) -> None:
    kept = store.keep(BytesIO(b"whole"))
    (path,) = files(store.documents)
    path.chmod(0o600)
    path.write_bytes(b"damaged")
    store.keep(BytesIO(b"whole"))
    with store.open(kept.sha256) as file:
        assert file.read() == b"whole"


def test_nothing_stays_of_a_file_that_is_too_large(store: Folder) -> None:
    with pytest.raises(TooLarge, match="larger than 1 MiB, so none of it was stored"):
        store.keep(BytesIO(b"x" * (MIB + 1)), limit=MIB)
    assert files(store.documents) == files(store.incoming) == []
    assert store.keep(BytesIO(b"x" * MIB), limit=MIB).size == MIB


def test_nothing_stays_of_a_file_whose_sender_goes_away(store: Folder) -> None:
    with pytest.raises(FoilError, match="Connection reset by peer"):
        store.keep(Broken(b"x" * 3 * MIB))
    assert files(store.documents) == files(store.incoming) == []


FILL = """
import resource, sys
from io import BytesIO
from pathlib import Path
from foil.archive.store import Folder
from foil.errors import FoilError
resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, 1_500_000))
folder = Path(sys.argv[1])
try:
    Folder(folder / "documents", folder / "incoming").keep(BytesIO(b"x" * 4_000_000))
except FoilError as error:
    print(type(error).__name__, error)
"""


def test_a_full_disk_is_one_sentence_and_leaves_nothing(store: Folder, tmp_path: Path) -> None:
    said = subprocess.run(
        [sys.executable, "-c", FILL, tmp_path], capture_output=True, text=True, check=True
    ).stdout
    assert said == (
        "Full The disk is full, so none of the file was stored. Make room, then try again.\n"
    )
    assert files(store.documents) == files(store.incoming) == []


def test_room_is_asked_for_first(store: Folder) -> None:
    store.make_room(MIB)
    with pytest.raises(Full, match="make room, then bring it again"):
        store.make_room(1 << 60)


@pytest.mark.parametrize("name", ["0" * 64, "../../etc/passwd", "", "ABC"])
def test_what_is_not_kept_is_not_found(store: Folder, name: str) -> None:
    with pytest.raises(NotFound):
        store.open(name)


def test_what_was_cut_off_long_ago_is_swept(store: Folder) -> None:
    old, new = store.incoming / "old.part", store.incoming / "new.part"
    for part in (old, new):
        part.write_bytes(b"half")
    yesterday = time.time() - 25 * 3600
    os.utime(old, (yesterday, yesterday))
    assert store.sweep() == 1
    assert files(store.incoming) == [new]


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    gone = Folder(tmp_path / "documents", tmp_path / "incoming")
    with pytest.raises(FoilError, match="check the data folder"):
        gone.keep(BytesIO(b"a"))
