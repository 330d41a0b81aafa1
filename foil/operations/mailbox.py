"""The mailbox: how what agencies mail is read off the office's own IMAP server.

The standard library's imaplib speaks: imap-tools (Apache-2.0, alive) parses each message as a
whole, where raw bytes in pieces are wanted here, and the folder's validity. A message is looked at
without being marked, and none is ever deleted.
"""

import imaplib
import re
import socket
import ssl
from base64 import b64encode
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from tempfile import SpooledTemporaryFile
from typing import Any, BinaryIO, cast

from foil.errors import FoilError
from foil.operations.postbox import shortened

WAIT = 20.0  # seconds for each answer of the server
PIECE = 1 << 20
LARGEST = 200 << 20  # bytes of a message; servers of mail take less than this
HELD = 4 << 20  # bytes of a message that are held in memory, more of it on disk

Answer = tuple[str, Sequence[Any]]


class NotRead(FoilError):
    """The mailbox could not be read, or no further."""


class LeftThere(FoilError):
    """A message that cannot be taken in, or cannot be marked or moved: it stays as it is, `size`
    bytes of it."""

    def __init__(self, says: str, size: int = 0) -> None:
        super().__init__(says)
        self.size = size


@dataclass(frozen=True)
class Box:
    """A mailbox. `security` is "tls", "starttls" or "none"; `after` what becomes of a message that
    was taken in: "leave", "seen", or "move" to the folder `move_to`. The password shows in no
    repr."""

    host: str
    port: int
    security: str
    username: str
    password: str = field(repr=False)
    folder: str = "INBOX"
    after: str = "leave"
    move_to: str = ""

    @property
    def name(self) -> str:
        """As sentences name its server: imap.example.org:993."""
        return f"{self.host}:{self.port}"

    @property
    def place(self) -> str:
        """The folder, the same however its server is reached."""
        return f"{self.username} at {self.host}, {self.folder}"


class Folder:
    """A folder of a mailbox, open. `validity` is the server's UIDVALIDITY: while it stays the
    same, so do the messages' numbers. `messages` is how many are in it."""

    def __init__(self, imap: imaplib.IMAP4, box: Box, messages: int) -> None:
        self._imap, self._box = imap, box
        self.messages = messages
        kind, said = imap.response("UIDVALIDITY")
        self.validity = int(said[0]) if kind and said and said[0] else 0

    def after(self, uid: int) -> list[int]:
        """The numbers of the messages above `uid`, in order. Raises NotRead."""
        said = self._said("SEARCH", "UID", f"{uid + 1}:*")
        found = {int(each) for line in said for each in (line or b"").split()}
        return sorted(each for each in found if each > uid)  # n:* names the last one, always

    def fetch(self, uid: int) -> BinaryIO | None:
        """The message's bytes as they are, at their beginning; None where it is gone by now.

        It is not marked as read. Raises LeftThere for one that is too large, or that the server
        does not give; NotRead where it answers no more.
        """
        head = SpooledTemporaryFile(max_size=HELD)  # noqa: SIM115 - its reader closes it
        try:
            return self._copied(uid, cast(BinaryIO, head))
        except BaseException:
            head.close()
            raise

    def settle(self, uid: int) -> None:
        """Do with a message that was taken in what the office wants.

        Raises LeftThere where the server does not, NotRead where it answers no more.
        """
        if self._box.after == "seen":
            self._said("STORE", str(uid), "+FLAGS.SILENT", "(\\Seen)")
        elif self._box.after == "move":
            self._said("MOVE", str(uid), quoted(self._box.move_to))

    def about(self, uid: int) -> bytes:
        """Who a message is from and what it is about: those two lines of its head."""
        with suppress(NotRead, LeftThere):
            wanted = "BODY.PEEK[HEADER.FIELDS (FROM SUBJECT)]<0.4096>"
            return _content(self._said("FETCH", str(uid), f"(UID {wanted})"), uid)
        return b""

    def _copied(self, uid: int, file: BinaryIO) -> BinaryIO | None:
        start = 0
        while True:
            wanted = f"(UID RFC822.SIZE BODY.PEEK[]<{start}.{PIECE}>)"
            said = self._said("FETCH", str(uid), wanted)
            if not start and not any(said):
                return None
            piece, size = _content(said, uid), max(_size(said), start)
            start += len(piece)
            if max(size, start) > LARGEST:
                says = f"It is larger than {LARGEST >> 20} MiB, the most that is fetched by itself."
                raise LeftThere(says, max(size, start))
            file.write(piece)
            if len(piece) < PIECE:
                if not start:
                    raise LeftThere("Its server has nothing of it but a number.")
                file.seek(0)
                return file

    def _said(self, command: str, *words: str) -> Sequence[Any]:
        with in_sentences(self._box):
            kind, said = self._imap.uid(command, *words)
        if kind != "OK":
            says = f"{self._box.name} does not do what was asked ({on_one_line(said)})."
            raise NotRead(says) if command == "SEARCH" else LeftThere(says)
        return said


@contextmanager
def in_sentences(box: Box) -> Iterator[None]:
    """Raise what goes wrong inside as NotRead, in a sentence that names the server."""
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        said = shortened(error.verify_message)
        raise NotRead(f"The certificate of {box.name} cannot be trusted ({said}).") from error
    except ssl.SSLError as error:
        says = f"{box.name} speaks no TLS there; look at the port, and at how it is kept secret."
        raise NotRead(says) from error
    except socket.gaierror as error:
        raise NotRead(f"No server is called {box.host}; look at its name.") from error
    except TimeoutError as error:
        says = f"{box.name} does not answer; look at the port, and at how it is kept secret."
        raise NotRead(says) from error
    except OSError as error:
        says = f"{box.name} cannot be reached ({error.strerror or error}); look at the port."
        raise NotRead(says) from error
    except imaplib.IMAP4.abort as error:
        says = f"{box.name} ended the conversation ({shortened(str(error))})."
        raise NotRead(says) from error
    except imaplib.IMAP4.error as error:
        says = f"{box.name} answers what cannot be read ({shortened(str(error))})."
        raise NotRead(says) from error


def quoted(name: str) -> str:
    """A folder's name as the protocol has it: modified UTF-7 (RFC 3501, 5.1.3), in quotes."""
    pieces = re.split(r"([^ -~]+)", name)
    said = "".join(
        _shifted(each) if n % 2 else each.replace("&", "&-") for n, each in enumerate(pieces)
    )
    return in_quotes(said)


def in_quotes(words: str) -> str:
    """As the protocol quotes a string."""
    return '"{}"'.format(words.replace("\\", "\\\\").replace('"', '\\"'))


def _shifted(signs: str) -> str:
    return "&{}-".format(
        b64encode(signs.encode("utf-16-be")).decode().rstrip("=").replace("/", ",")
    )


def _content(said: Sequence[Any], uid: int) -> bytes:
    """What the server gave of that message; nothing where it gave nothing. It may speak of other
    messages between."""
    for part in said:
        if isinstance(part, tuple) and re.search(rb"\bUID %d\b" % uid, part[0] + b" "):
            return bytes(part[1])
    literals = [part for part in said if isinstance(part, tuple)]
    return bytes(literals[0][1]) if len(literals) == 1 else b""


def _size(said: Sequence[Any]) -> int:
    heads = (part[0] if isinstance(part, tuple) else part for part in said)
    found = re.search(rb"RFC822\.SIZE (\d{1,12})", b" ".join(each or b"" for each in heads))
    return int(found[1]) if found else 0


def on_one_line(said: Sequence[Any]) -> str:
    """What a server said, as words on one line."""
    words = (each.decode("utf-8", "replace") if isinstance(each, bytes) else str(each)
             for each in said if each)  # fmt: skip
    return shortened(" ".join(words))
