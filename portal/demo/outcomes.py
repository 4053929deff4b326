"""What came of finished placements: some answer the question at 30 and 180 days, some tell it by themselves."""

from datetime import timedelta

from sqlalchemy import select

from portal import clock
from portal.actor import Actor
from portal.database import db
from portal.demo.schedule import Story
from portal.demo.world import World
from portal.models.outcomes import FollowUp
from portal.models.placements import Placement
from portal.services import follow_ups, outcomes, placements
from portal.vocabulary import NextStep, PlacementStatus, Side, stages

SAID = (NextStep.NONE, NextStep.PROJECT, NextStep.REFERENCE, NextStep.INTERNSHIP, NextStep.NONE, NextStep.JOB)
"""What the employer answers, by turns; the student says the same where they are asked."""


def followed(key: int, student: Actor, staff: Actor) -> Story:
    """One question later: two in three employers answer, every other student, and one asks the office to note it."""
    if placements.get(staff, key).status is not PlacementStatus.CLOSED:
        return
    kind = SAID[key % len(SAID)]
    yield clock.now() + timedelta(days=32)
    if key % 3:
        answered(key, Side.EMPLOYER, 30, kind)
    yield clock.now() + timedelta(days=3)
    if key % 2:
        answered(key, Side.STUDENT, 30, kind)
    elif key % 10 == 0:
        outcomes.record(placements.get(student, key), NextStep.REFERENCE, by=student)
    yield clock.now() + timedelta(days=149)
    if key % 7 == 0:
        told = "The employer wrote to us: a graduate place from the autumn."
        outcomes.record(placements.get(staff, key), NextStep.JOB, told, by=staff)


def finish(world: World) -> None:
    """The first student of each campus with a result says what came of it; at one that is the demo student."""
    for place in world.places.values():
        here = Placement.student_id.in_([student.user_id for student in place.students])
        found = (
            select(Placement).where(here, Placement.status.in_(stages.DONE)).order_by(Placement.student_id)
        )
        for placement in db.session.scalars(found.limit(1)).all():
            (whose,) = (each for each in place.students if each.user_id == placement.student_id)
            outcomes.record(placement, NextStep.PROJECT, by=whose)


def answered(key: int, side: Side, days: int, kind: NextStep) -> None:
    """Follow the mailed link and press, where it was sent."""
    sent = (FollowUp.placement_id == key, FollowUp.side == side, FollowUp.days == days)
    found = select(FollowUp).where(*sent, FollowUp.sent_at.is_not(None)).options(follow_ups.WITH_PLACEMENT)
    if asked := db.session.scalars(found).first():
        follow_ups.answer(asked, kind, by=follow_ups.holder(asked))
