"""Opening a mailbox: connected, in secret, signed in, at its folder; or a sentence that says what
is wrong."""

import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from foil.operations.mailbox import (
    PIECE,
    WAIT,
    Box,
    Folder,
    NotRead,
    in_quotes,
    in_sentences,
    on_one_line,
    quoted,
)

NAMED = 12  # folders that are named where one is not there
ASCII = re.compile(r"[ -~]*")


@contextmanager
def opened(box: Box, wait: float = WAIT) -> Iterator[Folder]:
    """The folder of the mailbox, to look at; to change where messages are marked or moved.

    Raises NotRead, saying in a sentence what is wrong: the name, the port, the certificate, the
    password, the folder.
    """
    with in_sentences(box):
        imap = _connected(box, wait)
    try:
        with in_sentences(box):
            _sign_in(imap, box)
            folder = _selected(imap, box)
        yield folder
    finally:
        # Whether it is said goodbye to changes nothing about what was read.
        with suppress(imaplib.IMAP4.error, OSError, ValueError):
            imap.logout()
        with suppress(OSError):
            imap.shutdown()


class _Bounded(imaplib.IMAP4):
    """What a server sends at once is never more than was asked for, and a little."""

    def read(self, size: int) -> bytes:
        if size > 2 * PIECE:
            raise self.abort(f"it sent {size} bytes where {PIECE} were asked for")
        return super().read(size)


class _BoundedTls(_Bounded, imaplib.IMAP4_SSL):
    pass


def _connected(box: Box, wait: float) -> imaplib.IMAP4:
    if box.security == "tls":
        secure = ssl.create_default_context()
        return _BoundedTls(box.host, box.port, ssl_context=secure, timeout=wait)
    return _Bounded(box.host, box.port, timeout=wait)


def _sign_in(imap: imaplib.IMAP4, box: Box) -> None:
    if box.security == "starttls":
        if "STARTTLS" not in imap.capabilities:
            raise NotRead(f"{box.name} offers no STARTTLS; choose TLS, and its port.")
        imap.starttls(ssl.create_default_context())
    try:
        if ASCII.fullmatch(box.username + box.password):
            imap.login(in_quotes(box.username), box.password)
        else:  # LOGIN takes ASCII alone
            words = f"\0{box.username}\0{box.password}".encode()
            imap.authenticate("PLAIN", lambda _: words)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        said = on_one_line(error.args)
        raise NotRead(f"{box.name} refuses the user name or the password ({said}).") from error


def _selected(imap: imaplib.IMAP4, box: Box) -> Folder:
    kind, said = imap.select(quoted(box.folder), readonly=box.after == "leave")
    if kind != "OK":
        raise NotRead(f"There is no folder “{box.folder}” to open. {_there(imap)}")
    count = said[0] or b"0"
    folder = Folder(imap, box, int(count) if count.isdigit() else 0)
    if box.after == "move":
        _, able = imap.capability()
        if b"MOVE" not in b" ".join(each or b"" for each in able).upper().split():
            says = f"{box.name} cannot move messages in one step, and FOIL Desk deletes none"
            raise NotRead(f"{says}; have them left, or marked as read.")
        _, listed = imap.list('""', quoted(box.move_to))
        if not any(listed):
            says = f"There is no folder “{box.move_to}” to move messages to."
            raise NotRead(f"{says} {_there(imap)}")
    return folder


def _there(imap: imaplib.IMAP4) -> str:
    """The folders that are there, in a sentence; nothing where the server does not say."""
    kind, listed = imap.list()
    ends = [
        re.search(rb'(?:"((?:[^"\\]|\\.)*)"|(\S+))$', each)
        for each in listed
        if isinstance(each, bytes)
    ]
    names = sorted(on_one_line([end[1] or end[2]]) for end in ends if end)
    if kind != "OK" or not names:
        return ""
    more = ", …" if len(names) > NAMED else ""
    return f"There are: {', '.join(names[:NAMED])}{more}."
