"""Words out of bytes, whatever they claim to be written in."""

import codecs
import re

# What mail calls a charset, and the codec that reads what is really meant by it. Names for the
# subset are read as the superset, as browsers do (WHATWG Encoding Standard, section 4.2).
ALIASES = {
    "ansi": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "ansi_x3.4-1968": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "iso_8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "windows1252": "cp1252",
    "win-1252": "cp1252",
    "cp-1252": "cp1252",
    "x-cp1252": "cp1252",
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "iso-8859-8-i": "iso8859-8",
    "iso-8859-8-e": "iso8859-8",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "chinesebig5": "big5hkscs",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "macintosh": "mac-roman",
    "x-mac-roman": "mac-roman",
    "x-mac-cyrillic": "mac-cyrillic",
    "unicode-1-1-utf-7": "utf-7",
    "unicode-1-1-utf-8": "utf-8",
    "utf8mb4": "utf-8",
    "utf": "utf-8",
    "utf_8": "utf-8",
    "x-utf-8": "utf-8",
    "unicode": "utf-16",
}
UNSAID = {
    "",
    "x-unknown",
    "unknown",
    "unknown-8bit",
    "default",
    "binary",
    "8bit",
    "none",
    "_autodetect",
}
# Python has codecs that are no charsets, and some that take the square of the time.
NEVER = {"punycode", "idna", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem"}
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
META = re.compile(
    rb"""<meta[^>]{0,300}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{1,40})""", re.IGNORECASE
)
LOOKED_AT = 2048  # bytes of a page in which it may name its own charset


def decode(content: bytes, declared: str = "") -> tuple[str, str]:
    """The text, and what was wrong about its charset: "", "unknown" (a name that is
    none), "unsaid" (none named, and not UTF-8), "wrong" or "lossy"."""
    for mark, marked in MARKS:
        if content.startswith(mark):
            return content.decode(marked, "replace"), ""
    name = declared.strip().strip("\"'").lower()
    codec = _codec(name)
    unknown = "unknown" if codec is None and name not in UNSAID else ""
    if content.isascii() and codec in (None, "cp1252", "utf-8"):
        return content.decode("ascii"), unknown
    if codec in (None, "cp1252", "utf-8"):
        return _western(content, codec, unknown or ("unsaid" if codec is None else ""))
    try:
        return content.decode(codec), ""
    except UnicodeError:
        text, _ = _western(content, None, "")
        return text, "wrong"


def _western(content: bytes, codec: str | None, unknown: str) -> tuple[str, str]:
    """Bytes that are UTF-8 are UTF-8 whatever they say: nothing else comes out right by chance."""
    try:
        said = "wrong" if codec == "cp1252" and not unknown else unknown
        return content.decode("utf-8"), "" if said == "unsaid" else said
    except UnicodeDecodeError:
        pass
    said = unknown or ("" if codec == "cp1252" else "wrong")
    try:
        return content.decode("cp1252"), said
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace"), "lossy"


def _codec(name: str) -> str | None:
    if name in UNSAID or len(name) > 40:
        return None
    try:
        found = codecs.lookup(ALIASES.get(name, name))
    except (LookupError, ValueError, UnicodeError):
        return None
    canonical = found.name.replace("_", "-")
    if canonical in NEVER or not getattr(found, "_is_text_encoding", True):
        return None
    return ALIASES.get(canonical, found.name)


def of_page(content: bytes) -> str:
    """The charset that an HTML page names in itself, or ""."""
    found = META.search(content, 0, LOOKED_AT)
    return found[1].decode("ascii") if found else ""
