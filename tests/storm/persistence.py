"""Students who do not give up: a request that was cut off is sent again, until two seats are theirs."""

import random
from concurrent.futures import ThreadPoolExecutor

from tests.storm import web
from tests.storm.progress import Progress
from tests.storm.yard import Yard

AT_ONCE, PLACEMENTS, PATIENCE = 16, 2, 1000


class Failed(Exception):
    """The server answered what nobody should see."""


class Persistent:
    """All students of a yard; `accepted` holds each claim whose acceptance was answered."""

    def __init__(self, place: Yard, port: int, progress: Progress) -> None:
        """Nobody asked yet."""
        self.place, self.port, self.progress = place, port, progress
        self.accepted: list[str] = []

    def run(self) -> None:
        """Let all of them get what they want, some at once; raises Failed."""
        with ThreadPoolExecutor(AT_ONCE) as crowd:
            list(crowd.map(self.insist, self.place.students))

    def insist(self, student: tuple[str, str]) -> None:
        """Claim and accept, on one project after another."""
        dice, got = random.Random(student[0]), 0
        wishes = dice.sample(self.place.project_ids, len(self.place.project_ids))
        while got < PLACEMENTS and wishes:
            claim = self.sent(f"/student/projects/{wishes.pop()}/claims", student)
            if claim.status == 303:
                self.accept(claim.place, student)
                got += 1

    def accept(self, claim: str, student: tuple[str, str]) -> None:
        reply = self.sent(f"{claim}/accept", student, agree="y")
        if reply.status != 303:
            raise Failed(f"{claim}: {reply.status}")
        self.accepted.append(claim)

    def sent(self, path: str, student: tuple[str, str], **fields: str) -> web.Reply:
        """Send until it is answered with a success or in words."""
        for _ in range(PATIENCE):
            reply = web.post(self.port, path, student, **fields)
            self.progress.tick("answers" if reply.status else "cut off")
            if reply.status in {303, 422}:
                return reply
            if reply.status not in {0, 503}:
                break
            self.progress.more("answers", 1, 0.2)
        raise Failed(f"{path}: {reply.status}")
