"""What mail wraps bytes in to carry them: base64, quoted-printable, uuencode; whole or damaged."""

import binascii
import re
from dataclasses import dataclass

IDENTITY = {"", "7bit", "8bit", "binary", "7-bit", "8-bit", "none", "plain", "utf-8", "us-ascii"}
SPACE = b" \t\r\n\x0b\x0c\x00"
LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
OTHERS = bytes(set(range(256)) - set(LETTERS) - set(b"="))
ODD = bytes(set(OTHERS) - set(SPACE))
PADDED = re.compile(rb"=[=\s\x00]*")
DIRT = 0.02  # of the characters may be none of base64's before it is taken for something else
UU_BEGIN = re.compile(
    rb"^begin(-base64)?[ \t]+[0-7]{3,4}[ \t]+([^\r\n]{1,500})(?:\r?\n|\r)", re.MULTILINE
)
NEWLINE = re.compile(rb"\r?\n|\r")
MOST = 500  # files in one text
UU_END = re.compile(rb"^(?:end|====)[ \t]*(?:\r?\n|\r|\Z)", re.MULTILINE)


def untransferred(body: bytes, coding: str) -> tuple[bytes, str]:
    """The bytes as they were before they were wrapped, and what was wrong: "", "cut" (the end is
    missing), "dirty" (foreign characters left out), "after" (something follows), "not" (it is not
    what it says, and comes back as it is) or "unknown" (nobody knows that wrapping)."""
    coding = coding.partition(";")[0].strip().strip("\"'").lower()
    if coding == "base64":
        return unbase64(body)
    if coding in ("quoted-printable", "quotedprintable", "q"):
        return binascii.a2b_qp(body), ""
    if coding in ("x-uuencode", "uuencode", "x-uue", "uue"):
        found = uuencoded(body)
        return (found[0].content, found[0].problem) if found else (body, "not")
    return body, "" if coding in IDENTITY else "unknown"


def unbase64(body: bytes) -> tuple[bytes, str]:
    """Base64 read over line ends, damage and a missing end; see `untransferred`."""
    if not body.isascii() or body.translate(None, LETTERS + b"=" + SPACE):
        odd = len(body.translate(None, LETTERS + b"=" + SPACE))
        inner = PADDED.search(body)
        if inner and not body[: inner.start()].translate(None, LETTERS + SPACE):
            return _plain(body[: inner.end()])[0], "after"
        if odd > max(2, DIRT * len(body)):
            return body, "not"
        return _plain(body.translate(None, ODD))[0], "dirty"
    return _plain(body)


def _plain(body: bytes) -> tuple[bytes, str]:
    try:
        if b"=" not in body.rstrip(SPACE + b"="):
            return binascii.a2b_base64(body), ""
    except binascii.Error:
        pass
    pieces, problem = [], ""
    for piece in PADDED.split(body.translate(None, SPACE)):
        if len(piece) % 4 == 1:
            piece, problem = piece[:-1], "cut"
        pieces.append(binascii.a2b_base64(piece + b"=" * (-len(piece) % 4)))
    if not body.rstrip(SPACE).endswith(b"=") and len(body.translate(None, SPACE)) % 4:
        problem = "cut"
    return b"".join(pieces), problem


def rest_of_base64(body: bytes) -> bytes:
    """What follows the padding of a body that `unbase64` found something after."""
    inner = PADDED.search(body)
    return body[inner.end() :] if inner else b""


@dataclass(frozen=True)
class Uuencoded:
    """A file inside a text: its bytes, its name, and where in the text it stands."""

    name: bytes
    content: bytes
    start: int
    end: int
    problem: str


def uuencoded(text: bytes) -> list[Uuencoded]:
    """The uuencoded files in a text. What only looks like one is left alone."""
    found: list[Uuencoded] = []
    at = 0
    end = UU_END.search(text)
    while (begin := UU_BEGIN.search(text, at)) and len(found) < MOST:
        if end and end.start() < begin.end():
            end = UU_END.search(text, begin.end())
        upto = end.start() if end else len(text)
        if begin[1]:
            content, problem = unbase64(text[begin.end() : upto])
            stop = end.end() if end else upto
        else:
            content, problem, stop = _lines(text, begin.end(), upto)
            stop = end.end() if end and stop == upto else stop
        at = max(stop, begin.end())
        if content and problem != "not":
            cut = "" if end and stop == end.end() else "cut"
            found.append(Uuencoded(begin[2].strip(), content, begin.start(), at, problem or cut))
    return found


def _lines(text: bytes, at: int, upto: int) -> tuple[bytes, str, int]:
    """The uuencoded lines from `at`; stops at the first that is none."""
    pieces, problem = [], ""
    while at < upto:
        newline = NEWLINE.search(text, at, upto)
        stop = newline.start() if newline else upto
        line = text[at:stop]
        if line and not 32 <= line[0] <= 96:
            break
        try:
            pieces.append(binascii.a2b_uu(line) if line else b"")  # of nothing it makes zeros
        except binascii.Error:
            # Some encoders count their padding wrong: only what the first letter counts is read.
            most = (((line[0] - 32) & 63) * 4 + 5) // 3 if line else 0
            try:
                pieces.append(binascii.a2b_uu(line[:most]))
            except binascii.Error:
                break
            problem = "dirty"
        at = newline.end() if newline else upto
    return b"".join(pieces), problem, at
