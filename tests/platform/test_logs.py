"""Logs tell what happened and keep the secrets of mailed links."""

import pytest
from structlog.testing import capture_logs

from portal.logs import masked


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/e/Zx3", "/e/***"),
        ("/e/Zx3/step", "/e/***/step"),
        ("/invitation/Zx3", "/invitation/***"),
        ("/reset/Zx3", "/reset/***"),
        ("/employer/", "/employer/"),
    ],
)
def test_secrets_are_masked(path, shown):
    assert masked(path) == shown


def test_one_line_a_request(client):
    with capture_logs() as lines:
        answer = client.get("/invitation/very-secret")
    line = next(line for line in lines if line["event"] == "request")
    assert (line["method"], line["path"], line["status"]) == ("GET", "/invitation/***", 404)
    assert len(answer.headers["X-Request-Id"]) == 32
    assert "very-secret" not in str(lines)
