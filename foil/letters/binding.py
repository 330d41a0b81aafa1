"""Many letters' PDFs as one, with a bookmark for each, still tagged: a screen reader reads it as it
reads each of them.

        one letter                     the whole
        page: StructParents 0          page: StructParents 0 + those before it
        ParentTree: 0 -> elements      ParentTree: all of them, renumbered
        StructTreeRoot -> Document     StructTreeRoot -> Document, Document, …
"""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, NumberTree, OutlineItem, Pdf, String

Part = tuple[str, bytes]
"""The words of the bookmark, and the PDF."""


def bound(parts: Iterable[Part], title: str) -> bytes:
    """The parts as one PDF under that title, in their order; the same bytes for the same parts.

    Raises ValueError for no part at all.
    """
    whole, tags, marks = Pdf.new(), Tags(), []
    for words, content in parts:
        with Pdf.open(BytesIO(content)) as part:
            marks.append(OutlineItem(words, len(whole.pages)))
            tags.take(whole, part)
    if not marks:
        raise ValueError("nothing to bind")
    tags.lay(whole)
    with whole.open_outline() as outline:
        outline.root.extend(marks)
    describe(whole, title)
    made = BytesIO()
    whole.save(made, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return made.getvalue()


class Tags:
    """The tags of every part, put under one root."""

    def __init__(self) -> None:
        self.documents: list[Any] = []
        self.parents: list[Any] = []
        self.next = 0

    def take(self, whole: Pdf, part: Pdf) -> None:
        """Add the part's pages and its tags. Pages first: tags that name a page then find it."""
        start = len(whole.pages)
        whole.pages.extend(part.pages)
        root = part.Root.get(Name.StructTreeRoot)
        if root is None:
            return
        copied = whole.copy_foreign(root)
        kids = copied.K if isinstance(copied.K, Array) else Array([copied.K])
        self.documents.extend(kids)
        highest = -1
        for number, element in NumberTree(copied.ParentTree).items():
            self.parents += [self.next + number, element]
            highest = max(highest, number)
        for page in whole.pages[start:]:
            self._renumber(page.obj, Name.StructParents)
            for note in page.obj.get(Name.Annots, ()):
                self._renumber(note, Name.StructParent)
        self.next += highest + 1

    def _renumber(self, owner: Any, name: Name) -> None:
        if name in owner:
            owner[name] = int(owner[name]) + self.next

    def lay(self, whole: Pdf) -> None:
        """Make them the tags of the whole."""
        root = whole.make_indirect(
            Dictionary(
                Type=Name.StructTreeRoot,
                K=Array(self.documents),
                ParentTree=whole.make_indirect(Dictionary(Nums=Array(self.parents))),
                ParentTreeNextKey=self.next,
            )
        )
        for document in self.documents:
            document.P = root
        whole.Root.StructTreeRoot = root


def describe(whole: Pdf, title: str, *, tagged: bool = True) -> None:
    """Its title and language, and where all of it is `tagged`, that it is as PDF/UA-1 asks."""
    whole.Root.MarkInfo = Dictionary(Marked=True)
    whole.Root.Lang = String("en-US")
    whole.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    whole.Root.PageMode = Name.UseOutlines
    with whole.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["dc:title"] = title
        metadata["dc:language"] = ["en-US"]
        if tagged:
            metadata["pdfuaid:part"] = "1"
    whole.docinfo[Name.Title] = title
