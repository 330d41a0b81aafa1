"""Whatever stands in any field of any kind comes out as text, in every format, and is run by none.

The fields are found by walking the facts' types, so that a new one is tried without a word here.
"""

import re
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from functools import cache
from html import unescape
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn

from foil.catalog.published import published
from foil.errors import FoilError
from foil.letters import eml, pdf, word
from foil.letters.compose import compose
from foil.letters.escape import folded
from foil.letters.kinds import KINDS
from foil.letters.letter import Edit, Letter
from foil.letters.markdown import text_of
from foil.letters.plain import markdown, text
from foil.letters.portal import portal_text
from foil.letters.sheet import html
from foil.letters.told import facts_told
from tests.tagged import broken
from tests.unit.letters.examples import TOLD, example
from tests.unit.letters.filling import filled
from tests.unit.letters.made import DATED, OFFICE

PAYLOAD = (
    "=1337*3 {{ 1337*3 }}{% include 'sheet.css' %}{# gone #}${1337*3} <script>alert(1)</script>"
    "<img src=x onerror=alert(1)> [here](javascript:alert(1)) ![i](https://elsewhere.example/p.png)"
    " | a | b | **bold** `code` &lt;b&gt; \u202ehidden\u202c\x01\x0b\x7f\r\n\r\n# Heading\n- item\n"
    "1. one\n> said\n```\n@SUM(A1)\n```\n+++ \\end"
)
SAID = folded(PAYLOAD)
EVALUATED = str(1337 * 3)
CHOSEN = {"rebuttals[]": "87-2-b.delete", "published[]": next(iter(published())), ".key": "own0"}
"""Ids by the end of their path: other words are refused there, and a test below says so."""
every_kind = pytest.mark.parametrize("kind", KINDS)


@cache
def hostile(kind: str) -> tuple[Letter, dict[str, str]]:
    """The letter of a kind with the payload in every text of its facts, each behind a sign of its
    own; and the sign of each path."""
    signs: dict[str, str] = {}

    def say(path: str) -> str:
        for end, known in CHOSEN.items():
            if path.endswith(end):
                return known
        signs[path] = f"q{len(signs):02}x"
        return f"{signs[path]} {PAYLOAD}"

    facts = filled(KINDS[kind].facts, say)
    return compose(kind, facts), signs


def close(said: str) -> str:
    """The characters alone."""
    return re.sub(r"[\s\u00a0\u00ad]+", "", said)


def check(said: str, signs: dict[str, str]) -> set[str]:
    """The paths that came out: each whole, as it was written. Raises AssertionError."""
    said, whole = close(said), close(SAID)
    assert EVALUATED not in said
    found = set()
    for path, sign in signs.items():
        for place in re.finditer(sign, said):
            came = said[place.end() : place.end() + len(whole)]
            assert came == whole, path
            found.add(path)
    return found


@every_kind
def test_as_plain_text_and_as_markdown(kind: str) -> None:
    letter, signs = hostile(kind)
    plain = check(text(letter, None), signs)
    assert len(plain) > len(signs) // 3
    assert check(text_of(markdown(letter)), signs) == plain
    assert "\u202e" not in text(letter)


@every_kind
def test_on_the_sheet(kind: str) -> None:
    letter, signs = hostile(kind)
    page = str(html(letter))
    assert not re.search(r"<script|<a[ >]|<img|<code|href|javascript:alert\(1\)\"|\u202e", page)
    words = unescape(re.sub(r"</?[a-z]\w*(?: [a-z-]+=\"[^\"]*\")*>", "", page))
    assert check(words, signs) == check(text(letter, None), signs)


@every_kind
def test_in_word(kind: str) -> None:
    letter, signs = hostile(kind)
    opened = Document(BytesIO(word.render(letter)))
    body = opened.element.body
    said = "".join(each.text or "" for each in body.iter(qn("w:t")))
    assert check(said, signs) >= check(text(letter, None), signs) - {"addressee.email"}
    names = {each.tag for each in body.iter() if isinstance(each.tag, str)}
    assert not names & {qn("w:hyperlink"), qn("w:instrText"), qn("w:fldSimple"), qn("w:object")}
    assert all("://elsewhere" not in rel.target_ref for rel in opened.part.rels.values())


@every_kind
def test_in_the_pdf(kind: str) -> None:
    letter, signs = hostile(kind)
    made = pdf.render(letter)
    opened = pikepdf.open(BytesIO(made))
    assert broken(opened) == []
    assert all("/Annots" not in page for page in opened.pages)
    document = pypdfium2.PdfDocument(made)
    said = close("".join(page.get_textpage().get_text_range() for page in document))
    document.close()
    assert EVALUATED not in said
    assert said.count("{{1337*3}}") >= len(check(text(letter, None), signs))


@every_kind
def test_in_an_e_mail(kind: str) -> None:
    letter, signs = hostile(kind)
    made = eml.render(letter, f"officer@example.org\r\nBcc: {PAYLOAD}", made=b"%PDF-1.7")
    read = message_from_bytes(made, policy=default)
    assert isinstance(read, EmailMessage)
    assert set(read.keys()) <= {"Subject", "X-Unsent", "MIME-Version", "Content-Type"}
    assert EVALUATED not in read["Subject"]
    body = read.get_body()
    assert body is not None
    assert body.get_content_type() == "text/plain"
    assert check(body.get_content(), signs) == check(text(letter, None), signs)


@every_kind
def test_in_a_portal(kind: str) -> None:
    letter, signs = hostile(kind)
    pasted = portal_text(letter)
    check(pasted.description.text, signs)
    assert "\u202e" not in pasted.title.text + pasted.description.text


SUMS = PAYLOAD.replace("*3", "+3")  # a star is emphasis in what somebody writes freely
PAGES = "\n\n".join(f"On day {day} they wrote: {SUMS}" for day in range(180))
"""An e-mail of some forty pages."""


def test_an_e_mail_of_forty_pages_pasted_in_comes_out_as_its_words() -> None:
    letter = edited(PAGES)
    for said in (text(letter, None), text_of(markdown(letter))):
        assert close(said).count("{{1337+3}}") == 180
        assert str(1337 + 3) not in said
    made = pdf.render(letter)
    assert len(pikepdf.open(BytesIO(made)).pages) > 30
    assert word.render(letter).startswith(b"PK")


def edited(words: str) -> Letter:
    """An appeal with a block in somebody's own words."""
    kind = "appeal_denial"
    facts = facts_told(kind, TOLD[kind], OFFICE, DATED)
    template = compose(kind, facts).block("portions").template
    return compose(kind, facts, {"portions": Edit(words, template)})


@pytest.mark.parametrize("end", ["rebuttals[]", "published[]"])
def test_an_id_that_is_none_is_refused(end: str) -> None:
    def say(path: str) -> str:
        return PAYLOAD if path.endswith(end) else CHOSEN.get(path.rpartition(".")[2], "words")

    with pytest.raises(FoilError):
        compose("appeal_denial", filled(KINDS["appeal_denial"].facts, say))


@pytest.mark.parametrize("words", ["😀", "👩‍👩‍👧", "日本", "שלום", "é\u0301"])
def test_a_character_our_fonts_lack_is_shown_by_a_font_that_is_in_the_file(words: str) -> None:
    letter = example("closing", what=f"212 pages {words}")
    assert words in text(letter)
    opened = pikepdf.open(BytesIO(pdf.render(letter)))
    assert [each for each in broken(opened) if not each.endswith(" is not ours")] == []
