"""Stories of what happens between start and hand-in: milestones, check-ins, the hour log."""

from datetime import timedelta
from typing import Any

from portal import clock
from portal.database import db
from portal.demo.schedule import Story
from portal.services import check_ins, hours, milestones
from portal.vocabulary import InTheWay, Track

BEHIND, STUCK, WAITING = "behind", "stuck", "active"
"""Placements under way now: nothing delivered, blocked, and a delivery that nobody has looked at."""
LOGGED = ("Read what is there", "Drafted the outline", "Compared three examples", "Wrote the first half")
NOTES = ("The outline is complete; two figures are still open.", "Half of it, in the form it will have.")


def along(life: Any, stop: str) -> Story:
    """Everything of the plan in its order, as far as the placement has come."""
    for kind, key, due_on in planned(life):
        yield life.at(due_on, 0)
        if kind == "milestone" and stop != BEHIND:
            yield from delivered(life, key, stop)
        elif kind == "check_in":
            talked(life, key, stop)
        if life.key % 3 == 0:
            log(life)


def planned(life: Any) -> list[tuple[str, int, Any]]:
    """(kind, id, day) of all that was planned, by day."""
    placement = life.of(life.student)
    found = [("milestone", one.id, one.due_on) for one in milestones.of(placement)]
    found += [("check_in", one.id, one.due_on) for one in check_ins.of(placement)]
    return sorted(found, key=lambda item: item[2])


def delivered(life: Any, key: int, stop: str) -> Story:
    """Delivered in time and looked at the day after, every third one only at the second try."""
    hand_over(life, key)
    if stop == WAITING:
        return
    yield clock.now() + timedelta(days=1)
    if stop == STUCK or (life.key + key) % 3 == 0:
        milestones.rework(looked_at(life, key), "Show where each number comes from.", by=life.plan.contact)
        if stop == STUCK:
            return
        yield clock.now() + timedelta(days=1)
        hand_over(life, key)
        yield clock.now() + timedelta(hours=5)
    milestones.accept(looked_at(life, key), "" if key % 2 else "Just what we need.", by=life.plan.contact)


def hand_over(life: Any, key: int) -> None:
    mine = milestones.get(life.of(life.student), key)
    milestones.deliver(mine, NOTES[key % 2], f"https://files.example/{life.key}/draft", by=life.student)


def looked_at(life: Any, key: int) -> Any:
    return milestones.get(life.of(life.plan.contact), key)


def talked(life: Any, key: int, stop: str) -> None:
    """Both answer, but for a few check-ins that one side forgets."""
    if stop != BEHIND and key % 9:
        mine = check_ins.get(life.of(life.student), key)
        way = InTheWay.BLOCKED if stop == STUCK else InTheWay.SOMETHING if key % 4 == 0 else InTheWay.NOTHING
        obstacle = "" if way is InTheWay.NOTHING else "The export from the archive has not come yet."
        check_ins.tell(mine, "The outline is done; next come the examples.", way, obstacle, by=life.student)
    if stop == WAITING or key % 7 == 0:
        return
    db.session.flush()
    theirs = check_ins.get(life.of(life.plan.contact), key)
    track = Track.OFF if stop == BEHIND else Track.CHANGE if key % 5 == 0 else Track.ON
    change = "" if track is Track.ON else "Please send what you have, even if it is rough."
    check_ins.judge(theirs, track, change, by=life.plan.contact)


def log(life: Any) -> None:
    placement = life.of(life.student)
    minutes = 60 * (2 + life.key % 3)
    hours.log(placement, clock.today(placement.zone), minutes, LOGGED[minutes // 60 % 4], by=life.student)
