"""Reading saved e-mails (.eml): replies, and what servers send back, however they are made."""

import re
from collections.abc import Iterator
from email import message_from_bytes, message_from_string
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses, parseaddr
from html import unescape

from trainingdesk.domain.incoming import Incoming, IncomingKind
from trainingdesk.domain.placeholders import in_one_line

KEY = re.compile(r"<(\d{1,12}\.[0-9a-f]{32})@")
SERVERS = ("mailer-daemon", "postmaster")
QUOTED = re.compile(r"^\s*(>|-{3,}|_{5,}|From: |On .+ wrote:\s*$|Am .+ schrieb.*:\s*$)")
LONGEST_SAID = 400
ENDED_IN = {"failed": IncomingKind.BOUNCE, "delayed": IncomingKind.DELAY}


def read_mail(content: bytes) -> Incoming:
    """What a saved e-mail says; one without a sender is none."""
    mail = message_from_bytes(content)
    texts = [_text(part) for part in mail.walk() if part.get_content_maintype() == "text"]
    named = KEY.findall("\n".join([content.decode("latin-1"), *texts]))
    own = KEY.match(str(mail.get("Message-ID", "")).strip())
    own_key = own[1] if own else ""
    kind, words = _kind(mail)
    return Incoming(
        kind,
        sender=parseaddr(_header(mail, "From"))[1],
        subjects=tuple(_subjects(mail)),
        keys=tuple(dict.fromkeys(key for key in named if key != own_key)),
        own_key=own_key,
        not_reached=tuple(_not_reached(mail)) if kind is IncomingKind.BOUNCE else (),
        said=words or _said(next(filter(str.strip, texts), "")),
    )


def _kind(mail: Message) -> tuple[IncomingKind, str]:
    """What it is, with a server's words where it is from one."""
    reports = list(_reports(mail))
    for report in reports:
        kind = ENDED_IN.get(str(report.get("Action", "")).strip().casefold())
        if kind is not None:
            words = str(report.get("Diagnostic-Code") or report.get("Status") or "")
            return kind, in_one_line(words.rpartition(";")[2])[:LONGEST_SAID]
    by_server = parseaddr(_header(mail, "From"))[1].casefold().startswith(SERVERS)
    if not reports and (by_server or mail.get("X-Failed-Recipients")):
        return IncomingKind.BOUNCE, ""
    if reports or str(mail.get("Auto-Submitted", "no")).strip().casefold() != "no":
        return IncomingKind.AUTOMATIC, ""
    return IncomingKind.REPLY, ""


def _reports(mail: Message) -> Iterator[Message]:
    """What a server says of each reader."""
    for part in mail.walk():
        if part.get_content_type() == "message/delivery-status":
            yield from (each for each in _held(part) if each.get("Action"))


def _not_reached(mail: Message) -> Iterator[str]:
    for report in _reports(mail):
        reader = report.get("Final-Recipient") or report.get("Original-Recipient") or ""
        yield str(reader).rpartition(";")[2].strip()
    yield from str(mail.get("X-Failed-Recipients", "")).replace(",", " ").split()
    for original in _brought_back(mail):
        yield from (address for _name, address in getaddresses([_header(original, "To")]))


def _subjects(mail: Message) -> Iterator[str]:
    for each in (mail, *_brought_back(mail)):
        yield in_one_line(_header(each, "Subject"))


def _brought_back(mail: Message) -> Iterator[Message]:
    for part in mail.walk():
        if part.get_content_type() == "message/rfc822":
            yield from _held(part)
        elif part.get_content_type() == "text/rfc822-headers":
            yield message_from_string(_text(part))


def _held(part: Message) -> list[Message]:
    held = part.get_payload()
    return [each for each in held if isinstance(each, Message)] if isinstance(held, list) else []


def _header(mail: Message, name: str) -> str:
    """A header in letters; one in an alphabet that nobody knows stays as it is."""
    written = str(mail.get(name, ""))
    try:
        return str(make_header(decode_header(written)))
    except (HeaderParseError, LookupError, UnicodeError):
        return written


def _text(part: Message) -> str:
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    try:
        text = content.decode(part.get_content_charset("utf-8"), errors="replace")
    except LookupError:
        text = content.decode("latin-1")
    if part.get_content_subtype() != "html":
        return text
    spoken = re.sub(r"(?is)<(style|script|head).*?</\1>", " ", text)
    return unescape(re.sub(r"<[^>]*>", " ", re.sub(r"(?i)<(br|/p|/div)[^>]*>", "\n", spoken)))


def _said(text: str) -> str:
    """The beginning of a text, without what it quotes."""
    kept = []
    for line in text.splitlines():
        if QUOTED.match(line):
            break
        kept.append(line)
    return in_one_line(" ".join(kept))[:LONGEST_SAID]
