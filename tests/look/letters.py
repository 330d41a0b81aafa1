"""`python -m tests.look.letters`: the first page of every kind of letter, and of what goes round
one by post, on one contact sheet; and every page of each beside it. All in build/look/letters."""

import shutil
from collections.abc import Mapping

import pypdfium2
from PIL import Image, ImageDraw

from foil.letters import mail_papers, packet
from foil.letters.packet import Exhibit
from tests.kept import ROOT
from tests.unit.letters.examples import TOLD, example
from tests.unit.letters.rendered import pdf_of

OUT = ROOT / "build" / "look" / "letters"
COLUMNS = 6
WIDTH, HEIGHT = 420, 544
"""Pixels of a page on the sheet: US Letter."""
MARGIN, TITLE = 12, 20
PAPER, INK = "#8a8f98", "#ffffff"
SCALE = 1.5
"""Of the pages taken one by one, to 72 dots an inch."""

EXHIBITS = (
    Exhibit("Exhibit A", "The request of August 3, 2026", "request.pdf", "application/pdf",
            310_000, "3f" * 32, pages=2),
    Exhibit("Exhibit B", "A photograph", "IMG_2034.jpg", "image/jpeg", 2_300_000, "a9" * 32,
            why=packet.NOT_PDF),
)  # fmt: skip


def papers() -> Mapping[str, bytes]:
    """The PDF of every kind, then the papers of the post."""
    appeal = example("appeal_denial")
    return {kind: pdf_of(kind) for kind in TOLD} | {
        "cover": packet.cover(appeal, packet.contents(2, EXHIBITS)),
        "slip": packet.slip(appeal, EXHIBITS[0]),
        "slip of a file": packet.slip(appeal, EXHIBITS[1]),
        "envelope": mail_papers.envelope(appeal),
        "certified": mail_papers.certified(appeal),
    }


def main() -> None:
    """Take every page, and lay out the first of each."""
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    first: dict[str, Image.Image] = {}
    for name, made in papers().items():
        document = pypdfium2.PdfDocument(made)
        for number, page in enumerate(document, start=1):
            picture = page.render(scale=SCALE).to_pil().convert("RGB")
            picture.save(OUT / f"{name.replace(' ', '-')}-{number}.png")
            first.setdefault(f"{name} (1 of {len(document)})", picture)
        document.close()
    sheet(first).save(OUT.with_suffix(".png"))
    print(f"{len(first)} first pages: {OUT.with_suffix('.png').relative_to(ROOT)}")


def sheet(pictures: Mapping[str, Image.Image]) -> Image.Image:
    """The contact sheet."""
    rows = -(-len(pictures) // COLUMNS)
    across, down = WIDTH + MARGIN, HEIGHT + TITLE + MARGIN
    whole = Image.new("RGB", (MARGIN + COLUMNS * across, MARGIN + rows * down), PAPER)
    draw = ImageDraw.Draw(whole)
    for place, (name, picture) in enumerate(pictures.items()):
        x, y = MARGIN + place % COLUMNS * across, MARGIN + place // COLUMNS * down
        draw.text((x, y), name, fill=INK)
        small = picture.resize((WIDTH, picture.height * WIDTH // picture.width))
        whole.paste(small.crop((0, 0, WIDTH, min(small.height, HEIGHT))), (x, y + TITLE))
    return whole


if __name__ == "__main__":
    main()
