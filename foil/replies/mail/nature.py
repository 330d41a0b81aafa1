"""Who a message is from: a person (or a system that writes for an agency), an auto-reply, a bounce,
a delay, an invitation. A reply that matters is never called anything else on a guess: words in a
text count only where a mail server wrote it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from foil.replies.mail.fields import addresses
from foil.replies.mail.headers import Headers, split
from foil.replies.mail.message import Part


def _any(*phrases: str, at_start: bool = False) -> re.Pattern[str]:
    return re.compile(f"{'^' if at_start else ''}(?:{'|'.join(phrases)})", re.IGNORECASE)


DAEMON = re.compile(
    r"^(?:mailer-daemon|postmaster|mail-daemon|mdaemon|microsoftexchange\w*|double-bounce)(?:@|$)",
    re.IGNORECASE,
)
DAEMON_NAME = _any(
    r"mail delivery (?:sub)?system",
    "mail delivery service",
    "mail administrator",
    "mailer-daemon",
)
BOUNCED = _any(
    "undeliver(?:able|ed)",
    r"delivery (?:status notification \(failure|has failed|failure|failed|unsuccessful)",
    "mail (?:system error|delivery failed|could not be delivered)",
    "failure notice",
    "returned mail",
    "message (?:not delivered|you sent blocked|blocked)",
    "address not found",
    "rejected:",
    "non remis",
    "unzustellbar",
)
DELAYED = _any(
    r"delivery (?:status notification )?\(delay",
    "delayed",
    "delay notification",
    "delivery (?:is |has been |temporarily )?(?:suspended|incomplete)",
    "warning: (?:could not send|message)",
    "still being retried",
    "queued mail",
)
DELAY_TEXT = _any(
    r"(?:will|continue to) (?:be )?(?:retr(?:y|ied)|try(?:ing)?)",
    r"still (?:trying|being attempted)",
    "not yet been delivered",
    "do not need to resend",
    "temporary (?:problem|failure|error)",
    "warning message only",
)
FAILED_TEXT = _any(
    "(?:could|can) ?not be delivered",
    "permanent (?:fatal )?error",
    "user unknown",
    "does(?:n't| not) exist",
    "mailbox (?:is )?full",
    "wasn't (?:found|delivered)",
    r"\b5\d\d[ -]\d\.\d\.\d",
    r"\b550\b",
    "no such user",
    "address rejected",
    "unable to deliver",
    "rejected your message",
    "unrouteable address",
    "sorry it didn't work out",
    "delivery has failed",
    "over quota",
)
AUTO_SUBJECT = _any(
    r"(?:(?:re|aw|sv)\s*:\s*)?\[?(?:automatic(?:ally)?|auto(?:mated)?)[- ]?(?:reply|response)",
    "autoreply",
    "(?:re: )?out[- ]of[- ](?:the[- ])?office",
    "away from (?:the|my) office",
    "i am (?:currently )?(?:away|out of)",
    "abwesenheit",
    "automatische antwort",
    "réponse automatique",
    "respuesta automática",
    at_start=True,
)
AWAY = _any(
    "out[- ]of[- ](?:the[- ])?office",
    "(?:am|is|be|'m|currently) (?:currently )?(?:away|on (?:vacation|leave|holiday))",
    "on (?:annual|medical|parental|maternity|sick|extended) leave",
    "vacation",
    "abwesen",
    "limited access to (?:my )?e-?mail",
    r"(?:will )?return(?:ing)? (?:to the office )?on\b",
)
ADDRESS = r"([A-Za-z0-9._%+'/=-]{1,64}@[A-Za-z0-9.-]{1,253}\.[A-Za-z]{2,24})"
FAILED_ADDRESS = re.compile(
    r"^[ \t>*]*(?:(?:rcpt )?to:|for|recipient(?: address)?:|<)?[ \t]*<?(?:smtp:|mailto:)?"
    rf"{ADDRESS}>?(?:[:. \t(;]|$)"
    r"|(?:message to|delivered to|deliver(?:ing)? (?:it |your message )?to|found at|address) [<*]?"
    + ADDRESS,
    re.MULTILINE | re.IGNORECASE,
)
COPY = re.compile(
    r"^.{0,20}(?:original message|copy of (?:your|the) message|below this line)",
    re.MULTILINE | re.IGNORECASE,
)
LOOKED_AT = 20_000  # characters of a text that are searched
MOST = 100  # failed recipients


@dataclass(frozen=True)
class Judged:
    """A nature, what it was told by, and what goes with it."""

    nature: str
    because: str
    failed: tuple[str, ...] = ()
    away: bool = False


def judge(
    headers: Headers, subject: str, text: str, parts: Iterable[Part], *, invited: bool = False
) -> Judged:
    """What a message is; "person" wherever nothing plainly says otherwise. `invited` says that
    calendar data with a method came as one of the message's own texts."""
    parts = [part for part in parts if not part.depth]
    text = text[:LOOKED_AT]
    return (
        _reported(headers, subject, text, parts)
        or _failed_header(headers, subject)
        or _told_by_server(headers, subject, text)
        or _automatic(headers, subject, text, parts)
        or _calendar(headers, invited)
        or Judged("person", "nothing says otherwise")
    )


def _reported(headers: Headers, subject: str, text: str, parts: list[Part]) -> Judged | None:
    """A delivery report in the form of RFC 3464."""
    report = next(
        (
            part
            for part in parts
            if part.type in ("message/delivery-status", "message/global-delivery-status")
        ),
        None,
    )
    if report is None or not _is_report(headers):
        return None
    by_action: dict[str, list[str]] = {}
    for action, recipient in _recipients(report.content):
        by_action.setdefault(action, []).append(recipient)
    for action, nature in (("failed", "bounce"), ("delayed", "delay")):
        if action in by_action:
            return Judged(nature, f"delivery report: {action}", _each(by_action[action]))
    if by_action:
        return Judged("auto_reply", f"delivery report: {next(iter(by_action))}"[:80])
    nature = "delay" if DELAYED.search(subject) else "bounce"
    return Judged(nature, "a delivery report that could not be read", _named(text))


def _is_report(headers: Headers) -> bool:
    """A person may forward a report as an attachment: that does not make the mail one."""
    return headers.get("content-type").lower().startswith(
        ("multipart/report", "message/")
    ) or _from_server(headers)


def _recipients(report: bytes) -> list[tuple[str, str]]:
    """The action and the address of each recipient in a delivery report."""
    found: list[tuple[str, str]] = []
    at = 0
    while at < len(report) and len(found) < MOST:
        group, after = split(report, at, len(report))
        if after <= at:
            break
        at = after
        action = group.get("action").lower().split(" ")[0].rstrip(";")
        final = group.get("original-recipient") or group.get("final-recipient")
        if action:
            found.append((action, final.rpartition(";")[2].strip(" <>") if final else ""))
    return found


def _failed_header(headers: Headers, subject: str) -> Judged | None:
    failed = headers.get("x-failed-recipients")
    if not failed:
        return None
    nature = "delay" if DELAYED.search(subject) else "bounce"
    return Judged(
        nature, "X-Failed-Recipients", _each(one.strip(" <>") for one in failed.split(","))
    )


def _told_by_server(headers: Headers, subject: str, text: str) -> Judged | None:
    """A bounce or a delay in free words: only where a mail server sent it."""
    if not _from_server(headers):
        return None
    if DELAYED.search(subject) or (DELAY_TEXT.search(text) and not BOUNCED.search(subject)):
        return Judged("delay", "a mail server says it is delayed", _named(text))
    if BOUNCED.search(subject) or FAILED_TEXT.search(text):
        return Judged("bounce", "a mail server says it failed", _named(text))
    return None


def _from_server(headers: Headers) -> bool:
    sender = next(iter(addresses(headers.get("from"))), None)
    if sender and (DAEMON.match(sender.address) or DAEMON_NAME.search(sender.name)):
        return True
    return (
        headers.get("return-path") == "<>"
        and headers.get("auto-submitted").lower().startswith("auto-")
        and bool(BOUNCED.search(headers.get("subject")) or DELAYED.search(headers.get("subject")))
    )


def _automatic(headers: Headers, subject: str, text: str, parts: list[Part]) -> Judged | None:
    """An automatic answer. "auto-generated" is none: portals write determinations that way."""
    told = (
        ("Auto-Submitted", headers.get("auto-submitted").lower().startswith("auto-replied")),
        ("X-Autoreply", headers.get("x-autoreply").lower() not in ("", "no", "false")),
        ("X-Autorespond", "x-autorespond" in headers or "x-autoresponder" in headers),
        ("Precedence", headers.get("precedence").lower() in ("auto_reply", "auto-reply")),
        (
            "X-MS-Exchange-Generated-Message-Source",
            "rules" in headers.get("x-ms-exchange-generated-message-source").lower(),
        ),
        ("its subject", bool(AUTO_SUBJECT.search(subject))),
        ("a receipt", any(part.type == "message/disposition-notification" for part in parts)),
    )
    because = next((what for what, so in told if so), None)
    if because is None:
        return None
    return Judged("auto_reply", because, away=bool(AWAY.search(subject) or AWAY.search(text)))


def _calendar(headers: Headers, invited: bool) -> Judged | None:
    """An invitation: calendar data sent with a method, not a file that somebody attached."""
    if headers.get("content-class").lower() == "urn:content-classes:calendarmessage":
        return Judged("calendar", "Content-Class")
    return Judged("calendar", "calendar data with a method") if invited else None


def _named(text: str) -> tuple[str, ...]:
    """The addresses that a server's words are about: those before the copy of our own mail."""
    report = COPY.split(text, maxsplit=1)[0]
    return _each(found[1] or found[2] for found in FAILED_ADDRESS.finditer(report))


def _each(found: Iterable[str]) -> tuple[str, ...]:
    once = dict.fromkeys(address.rstrip(".") for address in found if address)
    return tuple(once)[:MOST]
