"""winmail.dat and .msg as Outlook makes them, by code."""

import struct
from typing import Any

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


TABLE = "__properties_version1.0"
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
Folder = dict[str, Any]


def compound(tree: Folder) -> bytes:
    """A compound file (MS-CFB) of folders and streams: a stream under 4096 bytes lies in sectors
    of 64 bytes inside the root's own, a larger one in sectors of 512."""
    entries: list[list[Any]] = [["Root Entry", 5, FREE, FREE, b""]]
    _enter(tree, 0, entries)
    small, chain = b"", []
    starts = []
    for *_, content in entries:
        count = -(-len(content) // 64) if len(content) < 4096 else 0
        starts.append(len(chain) if count else END)
        chain += [*range(len(chain) + 1, len(chain) + count), END] if count else []
        small += content.ljust(count * 64, b"\x00") if count else b""
    entries[0][4] = small
    directory, minis = -(-len(entries) // 4), -(-len(chain) // 128)
    held = sum(-(-len(content) // 512) for *_, content in entries)
    tables = -(-(directory + minis + held + 8) // 120)
    chains = [FAT] * tables + _run(tables, directory) + _run(tables + directory, minis)
    rows, data = b"", b""
    for place, (name, sort, right, child, content) in enumerate(entries):
        start = starts[place]
        if len(content) >= 4096 or place == 0:
            start = len(chains) if content else END
            chains += _run(start, -(-len(content) // 512))
            data += content.ljust(-(-len(content) // 512) * 512, b"\x00")
        spelled = name.encode("utf-16-le") + b"\x00\x00"
        rows += spelled.ljust(64, b"\x00") + struct.pack("<HBB", len(spelled), sort, 1)
        rows += struct.pack("<III", FREE, right, child) + b"\x00" * 36
        rows += struct.pack("<IQ", start, len(content))
    table = struct.pack(f"<{tables * 128}I", *chains, *[FREE] * (tables * 128 - len(chains)))
    minitable = struct.pack(f"<{minis * 128}I", *chain, *[FREE] * (minis * 128 - len(chain)))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 16
    head += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    first = tables + directory if minis else END
    head += struct.pack("<IIIIIIIII", 0, tables, tables, 0, 4096, first, minis, END, 0)
    head += struct.pack("<109I", *range(tables), *[FREE] * (109 - tables))
    return head + table + rows.ljust(directory * 512, b"\x00") + minitable + data


def _run(start: int, count: int) -> list[int]:
    """A chain of that many sectors, one after another."""
    return [*range(start + 1, start + count), END] if count else []


def _enter(tree: Folder, parent: int, entries: list[list[Any]]) -> None:
    before = None
    for name, held in tree.items():
        place = len(entries)
        folder = isinstance(held, dict)
        entries.append([name, 1 if folder else 2, FREE, FREE, b"" if folder else held])
        if before is None:
            entries[parent][3] = place
        else:
            entries[before][2] = place
        before = place
        if folder:
            _enter(held, place, entries)


def folder(head: int, *values: tuple[int, int, bytes], **inside: Folder) -> Folder:
    """Properties as a .msg keeps them: a table, and a stream for each that has no fixed length."""
    table, streams = b"\x00" * head, {}
    for kind, which, value in values:
        fixed = kind in (3, 0xB, 0x40)
        table += struct.pack("<HHI", kind, which, 6)
        table += value.ljust(8, b"\x00") if fixed else struct.pack("<II", len(value), 0)
        if not fixed:
            streams[f"__substg1.0_{which:04X}{kind:04X}"] = value
    return {TABLE: table, **streams, **inside}


def hung(name: str, content: bytes, which: int = 0x3707) -> Folder:
    """An attachment; 0x3704 gives it a short name only."""
    return folder(8, (0x1F, which, wide(name)), (0x102, 0x3701, content))


def msg(text: str, *attached: Folder, head: int = 32, headers: str = "", rich: str = "") -> Folder:
    """An Outlook message: text or rich text, and what hangs on it."""
    values = [(0x1F, 0x0037, wide("Your request")), (0x1F, 0x0C1A, wide("Records Access"))]
    values += [(0x1F, 0x5D01, wide("foil@agency.example"))]
    values += [(0x1F, 0x1000, wide(text))] if text else []
    values += [(0x102, 0x1009, rich_text(rich))] if rich else []
    values += [(0x1F, 0x007D, wide(headers))] if headers else []
    values += [(0x40, 0x0039, struct.pack("<Q", 134_000_000_000_000_000))]
    parts = {f"__attach_version1.0_#{n:08X}": one for n, one in enumerate(attached)}
    to = folder(8, (0x1F, 0x39FE, wide("desk@office.example")), (3, 0x0C15, b"\x01"))
    made = folder(head, *values, **{"__recip_version1.0_#00000000": to}, **parts)
    table: bytes = made[TABLE]
    made[TABLE] = table[:16] + struct.pack("<II", 1, len(attached)) + table[24:]
    return made


def inside(message: Folder) -> Folder:
    """A message as an attachment of another."""
    return folder(8, (3, 0x3705, b"\x05"), **{"__substg1.0_3701000D": message})
