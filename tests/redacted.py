"""PDFs redacted well and badly, drawn by pikepdf operator by operator."""

from io import BytesIO

import pikepdf

SECRET = "Informant Jones"
BEFORE, AFTER = "The source named", "met the officers at noon."
FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def pdf(*contents: str, image: bytes = b"", rotate: int = 0) -> bytes:
    """A PDF of pages with these drawing operators; F1 is a font, I1 a picture of black."""
    document = pikepdf.new()
    for content in contents:
        page = document.add_blank_page(page_size=(612, 792))
        font = document.make_indirect(pikepdf.Object.parse(FONT.encode()))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        black = document.make_stream(image or b"\x00" * 16)
        black.Type, black.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        black.Width = black.Height = 4
        black.ColorSpace, black.BitsPerComponent = pikepdf.Name.DeviceGray, 8
        page.Resources.XObject = pikepdf.Dictionary(I1=black)
        page.Contents = document.make_stream(content.encode())
        if rotate:
            page.Rotate = rotate
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def line(words: str, x: float, y: float, size: float = 12, tone: float = 0) -> str:
    """Words written at a place, in a tone from 0, black, to 1, white."""
    return f"BT {tone} g /F1 {size} Tf {x} {y} Td ({words}) Tj ET\n"


def box(x: float, y: float, width: float, height: float, tone: float = 0) -> str:
    """A filled box."""
    return f"q {tone} g {x} {y} {width} {height} re f Q\n"


WORDS = line(BEFORE, 72, 700) + line(SECRET, 172, 700) + line(AFTER, 272, 700)
LOW = line("A second line of the report that nobody has covered.", 72, 650)
PLACE = (170, 696, 98, 16)


def annotated() -> bytes:
    """A black square as an annotation, with its picture."""
    document = pikepdf.open(BytesIO(pdf(WORDS + LOW)))
    form = document.make_stream(b"0 g 0 0 98 16 re f")
    form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    form.BBox = pikepdf.Array([0, 0, 98, 16])
    square = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Square, Rect=[170, 696, 268, 712],
        AP=pikepdf.Dictionary(N=form), F=4,
    )  # fmt: skip
    document.pages[0].Annots = pikepdf.Array([document.make_indirect(square)])
    made = BytesIO()
    document.save(made)
    return made.getvalue()


DARK_HEAD = box(60, 690, 500, 24, 0.1) + line("Vendor and amount", 72, 698, tone=1)
BLACK_FIRST = box(*PLACE) + line(SECRET, 172, 700)
BLACK_PICTURE = "q 98 0 0 16 170 696 cm /I1 Do Q\n"
STRIPS = "".join(box(170 + 14 * n, 696, 14, 16) for n in range(7))
WHITE = b"\xff" * 16
BEHIND_A_SCAN = f"q 612 0 0 792 0 0 cm /I1 Do Q\nBT 3 Tr /F1 12 Tf 72 700 Td ({SECRET}) Tj ET\n"

BAD = {
    "a box painted over": pdf(WORDS + LOW + box(*PLACE)),
    "black words on a black box": pdf(
        LOW + line(BEFORE, 72, 700) + BLACK_FIRST + line(AFTER, 272, 700)
    ),
    "a picture laid over": pdf(WORDS + LOW + BLACK_PICTURE),
    "a white box painted over": pdf(WORDS + LOW + box(*PLACE, tone=1)),
    "an annotation": annotated(),
    "a box on a turned page": pdf(WORDS + LOW + box(*PLACE), rotate=90),
    "a box in many strips": pdf(WORDS + LOW + STRIPS),
}
"""A secret that cannot be seen on the page and is in the file all the same."""

GOOD = {
    "the words taken out": pdf(line(BEFORE, 72, 700) + line(AFTER, 272, 700) + LOW + box(*PLACE)),
    "white words on a dark head": pdf(DARK_HEAD + LOW),
    "words on a grey row": pdf(box(60, 690, 500, 24, 0.85) + WORDS + LOW),
    "a picture beside": pdf(WORDS + LOW + "q 98 0 0 80 72 400 cm /I1 Do Q\n"),
    "a white page laid first": pdf(box(0, 0, 612, 792, 1) + WORDS + LOW),
    "rules and underlines": pdf(WORDS + LOW + box(72, 697, 400, 1) + box(72, 640, 400, 2)),
    "words behind a scan": pdf(BEHIND_A_SCAN, image=WHITE),
    "nothing at all": pdf(WORDS + LOW),
}
"""Pages whose every word can be seen, or is not in the file."""
