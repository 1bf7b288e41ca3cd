"""Saved e-mails for tests: replies and what servers send back, as mail programs save them."""

from email.message import EmailMessage, Message
from email.mime.base import MIMEBase
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

WORDS = "550 5.1.1 No such person here"


def a_reply(original: Message, text: str, *, names_it: bool = True, **headers: str) -> EmailMessage:
    """An answer as mail programs write it, above what it answers."""
    reply = EmailMessage()
    reply["From"] = headers.pop("sender", str(original["To"]))
    reply["To"] = str(original["From"])
    reply["Subject"] = headers.pop("subject", f"Re: {original['Subject']}")
    if names_it:
        reply["In-Reply-To"] = reply["References"] = str(original["Message-ID"])
    for name, value in headers.items():
        reply[name.replace("_", "-")] = value
    reply.set_content(f"{text}\n\nOn Friday the board wrote:\n> Dear Ada,\n")
    return reply


def a_report(original: Message, *, action: str = "failed", whole: bool = True) -> MIMEMultipart:
    """What a server sends back, with the message or its headers only."""
    report = MIMEMultipart("report", report_type="delivery-status")
    report["From"] = "Mail Delivery System <MAILER-DAEMON@mx.example.org>"
    report["Subject"] = "Undelivered Mail Returned to Sender"
    report["Auto-Submitted"] = "auto-replied"
    report.attach(MIMEText("Your message could not be delivered."))
    about = MIMEBase("message", "delivery-status")
    server, reader = Message(), Message()
    server["Reporting-MTA"] = "dns; mx.example.org"
    reader["Final-Recipient"] = "rfc822; ada@example.org"
    reader["Action"], reader["Status"] = action, "5.1.1"
    reader["Diagnostic-Code"] = f"smtp; {WORDS}"
    about.set_payload([server, reader])
    report.attach(about)
    if whole:
        report.attach(MIMEMessage(original))
    else:
        heads = "".join(f"{name}: {value}\n" for name, value in original.items())
        report.attach(MIMEText(heads, "rfc822-headers"))
    return report


def without(mail: Message, *names: str) -> Message:
    """The same without some of its headers, as some mail programs send it."""
    for name in names:
        del mail[name]
    return mail
