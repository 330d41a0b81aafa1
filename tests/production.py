"""A production as agencies hand them over, made by code: nothing of it is anybody's record.

`production(size)` gives names and bytes, always the same for the same size: PDFs born digital,
scanned, locked, broken, with scripts, forms and files in them; workbooks with hidden sheets, rows
and columns; slides, Word, rich text, pages of the web; mails with files on them; zips within zips,
a bomb; recordings.
"""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from email.message import EmailMessage
from functools import cache

import pikepdf

WORDS = (
    "contract facial recognition search camera vendor invoice retention policy audit license "
    "detective bureau purchase renewal amendment payment schedule training manual record access"
).split()
NUMBER, PIN = "CT1-056-20211400123", "05621P0014"


def words(seed: int, lines: int = 30) -> list[str]:
    """Lines of ten words."""
    chance = random.Random(seed)
    return [" ".join(chance.choices(WORDS, k=10)) for _ in range(lines)]


def pdf(
    pages: Sequence[Sequence[str]], change: Callable[[pikepdf.Pdf], None] | None = None
) -> bytes:
    """A PDF with these lines on its pages."""
    made = pikepdf.new()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1)
    font.BaseFont = pikepdf.Name.Helvetica
    held = made.make_indirect(font)
    for lines in pages:
        shown = "".join(f"({_escaped(line)}) Tj T*\n" for line in lines)
        page = made.add_blank_page(page_size=(612, 792))
        page.Contents = made.make_stream(f"BT /F1 10 Tf 14 TL 54 740 Td\n{shown}ET".encode())
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=held))
    if change:
        change(made)
    out = io.BytesIO()
    made.save(out, static_id=True)
    return out.getvalue()


def born_digital(seed: int, pages: int = 5) -> bytes:
    """A contract: words on every page, its number, its PIN and an amount on the first."""
    head = [
        f"Contract {NUMBER}, PIN {PIN}",
        f"Not to exceed ${seed + 1},250,000.00",
        f"File {seed}",
    ]
    return pdf([[*(head if n == 0 else ()), *words(seed * 100 + n)] for n in range(pages)])


def scanned(seed: int, pages: int = 1) -> bytes:
    """Pages that are pictures of words."""
    from PIL import Image, ImageDraw, ImageFont

    font = ImageFont.load_default(26)
    pictures = []
    for n in range(pages):
        picture = Image.new("L", (850, 400), 255)
        said = "\n".join([f"Scanned page {n + 1} of file {seed}", *words(seed + n, 5)])
        ImageDraw.Draw(picture).multiline_text((40, 40), said, font=font, fill=0, spacing=12)
        pictures.append(picture)
    out = io.BytesIO()
    pictures[0].save(out, "PDF", resolution=100, save_all=True, append_images=pictures[1:])
    return out.getvalue()


def locked(seed: int) -> bytes:
    """A PDF that only its password opens."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(born_digital(seed, 1))) as made:
        made.save(out, encryption=pikepdf.Encryption(owner="owner", user="user", R=6))
    return out.getvalue()


def broken(seed: int) -> bytes:
    """The first fifth of a PDF, with noise behind."""
    whole = born_digital(seed, 3)
    return whole[: len(whole) // 5] + random.Random(seed).randbytes(2_000)


def with_script(seed: int) -> bytes:
    """A PDF that would run a script on opening, start a program on a click, and holds two files."""

    def change(made: pikepdf.Pdf) -> None:
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
        made.Root.OpenAction = script
        launch = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("cmd.exe"))
        link = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 99, 99], A=launch
        )
        made.pages[0].Annots = pikepdf.Array([made.make_indirect(link)])
        made.attachments["invoice.pdf"] = born_digital(seed + 5_000, 1)
        made.attachments["../../notes.txt"] = f"The notes of file {seed}.".encode()

    return pdf([words(seed)], change)


def workbook(seed: int) -> bytes:
    """Three sheets: a row and a column hidden on the first, the second hidden altogether."""
    from openpyxl import Workbook

    book = Workbook()
    payments = book.active
    assert payments is not None
    payments.title = "Payments"
    payments.append(["Invoice", "Amount", "Kept to ourselves"])
    for n in range(20):
        payments.append([f"INV-{seed:05}-{n}", 1000.5 + n, f"internal {n}"])
    payments.column_dimensions["C"].hidden = True
    payments.row_dimensions[4].hidden = True
    margin = book.create_sheet("Margin")
    margin.append(["Margin", 0.31, f"file {seed}"])
    margin.sheet_state = "hidden"
    book.create_sheet("Totals").append(["Total", 20 * 1000.5])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def slides(seed: int) -> bytes:
    """Three slides, the last hidden, the first with a title and notes."""
    a = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    p = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    r = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"

    def shape(text: str, kind: str = "") -> str:
        holder = f'<p:nvPr><p:ph type="{kind}"/></p:nvPr>' if kind else ""
        return f"<p:sp>{holder}<p:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>"

    def relations(*rows: tuple[str, str, str]) -> str:
        each = "".join(f'<Relationship Id="{i}" Type="{r}/{k}" Target="{t}"/>' for i, k, t in rows)
        return f'<Relationships xmlns="{package}">{each}</Relationships>'

    ids = "".join(f'<p:sldId id="{255 + n}" r:id="r{n}"/>' for n in (1, 2, 3))
    listed = f"<p:sldIdLst>{ids}</p:sldIdLst>"
    parts = {
        "[Content_Types].xml": "<Types/>",
        "ppt/presentation.xml": f'<p:presentation {p} xmlns:r="{r}">{listed}</p:presentation>',
        "ppt/_rels/presentation.xml.rels": relations(
            *((f"r{n}", "slide", f"slides/slide{n}.xml") for n in (1, 2, 3))
        ),
        "ppt/slides/_rels/slide1.xml.rels": relations(
            ("n1", "notesSlide", "../notesSlides/notesSlide1.xml")
        ),
        "ppt/notesSlides/notesSlide1.xml": f"<p:notes {a} {p}>{shape('Say this slowly')}</p:notes>",
    }
    for n in (1, 2, 3):
        title = shape(f"Slide {n} of {seed}", "title")
        shown = ' show="0"' if n == 3 else ""
        body = shape(words(seed + n, 1)[0])
        parts[f"ppt/slides/slide{n}.xml"] = f"<p:sld {a} {p}{shown}>{title}{body}</p:sld>"
    return zipped({name: part.encode() for name, part in parts.items()})


def word(seed: int) -> bytes:
    """A Word file of two paragraphs."""
    from docx import Document

    made = Document()
    for line in words(seed, 2):
        made.add_paragraph(line)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def rich_text(seed: int) -> bytes:
    """Rich text of one line."""
    return rb"{\rtf1\ansi{\fonttbl;}\f0 " + words(seed, 1)[0].encode() + rb"\par }"


def web_page(seed: int) -> bytes:
    """A page with a script that is nobody's text."""
    return f"<!doctype html><p>{words(seed, 1)[0]}</p><script>alert('x')</script>".encode()


def mail(seed: int, attached: Sequence[tuple[str, bytes]] = ()) -> bytes:
    """A mail with files on it."""
    made = EmailMessage()
    made["From"], made["To"] = "Records Access Officer <records@agency.example>", "us@example.org"
    made["Subject"], made["Date"] = f"Records of file {seed}", "Mon, 02 Nov 2026 10:00:00 -0500"
    made["Message-ID"] = f"<{seed}@agency.example>"
    made.set_content("\n".join(words(seed, 4)))
    for name, content in attached:
        made.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    made.policy = made.policy.clone(linesep="\r\n")
    return made.as_bytes().replace(made.get_boundary("").encode() or b"\0", f"b{seed}".encode())


def zipped(files: "dict[str, bytes]", pack: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these, the same bytes each time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", pack) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 11, 2, 10, 0, 0)), content, pack)
    return out.getvalue()


@cache
def bomb(mib: int = 64) -> bytes:
    """A zip with a file that unpacks to a thousand times its weight, and an honest one."""
    return zipped({"zeros.bin": b"\0" * (mib << 20), "honest.txt": b"An honest line of text."})


def nested(seed: int, depth: int = 3) -> bytes:
    """A zip in a zip in a zip, a text beside each."""
    held = zipped({"deepest.txt": f"The deepest of {seed}.".encode()})
    for n in range(depth - 1):
        held = zipped({f"inner{n}.zip": held, f"beside/{n}.txt": f"{seed} level {n}".encode()})
    return held


def video(seconds: int = 754, size: int = 4_000) -> bytes:
    """The boxes of an MP4 that says how long it is, and noise for pictures."""
    return video_head(seconds, size) + b"\x5a" * size


def video_head(seconds: int, size: int) -> bytes:
    """What stands before the pictures of such a video."""
    mvhd = struct.pack(">I4s4xIIII", 108, b"mvhd", 0, 0, 600, seconds * 600) + b"\0" * 80
    moov = struct.pack(">I4s", 8 + len(mvhd), b"moov") + mvhd
    start = struct.pack(">I4s4sI4s4s", 24, b"ftyp", b"mp42", 0, b"mp42", b"isom")
    return start + moov + struct.pack(">I4sQ", 1, b"mdat", 16 + size)


def sound(seconds: int = 65) -> bytes:
    """A WAV of silence, eight thousand bytes a second."""
    size = seconds * 8_000
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, 8_000, 8_000, 1, 8)
    return struct.pack("<4sI4s", b"RIFF", 36 + size, b"WAVE") + form + struct.pack(
        "<4sI", b"data", size
    ) + b"\x80" * size  # fmt: skip


def picture(seed: int) -> bytes:
    """A PNG with nothing to read on it."""
    raw = b"".join(b"\0" + bytes([seed % 256]) * 8 for _ in range(8))
    head = struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(raw)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )


def production(files: int, pages: int) -> Iterator[tuple[str, bytes]]:
    """Some `files` files of some `pages` pages altogether, of every kind, by name. A fifth of them
    are mails; each seventh PDF is scanned."""
    odd = [
        ("locked.pdf", locked(1)),
        ("broken.pdf", broken(2)),
        ("script.pdf", with_script(3)),
        ("payments.xlsx", workbook(4)),
        ("training.pptx", slides(5)),
        ("memo.docx", word(6)),
        ("memo.rtf", rich_text(7)),
        ("notice.html", web_page(8)),
        ("nested.zip", nested(9)),
        ("bomb.zip", bomb()),
        ("camera.mp4", video()),
        ("call.wav", sound(2)),
        ("noise.bin", bytes(range(256)) * 8),
        ("dot.png", picture(10)),
    ]
    yield from odd
    mails = max(2, files // 5)
    left = max(files - len(odd) - mails, 1)
    for n in range(mails):
        note = f"Attached to mail {n}.".encode()
        yield f"mail {n:04}.eml", mail(n, [("note.txt", note), ("copy.pdf", born_digital(n, 1))])
    each = max(1, pages // left)
    for n in range(left):
        if n % 7 == 6:
            yield f"scan {n:04}.pdf", scanned(n)
        else:
            yield f"contract {n:04}.pdf", born_digital(n, each)


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
