"""What a browser of the storm does: one request over a connection of its own, timed."""

import http.client
import time
from dataclasses import dataclass
from urllib.parse import urlencode

LONGEST = 300
"""Seconds; being late on a crowded machine is no failure here."""
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Reply:
    """One answer; status 0 when the connection broke."""

    status: int
    place: str
    text: str
    ms: float
    retry_after: str = ""


def post(port: int, path: str, student: tuple[str, str], **fields: str) -> Reply:
    """Send a form as a student (cookie and token)."""
    cookie, token = student
    body = urlencode({"csrf_token": token, **fields})
    return send(port, "POST", path, body, {"Cookie": cookie, "Content-Type": FORM})


def get(port: int, path: str, student: tuple[str, str]) -> Reply:
    """Open a page as a student."""
    return send(port, "GET", path, None, {"Cookie": student[0]})


def send(port: int, method: str, path: str, body: str | None, headers: dict[str, str]) -> Reply:
    """Send it and read the whole answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=LONGEST)
    began = time.perf_counter()
    try:
        connection.request(method, path, body, headers)
        return read(connection.getresponse(), began)
    except (OSError, http.client.HTTPException):
        return Reply(0, "", "", 1000 * (time.perf_counter() - began))
    finally:
        connection.close()


def read(response: http.client.HTTPResponse, began: float) -> Reply:
    """The answer, timed to its last byte."""
    text = response.read().decode()
    place, retry = response.getheader("Location", ""), response.getheader("Retry-After", "")
    return Reply(response.status, place, text, 1000 * (time.perf_counter() - began), retry)
