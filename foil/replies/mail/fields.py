"""What stands in a header: encoded words (RFC 2047), parameters (RFC 2231), addresses, dates."""

import binascii
import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import unquote_to_bytes

from foil.replies.mail.charsets import decode
from foil.replies.mail.message import Address

LONGEST = 65_536  # characters of one header that are read; all of it is kept
MOST = 1_000  # addresses of one header
WORD = re.compile(r"=\?([^?*\s]{1,40})(?:\*[^?\s]{0,20})?\?([bBqQ])\?([^?]*)\?=")
PARAMETER = re.compile(
    r"""\s*([^\s=;*"]{1,60})(?:\*(\d{1,3}))?(\*)?\s*=\s*(?:"((?:[^"\\]|\\.)*+)("?+)|([^;]*))[^;]*""",
    re.DOTALL,
)
# Possessive throughout: what a quote or a bracket promises and does not keep costs no second try.
MAILBOX = re.compile(
    r'((?:[^",<]|"(?:[^"\\]|\\.)*+"?+)*+)<([^<>]*+)>'
    r'|((?:[^",<]|"(?:[^"\\]|\\.)*+"?+)++)|<'
)
PLAIN = re.compile(r"[^\s<>\"(),;:]+@[^\s<>\"(),;:]+")
IDENTIFIER = re.compile(r"<([^<>\s]{1,990})>")
COMMENT = re.compile(r"\([^()]*\)")


def words(value: str) -> str:
    """A header's text with its encoded words read; what cannot be read is left as it is."""
    value = value[:LONGEST]
    if "=?" not in value:
        return value
    pieces: list[str] = []
    held: list[tuple[str, bytes]] = []  # neighbours of one charset, which may share a character
    at = 0
    for found in WORD.finditer(value):
        between = value[at : found.start()]
        raw = _unword(found[2], found[3])
        if raw is None:
            continue
        if not (held and between.isspace()) and between:
            pieces += _let_go(held)
            pieces.append(between)
        held.append((found[1].lower(), raw))
        at = found.end()
    return "".join(pieces + _let_go(held)) + value[at:]


def _let_go(held: list[tuple[str, bytes]]) -> list[str]:
    said: list[str] = []
    while held:
        charset, raw = held.pop(0)
        while held and held[0][0] == charset:
            raw += held.pop(0)[1]
        said.append(decode(raw, charset)[0])
    return said


def _unword(how: str, said: str) -> bytes | None:
    try:
        plain = said.encode("ascii")
    except UnicodeEncodeError:
        return None
    if how in "qQ":
        return binascii.a2b_qp(plain, header=True)
    try:
        return binascii.a2b_base64(plain + b"==")
    except binascii.Error:
        return None


def parameters(value: str) -> tuple[str, dict[str, str]]:
    """What a header says first, in lower case, and its parameters by lower-case name.

    Reads what RFC 2231 allows and what mail programs write instead: encoded words inside quotes,
    spaces without quotes, pieces out of order, a quote that never ends.
    """
    first, _, rest = value[:LONGEST].partition(";")
    pieces: dict[str, dict[int, tuple[str, bool]]] = {}
    at = 0
    while at < len(rest):
        found = PARAMETER.match(rest, at)
        if found is None:
            at = rest.find(";", at) + 1 or len(rest)
            continue
        name, number, coded, quoted, _, bare = found.groups()
        said = re.sub(r"\\([\"\\])", r"\1", quoted) if quoted is not None else (bare or "").strip()
        place = int(number) if number else -1
        pieces.setdefault(name.lower(), {}).setdefault(
            place if number or not coded else 0, (said, bool(coded))
        )
        at = found.end() + 1
    return words(first).strip().lower(), {name: _joined(parts) for name, parts in pieces.items()}


def _joined(parts: dict[int, tuple[str, bool]]) -> str:
    """The pieces of one value in their order; the plain value only where nothing better is."""
    numbered = sorted(place for place in parts if place >= 0)
    if not numbered:
        return words(parts[-1][0])
    charset, raw = "", b""
    for place in numbered:
        said, coded = parts[place]
        if place == numbered[0] and coded and said.count("'") >= 2:
            charset, _, said = said.split("'", 2)
        raw += unquote_to_bytes(said) if coded else said.encode("utf-8", "replace")
    return words(decode(raw, charset)[0])


def addresses(value: str) -> tuple[Address, ...]:
    """The mailboxes a header names, in order; a group's name is left out."""
    value = value[:LONGEST]
    found: list[Address] = []
    for mailbox in MAILBOX.finditer(value):
        named, address, bare = mailbox[1], mailbox[2], mailbox[3]
        if address is not None:
            found.append(Address(_name(named), words(address).strip()))
        elif bare and (plain := PLAIN.search(bare)):
            comment = COMMENT.search(bare)
            found.append(Address(_name(comment[0][1:-1]) if comment else "", plain[0]))
        elif bare and bare.strip(" ;") and not bare.rstrip().endswith((":", ":;", ": ;")):
            found.append(Address(_name(bare), ""))
        if len(found) >= MOST:
            break
    return tuple(found)


def _name(said: str) -> str:
    said = words(said.strip())
    if ":" in said and '"' not in said:
        said = said.rpartition(":")[2]
    return re.sub(r"\s+", " ", re.sub(r'\\(.)|"', r"\1", said)).strip(" ;'")


def identifiers(value: str) -> tuple[str, ...]:
    """The message ids of a header, without their brackets, each once."""
    return tuple(dict.fromkeys(IDENTIFIER.findall(value[:LONGEST])))


def moment(value: str) -> datetime | None:
    """The instant of a Date header, aware; one without a zone is taken as UTC. None if unread."""
    if not value:
        return None
    try:
        said = parsedate_to_datetime(COMMENT.sub("", value[:200]))
        return (said if said.tzinfo else said.replace(tzinfo=UTC)).astimezone(said.tzinfo or UTC)
    except (ValueError, TypeError, IndexError, OverflowError, AttributeError):
        return None
