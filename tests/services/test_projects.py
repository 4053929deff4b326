"""Projects: the whole lifecycle, drafting step by step, and everything that keeps one from being sent."""

import pytest

from portal.actor import NOBODY, SYSTEM
from portal.database import db
from portal.errors import NotAllowed, NotFound, RuleBroken
from portal.models.projects import ProjectAudience
from portal.services import drafts, partnerships, projects
from portal.vocabulary import DeclineCode
from portal.vocabulary import PartnershipStatus as P
from portal.vocabulary import ProjectStatus as S
from tests.factories import employers
from tests.factories import projects as made

OFFICE, OWN, PORTAL = {"desk"}, {"own"}, {"system"}
TABLE = {
    "submit": ({S.DRAFT, S.CHANGES_REQUESTED}, S.SUBMITTED, OWN),
    "approve": ({S.SUBMITTED}, S.OPEN, OFFICE),
    "ask_changes": ({S.SUBMITTED}, S.CHANGES_REQUESTED, OFFICE),
    "decline": ({S.SUBMITTED}, S.DECLINED, OFFICE),
    "withdraw": ({S.DRAFT, S.SUBMITTED, S.CHANGES_REQUESTED}, S.WITHDRAWN, OWN),
    "fill": ({S.OPEN}, S.FILLED, PORTAL),
    "reopen": ({S.FILLED}, S.OPEN, PORTAL),
    "close": ({S.OPEN, S.FILLED}, S.CLOSED, OWN | OFFICE | PORTAL),
    "expire": ({S.OPEN}, S.EXPIRED, PORTAL),
    "cancel": ({S.OPEN, S.FILLED}, S.CANCELLED, OWN | OFFICE),
}
VERBS = {
    "submit": lambda record, by: projects.submit(record, by=by),
    "approve": lambda record, by: projects.approve(record, by=by),
    "ask_changes": lambda record, by: projects.ask_changes(record, by=by, note="Why?"),
    "decline": lambda record, by: projects.decline(record, DeclineCode.OTHER, by=by, note="No."),
    "withdraw": lambda record, by: projects.withdraw(record, by=by),
    "fill": lambda record, by: projects.fill(record, by=by),
    "reopen": lambda record, by: projects.reopen(record, by=by),
    "close": lambda record, by: projects.close(record, by=by),
    "expire": lambda record, by: projects.expire(record, by=by),
    "cancel": lambda record, by: projects.cancel(record, by=by, note="No longer needed."),
}


def test_the_table_is_the_lifecycle():
    steps = {step.verb: (set(step.sources), step.target) for step in projects.LIFECYCLE.steps}
    assert steps == {verb: (sources, target) for verb, (sources, target, _who) in TABLE.items()}


@pytest.mark.parametrize("status", S)
def test_every_person_every_step(app, status):
    here = employers.world()
    record = made.project(here.north, here.brook, here.desk, status)
    people = {
        "desk": here.desk,
        "own": here.brook.actor,
        "far": here.far,
        "stranger": here.crest.actor,
        "student": here.student,
        "nobody": NOBODY,
        "system": SYSTEM,
    }
    for verb, (sources, target, who) in TABLE.items():
        for name, actor in people.items():
            with db.session.begin_nested() as attempt:
                if name in who and status in sources:
                    VERBS[verb](record, actor)
                    assert record.status is target
                else:
                    with pytest.raises(NotAllowed if name not in who else RuleBroken):
                        VERBS[verb](record, actor)
                    assert record.status is status
                attempt.rollback()


@pytest.mark.parametrize("status", [status for status in P if status is not P.APPROVED])
def test_without_a_partnership_in_force_nothing_is_posted(app, status):
    here = employers.world()
    other = employers.partner(here.south, status, here.far, website="moor.example", email="mo@moor.example")
    with pytest.raises(RuleBroken):
        drafts.begin(here.south.id, by=other.actor)
    with pytest.raises(RuleBroken):
        drafts.begin(here.south.id, by=here.brook.actor)


def test_suspension_stops_what_was_begun(app):
    here = employers.world()
    draft = made.draft(here.north, here.brook)
    waiting = made.project(here.north, here.brook, here.desk, S.SUBMITTED)
    partnerships.suspend(here.brook.partnership, by=here.desk, note="Wait.")
    with pytest.raises(RuleBroken):
        projects.submit(draft, by=here.brook.actor)
    with pytest.raises(RuleBroken):
        projects.approve(waiting, by=here.desk)


def test_the_end_of_a_partnership_closes_what_was_open(app):
    here = employers.world()
    shown = [
        made.project(here.north, here.brook, here.desk, status) for status in (S.OPEN, S.FILLED, S.DECLINED)
    ]
    other = made.project(here.north, here.crest, here.desk)
    partnerships.end(here.brook.partnership, by=here.desk, note="Over.")
    assert [record.status for record in (*shown, other)] == [S.CLOSED, S.CLOSED, S.DECLINED, S.OPEN]


def test_approval_opens_it_to_its_campus_from_now(app):
    here = employers.world()
    record = made.project(here.north, here.brook, here.desk)
    audience = db.session.query(ProjectAudience).filter_by(project_id=record.id).one()
    assert (audience.campus_id, audience.until_at, audience.approved_by) == (
        here.north.id,
        None,
        "Olive Officer",
    )


def test_each_sees_only_their_own(app):
    here = employers.world()
    record = made.project(here.north, here.brook, here.desk)
    draft = made.draft(here.north, here.brook)
    assert projects.get(here.desk, record.id) is record
    assert projects.get(here.brook.actor, draft.id) is draft
    for stranger in (here.far, here.crest.actor, here.student, NOBODY, SYSTEM):
        with pytest.raises(NotFound):
            projects.get(stranger, record.id)
    with pytest.raises(NotFound):
        projects.get(here.desk, draft.id)
    assert [row.id for row in projects.listing(here.crest.actor)] == []


def test_the_author_is_told(app, letters):
    here = employers.world()
    made.project(here.north, here.brook, here.desk)
    made.project(here.north, here.brook, here.desk, S.DECLINED)
    told = [letter["Subject"] for letter in letters() if letter["To"] == "dana@riverbank.example"]
    assert "Your project is open: Map accessible routes" in told
    assert "Your project: Map accessible routes" in told
