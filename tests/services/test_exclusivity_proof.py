"""What the office's page says of a past moment is what the board showed then; and the end of exclusivity."""

from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from portal import clock
from portal.actor import CLI
from portal.database import db
from portal.errors import NotFound, RuleBroken
from portal.models.audiences import AudienceRequest
from portal.models.projects import ProjectAudience
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
from portal.vocabulary import AfterExclusive, AudienceStatus, PartnershipStatus, ProjectStatus
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


@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.generate,),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    acts=st.lists(st.tuples(st.sampled_from(ACTS), st.integers(4, 30)), min_size=4, max_size=9),
    law=st.booleans(),
)
def test_what_is_said_later_of_a_moment_is_what_was_shown_then(app, acts, law):
    db.session.rollback()
    story = Story(**({"college": ["Law"], "college_must": True} if law else {}))
    shown = {}
    for act, hours in acts:
        story.now += timedelta(hours=hours)
        with clock.travel(story.now):
            attempt(act, story)
        moment = story.now + timedelta(minutes=1)
        with clock.travel(moment):
            shown[moment] = story.seen()
    with clock.travel(story.now + DAY):
        assert {moment: story.proved(moment) for moment in shown} == shown
    db.session.rollback()


def attempt(act, story: Story) -> None:
    """An act that is not possible now changes nothing."""
    try:
        with db.session.begin_nested():
            act(story)
            db.session.flush()
    except RuleBroken:
        pass
    db.session.expire_all()


@pytest.fixture
def story(app):
    return Story()


def test_the_other_office_is_asked_once_and_decides(story, letters):
    with clock.travel(START + 2 * DAY):
        assert exclusivity_end.end_exclusivity() == 0
    with clock.travel(START + 5 * DAY):
        assert [exclusivity_end.end_exclusivity() for _turn in range(2)] == [1, 0]
        assert story.seen() == {story.students[number].user_id for number in (0, 1, 3)}
        assert audiences.waiting(story.world.far) == 1
        assert audiences.waiting(story.world.desk) == 0
        with pytest.raises(NotFound):
            audiences.get(story.world.desk, story.request.id)
        audiences.approve(story.asked(), by=story.world.far)
        assert story.seen() == {who.user_id for who in story.students}
        row = db.session.query(ProjectAudience).filter_by(campus_id=story.world.south.id).one()
        assert (row.from_at, row.approved_by) == (clock.now(), story.world.far.label)
    subjects = {letter["Subject"] for letter in letters() if story.project.title in letter["Subject"]}
    assert {subject.partition(":")[0] for subject in subjects} >= {"A project may be shown to your students"}


def test_declining_needs_a_reason_and_may_be_taken_back(story):
    with clock.travel(START + 5 * DAY):
        exclusivity_end.end_exclusivity()
        with pytest.raises(RuleBroken):
            audiences.decline(story.asked(), by=story.world.far, note=" ")
        audiences.decline(story.asked(), by=story.world.far, note="Not for us.")
        assert story.students[2].user_id not in story.seen()
        audiences.approve(story.asked(), by=story.world.far)
        assert story.students[2].user_id in story.seen()


def test_nothing_is_shown_without_a_partnership_or_when_it_is_over(story):
    with clock.travel(START + 5 * DAY):
        exclusivity_end.end_exclusivity()
        suspend_far(story)
        with pytest.raises(RuleBroken):
            audiences.approve(story.asked(), by=story.world.far)
        close(story)
        assert exclusivity_end.end_exclusivity() == 1
        assert story.request.status is AudienceStatus.LAPSED


def test_a_project_that_closes_leaves_the_board_at_once_and_closes(app):
    story = Story(after_exclusive=AfterExclusive.CLOSE)
    midnight = clock.end_of_day(START.date() + 3 * DAY, "Europe/London")
    with clock.travel(midnight - timedelta(seconds=1)):
        assert story.seen()
    with clock.travel(midnight):
        assert not story.seen()
        assert exclusivity_end.end_exclusivity() == 1
        assert story.project.status is ProjectStatus.EXPIRED
        assert story.request is None
