"""What earlier placements taught: hours, revisions, and ratings only where they show nobody."""

from types import SimpleNamespace

from portal.database import db
from portal.models.projects import Project
from portal.services import drafts, lessons, projects
from portal.vocabulary import Competency, Role
from portal.vocabulary import PlacementStatus as S
from tests.factories import placements as made
from tests.factories import records


def another(here, number: int, project: Project | None = None) -> SimpleNamespace:
    """The same world around the placement of one more student."""
    student = made.person(f"student{number}@north.example", Role.STUDENT, campus_id=here.north.id)
    placement = made.begun(project or here.project, student)
    return SimpleNamespace(**{**vars(here), "student": student, "placement": placement})


def finish(here, minutes: int) -> None:
    made.move(here, S.DELIVERED)
    made.accept(here.placement, here)
    records.evaluated(here, minutes_taken=minutes)


def descendant(here, of: Project) -> Project:
    """A draft that remembers its ancestor."""
    draft = Project(
        campus_id=of.campus_id, employer_id=of.employer_id, ancestor_id=of.id, currency="GBP", zone=of.zone
    )
    db.session.add(draft)
    db.session.flush()
    return draft


def test_hours_taken_against_planned_and_what_to_plan(app):
    here = made.world()
    finish(here, 1500)
    second = another(here, 2)
    made.move(second, S.REVISION)
    made.hand_in(second.placement, second)
    made.accept(second.placement, second)
    records.evaluated(second, minutes_taken=1620)
    learned = lessons.of(here.supervisor.actor, descendant(here, here.project))
    assert (learned.placements, learned.planned, learned.taken, learned.suggested) == (2, 1200, 1560, 1560)
    assert (learned.revised, learned.revisions) == (1, 1)


def test_ratings_wait_for_three_students_but_not_at_the_office(app):
    here = made.world()
    finish(here, 1200)
    draft = descendant(here, here.project)
    assert not lessons.of(here.supervisor.actor, draft).ratings
    assert lessons.of(here.staff.actor, draft).ratings
    for number in (2, 3):
        finish(another(here, number), 1200)
    ratings = dict(lessons.of(here.supervisor.actor, draft).ratings)
    assert ratings[Competency.TEAMWORK] == 3.0


def test_all_ancestors_teach_and_what_runs_teaches_nothing(app):
    here = made.world()
    finish(here, 1800)
    child = made.project(here.north, here.project.employer, here.supervisor, ancestor_id=here.project.id)
    running = another(here, 4, child)
    made.move(running, S.ACTIVE)
    learned = lessons.of(here.supervisor.actor, descendant(here, child))
    assert (learned.placements, learned.taken, learned.title) == (1, 1800, child.title)


def test_the_suggestion_keeps_to_the_bounds(app):
    here = made.world()
    finish(here, 6000)
    assert lessons.suggested(here.supervisor.actor, descendant(here, here.project)) == 2400


def test_nothing_without_an_ancestor_nor_for_others(app):
    here = made.world()
    finish(here, 1500)
    assert lessons.of(here.supervisor.actor, here.project) is None
    assert lessons.of(here.student.actor, descendant(here, here.project)) is None
    assert projects.get(here.supervisor.actor, here.project.id).status not in drafts.EDITABLE
