"""What students do beside placements: classes, jobs, and the exams of the demo student."""

from datetime import timedelta
from random import Random

from portal import clock
from portal.actor import Actor
from portal.demo.world import World
from portal.services import commitments
from portal.services.commitments import Told
from portal.vocabulary import CommitmentKind

CLASSES = ("Lectures and seminars", "Studio days", "Laboratory and lectures", "")
JOBS = ("Saturdays at the bakery", "Library desk", "Tutoring", "")
WEEK = timedelta(weeks=1)


def enter(actor: Actor, zone: str) -> None:
    """Classes of most students, and a job of one in four; drawn apart, so that other chances stay as they are."""
    chance, today = Random(actor.user_id), clock.today(zone)
    hours = chance.choice((8, 10, 12)) * 60
    commitments.add(Told(CommitmentKind.CLASSES, chance.choice(CLASSES), hours, today, None), by=actor)
    if chance.random() < 0.25:
        job = Told(CommitmentKind.JOB, chance.choice(JOBS), chance.choice((4, 6, 8)) * 60, today, None)
        commitments.add(job, by=actor)


def finish(world: World) -> None:
    """Exams ahead: some of the demo student's weeks get full, and of a few others."""
    for place in world.places.values():
        today = clock.today(place.zone)
        for actor in place.students[:6]:
            exams = Told(CommitmentKind.EXAMS, "Mid-term exams", 15 * 60, today + 2 * WEEK, today + 4 * WEEK)
            commitments.add(exams, by=actor)
