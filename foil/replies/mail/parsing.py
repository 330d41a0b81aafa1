"""A message out of its bytes, here in this process. `foil.replies.mail.parse` calls it in a
sandbox; nothing here raises on any bytes, and nothing that hangs on a message is lost."""

from dataclasses import dataclass, field, replace

from foil.replies.mail import mapi, outlook
from foil.replies.mail.charsets import decode, of_page
from foil.replies.mail.collecting import Collected
from foil.replies.mail.fields import addresses, identifiers, moment, parameters, words
from foil.replies.mail.headers import Headers, split
from foil.replies.mail.message import Address, Message
from foil.replies.mail.nature import judge
from foil.replies.mail.pages import Body, choose, unflow
from foil.replies.mail.quoted import fold
from foil.replies.mail.walk import Leaf, Walk

LONGEST_TEXT = (
    2 << 20
)  # bytes of one text that are read as text; a longer one hangs on as a part too
LONGEST_PAGE = 4 << 20


def parse(raw: bytes) -> Message:
    """The message that `raw` is: RFC 5322 and what passes for it, an Outlook .msg, or anything."""
    try:
        return _outlook(raw) if outlook.is_outlook(raw) else _Reading(raw).message()
    except Exception as error:  # noqa: BLE001 - whatever breaks it, the message itself is not lost
        return whole(raw, "unread", f"It could not be taken apart ({type(error).__name__}).")


def _outlook(raw: bytes) -> Message:
    collected = Collected()
    headers, text, own = outlook.read(raw, collected)
    message = assemble(headers, text, collected)
    sent = message.sent or own.moment(mapi.SENT)
    return replace(message, sent=sent, received=message.received or own.moment(mapi.ARRIVED))


def whole(raw: bytes, what: str, says: str) -> Message:
    """A message that nothing is known of but its headers: all of it is one part."""
    collected = Collected()
    if outlook.is_outlook(raw):
        collected.keep_unopened(raw, "application/vnd.ms-outlook", "message.msg")
    else:
        collected.keep_unopened(raw, "message/rfc822", "message.eml")
    collected.find(what, f"{says} All of it is kept as one part.")
    try:
        headers = split(raw, 0, min(len(raw), 1 << 20))[0]
    except Exception:  # noqa: BLE001 - nor are its parts lost with its headers
        headers = Headers(())
    return assemble(headers, "", collected)


@dataclass
class _Reading:
    raw: bytes
    collected: Collected = field(default_factory=Collected)
    bodies: list[Body] = field(default_factory=list)

    def message(self) -> Message:
        walk = Walk(self.raw)
        for leaf in walk.leaves():
            self._take(leaf)
        headers = walk.top or Headers(())
        for what, says in walk.findings:
            self.collected.find(what, says)
        if headers.unended and headers.fields:
            self.collected.find("headers.unended", "The line between headers and text is missing.")
        text = "\n\n".join(choose(self.bodies)) or "\n\n".join(self.collected.texts)
        return assemble(headers, text, self.collected)

    def _take(self, leaf: Leaf) -> None:
        if leaf.stray:
            self._take_stray(leaf)
        elif _is_body(leaf):
            self._take_text(leaf)
        else:
            self.collected.take(leaf)

    def _take_stray(self, leaf: Leaf) -> None:
        """What stands outside all parts: read for files in it, and kept."""
        rest = self.collected.unwrap_uuencoded(leaf.body)
        if rest.strip():
            self.collected.keep(rest, type_="text/plain", name="outside the parts.txt")
            self.collected.find("outside", "Something stands outside its parts: it is kept as one.")

    def _take_text(self, leaf: Leaf) -> None:
        content = self.collected.untransferred(leaf, "the text")
        if content is None:
            return
        page = leaf.type == "text/html"
        if not page:
            content = self.collected.unwrap_uuencoded(content)
        most = LONGEST_PAGE if page else LONGEST_TEXT
        if len(content) > most:
            self.collected.keep(content, type_=leaf.type, name="text.html" if page else "text.txt")
            self.collected.find("text.long", "Its text is very long: all of it is kept as a part.")
            content = content[:most]
        charset = leaf.given.get("charset", "") or (of_page(content) if page else "")
        text = self._decoded(content, charset).replace("\r\n", "\n").replace("\r", "\n")
        if not page and leaf.given.get("format", "").lower() == "flowed":
            text = unflow(text, delete_space=leaf.given.get("delsp", "").lower() == "yes")
        self.bodies.append(Body(text, page, leaf.branch))

    def _decoded(self, content: bytes, charset: str) -> str:
        text, wrong = decode(content, charset)
        if wrong:
            said = {
                "unknown": f"There is no charset “{charset[:40]}”: the text was read by trial.",
                "unsaid": "The text names no charset: it was read as Western.",
                "wrong": "The text is not in the charset it names: it was read by trial.",
                "lossy": "Some characters of the text could not be read.",
            }[wrong]
            self.collected.find(f"charset.{wrong}", said)
            if wrong == "lossy":
                self.collected.keep(content, type_="text/plain", name="text as it came.txt")
        if "\x00" in text:
            self.collected.find("nul", "The text holds NUL characters: they are left out.")
            if wrong != "lossy":
                self.collected.keep(content, type_="text/plain", name="text as it came.txt")
        return text.replace("\x00", "")


def _is_body(leaf: Leaf) -> bool:
    """Whether a leaf is the message's own text: without a name, and nobody says it is attached."""
    if leaf.type not in ("text/plain", "text/html", "text", "text/enriched", "plain/text"):
        return False
    disposition, given = parameters(leaf.headers.get("content-disposition"))
    named = given.get("filename") or leaf.given.get("name")
    return disposition != "attachment" and not named


def assemble(headers: Headers, text: str, collected: Collected) -> Message:
    """The message of these headers, this text and what hangs on it."""
    subject = " ".join(words(headers.get("subject")).replace("\x00", "").split())
    senders = addresses(headers.get("from")) or addresses(headers.get("sender"))
    sent = moment(headers.get("date"))
    if headers.get("date") and sent is None:
        collected.find("date", "Its date could not be read.")
    for name in ("from", "subject", "date"):
        if len(headers.all(name)) > 1:
            collected.find(
                "headers.twice", f"It has more than one {name.title()} header: the first counts."
            )
    judged = judge(headers, subject, text, collected.parts, invited=collected.invited)
    fresh, quoted = (text, "") if judged.nature in ("bounce", "delay") else fold(text, subject)
    hop = headers.get("received")
    return Message(
        subject=subject,
        sender=senders[0] if senders else None,
        to=_all(headers, "to"),
        cc=_all(headers, "cc"),
        sent=sent,
        received=moment(hop.rpartition(";")[2].strip()),
        message_id=(identifiers(headers.get("message-id")) or (headers.get("message-id"),))[0],
        references=identifiers(f"{headers.get('references')} {headers.get('in-reply-to')}"),
        headers=headers.fields,
        text=fresh,
        quoted=quoted,
        nature=judged.nature,
        parts=tuple(collected.parts),
        findings=tuple(collected.findings),
        failed=judged.failed,
        away=judged.away,
        because=judged.because,
    )


def _all(headers: Headers, name: str) -> tuple[Address, ...]:
    return tuple(one for value in headers.all(name)[:20] for one in addresses(value))
