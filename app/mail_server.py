"""メールサーバー: hands mails over to the mail server of the city; nobody else speaks SMTP."""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime

from app.clock import now

TIMEOUT_SECONDS = 30


class MailRefusedError(Exception):
    """The mail was not taken; the message says why, in the words of the log."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mails are handed over. `security`: none, starttls or tls."""

    host: str
    port: int
    security: str
    sender: str
    user: str = ""
    password: str = ""

    def send(self, mail_id: int, to: str, subject: str, body: str) -> None:
        """Hands a mail over; the same `mail_id` has the same Message-ID, so that a second copy
        can be told from the first. Raises MailRefusedError.
        """
        message = EmailMessage()
        message["From"] = self.sender
        message["To"] = to
        message["Subject"] = subject
        message["Date"] = format_datetime(now())
        domain = self.sender.rpartition("@")[2].strip(">") or "localhost"
        message["Message-ID"] = f"<mitodoke-{mail_id}@{domain}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(body, charset="utf-8", cte="base64")
        try:
            self._hand_over(message)
        except (OSError, smtplib.SMTPException) as error:
            raise MailRefusedError(f"{type(error).__name__}: {error}"[:500]) from error

    def _hand_over(self, message: EmailMessage) -> None:
        context = ssl.create_default_context()
        if self.security == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                self.host, self.port, timeout=TIMEOUT_SECONDS, context=context
            )
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=TIMEOUT_SECONDS)
        with server:
            if self.security == "starttls":
                server.starttls(context=context)
            if self.user:
                server.login(self.user, self.password)
            server.send_message(message)
