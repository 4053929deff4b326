"""The rush itself: every student sends one claim at the same instant, each over a connection of their own."""

import http.client
import threading
import time
from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlencode

from tests.storm.yard import Yard

WORDS = "All seats are taken."


@dataclass(frozen=True)
class Answer:
    """What one student got, and after how many milliseconds."""

    status: int
    told: bool
    ms: float

    @property
    def kind(self) -> str:
        """`seat`, `told`, `5xx` or `other`."""
        if self.status >= 500 or self.status == 0:
            return "5xx"
        if self.status == 303:
            return "seat"
        return "told" if self.status == 422 and self.told else "other"


def rush(yard: Yard, port: int) -> list[Answer]:
    """All students at once; the answers in the order of the students."""
    gate = threading.Barrier(len(yard.students))
    answers: list[Answer | None] = [None] * len(yard.students)

    def one(number: int) -> None:
        answers[number] = claim(port, yard.project_id, *yard.students[number], gate)

    threads = [threading.Thread(target=one, args=(number,)) for number in range(len(answers))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [answer for answer in answers if answer]


def claim(port: int, project_id: int, cookie: str, token: str, gate: threading.Barrier) -> Answer:
    """Wait for everybody, then claim; a connection that breaks counts as a failure of the server."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    body = urlencode({"csrf_token": token})
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    gate.wait()
    began = time.perf_counter()
    try:
        connection.request("POST", f"/student/projects/{project_id}/claims", body, headers)
        response = connection.getresponse()
        text, status = response.read().decode(), response.status
    except (OSError, http.client.HTTPException):
        text, status = "", 0
    finally:
        connection.close()
    return Answer(status, WORDS in text, 1000 * (time.perf_counter() - began))


def count(answers: list[Answer]) -> Counter:
    """How many got what."""
    return Counter(answer.kind for answer in answers)
