"""Video and sound: nobody reads them by program, but how long they are is cheap to know."""

import os
import struct
from pathlib import Path
from typing import BinaryIO

WATCH = "It is a video{} ({}): watch it, and write down what it shows."
HEAR = "It is a sound recording{} ({}): listen to it, and write down what it says."
BOXES = 10_000  # of an MP4 that are looked at


def says(path: Path, type_: str) -> str:
    """The sentence for a person who has to watch or hear it, with its length where it has one."""
    try:
        with path.open("rb") as file:
            seconds = _seconds(file)
    except (OSError, struct.error, ZeroDivisionError, ValueError):
        seconds = None
    length = f" of {_length(seconds)}" if seconds else ""
    return (WATCH if type_.startswith("video/") else HEAR).format(length, type_)


def _length(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    counted = ((hours, "hour"), (minutes, "minute"), (rest, "second"))
    said = [f"{n} {word}{'' if n == 1 else 's'}" for n, word in counted if n]
    return " ".join(said[:2]) or "less than a second"


def _seconds(file: BinaryIO) -> float | None:
    head = file.read(12)
    if head[:4] == b"RIFF":
        return _wave(file) if head[8:] == b"WAVE" else _avi(file)
    if head[4:8] == b"ftyp":
        return _mp4(file, 0, file.seek(0, os.SEEK_END))
    return None


def _mp4(file: BinaryIO, at: int, end: int) -> float | None:
    """The length that the `mvhd` box says, within `moov`: ISO/IEC 14496-12, 8.2.2."""
    for _ in range(BOXES):
        file.seek(at)
        size, kind = struct.unpack(">I4s", file.read(8))
        begins = at + 8
        if size == 1:
            (size,) = struct.unpack(">Q", file.read(8))
            begins += 8
        size = size or end - at
        if kind == b"moov":
            return _mp4(file, begins, at + size)
        if kind == b"mvhd":
            wide = file.read(4)[:1] == b"\x01"
            file.seek(16 if wide else 8, os.SEEK_CUR)
            scale, length = struct.unpack(">IQ" if wide else ">II", file.read(12 if wide else 8))
            return float(length) / float(scale)
        at += max(size, 8)
        if at >= end:
            break
    return None


def _wave(file: BinaryIO) -> float | None:
    rate = 0
    for _ in range(BOXES):
        kind, size = struct.unpack("<4sI", file.read(8))
        if kind == b"fmt ":
            (rate,) = struct.unpack("<8xI", file.read(12))
            size -= 12
        if kind == b"data":
            return float(size) / float(rate)
        file.seek(size + size % 2, os.SEEK_CUR)
    return None


def _avi(file: BinaryIO) -> float | None:
    """Microseconds a frame, times frames, of the `avih` header that every AVI begins with."""
    head = file.read(64)
    at = head.find(b"avih")
    if at < 0:
        return None
    each, frames = struct.unpack("<I12xI", head[at + 8 : at + 28])
    return float(each) * float(frames) / 1e6
