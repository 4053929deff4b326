"""What the office's page says of a past moment is what the board showed then; and the end of exclusivity."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from portal import clock
from portal.database import db
from portal.errors import NotFound, RuleBroken
from portal.models.projects import ProjectAudience
from portal.services import audiences, exclusivity_end
from portal.vocabulary import AfterExclusive, AudienceStatus, ProjectStatus
from tests.factories.audiences import ACTS, DAY, START, Story, close, suspend_far


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
        assert len(audiences.listing(story.world.far, AudienceStatus.ASKED)) == 1
        assert audiences.listing(story.world.desk, AudienceStatus.ASKED) == []
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
