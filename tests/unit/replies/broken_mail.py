"""A tree of hostile and broken mail, made by code. Each case says what must come of it: the
subject, words of the text, the bytes and name of everything attached, and what it is."""

import base64
import binascii
import zipfile
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO

from tests.unit.replies.outlook_files import inside_winmail, winmail

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 5 + b"\n%%EOF"
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(200))
TEXT = "The records you asked for do not exist."
FOLLOWS = "And this is the second text."


@dataclass(frozen=True)
class Case:
    """A message, and what must come of it. `attached` are (name, bytes); `finds` a finding."""

    name: str
    raw: bytes = field(repr=False)
    text: str = TEXT
    attached: tuple[tuple[str, bytes], ...] = ()
    subject: str = "Your request"
    nature: str = "person"
    finds: str = ""
    failed: tuple[str, ...] = ()
    away: bool = False
    hides: str = ""
    quoted: str = ""


def head(*more: str, subject: str = "Your request", sender: str = "foil@agency.example") -> bytes:
    """The headers of a message from an agency, without the empty line below them."""
    lines = (
        f"From: Records Access <{sender}>",
        "To: desk@office.example",
        f"Subject: {subject}",
        "Date: Mon, 02 Nov 2026 10:00:00 -0500",
        "Message-ID: <one@agency.example>",
        "MIME-Version: 1.0",
        *more,
    )
    return "".join(f"{line}\r\n" for line in lines).encode()


def mail(*more: str, body: bytes | str = TEXT, **heads: str) -> bytes:
    """A message of one part."""
    text = body.encode() if isinstance(body, str) else body
    return head(*more, **heads) + b"\r\n" + text + b"\r\n"


def part(content: bytes | str, *headers: str) -> bytes:
    """One part of a multipart."""
    raw = content.encode() if isinstance(content, str) else content
    return "".join(f"{line}\r\n" for line in headers).encode() + b"\r\n" + raw


def multi(*parts: bytes, kind: str = "mixed", boundary: str = "b0", end: bool = True) -> bytes:
    """The body of a multipart."""
    body = b"".join(b"--" + boundary.encode() + b"\r\n" + one + b"\r\n" for one in parts)
    return body + (b"--" + boundary.encode() + b"--\r\n" if end else b"")


def of(*parts: bytes, kind: str = "mixed", more: tuple[str, ...] = (), **heads: str) -> bytes:
    """A multipart message."""
    type_ = f'Content-Type: multipart/{kind}; boundary="b0"'
    return head(type_, *more, **heads) + b"\r\n" + multi(*parts)


def coded(content: bytes) -> bytes:
    return base64.encodebytes(content).replace(b"\n", b"\r\n")


def pdf(*headers: str, content: bytes = PDF, type_: str = "application/pdf") -> bytes:
    """A PDF attached in base64; a Content-Disposition of its own where `headers` has one."""
    named = () if any("name" in line.lower() for line in headers) else (ATTACHED,)
    return part(
        coded(content),
        f"Content-Type: {type_}",
        "Content-Transfer-Encoding: base64",
        *named,
        *headers,
    )


ATTACHED = 'Content-Disposition: attachment; filename="letter.pdf"'
PLAIN = part(TEXT, "Content-Type: text/plain; charset=utf-8")
LETTER = (("letter.pdf", PDF),)


def uu(content: bytes, name: str = "letter.pdf", *, end: bool = True) -> bytes:
    lines = (binascii.b2a_uu(content[at : at + 45]) for at in range(0, len(content), 45))
    return f"begin 644 {name}\n".encode() + b"".join(lines) + (b"`\nend\n" if end else b"")


@cache
def zipped(**files: bytes) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name.replace("_", "."))
            archive.writestr(info, content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def attached_zip(content: bytes, name: str = "records.zip") -> bytes:
    return of(
        PLAIN,
        part(
            coded(content),
            "Content-Type: application/zip",
            "Content-Transfer-Encoding: base64",
            f"Content-Disposition: attachment; filename={name}",
        ),
    )


def locked() -> bytes:
    """A zip that says its one file is under a password."""
    made = bytearray(zipped(letter_pdf=PDF))
    made[6] |= 1
    made[made.index(b"PK\x01\x02") + 8] |= 1
    return bytes(made)


def deep(levels: int) -> bytes:
    """A PDF under that many multiparts."""
    opening, closing = b"", b""
    for level in range(levels):
        opening += b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (level, level)
        closing = b"\r\n--b%d--\r\n" % level + closing
    return head()[:-2] + b"\r\n" + opening + pdf() + closing


def nested_messages(levels: int) -> bytes:
    raw = mail()
    for _ in range(levels):
        raw = head("Content-Type: message/rfc822", subject="Fwd") + b"\r\n" + raw
    return raw


def report(
    action: str, *, text: str = "It could not be delivered.", to: str = "gone@a.example"
) -> bytes:
    status = (
        f"Reporting-MTA: dns; mx.a.example\r\n\r\nFinal-Recipient: rfc822; {to}"
        f"\r\nAction: {action}\r\n"
    )
    return of(
        part(text, "Content-Type: text/plain"),
        part(status + "Status: 5.1.1\r\n", "Content-Type: message/delivery-status"),
        part(mail(subject="FOIL request"), "Content-Type: message/rfc822"),
        kind="report; report-type=delivery-status",
        sender="mailer-daemon@a.example",
        subject="Delivery Status Notification",
    )


STATUS = (
    "part 2.txt",
    b"Reporting-MTA: dns; mx.a.example\r\n\r\nFinal-Recipient: rfc822; gone@a.example\r\n"
    b"Action: %s\r\nStatus: 5.1.1\r\n",
)


def reported(action: str) -> tuple[tuple[str, bytes], ...]:
    """What hangs on `report`."""
    return (
        (STATUS[0].replace("2", "1"), STATUS[1] % action.encode()),
        ("FOIL request.eml", mail(subject="FOIL request")),
    )


INNER = of(PLAIN, pdf(), subject="Determination").replace(b"b0", b"inner")
CALENDAR = b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"
WINMAIL = winmail(text=TEXT, files=(("lettre d\u00e9cision.pdf", PDF), ("photo.png", PICTURE)))

CHARSETS = [
    Case(
        f"charset: {name}",
        mail(f"Content-Type: text/plain; charset={said}", body=raw),
        text,
        finds=finds,
    )
    for name, said, raw, text, finds in (
        ("Western, declared", "iso-8859-1", "d\u00e9cision".encode("latin-1"), "d\u00e9cision", ""),
        (
            "Windows quotes in Latin-1",
            "iso-8859-1",
            b"\x93no\x94 records",
            "\u201cno\u201d records",
            "",
        ),
        ("an alias", "cp-1252", b"caf\xe9", "caf\u00e9", ""),
        ("none, UTF-8", '""', "\u00a7 87".encode(), "\u00a7 87", ""),
        ("none, Western", '""', b"\xa7 87 applies", "\u00a7 87 applies", "charset.unsaid"),
        ("no such charset", "x-never-heard-of", b"caf\xe9", "caf\u00e9", "charset.unknown"),
        (
            "wrong: UTF-8 called ASCII",
            "us-ascii",
            "\u00a7 87 \u2014".encode(),
            "\u00a7 87 \u2014",
            "charset.wrong",
        ),
        (
            "wrong: Western called UTF-8",
            "utf-8",
            b"\xa7 87 applies",
            "\u00a7 87 applies",
            "charset.wrong",
        ),
        ("wrong: Western called Chinese", "gb2312", b"caf\xe9", "caf\u00e9", "charset.wrong"),
        ("Korean", "ks_c_5601-1987", "\uacb0\uc815".encode("cp949"), "\uacb0\uc815", ""),
        (
            "Japanese, by escapes",
            "iso-2022-jp",
            "\u6c7a\u5b9a".encode("iso-2022-jp"),
            "\u6c7a\u5b9a",
            "",
        ),
        ("a codec that is no charset", "zlib_codec", b"caf\xe9", "caf\u00e9", "charset.unknown"),
        ("a codec of squared time", "punycode", b"a" * 50_000, "aaa", "charset.unknown"),
        (
            "UTF-16 with its mark",
            "utf-16",
            "\ufeffd\u00e9cision".encode("utf-16-le"),
            "d\u00e9cision",
            "",
        ),
    )
]

NAMES = [
    Case(f"name: {name}", of(PLAIN, pdf(*headers)), attached=((becomes, PDF),))
    for name, becomes, *headers in (
        (
            "RFC 2231",
            "d\u00e9cision.pdf",
            "Content-Disposition: attachment; filename*=UTF-8''d%C3%A9cision.pdf",
        ),
        (
            "RFC 2231 in pieces, out of order",
            "a long decision.pdf",
            (
                "Content-Disposition: attachment;\r\n filename*1*=%20decision.pdf;\r\n"
                " filename*0*=us-ascii'en'a%20long"
            ),
        ),
        (
            "both kinds",
            "d\u00e9cision.pdf",
            (
                "Content-Disposition: attachment; filename=d_cision.pdf;"
                " filename*=UTF-8''d%C3%A9cision.pdf"
            ),
        ),
        (
            "an encoded word in quotes",
            "d\u00e9cision.pdf",
            'Content-Disposition: attachment; filename="=?utf-8?B?ZMOpY2lzaW9uLnBkZg==?="',
        ),
        (
            "an encoded word in two",
            "d\u00e9cision finale.pdf",
            (
                'Content-Disposition: attachment; filename="=?utf-8?Q?d=C3=A9cision_?='
                '\r\n =?utf-8?Q?finale.pdf?="'
            ),
        ),
        (
            "raw 8-bit",
            "d\u00e9cision.pdf",
            'Content-Disposition: attachment; filename="d\u00e9cision.pdf"',
        ),
        (
            "spaces without quotes",
            "my letter.pdf",
            "Content-Disposition: attachment; filename=my letter.pdf",
        ),
        (
            "a quote that never ends",
            "letter.pdf",
            'Content-Disposition: attachment; filename="letter.pdf',
        ),
        ("folders", "passwd", 'Content-Disposition: attachment; filename="../../etc/passwd"'),
        (
            "Windows folders",
            "letter.pdf",
            'Content-Disposition: attachment; filename="C:\\\\temp\\\\letter.pdf"',
        ),
        ("reserved", "_con.pdf", 'Content-Disposition: attachment; filename="con.pdf"'),
        (
            "turned round",
            "letterfdp.exe",
            'Content-Disposition: attachment; filename="letter\u202efdp.exe"',
        ),
        ("controls", "letter.pdf", 'Content-Disposition: attachment; filename="let\x07ter.pdf"'),
        ("none", "part 1.pdf", "Content-Disposition: attachment; filename="),
        (
            "very long",
            "a" * 116 + ".pdf",
            f'Content-Disposition: attachment; filename="{"a" * 900}.pdf"',
        ),
    )
]

WRAPPED = [
    Case(
        "base64 cut off",
        of(PLAIN, pdf()).split(b"\r\n--b0--")[0][:-5],
        attached=(("letter.pdf", PDF[: (len(base64.b64encode(PDF)) - 4) // 4 * 3]),),
        finds="coding.cut",
    ),
    Case(
        "base64 with foreign characters",
        of(
            PLAIN,
            part(
                coded(PDF).replace(b"\r\n", b"!\r\n", 1),
                "Content-Type: application/pdf",
                ATTACHED,
                "Content-Transfer-Encoding: base64",
            ),
        ),
        attached=LETTER,
        finds="coding.dirty",
    ),
    Case(
        "base64 that is none",
        of(
            PLAIN,
            part(
                PDF, "Content-Type: application/pdf", ATTACHED, "Content-Transfer-Encoding: base64"
            ),
        ),
        attached=LETTER,
        finds="coding.not",
    ),
    Case(
        "two base64 texts, one after the other",
        of(
            PLAIN,
            part(
                coded(PDF[:100]) + coded(PDF[100:]),
                "Content-Type: application/pdf",
                ATTACHED,
                "Content-Transfer-Encoding: base64",
            ),
        ),
        attached=LETTER,
    ),
    Case(
        "a notice below the base64",
        of(
            PLAIN,
            part(
                coded(PDF[:1000]) + b"-- scanned by a gateway --",
                "Content-Type: application/pdf",
                ATTACHED,
                "Content-Transfer-Encoding: base64",
            ),
        ),
        attached=(
            ("after letter.pdf.txt", b"-- scanned by a gateway --"),
            ("letter.pdf", PDF[:1000]),
        ),
        finds="coding.after",
    ),
    Case(
        "nobody knows the wrapping",
        of(
            PLAIN,
            part(
                b"abc",
                "Content-Type: application/pdf",
                ATTACHED,
                "Content-Transfer-Encoding: x-rot",
            ),
        ),
        attached=(("letter.pdf", b"abc"),),
        finds="coding.unknown",
    ),
    Case(
        "quoted-printable",
        mail("Content-Transfer-Encoding: quoted-printable", body="=C2=A7 87 appl=\r\nies =ZZ"),
        "\u00a7 87 applies =ZZ",
    ),
    Case(
        "uuencode in the text",
        mail(body=TEXT.encode() + b"\n\n" + uu(PDF)),
        attached=LETTER,
        hides="begin 644",
    ),
    Case(
        "uuencode cut off",
        mail(body=TEXT.encode() + b"\n\n" + uu(PDF[:90], end=False)),
        attached=(("letter.pdf", PDF[:90]),),
        finds="uuencode.cut",
    ),
    Case(
        "two uuencoded files of one name",
        mail(body=TEXT.encode() + b"\n" + uu(PDF) + uu(PICTURE)),
        attached=(*LETTER, ("letter (2).pdf", PICTURE)),
    ),
    Case(
        "uuencode as a wrapping",
        of(
            PLAIN,
            part(
                uu(PDF),
                "Content-Type: application/pdf",
                ATTACHED,
                "Content-Transfer-Encoding: x-uuencode",
            ),
        ),
        attached=LETTER,
    ),
    Case(
        "a word that begins",
        mail(body="We begin 644 reviews.\nbegin 644\nThe end"),
        "We begin 644 reviews.",
    ),
    Case(
        "a multipart all in base64",
        head('Content-Type: multipart/mixed; boundary="b0"', "Content-Transfer-Encoding: base64")
        + b"\r\n"
        + coded(multi(PLAIN, pdf())),
        attached=LETTER,
    ),
]

OUTLOOK = [
    Case(
        "winmail.dat",
        of(
            PLAIN,
            part(
                coded(WINMAIL),
                "Content-Type: application/ms-tnef; name=winmail.dat",
                "Content-Transfer-Encoding: base64",
            ),
        ),
        attached=(
            ("winmail.dat", WINMAIL),
            ("lettre d\u00e9cision.pdf", PDF),
            ("photo.png", PICTURE),
        ),
    ),
    Case(
        "winmail.dat by another name, its text the only one",
        of(
            part(
                coded(WINMAIL),
                "Content-Type: application/octet-stream; name=att1.bin",
                "Content-Transfer-Encoding: base64",
            )
        ),
        attached=(("att1.bin", WINMAIL), ("lettre d\u00e9cision.pdf", PDF), ("photo.png", PICTURE)),
    ),
    Case(
        "winmail.dat cut off",
        of(
            PLAIN,
            part(
                coded(WINMAIL[:-100]),
                "Content-Type: application/ms-tnef; name=winmail.dat",
                "Content-Transfer-Encoding: base64",
            ),
        ),
        attached=(("winmail.dat", WINMAIL[:-100]), ("lettre d\u00e9cision.pdf", PDF)),
        finds="tnef",
    ),
    Case(
        "winmail.dat with rich text",
        of(
            part(
                coded(winmail(rich=TEXT)),
                "Content-Type: application/ms-tnef",
                "Content-Transfer-Encoding: base64",
            )
        ),
        attached=(("part 1.dat", winmail(rich=TEXT)),),
    ),
    Case(
        "winmail.dat with a message in it",
        of(
            PLAIN,
            part(
                coded(inside_winmail()),
                "Content-Type: application/ms-tnef; name=winmail.dat",
                "Content-Transfer-Encoding: base64",
            ),
        ),
        attached=(("winmail.dat", inside_winmail()), ("inner.pdf", PDF)),
    ),
    Case(
        "a winmail.dat of nothing",
        of(
            PLAIN,
            part(
                coded(b"\x78\x9f\x3e\x22"),
                "Content-Type: application/ms-tnef; name=winmail.dat",
                "Content-Transfer-Encoding: base64",
            ),
        ),
        attached=(("winmail.dat", b"\x78\x9f\x3e\x22"),),
    ),
]

SHAPES = [
    Case("text and a letter", of(PLAIN, pdf()), attached=LETTER),
    Case(
        "the mail is the letter",
        head("Content-Type: application/pdf; name=letter.pdf", "Content-Transfer-Encoding: base64")
        + b"\r\n"
        + coded(PDF),
        "",
        attached=LETTER,
    ),
    Case("no headers at all", TEXT.encode(), subject=""),
    Case("headers without the empty line", head() + TEXT.encode(), finds="headers.unended"),
    Case(
        "a line that is no header",
        head()[:-2]
        + b"\r\nthis is none\r\nContent-Type: text/html\r\n\r\n<p>"
        + TEXT.encode()
        + b"</p>",
        finds="headers.broken",
    ),
    Case(
        "an mbox's line on top", b"From foil@agency.example Mon Nov  2 10:00:00 2026\r\n" + mail()
    ),
    Case(
        "no boundary named",
        head("Content-Type: multipart/mixed") + b"\r\n" + multi(PLAIN, pdf()),
        attached=LETTER,
        finds="boundary.missing",
    ),
    Case(
        "another boundary than named",
        head("Content-Type: multipart/mixed; boundary=other") + b"\r\n" + multi(PLAIN, pdf()),
        attached=LETTER,
        finds="boundary.missing",
    ),
    Case(
        "a boundary that never comes",
        head("Content-Type: multipart/mixed; boundary=other") + b"\r\n" + TEXT.encode(),
        finds="boundary.missing",
    ),
    Case(
        "no closing boundary",
        head("Content-Type: multipart/mixed; boundary=b0")
        + b"\r\n"
        + multi(PLAIN, pdf(), end=False),
        attached=LETTER,
        finds="boundary.open",
    ),
    Case(
        "parts after the closing boundary", of(PLAIN)[:-2] + b"\r\n" + multi(pdf()), attached=LETTER
    ),
    Case(
        "words after the end",
        of(PLAIN, pdf()) + b"A list's own words.",
        attached=(*LETTER, ("outside the parts.txt", b"A list's own words.")),
        finds="outside",
    ),
    Case("uuencode after the end", of(PLAIN) + b"\r\n" + uu(PDF), attached=LETTER),
    Case(
        "one boundary twice, inside itself",
        of(PLAIN, part(multi(pdf()), 'Content-Type: multipart/mixed; boundary="b0"')),
        attached=LETTER,
    ),
    Case(
        "a boundary that begins another",
        of(
            PLAIN,
            part(multi(pdf(), boundary="b01"), 'Content-Type: multipart/mixed; boundary="b01"'),
        ),
        attached=LETTER,
    ),
    Case("line ends of one kind: LF", of(PLAIN, pdf()).replace(b"\r\n", b"\n"), attached=LETTER),
    Case("line ends of one kind: CR", of(PLAIN, pdf()).replace(b"\r\n", b"\r"), attached=LETTER),
    Case("line ends doubled", of(PLAIN, pdf()).replace(b"\r\n", b"\r\r\n"), attached=LETTER),
    Case("line ends mixed", of(PLAIN, pdf()).replace(b"\r\n", b"\n", 9), attached=LETTER),
    Case("NULs in the text", mail(body=TEXT.replace(" ", "\x00 ")), finds="nul"),
    Case("NULs in the headers", mail(subject="Your\x00 request")),
    Case("a bare CR in the subject", mail(subject="Your\r request")),
    Case(
        "ten thousand headers",
        head(*(f"X-{n}: {n}" for n in range(10_000))) + b"\r\n" + TEXT.encode(),
    ),
    Case("a header of a mebibyte", head("X-Long: " + "a" * (1 << 20)) + b"\r\n" + TEXT.encode()),
    Case(
        "two of each header",
        mail("Subject: Another", "From: other@agency.example"),
        finds="headers.twice",
    ),
    Case("a folded, encoded subject", mail(subject="=?utf-8?Q?Your_?=\r\n =?utf-8?Q?request?=")),
    Case(
        "a character cut in two words",
        mail(subject="=?utf-8?B?WW91ciByZXF1ZXN0IMI=?= =?utf-8?B?pw==?="),
        subject="Your request \u00a7",
    ),
    Case(
        "an encoded word that is none",
        mail(subject="=?utf-8?B?%%%?= Your request"),
        subject=" Your request".strip(),
    ),
    Case("no subject", mail().replace(b"Subject: Your request\r\n", b""), subject=""),
    Case("a date that is none", mail().replace(b"02 Nov", b"42 Nov"), finds="date"),
    Case("addresses with too many brackets", mail(f"Cc: {'(' * 5000}{'<' * 5000}")),
    Case("quotes among addresses that never end", mail("Cc: " + '"a' * 100_000)),
    Case(
        "a header folded a hundred thousand times",
        head("X: a" + "\r\n b" * 100_000) + b"\r\n" + TEXT.encode(),
    ),
    Case("500 multiparts deep", deep(500), "", attached=LETTER),
    Case(
        "500 messages deep",
        nested_messages(500),
        "",
        attached=(("Fwd.eml", nested_messages(499)),),
        subject="Fwd",
    ),
    Case("1,500 multiparts deep", deep(1500), "", finds="parts.deep"),
    Case("twenty thousand parts", of(*[b"\r\nx"] * 20_000), "x", finds="parts"),
    Case("nothing at all", b"", "", subject=""),
    Case("only line ends", b"\r\n" * 50, "", subject=""),
    Case("bytes of no kind", bytes(range(256)) * 20, "", subject=""),
    Case(
        "format=flowed",
        mail(
            "Content-Type: text/plain; format=flowed",
            body="The records you asked \r\nfor do not exist.",
        ),
    ),
]

NESTED = [
    Case(
        "a message attached",
        of(PLAIN, part(INNER, "Content-Type: message/rfc822")),
        attached=(("Determination.eml", INNER),),
    ),
    Case(
        "a message attached in base64",
        of(
            PLAIN,
            part(
                coded(mail(subject="Inner")),
                "Content-Type: message/rfc822",
                "Content-Transfer-Encoding: base64",
            ),
        ),
        attached=(("Inner.eml", mail(subject="Inner")),),
    ),
    Case(
        "a digest",
        of(part(mail(subject="First")), part(mail(subject="Second")), kind="digest"),
        "",
        attached=(("First.eml", mail(subject="First")), ("Second.eml", mail(subject="Second"))),
    ),
    Case(
        "an inline image",
        of(
            part(f'<p>{TEXT}<img src="cid:logo"></p>', "Content-Type: text/html"),
            part(
                coded(PICTURE),
                "Content-Type: image/png; name=logo.png",
                "Content-Transfer-Encoding: base64",
                "Content-ID: <logo>",
            ),
            kind="related",
        ),
        attached=(("logo.png", PICTURE),),
    ),
    Case(
        "text between attachments",
        of(PLAIN, pdf(), part(FOLLOWS)),
        f"{TEXT}\n\n{FOLLOWS}",
        attached=LETTER,
    ),
    Case(
        "a text with a name is attached",
        of(
            PLAIN,
            part(
                "notes", "Content-Type: text/plain; name=notes.txt", "Content-Disposition: inline"
            ),
        ),
        attached=(("notes.txt", b"notes"),),
    ),
    Case(
        "the plain text is a stub",
        of(
            part("See the page.", "Content-Type: text/plain"),
            part(f"<p>{TEXT}</p>", "Content-Type: text/html"),
            kind="alternative",
        ),
    ),
    Case(
        "plain and page",
        of(PLAIN, part("<p>The page</p>", "Content-Type: text/html"), kind="alternative"),
        hides="The page",
    ),
    Case(
        "signed",
        of(
            PLAIN,
            part(b"sig", "Content-Type: application/pgp-signature; name=signature.asc"),
            kind="signed",
        ),
        attached=(("signature.asc", b"sig"),),
    ),
    Case(
        "encrypted",
        of(
            part("Version: 1", "Content-Type: application/pgp-encrypted"),
            part(b"secret", "Content-Type: application/octet-stream; name=encrypted.asc"),
            kind="encrypted",
        ),
        "",
        attached=(("part 1.bin", b"Version: 1"), ("encrypted.asc", b"secret")),
    ),
    Case(
        "a message in pieces",
        mail("Content-Type: message/partial; id=a; number=1", body="half"),
        "",
        attached=(("part 1.bin", b"half\r\n"),),
    ),
    Case("an empty attachment", of(PLAIN, pdf(content=b"")), attached=(("letter.pdf", b""),)),
]

PAGES = [
    Case(
        "a page alone",
        mail(
            "Content-Type: text/html",
            body=f"<style>x</style><p>{TEXT}</p><script>alert(1)</script>",
        ),
        hides="alert",
    ),
    Case(
        "a page with its own charset",
        mail("Content-Type: text/html", body=b'<meta charset="iso-8859-1"><p>caf\xe9</p>'),
        "caf\u00e9",
    ),
    Case("a style that never ends", mail("Content-Type: text/html", body=f"<style><p>{TEXT}")),
    Case(
        "tags that never end",
        mail("Content-Type: text/html", body=f"<p>{TEXT}</p>" + "<a " * 200_000),
    ),
    Case(
        "comments that never end",
        mail("Content-Type: text/html", body=f"<p>{TEXT}</p>" + "<!--" * 300_000),
    ),
    Case(
        "a declaration of nonsense",
        mail("Content-Type: text/html", body=f"<![bogus[ <p>{TEXT}</p>"),
    ),
    Case(
        "tables, thousands deep",
        mail("Content-Type: text/html", body="<table><tr><td>" * 20_000 + TEXT),
    ),
    Case(
        "a page that quotes",
        mail(
            "Content-Type: text/html",
            body=(
                f"<p>{TEXT}</p><div class=x>On Mon, Oct 19, 2026, Desk wrote:</div>"
                '<blockquote class="gmail_quote"><p>We ask</p></blockquote>'
            ),
        ),
        quoted="> We ask",
        hides="We ask",
    ),
]

HISTORY = [
    Case(
        "history below",
        mail(
            body=(
                f"{TEXT}\r\n\r\nOn Mon, Oct 19, 2026 at 9:00 AM, Desk\r\n"
                "<desk@office.example> wrote:\r\n> We ask\r\n"
            )
        ),
        quoted="We ask",
        hides="We ask",
    ),
    Case(
        "history as Outlook has it",
        mail(
            body=(
                f"{TEXT}\r\n\r\n________________________________\r\nFrom: Desk\r\nSent:"
                " Monday\r\nTo: FOIL\r\nSubject: request\r\n\r\nWe ask"
            )
        ),
        quoted="We ask",
        hides="We ask",
    ),
    Case(
        "answers between the lines",
        mail(body=f"> Do they exist?\r\n{TEXT}\r\n> And photographs?\r\nNone."),
        f"{TEXT}\nNone.",
        quoted="> And photographs?",
    ),
    Case(
        "passed on: nothing is folded",
        mail(
            subject="Fwd: Your request",
            body=f"FYI\r\n\r\n---------- Forwarded message ---------\r\nFrom: foil\r\n\r\n{TEXT}",
        ),
        subject="Fwd: Your request",
    ),
    Case("nothing but history", mail(body=f"> {TEXT}"), f"> {TEXT}"),
]

ZIPS = [
    Case(
        "a zip",
        attached_zip(zipped(letter_pdf=PDF)),
        attached=(("records.zip", zipped(letter_pdf=PDF)), *LETTER),
    ),
    Case(
        "a zip in a zip",
        attached_zip(zipped(inner_zip=zipped(letter_pdf=PDF))),
        attached=(
            ("records.zip", zipped(inner_zip=zipped(letter_pdf=PDF))),
            ("inner.zip", zipped(letter_pdf=PDF)),
            *LETTER,
        ),
    ),
    Case(
        "a message in a zip",
        attached_zip(zipped(a_eml=mail())),
        attached=(("records.zip", zipped(a_eml=mail())), ("a.eml", mail())),
    ),
    Case(
        "a zip under a password",
        attached_zip(locked()),
        attached=(("records.zip", locked()),),
        finds="archive.locked",
    ),
    Case(
        "a zip cut off",
        attached_zip(zipped(letter_pdf=PDF)[:-30]),
        attached=(("records.zip", zipped(letter_pdf=PDF)[:-30]),),
        finds="archive.damaged",
    ),
    Case(
        "a zip that swells",
        attached_zip(zipped(a_txt=b"\x00" * (80 << 20))),
        attached=(("records.zip", zipped(a_txt=b"\x00" * (80 << 20))),),
        finds="archive.ratio",
    ),
    Case(
        "a zip of two thousand files",
        attached_zip(zipped(**{f"f{n}_txt": b"x" for n in range(2_000)})),
        attached=(("f0.txt", b"x"), ("f499.txt", b"x")),
        finds="archive.members",
    ),
]

NATURES = [
    Case(
        "an automatic answer over our own words",
        mail("Auto-Submitted: auto-replied", body="We have it.\r\n\r\n> Was it denied?"),
        "We have it.",
        nature="auto_reply",
        quoted="> Was it denied?",
        hides="denied",
    ),
    Case(
        "an out-of-office",
        mail(
            "Auto-Submitted: auto-replied",
            subject="Automatic reply: FOIL",
            body="I am out of the office until Monday.",
        ),
        "I am out of the office",
        subject="Automatic reply: FOIL",
        nature="auto_reply",
        away=True,
    ),
    Case(
        "an out-of-office by its subject alone",
        mail(subject="Out of Office Re: FOIL", body="Back soon."),
        "Back soon.",
        subject="Out of Office Re: FOIL",
        nature="auto_reply",
        away=True,
    ),
    Case(
        "an automatic answer",
        mail("X-Autoreply: yes", body="We have your message."),
        "We have your message.",
        nature="auto_reply",
    ),
    Case(
        "a portal's notice is no auto-reply",
        mail("Auto-Submitted: auto-generated", "X-Auto-Response-Suppress: All"),
    ),
    Case(
        "a bounce by report",
        report("failed"),
        "It could not",
        attached=reported("failed"),
        subject="Delivery Status Notification",
        nature="bounce",
        failed=("gone@a.example",),
    ),
    Case(
        "a delay by report",
        report("delayed"),
        "It could not",
        attached=reported("delayed"),
        subject="Delivery Status Notification",
        nature="delay",
        failed=("gone@a.example",),
    ),
    Case(
        "a bounce that names its address in a header",
        mail("X-Failed-Recipients: gone@a.example", subject="Mail delivery failed", body="Sorry."),
        "Sorry.",
        subject="Mail delivery failed",
        nature="bounce",
        failed=("gone@a.example",),
    ),
    Case(
        "a bounce in free words",
        mail(
            sender="MAILER-DAEMON@a.example",
            subject="failure notice",
            body=(
                "Hi. This is the qmail-send program.\r\n\r\n<gone@a.example>:\r\nSorry,"
                " no mailbox here.\r\n\r\n--- Below this line is a copy of the message."
                "\r\n\r\nTo: x@y.example"
            ),
        ),
        "qmail-send",
        subject="failure notice",
        nature="bounce",
        failed=("gone@a.example",),
    ),
    Case(
        "a bounce as Exchange words it",
        mail(
            sender="postmaster@a.example",
            subject="Undeliverable: FOIL",
            body=(
                "Delivery has failed to these recipients or groups:\r\n"
                "\r\ngone@a.example\r\nThe address wasn't found."
            ),
        ),
        "Delivery has failed",
        subject="Undeliverable: FOIL",
        nature="bounce",
        failed=("gone@a.example",),
    ),
    Case(
        "a delay in free words",
        mail(
            sender="mailer-daemon@a.example",
            subject="Warning: message delayed 24 hours",
            body="It has not yet been delivered to:\r\n  gone@a.example\r\nWe will be retrying.",
        ),
        "not yet",
        subject="Warning: message delayed 24 hours",
        nature="delay",
        failed=("gone@a.example",),
    ),
    Case(
        "a person who writes of failed delivery",
        mail(
            subject="Undeliverable letter",
            body="Your letter could not be delivered: 550 Pearl Street is closed.",
        ),
        "Pearl Street",
        subject="Undeliverable letter",
    ),
    Case(
        "a person who passes a bounce on",
        of(
            PLAIN,
            part(
                "Final-Recipient: rfc822; a@b.example\r\nAction: failed",
                "Content-Type: message/delivery-status",
            ),
        ),
        attached=(("part 1.txt", b"Final-Recipient: rfc822; a@b.example\r\nAction: failed"),),
    ),
    Case(
        "an invitation",
        of(
            PLAIN, part(CALENDAR, "Content-Type: text/calendar; method=REQUEST"), kind="alternative"
        ),
        attached=(("part 1.ics", CALENDAR),),
        nature="calendar",
    ),
    Case(
        "a calendar file attached",
        of(
            PLAIN,
            part(
                CALENDAR,
                "Content-Type: text/calendar",
                "Content-Disposition: attachment; filename=hearing.ics",
            ),
        ),
        attached=(("hearing.ics", CALENDAR),),
    ),
]

CASES = [*CHARSETS, *NAMES, *WRAPPED, *OUTLOOK, *SHAPES, *NESTED, *PAGES, *HISTORY, *ZIPS, *NATURES]
