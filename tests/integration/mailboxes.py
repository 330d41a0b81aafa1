"""A real IMAP server on this machine, mailboxes in it, and a desk that reads one."""

import imaplib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from foil.model.database import Database
from foil.model.mailbox import MailboxSettings
from foil.model.tables import Person

PROGRAM = Path(__file__).parent.parent / "dovecot.py"
USER = "intake"


@dataclass
class ImapServer:
    """The server: its ports without and with TLS, the password of every user, where its mail lies,
    its certificate, and whose the files are."""

    port: int
    tls: int
    password: str
    mail: str
    certificate: str
    owner: int

    def put(self, messages: Iterable[bytes], user: str = USER, folder: str = "") -> None:
        """Deliver these messages to a folder of a user, as they are."""
        place = self.folder(user, folder)
        for each in ("cur", "new", "tmp"):
            (place / each).mkdir(parents=True, exist_ok=True)
        there = len(list((place / "new").iterdir())) + len(list((place / "cur").iterdir()))
        for n, message in enumerate(messages, start=there):
            (place / "new" / f"17{n:08}.M1P{n}.localhost").write_bytes(message)
        if os.geteuid() == 0:
            for name in (Path(self.mail) / user, *(Path(self.mail) / user).rglob("*")):
                os.chown(name, self.owner, -1)

    def folder(self, user: str = USER, folder: str = "") -> Path:
        """Where a folder's files are; the inbox without a name."""
        return Path(self.mail) / user / (f".{folder}" if folder else "")

    def renumber(self, user: str = USER) -> None:
        """Give the inbox's messages new numbers: another UIDVALIDITY."""
        place = self.folder(user)
        listed = place / "dovecot-uidlist"
        head, _, _ = listed.read_text().partition("\n")
        validity = int(re.findall(r"V(\d+)", head)[0])
        listed.write_text(f"{head.replace(f'V{validity}', f'V{validity + 7}')}\n")
        for each in place.glob("dovecot.index*"):
            each.unlink()

    def flags(self, user: str = USER, folder: str = "INBOX") -> list[str]:
        """Each message's flags, as a mail program would see them."""
        with imaplib.IMAP4("127.0.0.1", self.port, timeout=20) as imap:
            imap.login(user, self.password)
            _, count = imap.select(f'"{folder}"', readonly=True)
            _, said = imap.fetch("1:*", "(FLAGS)") if count != [b"0"] else ("", [])
        return [re.findall(rb"FLAGS \((.*?)\)", each)[0].decode() for each in said if each]

    def empty(self, user: str = USER) -> None:
        """Forget a user's mail altogether."""
        shutil.rmtree(Path(self.mail) / user, ignore_errors=True)


@contextmanager
def imap_server() -> Iterator[ImapServer]:
    """A server of one's own. Fails the test where there is no program for it."""
    with subprocess.Popen(
        [sys.executable, PROGRAM],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True, start_new_session=True,
    ) as program:  # fmt: skip
        assert program.stdin and program.stdout and program.stderr
        told = program.stdout.readline()
        if not told:
            pytest.fail(program.stderr.read().strip(), pytrace=False)
        yield ImapServer(**json.loads(told))
        program.stdin.close()
        program.wait(timeout=60)


def open_mailbox(
    database: Database, person: Person, server: ImapServer, now: datetime, **more: object
) -> None:
    """The desk set up over that server's mailbox."""
    with database.writing() as session:
        row = session.get(MailboxSettings, 1) or MailboxSettings(id=1)
        row.host, row.port, row.security = "127.0.0.1", server.port, "none"
        row.username, row.password, row.folder = USER, server.password, "INBOX"
        row.changed_at, row.changed_by = now, person.id
        for name, value in more.items():
            setattr(row, name, value)
        session.add(row)
