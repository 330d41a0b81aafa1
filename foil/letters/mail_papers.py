"""The papers of the post: a #10 envelope, labels and what to copy for certified mail.

#10 envelope, 9.5 by 4.125 inches        its window: 4.5 by 1.125 inches, 0.875 inches
the address stands right of the middle;  from the left and 0.5 inches from the bottom
its lowest 5/8 inch stays free
"""

from functools import cache

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from foil.errors import BadInput
from foil.letters.letter import Letter
from foil.letters.pdf import printed
from foil.letters.sheet import stylesheet
from foil.letters.template import folder

NO_STREET = (
    "No street address is known for the {}, so nothing can be posted there. Enter one on the "
    "agency’s page, then open the letter for editing and finish it again."
)
NOBODY = "This paper goes to nobody: it is kept in the office’s own file."


def address(letter: Letter) -> tuple[str, ...]:
    """The lines on the outside. Raises BadInput where there is no street address to write."""
    to = letter.addressee
    if not to.title:
        raise BadInput(NOBODY)
    if not posted(letter):
        raise BadInput(NO_STREET.format(to.title[:1].lower() + to.title[1:]))
    return (to.title, *to.lines)


def posted(letter: Letter) -> bool:
    """Whether a street address is known: more than the agency's name under the officer's."""
    return bool(letter.addressee.title) and len(letter.addressee.lines) > 1


def envelope(letter: Letter) -> bytes:
    """A #10 envelope as PDF, to print on. Raises BadInput without a street address."""
    return drawn("envelope", letter, f"Envelope: {letter.addressee.title}")


def certified(letter: Letter) -> bytes:
    """Labels, what to copy onto the forms of the post office for certified mail with a return
    receipt, and a record of the mailing to fill in by hand; one sheet of US Letter.

    Raises BadInput without a street address.
    """
    return drawn("certified", letter, f"Certified mail: {letter.subject}")


def drawn(paper: str, letter: Letter, title: str, **values: object) -> bytes:
    """One of the papers as a tagged PDF. Raises BadInput without a street address."""
    dated, sender = letter.dated.isoformat(), letter.sender
    source = _template(paper).render(
        letter=letter, to=address(letter), title=title, created=dated,
        back=(sender.name, *sender.address) if sender else (),
        reach=(*sender.address, *sender.reach) if sender else (),
        style=Markup(stylesheet("mail.css")),  # noqa: S704 - our own file, no value in it
        **values,
    )  # fmt: skip
    return printed(source)


@cache
def _template(paper: str) -> Template:
    jinja = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    head = (folder() / "mail.html").read_text(encoding="utf-8")
    body = (folder() / f"{paper}.html").read_text(encoding="utf-8")
    return jinja.from_string(head.replace("<!-- paper -->", body))
