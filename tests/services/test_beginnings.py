"""How drafts begin: once, from an example, or again."""

from datetime import date, timedelta

import pytest

from portal import clock
from portal.database import db
from portal.errors import NotAllowed, RuleBroken
from portal.models.projects import Project
from portal.scope.formats import SHAPES
from portal.services import beginnings, contacts, drafts, projects, scoping
from portal.vocabulary import Exclusion, Format, Place, Selection
from portal.vocabulary import ProjectStatus as S
from tests.factories import employers
from tests.factories import projects as made

WEEK = timedelta(weeks=1)


def test_who_only_looks_leaves_one_draft_that_no_list_shows(app):
    here = employers.world()
    first = beginnings.blank(here.north.id, by=here.brook.actor)
    db.session.flush()
    assert beginnings.blank(here.north.id, by=here.brook.actor) is first
    assert projects.listing(here.brook.actor) == []


@pytest.mark.parametrize(
    ("step", "given"),
    [
        ("what", {"title": "A map"}),
        ("deliverables", {"deliverables": [{"name": "Map", "format": "", "criterion": ""}]}),
        ("eligibility", {"year": ["Junior"]}),
        ("time", {"minutes": 600}),
    ],
)
def test_a_saved_answer_makes_it_a_draft_of_its_own(app, step, given):
    here = employers.world()
    first = beginnings.blank(here.north.id, by=here.brook.actor)
    db.session.flush()
    drafts.save(projects.get(here.brook.actor, first.id), step, given, by=here.brook.actor)
    db.session.flush()
    assert [row.id for row in projects.listing(here.brook.actor)] == [first.id]
    assert beginnings.blank(here.north.id, by=here.brook.actor) is not first


@pytest.mark.parametrize("slug", beginnings.library())
def test_an_example_needs_only_the_ticks(app, slug):
    here = employers.world()
    example = beginnings.library()[slug]
    project = beginnings.from_example(example, here.north.id, by=here.brook.actor)
    db.session.flush()
    db.session.expire_all()
    project = projects.get(here.brook.actor, project.id)
    assert {one.rule.partition(".")[0] for one in scoping.findings(project)} == {"exclusion"}
    drafts.save(
        project,
        "legal",
        {**drafts.answers(project, "legal"), "exclusions": list(Exclusion)},
        by=here.brook.actor,
    )
    projects.submit(project, by=here.brook.actor)
    assert project.status is S.SUBMITTED
    assert project.starts_on.isoweekday() == 1


def test_an_example_is_for_campuses_that_approved(app):
    here = employers.world()
    example = next(iter(beginnings.library().values()))
    with pytest.raises(RuleBroken):
        beginnings.from_example(example, here.south.id, by=here.brook.actor)


def test_again_says_the_same_later_and_promises_nothing(app):
    here = employers.world()
    stop = {"name": "Half", "due_on": clock.today("Europe/London") + timedelta(days=20), "check_in": True}
    record = made.project(
        here.north,
        here.brook,
        here.desk,
        S.CLOSED,
        time={"milestones": [stop]},
        legal={"exclusive_until": clock.today("Europe/London") + timedelta(days=100)},
        selection={
            "selection": Selection.APPLY,
            "decide_by": clock.today("Europe/London") + timedelta(days=10),
        },
    )
    again = beginnings.again(record, by=here.brook.actor)
    db.session.flush()
    later = again.starts_on - record.starts_on
    assert (again.ancestor_id, again.status, again.submitted_at) == (record.id, S.DRAFT, None)
    assert (later.days % 7, again.starts_on >= clock.today("Europe/London") + 4 * WEEK) == (0, True)
    assert [again.due_on, again.apply_by, again.decide_by] == [
        day + later for day in (record.due_on, record.apply_by, record.decide_by)
    ]
    assert [line.due_on for line in again.milestones] == [stop["due_on"] + later]
    assert [line.criterion for line in again.deliverables] == ["Every route was walked."]
    assert (again.exclusions, again.exclusions_at, again.exclusive_until) == ([], None, None)
    assert again.supervisor_id == record.supervisor_id


def test_again_leaves_out_who_has_left(app):
    here = employers.world()
    guest = contacts.find_or_create(here.brook.employer, "Ivo", "ivo@riverbank.example")
    record = made.project(here.north, here.brook, here.desk, S.CLOSED, people={"supervisor_id": guest.id})
    guest.archived_at = clock.now()
    again = beginnings.again(record, by=here.brook.actor)
    assert again.supervisor_id is None


def test_again_is_for_its_own_employer(app):
    here = employers.world()
    record = made.project(here.north, here.brook, here.desk, S.CLOSED)
    with pytest.raises(NotAllowed):
        beginnings.again(record, by=here.crest.actor)


@pytest.mark.parametrize(
    ("start", "weeks"),
    [(date(2027, 1, 4), 4), (date(2027, 2, 1), 0), (date(2026, 10, 5), 17), (date(2028, 1, 1), 0)],
)
def test_dates_move_by_whole_weeks(start, weeks):
    assert beginnings.shift(start, date(2027, 1, 4)) == weeks * WEEK


@pytest.mark.parametrize("kind", Format)
def test_a_format_brings_its_hours_and_place(app, kind):
    here = employers.world()
    project = drafts.begin(here.north.id, by=here.brook.actor)
    db.session.flush()
    project = projects.get(here.brook.actor, project.id)
    drafts.save(project, "what", {"title": "A map", "format": kind}, by=here.brook.actor)
    shape = SHAPES[kind]
    assert (project.minutes, project.minutes_a_week, project.place) == (
        shape.minutes,
        shape.minutes_a_week,
        shape.place,
    )


def test_another_format_changes_only_what_the_first_brought(app):
    here = employers.world()
    project = drafts.begin(here.north.id, by=here.brook.actor)
    db.session.flush()
    project = projects.get(here.brook.actor, project.id)
    for kind in (Format.NANO, Format.POP_UP):
        drafts.save(project, "what", {"format": kind}, by=here.brook.actor)
        db.session.flush()
    assert (project.minutes, project.place) == (480, Place.ONSITE)
    drafts.save(project, "time", {"minutes": 900}, by=here.brook.actor)
    drafts.save(project, "what", {"format": Format.VIRTUAL}, by=here.brook.actor)
    assert project.minutes == 900
    assert db.session.get(Project, project.id).place is Place.REMOTE
