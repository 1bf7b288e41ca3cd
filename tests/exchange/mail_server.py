"""A real mail server for tests, on a port of its own, that can be made to misbehave."""

import asyncio
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HOST = "127.0.0.1"


@dataclass
class Letters:
    """What the server took, and how it answers: by address, or always the same."""

    taken: list[Envelope] = field(default_factory=list)
    at_reader: dict[str, str] = field(default_factory=dict)
    at_text: dict[str, str] = field(default_factory=dict)
    drops_at_reader: set[str] = field(default_factory=set)
    drops_at_text: set[str] = field(default_factory=set)
    hangs_at: set[str] = field(default_factory=set)
    at_sender: str = ""
    as_taken: Callable[[], object] = lambda: None
    logins: list[tuple[str, str]] = field(default_factory=list)

    async def handle_MAIL(  # noqa: N802 - the server's own names
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        return self.at_sender or "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.drops_at_reader:
            self.drops_at_reader.discard(address)
            _drop(server)
        if address in self.hangs_at:
            await asyncio.sleep(30)
        if address in self.at_reader:
            return self.at_reader[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        (reader,) = envelope.rcpt_tos
        if reader in self.drops_at_text:
            _drop(server)
        if reader in self.at_text:
            return self.at_text[reader]
        self.as_taken()
        self.taken.append(envelope)
        return "250 OK"

    def log_in(
        self, server: SMTP, session: Session, envelope: Envelope, way: str, given: LoginPassword
    ) -> AuthResult:
        user, password = given.login.decode(), given.password.decode()
        self.logins.append((user, password))
        return AuthResult(success=password == "grüße", handled=False)

    @property
    def readers(self) -> list[str]:
        return [reader for envelope in self.taken for reader in envelope.rcpt_tos]


def _drop(server: SMTP) -> None:
    transport: Any = server.transport
    transport.abort()


class MailServer(Controller):
    """A server on whatever port is free."""

    def _trigger_server(self) -> None:
        started: Any = self.server
        self.port = started.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def a_mail_server(letters: Letters, **settings: Any) -> Iterator[MailServer]:
    server = MailServer(letters, hostname=HOST, port=0, **settings)
    server.start()
    try:
        yield server
    finally:
        server.stop()


@dataclass(frozen=True)
class Certificate:
    """What a server proves itself with, and who believes it."""

    path: Path

    def servers(self) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.path)
        return context

    def trusted(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self.path)


def a_certificate(folder: Path) -> Certificate:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail for tests")])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address(HOST))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    path = folder / "mail.pem"
    pem = serialization.Encoding.PEM
    kind = serialization.PrivateFormat.PKCS8
    secret = key.private_bytes(pem, kind, serialization.NoEncryption())
    path.write_bytes(secret + signed.public_bytes(pem))
    return Certificate(path)
