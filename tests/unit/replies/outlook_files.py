"""winmail.dat as Outlook makes it, by code."""

import struct

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 5 + b"\n%%EOF"


def attribute(level: int, number: int, data: bytes) -> bytes:
    head = struct.pack("<BHHI", level, number, 6, len(data))
    return head + data + (sum(data) & 0xFFFF).to_bytes(2, "little")


def properties(*values: tuple[int, int, bytes]) -> bytes:
    """Properties as (type, id, bytes)."""
    made = struct.pack("<I", len(values))
    for kind, which, value in values:
        made += struct.pack("<HH", kind, which)
        if kind in (0xD, 0x1E, 0x1F, 0x102):
            made += struct.pack("<II", 1, len(value))
        made += value + b"\x00" * (-len(value) % 4)
    return made


def wide(text: str) -> bytes:
    return f"{text}\x00".encode("utf-16-le")


def rich_text(text: str) -> bytes:
    """Rich text in Outlook's packing, nothing of it packed."""
    plain = (
        rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}\f0 " + text.encode("cp1252") + rb"\par}"
    )
    return struct.pack("<II4sI", len(plain) + 12, len(plain), b"MELA", 0) + plain


def winmail(
    text: str = "", files: tuple[tuple[str, bytes], ...] = (), rich: str = "", inside: bytes = b""
) -> bytes:
    """A winmail.dat with a text, or rich text, and files."""
    values = [(0x1F, 0x1000, wide(text))] if text else []
    values += [(0x102, 0x1009, rich_text(rich))] if rich else []
    made = b"\x78\x9f\x3e\x22\x01\x00" + attribute(1, 0x9003, properties(*values))
    for name, content in files:
        made += attribute(2, 0x9002, b"\x01\x00" + b"\x00" * 12)
        made += attribute(2, 0x9005, properties((0x1F, 0x3707, wide(name))))
        made += attribute(2, 0x800F, content)
    if inside:
        method = (3, 0x3705, struct.pack("<I", 5))
        held = properties(method, (0xD, 0x3701, b"\x00" * 16 + inside))
        made += attribute(2, 0x9002, b"\x02\x00" + b"\x00" * 12) + attribute(2, 0x9005, held)
    return made


def inside_winmail() -> bytes:
    """A winmail.dat in which a message hangs that has a file of its own."""
    return winmail(inside=winmail(text="Inner words", files=(("inner.pdf", PDF),)))
