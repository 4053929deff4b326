"""A mail server to test with: it keeps what it takes, and answers single addresses as it is told."""

import email
import email.policy
import socket
from contextlib import contextmanager
from unittest.mock import patch

from aiosmtpd.controller import Controller

FINE = "250 OK"


class Post:
    """`answers`: what the server says to an address (RCPT), `texts`: to a letter for it (DATA)."""

    def __init__(self, answers: dict[str, str], texts: dict[str, str]):
        self.answers, self.texts, self.letters, self.taken = answers, texts, [], []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 - the server's own name
        if address not in self.answers:
            envelope.rcpt_tos.append(address)
        return self.answers.get(address, FINE)

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - the server's own name
        said = self.texts.get(envelope.rcpt_tos[0], FINE)
        if said == FINE:
            self.letters.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
            self.taken += envelope.rcpt_tos
        return said


@contextmanager
def running(app, answers: dict[str, str] | None = None, texts: dict[str, str] | None = None):
    """A server that the application uses inside the block."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    keeper = Post(answers or {}, texts or {})
    controller = Controller(keeper, hostname="127.0.0.1", port=port)
    controller.start()
    settings = {"HOST": "127.0.0.1", "PORT": port, "TLS": "none"}
    try:
        with patch.dict(app.config, {f"PORTAL_SMTP_{name}": value for name, value in settings.items()}):
            yield keeper
    finally:
        controller.stop()
