"""Projects: the whole lifecycle, drafting step by step, and everything that keeps one from being sent."""

from datetime import timedelta

import pytest

from portal import clock
from portal.actor import NOBODY, SYSTEM
from portal.database import db
from portal.errors import NotAllowed, NotFound, RuleBroken
from portal.models.employers import Contact
from portal.models.history import HistoryEntry
from portal.models.projects import Project, ProjectAudience
from portal.services import drafts, partnerships, projects, scoping
from portal.vocabulary import DeclineCode, EligibilityKind, Format, Selection
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


@pytest.mark.parametrize("status", S)
def test_edited_only_in_its_employers_hands(app, status):
    here = employers.world()
    record = made.project(here.north, here.brook, here.desk, status)
    if status in drafts.EDITABLE:
        drafts.save(record, "what", {"title": "Another title"}, by=here.brook.actor)
        assert record.title == "Another title"
    else:
        with pytest.raises(RuleBroken):
            drafts.save(record, "what", {"title": "Another title"}, by=here.brook.actor)
    with pytest.raises(NotAllowed):
        drafts.save(record, "what", {"title": "Stolen"}, by=here.crest.actor)


def test_a_changed_project_stays_complete_and_is_remembered(app):
    here = employers.world()
    record = made.project(here.north, here.brook, here.desk, S.CHANGES_REQUESTED)
    with pytest.raises(RuleBroken):
        drafts.save(record, "what", {"title": ""}, by=here.brook.actor)
    drafts.save(record, "fee", {"fee": 50000}, by=here.brook.actor)
    edit = db.session.query(HistoryEntry).filter_by(subject="project", action="edit").one()
    assert edit.changed == ["fee"]


def test_a_step_writes_its_own_columns_only(app):
    here = employers.world()
    record = made.draft(here.north, here.brook)
    everything = {column.name: 7 for column in Project.__table__.columns if column.name != "version"}
    before = {c: getattr(record, c) for c in everything if c not in {"minutes", "seats", "minutes_a_week"}}
    given = {**everything, "starts_on": record.starts_on, "due_on": record.due_on, "flexible": True}
    drafts.save(record, "time", given, by=here.brook.actor)
    db.session.flush()
    assert {c: getattr(record, c) for c in before} == before
    assert (record.minutes, record.seats) == (7, 7)


def test_a_supervisor_is_one_of_the_employers_own(app):
    here = employers.world()
    record = made.draft(here.north, here.brook)
    with pytest.raises(NotFound):
        drafts.save(record, "people", {"supervisor_id": here.crest.contact.id}, by=here.brook.actor)


def test_a_new_colleague_becomes_the_supervisor(app):
    here = employers.world()
    record = made.draft(here.north, here.brook)
    given = {
        "supervisor_id": None,
        "name": "Ivo Petrov",
        "email": "ivo@riverbank.example",
        "contact_title": "Lead",
    }
    drafts.save(record, "people", given, by=here.brook.actor)
    drafts.save(record, "people", given, by=here.brook.actor)
    people = db.session.query(Contact).filter_by(name="Ivo Petrov").all()
    assert [person.id for person in people] == [record.supervisor_id]
    assert people[0].user_id is None


def test_deliverables_and_wishes_are_rewritten_in_place(app):
    here = employers.world()
    record = made.draft(here.north, here.brook)
    lines = [{"name": f"Part {n}", "format": "", "criterion": "Done."} for n in range(3)]
    drafts.save(record, "deliverables", {"deliverables": lines}, by=here.brook.actor)
    drafts.save(record, "deliverables", {"deliverables": lines[1:]}, by=here.brook.actor)
    drafts.save(
        record, "eligibility", {"year": ["Junior", "Senior"], "year_must": False}, by=here.brook.actor
    )
    drafts.save(record, "eligibility", {"year": ["Senior"], "year_must": True}, by=here.brook.actor)
    db.session.flush()
    db.session.expire(record)
    record = projects.get(here.brook.actor, record.id)
    assert [(d.position, d.name) for d in record.deliverables] == [(0, "Part 1"), (1, "Part 2")]
    assert [(e.kind, e.value, e.must) for e in record.eligibility] == [(EligibilityKind.YEAR, "Senior", True)]


def soon(days: int):
    return clock.today("Europe/London") + timedelta(days=days)


BROKEN = {
    "hours too few": ("time", {"minutes": 120}, "time"),
    "hours too many": ("time", {"minutes": 2460, "minutes_a_week": 2000}, "time"),
    "too many a week": ("time", {"minutes_a_week": 3000}, "time"),
    "too many weeks": ("time", {"due_on": soon(200)}, "time"),
    "end too early": ("time", {"minutes_a_week": 60}, "time"),
    "start has passed": ("time", {"starts_on": soon(-1), "due_on": soon(20)}, "time"),
    "no seats": ("time", {"seats": None}, "time"),
    "below the floor": ("fee", {"fee": 29999}, "fee"),
    "no fee": ("fee", {"fee": None}, "fee"),
    "no title": ("what", {"title": ""}, "what"),
    "nothing handed over": ("deliverables", {"deliverables": []}, "deliverables"),
    "no criterion": (
        "deliverables",
        {"deliverables": [{"name": "Map", "format": "", "criterion": ""}]},
        "deliverables",
    ),
    "no address": ("place", {"address": ""}, "place"),
    "nobody supervises": ("people", {"supervisor_id": None}, "people"),
    "closes after the start": ("selection", {"apply_by": soon(15)}, "selection"),
    "closed already": ("selection", {"apply_by": soon(-1)}, "selection"),
    "no decision day": ("selection", {"selection": Selection.APPLY}, "selection"),
    "decides too early": ("selection", {"selection": Selection.APPLY, "decide_by": soon(2)}, "selection"),
    "decides too late": ("selection", {"selection": Selection.APPLY, "decide_by": soon(20)}, "selection"),
    "exclusions not ticked": ("legal", {"exclusions": False}, "legal"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_each_problem_at_its_step(app, name):
    here = employers.world()
    step, given, where = BROKEN[name]
    record = made.draft(here.north, here.brook, **{step: given})
    assert where in {problem.step for problem in scoping.problems(record)} <= {where, "selection", "fee"}
    with pytest.raises(RuleBroken):
        projects.submit(record, by=here.brook.actor)
    assert record.status is S.DRAFT


def test_all_problems_at_once(app):
    here = employers.world()
    record = drafts.begin(here.north.id, by=here.brook.actor)
    db.session.flush()
    record = projects.get(here.brook.actor, record.id)
    assert {problem.step for problem in scoping.problems(record)} == set(scoping.ANSWERED)


def test_a_good_draft_has_none_and_exactly_the_floor_is_enough(app):
    here = employers.world()
    assert scoping.problems(made.draft(here.north, here.brook, fee={"fee": 30000})) == []


def test_formats_carry_their_own_hours(app):
    here = employers.world()
    nano = {"what": {"format": Format.NANO}, "time": {"minutes": 300, "minutes_a_week": 300}}
    assert scoping.problems(made.draft(here.north, here.brook, **nano)) == []


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
