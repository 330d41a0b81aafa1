"""An image somebody brings for the letterhead: known by its content, drawn anew, kept small.

What comes out holds no metadata, no animation and no second file behind the picture. It is called
in a process of its own (`foil.sandbox`), because a picture is foreign bytes like any other.
"""

from base64 import b64decode, b64encode
from hashlib import sha256
from io import BytesIO
from typing import Any

from foil.errors import BadInput

LARGEST_FILE = 2 << 20  # bytes
LARGEST_SIDE = 8000  # pixels
WIDEST, HIGHEST = 1400, 500  # pixels; over three inches wide at 450 a line
LARGEST_MADE = 1 << 20  # bytes
SIGNS = {b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG"}
NOT_READ = (
    "This is neither PNG nor JPEG. An SVG can hold programs, and is not taken: save the picture as "
    "PNG, and bring that."
)


def prepared(brought: str) -> dict[str, Any]:
    """The picture as letters take it, from its bytes in base 64: the fields of an `Image` without
    its words. Raises BadInput for what is no PNG or JPEG, is damaged, or is too large.
    """
    content = b64decode(brought)
    kind = next((name for sign, name in SIGNS.items() if content.startswith(sign)), "")
    if not kind:
        raise BadInput(NOT_READ)
    if len(content) > LARGEST_FILE:
        raise BadInput("The picture is larger than 2 MiB. Save it smaller, and bring that.")
    made, size = _drawn(content, kind)
    if len(made) > LARGEST_MADE:
        raise BadInput("The picture has too much in it for a letterhead. Save it smaller.")
    return {
        "sha256": sha256(made).hexdigest(),
        "type": f"image/{kind.lower()}",
        "width": size[0],
        "height": size[1],
        "data": b64encode(made).decode(),
    }


def _drawn(content: bytes, kind: str) -> tuple[bytes, tuple[int, int]]:
    """The picture drawn anew within the largest size, and its size."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(BytesIO(content), formats=[kind]) as picture:
            if max(picture.size) > LARGEST_SIDE or min(picture.size) < 1:
                raise BadInput(f"The picture is over {LARGEST_SIDE:,} pixels wide or high.")
            turned = ImageOps.exif_transpose(picture)
            plain = turned.convert("RGBA" if kind == "PNG" else "RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise BadInput("The picture is damaged. Save it anew, and bring that.") from error
    plain.thumbnail((WIDEST, HIGHEST))
    fresh = Image.frombytes(plain.mode, plain.size, plain.tobytes())  # without its metadata
    out = BytesIO()
    fresh.save(out, kind, optimize=True, **({"quality": 90} if kind == "JPEG" else {}))
    return out.getvalue(), fresh.size
