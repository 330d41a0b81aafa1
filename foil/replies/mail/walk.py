"""The tree of a message, walked over its own bytes: no recursion, nothing copied, and a nested
message is a leaf. What does not hold together is a leaf too, with a finding."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from foil.replies.mail.decoding import untransferred
from foil.replies.mail.fields import parameters
from foil.replies.mail.headers import EOL, Headers, split

DEEPEST = 1_000  # multiparts within multiparts
MOST = 5_000  # leaves of one message
SCANNED = 1 << 31  # bytes looked through for boundaries, over all depths
GUESS = re.compile(
    rb"^--([^\s-][^\r\n]{0,198}?)[ \t]*" + EOL + rb"(?=Content-|MIME-)",
    re.MULTILINE | re.IGNORECASE,
)
TAIL = re.compile(rb"(--)?[ \t]*(?:" + EOL + rb"|\Z)")
NOTICE = 600  # bytes of a preamble that only says it is one


@dataclass(frozen=True)
class Leaf:
    """One part that is no multipart: `source[start:end]` is its body, as it was transferred.

    `branch` holds the multiparts around it from the outside in, each as (its number, its kind).
    """

    headers: Headers
    type: str
    given: dict[str, str]
    source: bytes
    start: int
    end: int
    branch: tuple[tuple[int, str], ...] = ()
    stray: bool = False

    @property
    def body(self) -> bytes:
        return self.source[self.start : self.end]


@dataclass
class Walk:
    """One walk: what it found wrong, as (what, sentence) pairs, stands in `findings` after it."""

    raw: bytes
    findings: list[tuple[str, str]] = field(default_factory=list)
    top: Headers | None = None
    _scanned: int = 0
    _numbered: int = 0

    def leaves(self) -> Iterator[Leaf]:
        """Every leaf, in the order it stands in the message."""
        waiting: list[_Piece] = [_Piece(self.raw, 0, len(self.raw), "text/plain", ())]
        given = 0
        while waiting:
            piece = waiting.pop()
            if given >= MOST:
                self._find(
                    "parts.many", f"It has more than {MOST} parts: the rest is kept as it is."
                )
                yield from self._rest([piece, *reversed(waiting)])
                return
            children = self._children(piece) if not piece.stray else None
            if isinstance(children, Leaf):
                given += 1
                yield children
            elif children is None:
                given += 1
                yield self._stray(piece)
            else:
                waiting += reversed(children)

    def _rest(self, pieces: "list[_Piece]") -> Iterator[Leaf]:
        """What is left over, each source from its first unread byte to its end."""
        seen: list[bytes] = []
        for piece in pieces:
            if not any(piece.source is source for source in seen):
                seen.append(piece.source)
                yield self._stray(replace(piece, end=len(piece.source)))

    def _children(self, piece: "_Piece") -> "Leaf | list[_Piece]":
        headers, body = split(piece.source, piece.start, piece.end, inner=self.top is not None)
        if self.top is None:
            self.top = headers
        if headers.broken:
            self._find("headers.broken", "Lines among the headers are none; they are kept.")
        type_, given = parameters(headers.get("content-type"))
        if "content-type" not in headers or "/" not in type_:
            type_ = type_ or piece.default
        leaf = Leaf(headers, type_, given, piece.source, body, piece.end, piece.branch)
        if not type_.startswith("multipart/"):
            return leaf
        if len(piece.branch) >= DEEPEST or self._scanned > SCANNED:
            self._find(
                "parts.deep", "Its parts are nested too deep: the innermost is kept as it is."
            )
            return leaf
        return self._cut(leaf) or replace(leaf, type="text/plain")

    def _cut(self, leaf: Leaf) -> "list[_Piece] | None":
        """The parts between a multipart's boundaries, or None where there are none."""
        source, start, end = leaf.source, leaf.start, leaf.end
        boundary = leaf.given.get("boundary", "").rstrip().encode("utf-8", "replace")
        cuts = self._cuts(source, start, end, boundary) if boundary else []
        if not cuts:
            coding = leaf.headers.get("content-transfer-encoding").lower()
            if coding in ("base64", "quoted-printable"):
                source = untransferred(leaf.body, coding)[0]
                start, end = 0, len(source)
                cuts = self._cuts(source, start, end, boundary) if boundary else []
        if not cuts:
            guessed = GUESS.search(source, start, end)
            cuts = self._cuts(source, start, end, guessed[1]) if guessed else []
            said = (
                "its parts were told apart by what looks like it" if cuts else "it is read as one"
            )
            self._find("boundary.missing", f"The line that parts it is missing: {said}.")
        if not cuts:
            return None
        self._numbered += 1
        kind = leaf.type.partition("/")[2]
        branch = (*leaf.branch, (self._numbered, kind))
        default = "message/rfc822" if kind == "digest" else "text/plain"
        return list(self._pieces(source, start, end, cuts, default, branch))

    def _pieces(
        self,
        source: bytes,
        start: int,
        end: int,
        cuts: list[tuple[int, int, bool]],
        default: str,
        branch: tuple[tuple[int, str], ...],
    ) -> "Iterator[_Piece]":
        before = source[start : cuts[0][0]]
        if len(before.strip()) > NOTICE or b"\nbegin " in before:
            yield _Piece(source, start, cuts[0][0], default, branch, stray=True)
        for place, (_, after, closing) in enumerate(cuts):
            last = place + 1 == len(cuts)
            upto = end if last else cuts[place + 1][0]
            if closing:
                if source[after:upto].strip():
                    yield _Piece(source, after, upto, default, branch, stray=True)
                continue
            if last:
                self._find("boundary.open", "Its end is missing: the last part may be cut off.")
            yield _Piece(source, after, upto, default, branch)

    def _cuts(
        self, source: bytes, start: int, end: int, boundary: bytes
    ) -> list[tuple[int, int, bool]]:
        """Where the lines of a boundary stand: where the text before ends, where the next begins,
        and whether it is the closing one."""
        self._scanned += end - start
        found: list[tuple[int, int, bool]] = []
        mark, at = b"--" + boundary, start
        while (at := source.find(mark, at, end)) >= 0 and len(found) <= MOST:
            tail = TAIL.match(source, at + len(mark), end)
            if tail and (at == start or source[at - 1] in b"\r\n"):
                found.append((_line_before(source, at, start), tail.end(), bool(tail[1])))
                at = tail.end()
            else:
                at += len(mark)
        return found

    def _stray(self, piece: "_Piece") -> Leaf:
        return Leaf(
            Headers(()),
            "text/plain",
            {},
            piece.source,
            piece.start,
            piece.end,
            piece.branch,
            stray=True,
        )

    def _find(self, what: str, says: str) -> None:
        if (what, says) not in self.findings:
            self.findings.append((what, says))


@dataclass(frozen=True)
class _Piece:
    source: bytes
    start: int
    end: int
    default: str
    branch: tuple[tuple[int, str], ...]
    stray: bool = False


def _line_before(source: bytes, at: int, start: int) -> int:
    """Where the text before a boundary ends: the line's end before it is the boundary's own."""
    if source.startswith(b"\r\n", max(at - 2, start)):
        return at - 2
    return max(at - 1, start) if at > start else start
