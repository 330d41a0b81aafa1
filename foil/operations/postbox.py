"""The postbox: how mail leaves the desk. One mail is one conversation with the office's own server.

Reminders, invitations and dockets to people who work here go through it by themselves; a letter to
an agency only where the office lets it, and a person pressed send.
"""

import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP
from ipaddress import ip_address

from foil.errors import FoilError

WAIT = 20.0  # seconds for each answer of the server
LONGEST = 400  # characters of a server's answer that are kept


class NotSent(FoilError):
    """A mail did not go. `lasting` says that the server will never take it to this person;
    `server` that it takes none at all at present; `perhaps` that it may have gone all the same:
    the server fell silent while it was given the mail."""

    def __init__(
        self, says: str, *, lasting: bool = False, server: bool = False, perhaps: bool = False
    ) -> None:
        super().__init__(says)
        self.lasting = lasting
        self.server = server
        self.perhaps = perhaps


@dataclass(frozen=True)
class Server:
    """An SMTP server. `security` is "starttls", "tls" or "none"; without `username` it is not
    signed in to. The password shows in no repr."""

    host: str
    port: int
    security: str
    username: str
    password: str = field(repr=False)
    sender: str = ""

    @property
    def name(self) -> str:
        """As sentences name it: mail.example.org:587."""
        return f"{self.host}:{self.port}"


def is_here(host: str) -> bool:
    """Whether that host is this machine itself."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def deliver(server: Server, message: EmailMessage, to: str) -> str:
    """Hand the mail to the server for `to`. Returns the server's own answer.

    Raises NotSent, in a sentence, where it did not take it.
    """
    data = message.as_bytes(policy=SMTP)
    try:
        with _open(server) as smtp:
            _greeted(smtp.mail(server.sender), server)
            _expect(smtp.rcpt(to), f"mail to {to}", server)
            return _expect(_given(smtp, data, server), f"the mail to {to}", server)
    except smtplib.SMTPAuthenticationError as error:
        said = _said(error.smtp_code, error.smtp_error)
        says = f"{server.name} refuses the user name or the password ({said})."
        raise NotSent(says, server=True) from error
    except smtplib.SMTPResponseException as error:
        said = _said(error.smtp_code, error.smtp_error)
        raise NotSent(f"{server.name} ended the conversation ({said}).", server=True) from error
    except smtplib.SMTPNotSupportedError as error:
        says = f"{server.name} does not offer what the settings ask for ({error})."
        raise NotSent(says, server=True) from error
    except smtplib.SMTPException as error:
        says = f"{server.name} stopped answering ({shortened(str(error))})."
        raise NotSent(says, server=True) from error
    except ssl.SSLError as error:
        says = f"{server.name} cannot be trusted or speaks no TLS there ({error.reason or error})."
        raise NotSent(says, server=True) from error
    except OSError as error:
        says = f"The mail server {server.name} cannot be reached ({error.strerror or error})."
        raise NotSent(says, server=True) from error


def shortened(text: str) -> str:
    """What a server said, on one line, no longer than LONGEST."""
    shown = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(shown.split())[:LONGEST]


class _Opened:
    """A conversation that is ended politely, and cut where that fails."""

    def __init__(self, smtp: smtplib.SMTP) -> None:
        self.smtp = smtp

    def __enter__(self) -> smtplib.SMTP:
        return self.smtp

    def __exit__(self, *_: object) -> None:
        # Whether it is said goodbye to changes nothing about a mail that was taken.
        with suppress(smtplib.SMTPException, OSError):
            self.smtp.quit()
        self.smtp.close()


def _open(server: Server) -> _Opened:
    """Connected, encrypted and signed in as the settings ask; closed again where that fails."""
    here = server.sender.rpartition("@")[2] or "localhost"
    if server.security == "tls":
        secure = ssl.create_default_context()
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, here, timeout=WAIT, context=secure
        )
    else:
        smtp = smtplib.SMTP(server.host, server.port, here, timeout=WAIT)
    try:
        smtp.ehlo_or_helo_if_needed()
        if server.security == "starttls":
            smtp.starttls(context=ssl.create_default_context())
            smtp.ehlo()
        if server.username:
            smtp.login(server.username, server.password)
    except BaseException:
        smtp.close()
        raise
    return _Opened(smtp)


def _given(smtp: smtplib.SMTP, data: bytes, server: Server) -> tuple[int, bytes]:
    """What the server says once it has the whole mail. Raises NotSent where it falls silent."""
    try:
        return smtp.data(data)
    except smtplib.SMTPResponseException:
        raise  # it said no before it was given anything
    except (smtplib.SMTPException, OSError) as error:
        says = f"{server.name} fell silent while it was given the mail ({shortened(str(error))})."
        raise NotSent(says, server=True, perhaps=True) from error


def _greeted(answer: tuple[int, bytes], server: Server) -> None:
    """Raise NotSent where the server takes nothing from us: that is no fault of the mail's."""
    code, words = answer
    if not 200 <= code < 300:
        says = f"{server.name} does not take mail from {server.sender} ({_said(code, words)})."
        raise NotSent(says, server=True)


def _expect(answer: tuple[int, bytes], what: str, server: Server) -> str:
    """The answer, where it is a yes. Raises NotSent where it is not."""
    code, text = answer
    if 200 <= code < 300:
        return _said(code, text)
    raise NotSent(f"{server.name} does not take {what} ({_said(code, text)}).", lasting=code >= 500)


def _said(code: int, text: bytes | str) -> str:
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return shortened(f"{code} {words}")
