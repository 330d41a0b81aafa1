"""A mail as it travels: plain text, the same as simple HTML, and what it carries.

Whatever people typed was made one line before it comes here; a header that is not refuses to be
made. The only links are to the desk's own address.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from markupsafe import Markup, escape

from foil.newyork import NEW_YORK
from foil.operations.mail_settings import ADDRESS, Postbox
from foil.operations.postbox import NotSent

WIDTH = 900  # characters of a line of text; the policy encodes what is longer


@dataclass(frozen=True)
class Part:
    """A heading over lines, each with the path of the page it leads to, if any. Without a heading
    the lines are paragraphs."""

    heading: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Content:
    """What a mail says. `calendar` is an invitation with what it asks ("REQUEST", "CANCEL");
    `file` a PDF by its name."""

    subject: str
    parts: tuple[Part, ...]
    calendar: tuple[str, bytes] | None = None
    file: tuple[str, bytes] | None = field(default=None, repr=False)


def message(
    content: Content, box: Postbox, to: str, *, message_id: str, made_at: datetime
) -> EmailMessage:
    """The mail to one person. The same content makes the same mail but for its boundaries.

    Raises NotSent where `to` is no address a server could take.
    """
    if not ADDRESS.fullmatch(to):
        says = f"{to!r} is no address that mail can go to; correct it under Settings, People."
        raise NotSent(says, lasting=True)
    made = EmailMessage(policy=SMTP)
    made["Subject"] = content.subject
    made["From"] = f"FOIL Desk <{box.server.sender}>"
    made["To"] = to
    made["Date"] = format_datetime(made_at.astimezone(NEW_YORK))
    made["Message-ID"] = message_id
    made["Auto-Submitted"] = "auto-generated"  # RFC 3834: no vacation notice comes back
    made.set_content(text(content, box), cte="quoted-printable")
    made.add_alternative(str(html(content, box)), subtype="html", cte="quoted-printable")
    if content.calendar:
        asks, calendar = content.calendar
        made.add_alternative(
            calendar.decode(), subtype="calendar", cte="base64", params={"method": asks}
        )
    if content.file:
        name, data = content.file
        made.add_attachment(data, maintype="application", subtype="pdf", filename=name)
    return made


def text(content: Content, box: Postbox) -> str:
    """The mail in plain text."""
    return "\n".join(_text(content, box)).strip() + "\n"


def _text(content: Content, box: Postbox) -> Iterator[str]:
    for part in content.parts:
        if part.heading:
            yield part.heading.upper()
        for words, path in part.lines:
            yield f"{'- ' if part.heading else ''}{words}"
            if path:
                yield f"{'  ' if part.heading else ''}{box.link(path)}"
        yield ""


def html(content: Content, box: Postbox) -> Markup:
    """The mail in HTML: headings, lists and links, no style, no image."""
    body = Markup("").join(_html(part, box) for part in content.parts)
    return Markup(
        '<!doctype html><html lang="en-US"><head><meta charset="utf-8"><title>{}</title></head>'
        "<body>{}</body></html>\n"
    ).format(content.subject, body)


def _html(part: Part, box: Postbox) -> Markup:
    lines = (_linked(words, path, box) for words, path in part.lines)
    if not part.heading:
        return Markup("").join(Markup("<p>{}</p>\n").format(line) for line in lines)
    items = Markup("").join(Markup("<li>{}</li>\n").format(line) for line in lines)
    return Markup("<h2>{}</h2>\n<ul>\n{}</ul>\n").format(part.heading, items)


def _linked(words: str, path: str, box: Postbox) -> Markup:
    if not path:
        return escape(words)
    return Markup('<a href="{}">{}</a>').format(box.link(path), words)
