"""メールサーバー: a real one for tests, on this machine; it keeps what it is handed, or refuses."""

from __future__ import annotations

import email
import email.policy
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage

LOCALHOST = "127.0.0.1"


@dataclass
class Post:
    """What was handed over; while it is closed everything is refused for the time being."""

    port: int = 0
    closed: bool = False
    taken: list[EmailMessage] = field(default_factory=list)

    def to(self, address: str) -> list[EmailMessage]:
        return [message for message in self.taken if message["To"] == address]


class _Conversation(socketserver.StreamRequestHandler):
    """SMTP as far as a client that hands over one mail after the other needs it."""

    def handle(self) -> None:
        self._say("220 mail.example ready")
        while line := self.rfile.readline():
            verb = line.split(maxsplit=1)[0].upper().decode() if line.strip() else ""
            if verb == "QUIT":
                self._say("221 bye")
                return
            self._answer(verb)

    def _answer(self, verb: str) -> None:
        post: Post = self.server.post  # type: ignore[attr-defined]
        if verb == "MAIL" and post.closed:
            self._say("451 try again later")
        elif verb == "DATA":
            self._say("354 go on")
            lines = iter(self.rfile.readline, b".\r\n")
            raw = b"".join(line.removeprefix(b".") for line in lines)
            message = email.message_from_bytes(raw, policy=email.policy.default)
            post.taken.append(message)
            self._say("250 taken")
        else:
            self._say("250 ok")

    def _say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    post: Post


@contextmanager
def post_office() -> Iterator[Post]:
    """A mail server that listens while the block runs."""
    with _Server((LOCALHOST, 0), _Conversation) as server:
        server.post = Post(port=server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield server.post
        finally:
            server.shutdown()
            thread.join()
