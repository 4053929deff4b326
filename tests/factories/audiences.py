"""A project's story at two campuses: what may happen to it, and who sees it at each moment."""

from datetime import datetime, timedelta
from types import SimpleNamespace

from portal import clock
from portal.actor import CLI
from portal.database import db
from portal.models.audiences import AudienceRequest
from portal.models.students import Enrollment
from portal.services import (
    audiences,
    board,
    exclusivity_end,
    exclusivity_facts,
    exclusivity_proof,
    partnerships,
    policies,
    projects,
)
from portal.services.board import Filters
from portal.vocabulary import AfterExclusive, PartnershipStatus
from tests.factories import employers as hiring
from tests.factories import projects as posting
from tests.factories import student
from tests.factories.claims import acting

START = datetime.fromisoformat("2026-11-02T09:00:00+00:00")
DAY = timedelta(days=1)


class Story:
    """An employer with partnerships at two campuses, a project at the north, students at both."""

    def __init__(self, **whom) -> None:
        self.now = START
        with clock.travel(self.now):
            self.world = hiring.world()
            here = self.world
            again = hiring.application(here.south)
            own = SimpleNamespace(partnership=again, actor=here.brook.actor)
            hiring.move(own, PartnershipStatus.APPROVED, here.far)
            self.far_partnership = again
            self.students = [
                acting(student(here.north, "Ann Arts")),
                acting(student(here.north, "Lew Law", college="Law")),
                acting(student(here.south, "Sid South")),
                here.student,
            ]
        whom = {"exclusive_until": START.date() + 3 * DAY, "after_exclusive": AfterExclusive.OPEN, **whom}
        with clock.travel(self.now + DAY / 2):
            self.project = posting.project(here.north, here.brook, here.desk, eligibility=whom)

    @property
    def request(self) -> AudienceRequest | None:
        return db.session.query(AudienceRequest).filter_by(project_id=self.project.id).one_or_none()

    def asked(self) -> AudienceRequest:
        return audiences.get(self.world.far, self.request.id)

    def seen(self) -> set[int]:
        found = set()
        for who in self.students:
            if any(row.id == self.project.id for row in board.search(who, Filters())[0]):
                found.add(who.user_id)
        return found

    def proved(self, moment: datetime) -> set[int]:
        """Whom the two offices' pages name for a moment, each for its own students."""
        named = set()
        for at in (self.world.north, self.world.south):
            facts = exclusivity_facts.gather(self.project, at.id)
            named |= {row.id for row in exclusivity_proof.crowd(facts, moment).students}
        return named


def suspend(story: Story) -> None:
    partnerships.suspend(story.world.brook.partnership, by=story.world.desk, note="A complaint.")


def resume(story: Story) -> None:
    partnerships.resume(story.world.brook.partnership, by=story.world.desk)


def suspend_far(story: Story) -> None:
    partnerships.suspend(story.far_partnership, by=story.world.far, note="A complaint.")


def approve(story: Story) -> None:
    if story.request:
        audiences.approve(story.asked(), by=story.world.far)


def stop(story: Story) -> None:
    if story.request:
        audiences.end(story.asked(), by=story.world.far, note="Enough of these.")


def close(story: Story) -> None:
    projects.close(story.project, by=story.world.brook.actor)


def fill(story: Story) -> None:
    projects.fill(story.project)


def change_college(story: Story) -> None:
    enrolled(story, story.students[1].user_id, college="Arts")


def leave(story: Story) -> None:
    enrolled(story, story.students[0].user_id)


def enrolled(story: Story, user_id: int, **then) -> None:
    """The roster ends one row, and begins another when there is one."""
    row = db.session.query(Enrollment).filter_by(user_id=user_id, until_at=None).one_or_none()
    if row is None:
        return
    row.until_at = clock.now()
    kept = {
        name: getattr(row, name) for name in ("user_id", "campus_id", "programme", "year", "graduates_on")
    }
    db.session.flush()
    if then:
        db.session.add(Enrollment(**kept, **then, from_at=clock.now()))


def narrow(story: Story) -> None:
    policies.adopt(story.world.north.id, policies.Policy(graduate_months=0), by=CLI)


def minute(story: Story) -> None:
    exclusivity_end.end_exclusivity()


ACTS = (
    suspend,
    resume,
    suspend_far,
    approve,
    approve,
    stop,
    fill,
    change_college,
    leave,
    narrow,
    minute,
    minute,
    close,
)
