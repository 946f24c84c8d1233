"""メールサーバー: hands mails over to the mail server of the city; nobody else speaks SMTP."""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from app.clock import now

TIMEOUT_SECONDS = 30
BAD_ADDRESS = "メールの宛先の形が正しくありません。利用者の画面で改めてください。"


class MailRefusedError(Exception):
    """The mail was not taken; the message says why, in the words of the log."""


class BadAddressError(MailRefusedError):
    """No mail can ever be sent to the address: trying once more would not help."""


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
        can be told from the first. Raises MailRefusedError, of which BadAddressError is one.
        """
        receiver = _address(to)
        try:
            self._hand_over(self._message(mail_id, receiver, subject, body), receiver.addr_spec)
        except (OSError, ValueError, smtplib.SMTPException) as error:
            raise MailRefusedError(f"{type(error).__name__}: {error}"[:500]) from error

    def _message(self, mail_id: int, to: Address, subject: str, body: str) -> EmailMessage:
        message = EmailMessage()
        message["From"] = self.sender
        message["To"] = to
        message["Subject"] = subject
        message["Date"] = format_datetime(now())
        domain = self.sender.rpartition("@")[2].strip(">") or "localhost"
        message["Message-ID"] = f"<mitodoke-{mail_id}@{domain}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(body, charset="utf-8", cte="base64")
        return message

    def _hand_over(self, message: EmailMessage, to: str) -> None:
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
            server.send_message(message, to_addrs=[to])


def _address(text: str) -> Address:
    """The address as the mail program takes it apart. Raises BadAddressError where it cannot."""
    try:
        found = Address(addr_spec=text)
        found.addr_spec.encode("ascii")
    except Exception as error:  # the library stumbles in many ways over what is no address
        raise BadAddressError(BAD_ADDRESS) from error
    if not found.username or not found.domain:
        raise BadAddressError(BAD_ADDRESS)
    return found
