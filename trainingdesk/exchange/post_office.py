"""Speaking with a mail server: every refusal in its own words, and no doubt left unsaid."""

import smtplib
import ssl
from base64 import b64encode
from collections.abc import Container, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import EmailMessage
from socket import IPPROTO_TCP, TCP_NODELAY
from typing import Any

from trainingdesk.domain.message import Security

PATIENCE = 20.0
"""So many seconds the server may take for each answer."""

LATE = "The server did not answer in time."

LOGGED_IN, OK, GO_ON, TEXT_ASKED = 235, 250, 334, 354
TAKEN = frozenset({250, 251, 252})
MYSELF = "[127.0.0.1]"
"""What this computer calls itself to the server: its own name may take long to find."""
FOR_GOOD = 500
"""From here on the server says that trying again is of no use."""


class NoPost(Exception):
    """The server was not reached, or let nobody in; nothing was sent."""


class Turned(Exception):
    """The server did not take a message; ``again`` says whether it may later."""

    def __init__(self, words: str, *, again: bool) -> None:
        super().__init__(words)
        self.again = again


class Unsure(Exception):
    """The server broke off after it had the message: nobody knows whether it was sent."""


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server, and who comes to it."""

    host: str
    port: int
    security: Security
    user: str = ""
    password: str = ""
    patience: float = PATIENCE
    trusted: ssl.SSLContext | None = None  # the system's own certificates where there is none


class PostOffice:
    """An open way to a mail server."""

    def __init__(self, way: smtplib.SMTP) -> None:
        self._way = way

    def send(self, message: EmailMessage, *, sender: str, to: str) -> None:
        """Hand one message over; raises Turned, NoPost, Unsure.

        The way is of no more use after NoPost and Unsure.
        """
        with _broken_off():
            code, words = self._way.mail(sender)
            if code != OK:  # about the board, not about this reader
                raise NoPost(_said(code, words))
            self._unless_turned(*self._way.rcpt(to), wanted=TAKEN)
            self._unless_turned(*self._way.docmd("DATA"), wanted={TEXT_ASKED})
        try:
            self._way.send(_dotted(message.as_bytes()))
            code, words = self._way.getreply()
        except (OSError, smtplib.SMTPException) as error:
            said = "The server broke off before it said whether it took the message."
            raise Unsure(said) from error
        self._unless_turned(code, words, wanted={OK})

    def _unless_turned(self, code: int, words: bytes, *, wanted: Container[int]) -> None:
        """Go on where the server agrees, or forget the message and raise Turned."""
        if code in wanted:
            return
        with suppress(OSError, smtplib.SMTPException):
            self._way.rset()
        raise Turned(_said(code, words), again=code < FOR_GOOD)


@contextmanager
def post_office(server: Server) -> Iterator[PostOffice]:
    """Go to a mail server, and leave it politely; raises NoPost."""
    with _broken_off():
        way = _way_to(server)
    try:
        with _broken_off():
            if server.security is Security.STARTTLS:
                way.starttls(context=_trusted(server))
            way.ehlo_or_helo_if_needed()
            if server.user:
                _log_in(way, server)
        yield PostOffice(way)
    finally:
        with suppress(OSError, smtplib.SMTPException):
            way.quit()
        way.close()


def _way_to(server: Server) -> smtplib.SMTP:
    where = server.host, server.port, MYSELF
    if server.security is Security.TLS:
        way: smtplib.SMTP = smtplib.SMTP_SSL(
            *where, timeout=server.patience, context=_trusted(server)
        )
    else:
        way = smtplib.SMTP(*where, timeout=server.patience)
    socket: Any = way.sock
    socket.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)  # commands are short, and each waits
    return way


def _log_in(way: smtplib.SMTP, server: Server) -> None:
    """Say who comes, in UTF-8, which the library's own login does not."""
    offered = way.esmtp_features.get("auth", "").upper().split()
    if "PLAIN" in offered:
        both = f"\0{server.user}\0{server.password}"
        code, words = way.docmd("AUTH", f"PLAIN {_coded(both)}")
    elif "LOGIN" in offered:
        code, words = way.docmd("AUTH", f"LOGIN {_coded(server.user)}")
        if code == GO_ON:
            code, words = way.docmd(_coded(server.password))
    else:
        raise NoPost("The server takes no user name and password over this way.")
    if code != LOGGED_IN:
        raise NoPost(_said(code, words))


@contextmanager
def _broken_off() -> Iterator[None]:
    """Say in words why the server was not reached, or where it broke off; raises NoPost."""
    try:
        yield
    except smtplib.SMTPResponseException as error:
        raise NoPost(_said(error.smtp_code, error.smtp_error)) from error
    except TimeoutError as error:
        raise NoPost(LATE) from error
    except ssl.SSLCertVerificationError as error:
        raise NoPost(f"The server's certificate is not trusted: {error.verify_message}.") from error
    except (OSError, smtplib.SMTPException) as error:
        if isinstance(error.__context__, TimeoutError):
            raise NoPost(LATE) from error
        raise NoPost(f"The way to the server broke off: {error}") from error


def _trusted(server: Server) -> ssl.SSLContext:
    return server.trusted or ssl.create_default_context()


def _coded(text: str) -> str:
    return b64encode(text.encode()).decode("ascii")


def _dotted(message: bytes) -> bytes:
    """The text with its end, and a dot before each line that begins with one."""
    lines = message.replace(b"\r\n.", b"\r\n..")
    return (lines if lines.endswith(b"\r\n") else lines + b"\r\n") + b".\r\n"


def _said(code: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return f"{code} {' '.join(text.split())}"
