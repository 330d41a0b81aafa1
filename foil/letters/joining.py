"""A letter, its slip sheets and its exhibits as one PDF. An exhibit is foreign bytes: these
functions are called in a process of their own, so what they take and give is JSON.

Our own pages stay tagged; of an exhibit only its pages are taken: no script, no form, no file
inside it, and nothing that happens when a page is opened or a word is clicked.
"""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf

from foil.errors import BadInput
from foil.letters.binding import Tags, describe

OWN = "ours"
EXHIBIT = "exhibit"
MOST_PAGES = 5_000
LINKS = frozenset({Name.URI, Name.GoTo})
"""What a word of an exhibit may still do when it is clicked."""
LOCKED = "it opens with a password only"
DAMAGED = "it cannot be read as a PDF"


def counted(paths: Sequence[str]) -> list[int | str]:
    """How many pages each PDF has, or in words why its pages cannot be taken."""
    return [_pages(path) for path in paths]


def _pages(path: str) -> int | str:
    try:
        with Pdf.open(path) as pdf:
            count = len(pdf.pages)
    except pikepdf.PasswordError:
        return LOCKED
    except (pikepdf.PdfError, ValueError, RecursionError):
        return DAMAGED
    return count or DAMAGED


def joined(parts: Sequence[tuple[str, str, str]], title: str, out: str) -> int:
    """Write the parts as one PDF to the path `out`; how many pages it has.

    A part is the words of its bookmark ("" for none of its own), the path of its PDF, and "ours"
    or "exhibit". Raises BadInput for more pages than anybody sends.
    """
    whole, tags, marks = Pdf.new(), Tags(), []
    for words, path, whose in parts:
        with Pdf.open(path) as part:
            start = len(whole.pages)
            if start + len(part.pages) > MOST_PAGES:
                raise BadInput(f"The packet would have more than {MOST_PAGES:,} pages; split it.")
            if whose == OWN:
                tags.take(whole, part)
            else:
                _take_pages(whole, part)
        if words:
            marks.append(OutlineItem(words, start))
    tags.lay(whole)
    with whole.open_outline() as outline:
        outline.root.extend(marks)
    describe(whole, title, tagged=all(whose == OWN for _, _, whose in parts))
    whole.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return len(whole.pages)


def _take_pages(whole: Pdf, exhibit: Pdf) -> None:
    """An exhibit's pages as they look, without what they would do and without its own tags."""
    for page in exhibit.pages:
        for name in (Name.StructParents, Name.AA, Name.Tabs, Name.B):
            if name in page.obj:
                del page.obj[name]
        notes = page.obj.get(Name.Annots)
        if isinstance(notes, Array):
            page.obj.Annots = Array([note for note in notes if _harmless(note)])
    whole.pages.extend(exhibit.pages)


def _harmless(note: Any) -> bool:
    """Whether a note stays; what it would do is taken from it, unless that is to follow a link."""
    if not isinstance(note, Dictionary) or note.get(Name.Subtype) == Name.FileAttachment:
        return False
    for name in (Name.AA, Name.StructParent, Name.Parent, Name.P):
        if name in note:
            del note[name]
    action = note.get(Name.A)
    if action is not None:
        kind = None
        with suppress(AttributeError, TypeError):
            kind = action.get(Name.S)
        if kind not in LINKS or Name.Next in action:
            del note[Name.A]
    return True
