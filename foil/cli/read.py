"""`foil read`: what an agency's message or letter seems to be. Needs no database, no network."""

import json
from collections.abc import Iterator
from pathlib import Path

import click

from foil.errors import BadInput
from foil.replies.joining import joined
from foil.replies.kinds import EVENT
from foil.replies.reader import read as read_text
from foil.replies.whole import Whole, read_message
from foil.sandbox import Limits, run
from foil.sandbox.html import text_of as text_of_page

PLAIN = (".txt", ".text", ".md")
PAGES = (".html", ".htm")
MAIL = (".eml", ".msg")
FILES = (".pdf", ".docx")
SEVERAL = ".mbox"
PAGE = Limits(memory=512, seconds=10, output=64)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print data alone, for other programs.")
def read(file: Path, as_json: bool) -> None:
    """Say what FILE, a reply as mail, PDF, Word, HTML or text, seems to be, and why."""
    wholes = list(_wholes(file))
    if as_json:
        data = [{**whole.reading.to_json(), "says": list(whole.says)} for whole in wholes]
        told = data if file.suffix.lower() == SEVERAL else data[0]
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    click.echo("\n\n".join("\n".join(_told(whole)) for whole in wholes))


def _wholes(file: Path) -> Iterator[Whole]:
    kind = file.suffix.lower()
    if kind == SEVERAL:
        from foil.replies.mail.mbox import messages

        with file.open("rb") as stream:
            yield from map(_mail, messages(stream))
    elif kind in MAIL:
        yield _mail(file.read_bytes())
    elif kind in FILES:
        yield _filed(file)
    elif kind in PAGES:
        yield _whole(run(text_of_page, _decoded(file), limits=PAGE))
    elif kind in PLAIN:
        yield _whole(_decoded(file))
    else:
        known = ", ".join((*PLAIN[:1], *PAGES[:1], *MAIL, SEVERAL, *FILES))
        raise BadInput(f"{file.name} is none of {known}: save it as one of these.")


def _mail(raw: bytes) -> Whole:
    from foil.archive.text import text_of
    from foil.newyork import day_of
    from foil.replies.mail import parse

    message = parse(raw)
    came = message.received or message.sent
    return read_message(message, text_of=text_of, arrived=day_of(came) if came else None)


def _whole(words: str, says: tuple[str, ...] = ()) -> Whole:
    reading = joined(read_text(words), (), unread=bool(says))
    return Whole(reading, (), reading, says)


def _filed(file: Path) -> Whole:
    from foil.archive.text import text_of

    text = text_of(file.read_bytes())
    words = "\n\n".join(page.text for page in text.pages)
    if not words.strip():
        says = " ".join(text.findings) or "No text could be read in it."
        raise BadInput(f"{file.name}: {says} Read it by eye.")
    return _whole(words, text.findings)


def _decoded(file: Path) -> str:
    raw = file.read_bytes()
    for coding in ("utf-8-sig", "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "cp1252"):
        try:
            return raw.decode(coding)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")


def _told(whole: Whole) -> Iterator[str]:
    reading = whole.reading
    also = "".join(f", {_plain(kind)}" for kind in reading.kinds[1:])
    yield f"It seems to be: {_plain(reading.kind)}{f' (also{also[1:]})' if also else ''}"
    event = EVENT[reading.kind]
    yield f"  To record: {_plain(event)}" if event else "  Nothing to record."
    for name, value in reading.to_json().items():
        if name in _FACTS and value not in (None, [], False):
            yield f"  {_FACTS[name]}: {_value(value)}"
    for found in reading.evidence:
        words = " ".join(found.text.split())
        where = f", in {found.part}" if found.part else ""
        yield f"  Why {_plain(found.says)}: “{words[:160]}”{where}"
    yield from (f"  {sentence}" for sentence in whole.says)
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
