"""File names that can be written to any disk, from whatever mail calls its files."""

import re
import unicodedata
from collections.abc import Container

from foil.sandbox.signatures import SIGNATURES, ZIP

LONGEST = 120  # characters, its ending included
RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
ENDINGS = {
    "application/pdf": ".pdf",
    "application/zip": ".zip",
    "application/msword": ".doc",
    "application/rtf": ".rtf",
    "application/ms-tnef": ".dat",
    "application/vnd.ms-outlook": ".msg",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/pgp-signature": ".asc",
    "application/pkcs7-signature": ".p7s",
    "application/pkcs7-mime": ".p7m",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "image/tiff": ".tif",
    "text/plain": ".txt",
    "text/html": ".html",
    "text/calendar": ".ics",
    "message/rfc822": ".eml",
    "message/delivery-status": ".txt",
    "text/rfc822-headers": ".txt",
}
TNEF = (b"\x78\x9f\x3e\x22", "application/ms-tnef")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MSG_MARK = "__properties_version1.0".encode("utf-16-le")
VAGUE = {
    "",
    "application/octet-stream",
    "application/x-unknown",
    "application/download",
    "binary/octet-stream",
}


def safe(name: str) -> str:
    """A name without folders, controls, hidden turns of direction or what a system reserves; ""
    where nothing is left of it."""
    name = unicodedata.normalize("NFC", name.replace("\x00", ""))
    name = re.split(r"[/\\]", name)[-1]
    kept = (char if unicodedata.category(char)[0] != "C" else "" for char in name)
    name = re.sub(r'[<>:"|?*]', "_", "".join(kept))
    name = re.sub(r"\s+", " ", name).strip(" .")
    if RESERVED.match(name):
        name = f"_{name}"
    stem, dot, ending = name.rpartition(".")
    if len(name) > LONGEST and dot and len(ending) <= 10:
        return f"{stem[: LONGEST - len(ending) - 1].rstrip(' .')}.{ending}"
    return name[:LONGEST].rstrip(" .")


def own(name: str, taken: Container[str]) -> str:
    """The name, or the name with a number where it is taken (compared without case)."""
    stem, dot, ending = name.rpartition(".")
    if not dot:
        stem, ending = name, ""
    number, chosen = 1, name
    while chosen.casefold() in taken:
        number += 1
        chosen = f"{stem} ({number}){dot}{ending}"
    return chosen


def made_up(number: int, type_: str) -> str:
    """A name for the part that has none."""
    return f"part {number}{ENDINGS.get(type_, '.bin')}"


def type_of(content: bytes, declared: str, name: str = "") -> str:
    """What a part is: as declared, unless that says nothing; then by its first bytes."""
    if declared not in VAGUE and "/" in declared:
        return declared
    for signature, type_ in (*SIGNATURES, TNEF):
        if content.startswith(signature):
            return type_
    if content.startswith(OLE) and MSG_MARK in content:
        return "application/vnd.ms-outlook"
    ending = f".{name.rpartition('.')[2].lower()}"
    named = next((type_ for type_, known in ENDINGS.items() if known == ending), None)
    if content.startswith(ZIP):
        return named if named and "openxml" in named else "application/zip"
    if named and not named.startswith(("application/", "image/")):
        return named
    return "application/octet-stream"
