"""`foil letter`: a letter as PDF, Word, e-mail, Markdown or plain text. Needs no database, except
for a letter of a request in it; where there is an office, its letters go by its own terms."""

import json
import os
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from foil.cli.day import Day
from foil.errors import BadInput, FoilError
from foil.newyork import day_of, now

if TYPE_CHECKING:
    from foil.letters.facts import Facts, RequestFacts
    from foil.letters.letter import Letter
    from foil.letters.terms import Office

KIND = "request"
NO_OFFICE = "No office is set up yet, so the letter has no letterhead and no signature."
FEE = 25  # dollars; what a letter of a page or two usually costs to answer


@click.command()
@click.argument("kind")
@click.option(
    "--facts",
    "told",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True),
    metavar="FILE",
    help="What the letter is made from, a JSON file (- for standard input).",
)
@click.option("--request", "number", metavar="FD-0001", help="A letter of that request’s record.")
@click.option("--as", "email", metavar="EMAIL", help="Who you are, where several people work.")
@click.option("--agency", metavar="SLUG", help="To whom, by its short name: nypd.")
@click.option("--technology", metavar="SLUG", help="About what: facial-recognition.")
@click.option("--from", "since", type=Day(), metavar="DATE", help="The records' first day.")
@click.option("--to", "until", type=Day(), metavar="DATE", help="Their last; the letter's without.")
@click.option("--vendor", "vendors", multiple=True, metavar="SLUG", help="A vendor to name.")
@click.option("--category", "categories", multiple=True, metavar="SLUG", help="An item to ask for.")
@click.option("--fee", type=click.IntRange(0), default=FEE, help="Dollars to pay without asking.")
@click.option("--title", default="", help="The title the portal shows to everyone.")
@click.option("--dated", type=Day(), metavar="DATE", help="The letter's date; today without.")
@click.option("-o", "out", type=click.Path(path_type=Path), metavar="FILE", help="Where to write.")
@click.pass_obj
def letter(
    data: Path | None,
    /,
    kind: str,
    told: str | None,
    number: str | None,
    email: str | None,
    out: Path | None,
    **asked: Any,
) -> None:
    """Write a letter: KIND is request, follow_up, appeal_denial or another; any other word
    lists them all. All but request need --facts, or --request: then it is that request’s letter
    as it was finished or drafted, or the one its record makes now.

    Prints it, or writes FILE as its ending says: .pdf, .docx, .eml, .md or .txt.
    """
    _known(kind)
    make = _maker(out)
    if number is not None:
        _alone(told, asked)
        letter = _of_record(data, number, kind, asked["dated"], email)
        made = make(letter, letter.addressee.email)
    else:
        made = make(*_written(data, kind, told, asked))
    if out is None:
        click.echo(made, nl=False)
    else:
        out.write_bytes(made)


def _alone(told: str | None, asked: dict[str, Any]) -> None:
    """Refuse facts beside a request: its record has them. Raises BadInput."""
    beside = {name: value for name, value in asked.items() if name not in ("dated", "fee")}
    if told is not None or any(beside.values()):
        raise BadInput("With --request the record says what the letter needs; name nothing else.")


def _of_record(
    data: Path | None, number: str, kind: str, dated: date | None, email: str | None
) -> "Letter":
    """The letter of that kind of a request of the office's."""
    from foil.archive.store import Folder
    from foil.cli.acting import acting
    from foil.model.database import Database
    from foil.operations.letter_of_record import letter_of_record
    from foil.settings import settings

    found = settings(data)
    day = dated or day_of(now())
    with closing(Database.existing(found)) as database, database.reading() as session:
        person = acting(session, email)
        return letter_of_record(
            person, session, Folder.of(found), number, kind, day, dated=dated is not None
        )


def _written(
    data: Path | None, kind: str, told: str | None, asked: dict[str, Any]
) -> tuple["Letter", str]:
    """The letter of the facts told, and the e-mail address it goes to where one is known.

    Raises BadInput for what is missing or cannot be read.
    """
    from foil.letters.compose import compose

    if told is None and kind != KIND:
        raise BadInput(
            f"Name the file that holds the facts of the letter {kind}: --facts FILE. Or name the "
            "request it is about: --request FD-0001."
        )
    kept = _office(data)
    if told is not None:
        facts, to = _told(kept, kind, told, asked["dated"])
    else:
        facts, to = _facts(kept, **asked), ""
    if facts.sender is None:
        click.echo(NO_OFFICE, err=True)
    return compose(kind, facts, **kept.terms), to


def _known(kind: str) -> None:
    """Refuse a kind there is not, and name those there are."""
    from foil.letters.kinds import KINDS

    if kind not in KINDS:
        raise BadInput(f"There is no letter “{kind}”. There are: {', '.join(KINDS)}.")


def _told(kept: "Office", kind: str, file: str, dated: date | None) -> tuple["Facts", str]:
    """The facts in a file, and the e-mail address the letter goes to where one is known.

    Raises BadInput for what is missing or cannot be read.
    """
    from foil.letters.told import email_for, facts_told

    read = _json(file)
    try:
        facts = facts_told(kind, read, kept.sender, dated or day_of(now()), kept.directory)
        return facts, email_for(kind, read, kept.directory)
    except FoilError as error:
        raise BadInput(str(error)) from error


def _json(file: str) -> object:
    try:
        with click.open_file(file, encoding="utf-8") as opened:
            return json.load(opened, parse_float=str)
    except UnicodeDecodeError:
        raise BadInput(f"{file} is not text in UTF-8; save it as JSON.") from None
    except (ValueError, RecursionError) as error:
        raise BadInput(f"{file} is not JSON that can be read: {error}.") from None


def _maker(out: Path | None) -> Callable[["Letter", str], bytes]:
    """What makes the file asked for. Raises BadInput where its ending is none we write."""
    makers = {".pdf": _pdf, ".docx": _docx, ".eml": _eml, ".md": _markdown, ".txt": _text}
    if out is not None and out.suffix.lower() not in makers:
        raise BadInput(f"{out} should end in {', '.join(list(makers)[:-1])} or .txt.")
    return makers[out.suffix.lower()] if out else _text


def _facts(
    kept: "Office",
    *,
    agency: str | None,
    technology: str | None,
    since: date | None,
    until: date | None,
    vendors: tuple[str, ...],
    categories: tuple[str, ...],
    fee: int,
    title: str,
    dated: date | None,
) -> "RequestFacts":
    """The request's facts. Raises BadInput for what is missing, unknown or in the wrong order."""
    from foil.letters import request

    if agency is None or technology is None or since is None:
        raise BadInput("Name --agency, --technology and --from, the records’ first day.")
    dated = dated or day_of(now())
    until = until or dated
    try:
        choices = request.RequestChoices(
            agency=agency,
            technology=technology,
            vendors=vendors or request.usual_vendors(technology),
            items=request.picked_items(categories, since, until)
            if categories
            else request.usual_items(agency, since, until),
            dated=dated,
            fee_ceiling=fee,
            public_title=title,
        )
        return request.request_facts(choices, kept.sender, kept.directory)
    except FoilError as error:
        raise BadInput(str(error)) from error


def _office(data: Path | None) -> "Office":
    """The office as its letters have it where there is one; its database is opened only then."""
    from foil.letters.terms import Office
    from foil.settings import settings

    found = settings(data)
    if not os.environ.get("FOIL_DATABASE_URL") and not (found.folder / "foil.sqlite").is_file():
        return Office()
    from foil.operations.office_kept import office_kept

    return office_kept(found)


def _pdf(made: "Letter", _: str) -> bytes:
    from foil.letters.pdf import render

    return render(made)


def _docx(made: "Letter", _: str) -> bytes:
    from foil.letters.word import render

    return render(made)


def _eml(made: "Letter", to: str) -> bytes:
    from foil.letters.eml import render

    return render(made, to)


def _markdown(made: "Letter", _: str) -> bytes:
    from foil.letters.plain import markdown

    return markdown(made).encode()


def _text(made: "Letter", _: str) -> bytes:
    from foil.letters.plain import text

    return text(made).encode()
