"""The rush: every student sends one claim at the same instant, each over a connection of their own."""

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.storm import web
from tests.storm.yard import Yard

WORDS = (
    "All seats are taken.",
    "which is the most at once.",
    "This project no longer takes requests.",
    "The most at your campus is",
    "it is kept for students who have not had a placement yet.",
)


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

    def one(student: tuple[str, str]) -> Answer:
        gate.wait()
        return answered(claim(port, yard.project_ids[0], student))

    return together(one, yard.students)


def together(one: Callable, students: Sequence) -> list:
    """Each student in a thread of their own; what they brought back, in their order."""
    brought: list = [None] * len(students)

    def run(number: int) -> None:
        brought[number] = one(students[number])

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(students))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return brought


def claim(port: int, project_id: int, student: tuple[str, str]) -> web.Reply:
    """Ask for a seat."""
    return web.post(port, f"/student/projects/{project_id}/claims", student)


def answered(reply: web.Reply) -> Answer:
    """The answer without its page; a connection that broke counts as a failure of the server."""
    return Answer(reply.status, any(words in reply.text for words in WORDS), reply.ms)


def count(answers: list[Answer]) -> Counter:
    """How many got what."""
    return Counter(answer.kind for answer in answers)
