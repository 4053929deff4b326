"""Reviews of hosts: sent once, comments moderated, nothing shown below three, whoever was not safe heard at once."""

import pytest
from sqlalchemy.exc import IntegrityError

from portal.database import db
from portal.errors import NotAllowed, NotFound, RuleBroken
from portal.models.employers import Employer
from portal.services import host_figures, host_reviews
from portal.vocabulary import CommentStatus as C
from portal.vocabulary import HostAnswer, HostAspect
from portal.vocabulary import PlacementStatus as S
from tests.factories.placements import accept, begun, hand_in, move, person, project, start, world
from tests.factories.records import reviewed

ENGINES = ("sqlite",)
OPEN = {S.ACCEPTED, S.CLOSED, S.ENDED_EARLY}


@pytest.mark.parametrize("status", S)
def test_in_its_time_and_once(app, status):
    here = world()
    move(here, status)
    assert host_reviews.is_open(here.placement) is (status in OPEN)
    if status in OPEN:
        reviewed(here)
    with pytest.raises(RuleBroken):
        reviewed(here)


@pytest.fixture
def here(app):
    made = world()
    move(made, S.ACCEPTED)
    return made


@pytest.mark.parametrize("name", ["other", "far", "supervisor", "staff"])
def test_by_the_student_alone(here, name):
    with pytest.raises(NotAllowed):
        reviewed(here, by=getattr(here, name))


def test_each_question_is_answered(here):
    some = {HostAspect.SAFE: HostAnswer.YES}
    with pytest.raises(RuleBroken):
        host_reviews.send(here.placement, some, by=here.student.actor)
    with pytest.raises(RuleBroken):
        reviewed(here, safe=HostAnswer.UNSAID)


def test_a_comment_waits_and_none_does_not(here):
    assert reviewed(here).status is C.NONE
    assert host_reviews.waiting(here.staff.actor) == []


def counts(here) -> list[int]:
    """How many wait for the office, and how many of them did not feel safe."""
    asked = [host_reviews.counting(here.staff.actor, which) for which in (None, host_reviews.UNSAFE)]
    return [db.session.scalar(db.select(one)) for one in asked]


def test_moderation(here, letters):
    review = reviewed(here, comment="Kind people.")
    assert [row.comment for row in host_reviews.waiting(here.staff.actor)] == ["Kind people."]
    assert host_reviews.waiting(here.far_staff.actor) == []
    with pytest.raises(NotFound):
        host_reviews.get(here.far_staff.actor, review.id)
    review = host_reviews.get(here.staff.actor, review.id)
    with pytest.raises(NotAllowed):
        host_reviews.approve(review, by=here.student.actor)
    with pytest.raises(RuleBroken):
        host_reviews.decline(review, " ", by=here.staff.actor)
    host_reviews.decline(review, "It names a person.", by=here.staff.actor)
    assert (review.status, review.reason) == (C.DECLINED, "It names a person.")
    letter = letters()[-1]
    assert letter["To"] == "amara@north.example"
    assert "names a person" not in letter.as_string()
    host_reviews.approve(review, by=here.staff.actor)
    assert (review.status, counts(here)) == (C.SHOWN, [0, 0])


def test_the_office_hears_at_once_of_somebody_who_was_not_safe(here, letters):
    review = reviewed(here, safe=HostAnswer.NO, note="He shouted.")
    letter = letters()[-1]
    assert letter["To"] == here.north.office_email
    assert not any(word in letter.as_string() for word in ("shouted", "Amara", "Brook"))
    assert counts(here) == [1, 1]
    host_reviews.settle(review, by=here.staff.actor)
    host_reviews.settle(review, by=here.staff.actor)
    assert (counts(here), review.handled_by) == ([0, 0], here.staff.actor.label)


def more(here, count: int, **answers) -> None:
    """Further students at the same employer, each with a review."""
    for number in range(count):
        one = person(f"more{number}@north.example", here.student.actor.role, campus_id=here.north.id)
        here.project.seats += 1
        placement = begun(here.project, one)
        there = type(here)(**{**vars(here), "student": one, "placement": placement})
        for step in (start, hand_in, accept):
            step(placement, there)
        reviewed(there, comment=f"Comment {number}", **answers)


def test_nothing_is_shown_below_three(here):
    reviewed(here, prepared=HostAnswer.NO, hours_right=HostAnswer.UNSAID)
    employer = here.project.employer_id
    more(here, 1)
    assert host_figures.of(here.north.id, employer) is None
    assert host_figures.summary(here.north.id, employer).count == 2
    assert host_figures.of(here.south.id, employer) is None


def test_one_student_is_not_three(here):
    reviewed(here)
    for _time in range(2):
        again = project(here.north, db.session.get_one(Employer, here.project.employer_id), here.supervisor)
        here.placement = begun(again, here.student)
        for step in (start, hand_in, accept):
            step(here.placement, here)
        reviewed(here)
    assert host_figures.summary(here.north.id, here.project.employer_id).count == 3
    assert host_figures.of(here.north.id, here.project.employer_id) is None


def test_from_three_on_added_up_with_terms_and_no_names(here):
    reviewed(here, prepared=HostAnswer.NO, hours_right=HostAnswer.UNSAID)
    more(here, 2)
    first = host_reviews.waiting(here.staff.actor)[0]
    host_reviews.approve(host_reviews.get(here.staff.actor, first.id), by=here.staff.actor)
    db.session.flush()
    found = host_figures.of(here.north.id, here.project.employer_id)
    lines = dict(found.lines)
    assert (found.count, lines[HostAspect.PREPARED], lines[HostAspect.HOURS_RIGHT]) == (
        3,
        (2, 0, 1),
        (2, 0, 0),
    )
    assert [text for text, _term in found.comments] == ["Comment 0"]
    assert found.comments[0][1].split()[0] in {"Spring", "Summer", "Autumn"}
    summary = host_figures.summary(here.north.id, here.project.employer_id)
    assert (summary.count, summary.good, summary.unsafe) == (3, 95, 0)


def test_the_database_refuses_half_a_review(here):
    review = reviewed(here)
    review.comment = "Slipped in"
    with pytest.raises(IntegrityError):
        db.session.flush()
