"""What PDF/UA-1 asks of a file and pikepdf can see: `broken(pdf)` lists what is not so."""

from collections.abc import Iterator
from itertools import pairwise

import pikepdf

STANDARD = {
    "Document", "Part", "Art", "Sect", "Div", "NonStruct", "P", "H1", "H2", "H3", "H4", "H5", "H6",
    "L", "LI", "Lbl", "LBody", "Table", "THead", "TBody", "TFoot", "TR", "TH", "TD", "Span", "Link",
    "Figure", "Caption", "Quote", "Reference", "TOC", "TOCI",
}  # fmt: skip
SHOWS_TEXT = {"Tj", "TJ", "'", '"'}


def broken(pdf: pikepdf.Pdf) -> list[str]:
    """A sentence for each thing that is not as PDF/UA-1 has it; none where all is well."""
    return [*_document(pdf), *_structure(pdf), *_pages(pdf), *_fonts(pdf)]


def _document(pdf: pikepdf.Pdf) -> Iterator[str]:
    root = pdf.Root
    if not root.get("/MarkInfo", {}).get("/Marked"):
        yield "it is not marked as tagged"
    if str(root.get("/Lang", "")) != "en-US":
        yield "it has no language"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "its title is not shown"
    with pdf.open_metadata() as metadata:
        if metadata.get("pdfuaid:part") != "1":
            yield "it does not say that it is PDF/UA"
        if not metadata.get("dc:title") or metadata["dc:title"] != str(pdf.docinfo.get("/Title")):
            yield "its title is missing or is two"


def elements(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """Every structure element, in reading order."""
    waiting = [pdf.Root.StructTreeRoot]
    while waiting:
        element = waiting.pop()
        if "/S" in element:
            yield element
        kids = element.get("/K", [])
        kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
        held = [kid for kid in kids if isinstance(kid, pikepdf.Dictionary)]
        waiting += [kid for kid in reversed(held) if "/S" in kid]


def tag(element: pikepdf.Dictionary) -> str:
    """Its type: "P", "H1"."""
    return str(element.S).removeprefix("/")


def _structure(pdf: pikepdf.Pdf) -> Iterator[str]:
    found = list(elements(pdf))
    for strange in sorted({tag(each) for each in found} - STANDARD):
        yield f"{strange} is no standard type"
    levels = [int(tag(each)[1]) for each in found if tag(each) in {"H1", "H2", "H3", "H4"}]
    if levels[:1] != [1]:
        yield "its first heading is not of the first level"
    if any(after > before + 1 for before, after in pairwise(levels)):
        yield "a level of heading is left out"
    heads = {str(each.get("/ID")) for each in found if tag(each) == "TH" and "/ID" in each}
    scopes = [each for each in found if tag(each) == "TH" and not _attributes(each, "/Scope")]
    cells = [each for each in found if tag(each) == "TD"]
    named = [str(name) for each in cells for name in _attributes(each, "/Headers") or ()]
    if any(not _attributes(each, "/Headers") for each in cells) and scopes:
        yield "a cell has no header"
    if set(named) - heads:
        yield "a cell's header is not there"
    if cells and not heads:
        yield "a table has no header cells"


def _attributes(element: pikepdf.Dictionary, name: str) -> pikepdf.Object | None:
    told = element.get("/A")
    each = told if isinstance(told, pikepdf.Array) else [told]
    return next((one[name] for one in each if one is not None and name in one), None)


def _pages(pdf: pikepdf.Pdf) -> Iterator[str]:
    numbered = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    parents = {int(key): of for key, of in zip(numbered[::2], numbered[1::2], strict=True)}
    for number, page in enumerate(pdf.pages, start=1):
        if page.get("/Tabs") != "/S":
            yield f"page {number} is not gone through by its structure"
        key = page.get("/StructParents")
        if key is None or not len(parents.get(int(key), [])):
            yield f"page {number} has no structure"
        if _untagged(page):
            yield f"page {number} shows words outside its structure"
        for note in page.get("/Annots", []):
            if note.get("/Subtype") == "/Link" and not str(note.get("/Contents", "")):
                yield f"page {number} has a link that says nothing"
            if "/StructParent" not in note:
                yield f"page {number} has a note outside its structure"


def _untagged(page: pikepdf.Page) -> bool:
    """Whether it shows a word that is neither tagged nor set apart as no part of the text."""
    depth = 0
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        depth += operator in {"BMC", "BDC"}
        depth -= operator == "EMC"
        if operator in SHOWS_TEXT and not depth:
            return True
    return False


def _fonts(pdf: pikepdf.Pdf) -> Iterator[str]:
    for each in pdf.objects:
        if not isinstance(each, pikepdf.Dictionary):
            continue
        if each.get("/Type") == "/FontDescriptor":
            name = str(each.FontName).rpartition("+")[2]
            if not any(f"/FontFile{kind}" in each for kind in ("", "2", "3")):
                yield f"{name} is not in the file"
            if not name.startswith(("Letter-Serif", "Letter-Sans")):
                yield f"{name} is not ours"
        if each.get("/Subtype") == "/Type0" and "/ToUnicode" not in each:
            yield "a font does not say which characters it shows"
