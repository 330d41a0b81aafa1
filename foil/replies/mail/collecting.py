"""What hangs on a message, gathered one part after another, each with a name of its own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from foil.replies.mail import archives, tnef
from foil.replies.mail.decoding import rest_of_base64, untransferred, uuencoded
from foil.replies.mail.fields import parameters, words
from foil.replies.mail.headers import split, text_of
from foil.replies.mail.message import Finding, Part
from foil.replies.mail.names import made_up, own, safe, type_of
from foil.replies.mail.walk import Leaf
from foil.sandbox import unzipping

METHOD = re.compile(rb"^METHOD:", re.MULTILINE | re.IGNORECASE)
DEEPEST = 3  # archives within archives
SAID = {
    "cut": "The end of {} is missing: what came of it is kept.",
    "dirty": "{} held characters that do not belong there: they are left out.",
    "not": "{} could not be decoded: it is kept as it came.",
    "unknown": "Nobody knows how {} is wrapped: it is kept as it came.",
    "after": "Something follows the end of {}: it is kept as a part.",
}


@dataclass
class Collected:
    """The parts so far, what was wrong, and texts that were found inside parts."""

    parts: list[Part] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    invited: bool = False
    _taken: set[str] = field(default_factory=set)
    _opened: archives.Budget = field(default_factory=archives.Budget)

    def find(self, what: str, says: str, part: str = "") -> None:
        """Note something that was wrong, once."""
        finding = Finding(what, says[:1].upper() + says[1:], part)
        if finding not in self.findings[-50:] and len(self.findings) < 1_000:
            self.findings.append(finding)

    def take(self, leaf: Leaf) -> None:
        """Take a leaf of the message's tree that is not its own text."""
        disposition, given = parameters(leaf.headers.get("content-disposition"))
        original = given.get("filename") or leaf.given.get("name") or ""
        content = self.untransferred(leaf, safe(original) or "a part")
        if content is None:
            return
        if leaf.type == "text/calendar" and disposition != "attachment":
            self.invited = self.invited or METHOD.search(content) is not None
        subject = ""
        if leaf.type in ("message/rfc822", "message/global", "text/rfc822-headers"):
            inner, _ = split(content, 0, len(content))
            subject = " ".join(words(inner.get("subject")).split())
        cid = leaf.headers.get("content-id").strip("<>")
        self.keep(
            content,
            type_=leaf.type,
            name=original or (f"{safe(subject)}.eml" if subject else ""),
            original=original,
            inline=disposition == "inline" or (bool(cid) and disposition != "attachment"),
            subject=subject,
            cid=cid,
        )

    def untransferred(self, leaf: Leaf, called: str) -> bytes | None:
        """A leaf's bytes, unwrapped; None where they could not be, and were kept as they came."""
        body = leaf.body
        coding = leaf.headers.get("content-transfer-encoding")
        content, problem = untransferred(body, coding)
        if problem:
            self.find(f"coding.{problem}", SAID[problem].format(called))
        if problem == "after":
            self.keep(rest_of_base64(body), type_="text/plain", name=f"after {called}.txt")
        return content

    def keep(
        self,
        content: bytes,
        *,
        type_: str,
        name: str,
        original: str = "",
        inline: bool = False,
        depth: int = 0,
        within: str = "",
        subject: str = "",
        cid: str = "",
    ) -> None:
        """Keep a part under a name of its own, and open it where it holds others."""
        type_ = type_of(content, type_, name)
        chosen = own(safe(name) or made_up(len(self.parts) + 1, type_), self._taken)
        self._taken.add(chosen.casefold())
        self.parts.append(
            Part(
                chosen,
                type_,
                content,
                sha256(content).hexdigest(),
                inline=inline,
                depth=depth,
                original=original,
                within=within,
                subject=subject,
                cid=cid,
            )
        )
        if content and depth < DEEPEST:
            self._open(self.parts[-1])

    def keep_unopened(self, content: bytes, type_: str, name: str) -> None:
        """Keep a part as it is, without looking at it."""
        self.parts.append(Part(name, type_, content, sha256(content).hexdigest()))

    def _open(self, part: Part) -> None:
        if tnef.is_tnef(part.content):
            self._open_tnef(part)
        elif archives.is_archive(part):
            for member in self._members(part):
                type_ = "message/rfc822" if member.name.lower().endswith(".eml") else ""
                self.keep(
                    member.content,
                    type_=type_,
                    name=member.name,
                    original=member.name,
                    depth=part.depth + 1,
                    within=part.name,
                    subject=_subject(member.content) if type_ else "",
                )

    def _members(self, part: Part) -> Iterator[archives.Member]:
        for member in archives.members(part.content, self._opened):
            if member.problem:
                self.find(
                    f"archive.{member.problem}",
                    unzipping.SAID[member.problem].format(part.name),
                    part.name,
                )
            else:
                yield member

    def _open_tnef(self, part: Part) -> None:
        opened = tnef.read(part.content)
        for problem in opened.problems:
            self.find("tnef", problem, part.name)
        if opened.text:
            self.texts.append(opened.text)
        for held in opened.attachments:
            self.keep(
                held.content,
                type_=held.type,
                name=held.name,
                original=held.name,
                inline=held.inline,
                depth=part.depth + 1,
                within=part.name,
                subject=held.subject,
                cid=held.cid,
            )

    def unwrap_uuencoded(self, content: bytes) -> bytes:
        """A text without the uuencoded files in it, which are kept as parts."""
        if b"begin" not in content:
            return content
        pieces, at = [], 0
        for held in uuencoded(content):
            pieces.append(content[at : held.start])
            at = held.end
            name = words(text_of(held.name))
            if held.problem:
                self.find(
                    f"uuencode.{held.problem}", SAID[held.problem].format(safe(name) or "a file")
                )
            self.keep(held.content, type_="", name=name, original=name)
        return b"".join((*pieces, content[at:]))


def _subject(content: bytes) -> str:
    return " ".join(words(split(content, 0, min(len(content), 1 << 20))[0].get("subject")).split())
