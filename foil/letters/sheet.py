"""A letter as HTML: one `article.sheet`, for the preview on a page and for the PDF alike."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from jinja2 import Environment, StrictUndefined, Template
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup

from foil.catalog.source import day_words
from foil.letters.facts import Image
from foil.letters.letter import Block, Letter
from foil.letters.markdown import KEPT, held_together, reader, tokens
from foil.letters.marks import BEGIN, END, as_html
from foil.letters.template import folder

# It begins at the first digit and never goes back over one: a long number takes no longer.
_CITATION = re.compile(r"(?<![\d-])[\d-]++(?:\.\d++)?+(?:\(\w+\))+|FOIL-AO-\d+")
# Where a line may end, and where a mark stands; a citation goes with all that hangs on it.
_APART = re.compile(f"([ \n{BEGIN}{END}])")
# WeasyPrint breaks after the first word where a text fits but for the space it ends with.
_LAST_SPACE = re.compile(r" (?=<span|\Z)")
_LONGEST = 60  # characters kept on one line; a line of the sheet has about 90
IMAGES = "/letterhead/"
"""Where the desk shows the images of a letterhead."""


@cache
def _frame() -> Template:
    """The sheet's frame: HTML, so its values are escaped as HTML."""
    jinja = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return jinja.from_string((folder() / "sheet.html").read_text(encoding="utf-8"))


@cache
def stylesheet(name: str = "sheet.css") -> str:
    """The letters' own style sheet; all its rules are under `.sheet`."""
    return (folder() / name).read_text(encoding="utf-8")


def html(letter: Letter, top: int = 1, *, inline: bool = False) -> Markup:
    """The letter as an `article` element. No value in it can be anything but text.

    Its subject is a heading of level `top`: 1 where the letter is the document, 2 on a page.
    With `inline` its images are in it; else they are asked of the desk, by their SHA-256.
    """
    sender = letter.sender
    made = _frame().render(
        top=top,
        sender=sender,
        logo=_source(sender.logo, inline=inline) if sender else "",
        hand=_source(sender.hand, inline=inline) if sender else "",
        dated=day_words(letter.dated),
        addressee=letter.addressee,
        subject=held_together(letter.subject),
        passages=[
            {"key": passage[0].key, "html": passage_html(passage, top)}
            for passage in letter.passages()
        ],
        signature=sender.signature if sender else (),
        notes=letter.notes(),
        line_break=Markup("<br>"),
    )
    # Every value in it was escaped where it went in.
    return Markup(made)  # noqa: S704


def _source(image: Image | None, *, inline: bool) -> str:
    """Where an image is: in the document itself, or at the desk."""
    if image is None:
        return ""
    return f"data:{image.type};base64,{image.data}" if inline else f"{IMAGES}{image.sha256}"


@lru_cache(maxsize=KEPT)
def passage_html(passage: tuple[Block, ...], top: int = 1) -> Markup:
    """The HTML of one block, or of a run of numbered items as one list.

    It is safe as it stands: the Markdown reader knows no HTML, links or images. The last ones made
    are kept, as `markdown.paragraphs` keeps what it read.
    """
    stream = tokens("\n".join(block.markdown() for block in passage))
    items = iter(passage if passage[0].is_item else ())
    for token in stream:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + top - 1, 6)}"
        if token.type == "th_open":
            token.attrSet("scope", "col")
        for child in token.children or ():
            child.content = held_together(child.content)
        if token.type == "list_item_open" and token.level == 1:
            block = next(items, None)
            if block is not None:
                token.attrSet("data-block", block.key)
    return Markup(Renderer().render(stream, reader().options, {}))  # noqa: S704


class Renderer(RendererHTML):
    """Markdown's own, but that a citation such as § 87(1)(b)(iii) stays on one line."""

    def text(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        said = "".join(map(_whole, _APART.split(escapeHtml(tokens[idx].content))))
        # By the letter of Unicode no line may end between a quotation mark and a parenthesis.
        said = said.replace("” (", "” <span>(</span>")
        return as_html(_LAST_SPACE.sub("<span> </span>", said))


def _whole(piece: str) -> str:
    """A citation with what hangs on it, "(21 NYCRR 1401.2(b)(3);", as one that no line breaks."""
    if len(piece) <= _LONGEST and _CITATION.search(piece):
        return f'<span class="cite">{piece}</span>'
    return piece
