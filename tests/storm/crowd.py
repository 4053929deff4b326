"""The crowd: each student claims again and again, undoes most of it, accepts a little, and keeps some holds."""

import random
from collections import Counter
from dataclasses import dataclass, field

from tests.storm import rush, web
from tests.storm.rush import Answer
from tests.storm.yard import Yard

ACCEPTED, KEPT = 0.02, 0.02
"""Of the seats a student gets; the others are given back at once, so that seats stay fought over."""


@dataclass
class Diary:
    """What one student met: claims, and what became of the seats."""

    claims: list[Answer] = field(default_factory=list)
    after: Counter = field(default_factory=Counter)
    settled: set[str] = field(default_factory=set)
    """Claims that are accepted or kept: asking for such a seat again leads to the same claim."""


def run(yard: Yard, port: int, tries: int) -> list[Diary]:
    """Everybody at once, each `tries` claims one after another; their diaries."""

    def one(student: tuple[str, str]) -> Diary:
        return spend(yard, port, student, tries)

    return rush.together(one, yard.students)


def spend(yard: Yard, port: int, student: tuple[str, str], tries: int) -> Diary:
    """One student's day; what they choose depends on who they are, not on the clock."""
    diary, dice = Diary(), random.Random(student[0])
    for _ in range(tries):
        reply = rush.claim(port, dice.choice(yard.project_ids), student)
        diary.claims.append(rush.answered(reply))
        if reply.status == 303 and reply.place not in diary.settled:
            done = decide(port, student, reply.place, dice.random())
            diary.after[done] += 1
            diary.settled |= {reply.place} if done in {"accepted", "kept"} else set()
    return diary


def decide(port: int, student: tuple[str, str], claim: str, chance: float) -> str:
    """Accept, keep or undo; how that went."""
    if chance < ACCEPTED:
        return kind("accepted", web.post(port, f"{claim}/accept", student, agree="y"))
    if chance < ACCEPTED + KEPT:
        return "kept"
    return kind("undone", web.post(port, f"{claim}/withdraw", student))


def kind(done: str, reply: web.Reply) -> str:
    """`done` when it worked, else `told` or `5xx`, as rush.Answer knows them."""
    if reply.status == 303:
        return done
    return rush.answered(reply).kind
