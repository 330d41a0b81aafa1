"""Exemptions cited in any spelling, and other statutes named, each as the law itself is cited.

`§ 87.2 (b)`, `{§87 .2 (e)(iii)}`, `87(2)(e)(i) and (iv)`, `POL (2)(b)`, the portal's own typo
`82(2)(f)`, `secs. 87(2)(b) and 89(2)(b)(iv)`, `87(2)(j)-(r)`, `section 87, subdivision 2,
paragraph (d)`: all are 87(2) with a letter, or 89(2)(b), the list of invasions of privacy.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import merge

from foil.replies.page import Page

_LETTER = r"[(\[] ?([a-r]) ?[)\]]"
_ROMAN = r"(?: ?[(\[] ?(v?[il1]{1,3}|iv|i?x) ?[)\]])?"
_HEAD = re.compile(
    r"(?:(?<![\d.])8[72] ?[.(\[,-]? ?(?:subdivision|subd\.?|para?\.?)? ?[(\[]?2[)\]]?,?"
    r" ?(?:paragraph|par\.)?"
    rf"|(?<=pol )\(2\)) ?{_LETTER}{_ROMAN}"
    rf"|paragraph {_LETTER}{_ROMAN} of subdivision [(]?(?:2|two)[)]? of section 87"
    r"|(?<![\d.])89 ?[(.]? ?2 ?\)? ?\( ?(b) ?\)(?: ?\((i{1,3}|iv|vi{0,3}|v)\))?"
)
_MORE = re.compile(
    r"(?: ?(?:,|;|\+|/|&|and|or|-|through|to) ?){1,2}(?:\( ?([a-r]) ?\))?"
    r"(?: ?\( ?(i{1,3}|iv|vi{0,3}|v) ?\))?(?![\w(])"
)
_WITH_PARTS = "eg"
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii")
_LAW = re.compile(
    r"\b(civil rights|criminal procedure|social services|mental hygiene|public health|education|"
    r"vehicle and traffic|executive|judiciary|family court|general municipal|tax)"
    r" (law|act)s?,? ?(?:§{1,2}|sections?|sec\.)? ?(\d{1,4}(?:[.-]\w{1,4})?(?:\([a-z]\))?)"
    r"|\b(cpl|cplr|crl|mhl|phl|ssl|vtl) ?§? ?(\d{2,4}(?:[.-]\w{1,4})?)"
)
_LAWS_BEGIN = (
    *"civil criminal social mental public education vehicle executive judiciary family".split(),
    *"general tax cpl~ crl~ mhl~ phl~ ssl~ vtl~".split(),
)
_FIFTY = re.compile(r"(?:§|section) ?50 ?[(-] ?([ab])\)? of the [a-z ]{0,20}civil rights law")
_CITED = ("87", "82", "89", "pol (2")
REPEALED = "Civil Rights Law § 50-a (repealed 2020)"


@dataclass(frozen=True, slots=True)
class Cited:
    """One exemption or statute, and where the page's text cites it."""

    cite: str
    start: int
    end: int


def exemptions(page: Page) -> tuple[Cited, ...]:
    """Every exemption cited, in order, a range or list taken apart into its members."""
    return tuple(_exemptions(page)) if any(each in page.low for each in _CITED) else ()


def _exemptions(page: Page) -> Iterator[Cited]:
    for head in _HEAD.finditer(page.low):
        letter, roman = head[1] or head[3], head[2] or head[4]
        if head[5]:
            yield from _privacy(page, head)
            continue
        for cite, start, end in _listed(page.low, letter, roman, head):
            yield Cited(cite, start, end)


def meant(cite: str) -> str:
    """The exemption a citation stands for: `87(2)(g)(iii)` names what (g) does *not* exempt, so
    what is claimed is (g)."""
    return cite[:8] if cite.startswith("87(2)(g)") and len(cite) > 8 else cite


def statutes(page: Page) -> Iterator[Cited]:
    """Other statutes named, as `Criminal Procedure Law § 160.50`; 50-a is marked as repealed."""
    found = page.matches(_LAW, page.places(_LAWS_BEGIN))
    fifty = _FIFTY.finditer(page.low) if "civil" in page.words else iter(())
    for each in merge(found, fifty, key=re.Match.start):
        cite = f"{_named(each)}".replace("CRL", "Civil Rights Law")
        yield Cited(REPEALED if cite == "Civil Rights Law § 50-a" else cite, *each.span())


def _named(found: re.Match[str]) -> str:
    if found.re is _FIFTY:
        return f"Civil Rights Law § 50-{found[1]}"
    if not found[1]:
        return f"{found[4].upper()} § {found[5]}"
    kind = "Act" if found[2] == "act" else "Law"
    return f"{found[1].title().replace(' And ', ' and ')} {kind} § {found[3]}"


def _listed(
    low: str, letter: str, roman: str | None, head: re.Match[str]
) -> Iterator[tuple[str, int, int]]:
    last, part = letter, _roman(letter, roman)
    yield _cite(last, part), head.start(), head.end()
    end = head.end()
    while more := _MORE.match(low, end):
        next_, sub = more[1], more[2]
        if not next_ and not sub:
            return
        if next_ is None and part is None:
            return  # "; (ii)" then counts the sentence's own points
        through = "-" in more[0].split("(")[0] or "through" in more[0]
        if next_ is None:
            first = _ROMANS.index(part) + 1 if through and part in _ROMANS else None
            steps = _ROMANS[first : _ROMANS.index(sub) + 1] if first is not None else (sub,)
            part = sub
            found = [_cite(last, step) for step in steps]
        else:
            letters = range(ord(last) + 1, ord(next_) + 1) if through else (ord(next_),)
            last, part = next_, _roman(next_, sub)
            found = [_cite(chr(each), part if chr(each) == last else None) for each in letters]
        for cite in found:
            yield cite, more.start(), more.end()
        end = more.end()


def _privacy(page: Page, head: re.Match[str]) -> Iterator[Cited]:
    roman = f"({head[6]})" if head[6] else ""
    yield Cited(f"89(2)(b){roman}", *head.span())
    end = head.end()
    while head[6] and (more := _MORE.match(page.low, end)) and more[2] and not more[1]:
        yield Cited(f"89(2)(b)({more[2]})", *more.span())
        end = more.end()


def _roman(letter: str, roman: str | None) -> str | None:
    if roman is None or letter not in _WITH_PARTS:
        return None  # only (e) and (g) have parts; "87(2)(h)(i)" is (h)
    read = roman.replace("1", "i").replace("l", "i")
    return read if read in _ROMANS else None


def _cite(letter: str, roman: str | None) -> str:
    return f"87(2)({letter})" + (f"({roman})" if roman else "")
