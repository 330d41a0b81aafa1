"""`foil read`: what an agency's message or letter seems to be. Needs no database, no network."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import click

from foil.errors import BadInput
from foil.replies.kinds import EVENT
from foil.replies.reader import read as read_text
from foil.replies.reading import Reading

PLAIN = (".txt", ".text", ".md")
PAGES = (".html", ".htm")
MAIL = (".eml", ".msg")
FILES = (".pdf", ".docx")
SEVERAL = ".mbox"
_BREAKS = frozenset("p div br li tr h1 h2 h3 h4 h5 h6 table ul ol blockquote section hr".split())
_UNREAD = frozenset("script style head title template".split())


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print data alone, for other programs.")
def read(file: Path, as_json: bool) -> None:
    """Say what FILE, a reply as mail, PDF, Word, HTML or text, seems to be, and why."""
    readings = list(_readings(file))
    if as_json:
        data = [reading.to_json() for reading in readings]
        told = data if file.suffix.lower() == SEVERAL else data[0]
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    click.echo("\n\n".join("\n".join(_told(reading)) for reading in readings))


def _readings(file: Path) -> Iterator[Reading]:
    kind = file.suffix.lower()
    if kind == SEVERAL:
        from foil.replies.mail.mbox import messages

        with file.open("rb") as stream:
            yield from map(_mail, messages(stream))
    elif kind in MAIL:
        yield _mail(file.read_bytes())
    elif kind in FILES:
        yield read_text(_filed(file))
    elif kind in PAGES:
        yield read_text(_of_page(_decoded(file)))
    elif kind in PLAIN:
        yield read_text(_decoded(file))
    else:
        known = ", ".join((*PLAIN[:1], *PAGES[:1], *MAIL, SEVERAL, *FILES))
        raise BadInput(f"{file.name} is none of {known}: save it as one of these.")


def _mail(raw: bytes) -> Reading:
    from foil.newyork import day_of
    from foil.replies.mail import parse

    message = parse(raw)
    came = message.received or message.sent
    arrived = day_of(came) if came else None
    reading = read_text(message.text or message.quoted, subject=message.subject, arrived=arrived)
    if reading.kind == "other" and message.nature in ("bounce", "auto_reply"):
        return replace(reading, kind=message.nature, kinds=(message.nature,))
    return reading


def _filed(file: Path) -> str:
    from foil.archive.text import text_of

    text = text_of(file.read_bytes())
    words = "\n\n".join(page.text for page in text.pages)
    if not words.strip():
        says = " ".join(text.findings) or "No text could be read in it."
        raise BadInput(f"{file.name}: {says} Read it by eye.")
    return words


def _decoded(file: Path) -> str:
    raw = file.read_bytes()
    for coding in ("utf-8-sig", "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "cp1252"):
        try:
            return raw.decode(coding)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")


class _Words(HTMLParser):
    """The words a page shows, a line for each block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in _UNREAD
        if tag in _BREAKS:
            self.words.append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in _UNREAD and self._hidden > 0
        if tag in _BREAKS:
            self.words.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.words.append(data)


def _of_page(page: str) -> str:
    words = _Words()
    words.feed(page)
    words.close()
    return re.sub(r"\n{3,}", "\n\n", "".join(words.words))


def _told(reading: Reading) -> Iterator[str]:
    also = "".join(f", {_plain(kind)}" for kind in reading.kinds[1:])
    yield f"It seems to be: {_plain(reading.kind)}{f' (also{also[1:]})' if also else ''}"
    event = EVENT[reading.kind]
    yield f"  To record: {_plain(event)}" if event else "  Nothing to record."
    for name, value in reading.to_json().items():
        if name in _FACTS and value not in (None, [], False):
            yield f"  {_FACTS[name]}: {_value(value)}"
    for found in reading.evidence:
        words = " ".join(found.text.split())
        yield f"  Why {_plain(found.says)}: “{words[:160]}”"
    if reading.unsure:
        yield f"  Look again, it is unsure of: {', '.join(map(_plain, reading.unsure))}"


_FACTS = {
    "tracking": "Number", "agency": "Agency", "dated": "Dated",
    "received_claimed": "Received, it says", "promised": "Promised", "exemptions": "Exemptions",
    "grounds": "Other grounds", "outcome": "Outcome",
    "fee": "Fee in dollars", "pay_by": "Pay by", "answer_by": "Answer by", "certified": "Certified",
    "appeal_notice": "Says how to appeal", "public_on": "Public on", "more_by": "More by",
}  # fmt: skip


def _plain(name: str) -> str:
    return name.replace("_", " ")


def _value(value: object) -> str:
    if value is True:
        return "yes"
    if isinstance(value, list):
        return "; ".join(map(_value, value))
    if isinstance(value, dict):
        return str(value["date"] or value["text"])
    return str(value)
