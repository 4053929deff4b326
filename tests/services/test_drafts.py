"""Drafting step by step, and everything that keeps a project from being sent."""

from datetime import timedelta

import pytest

from portal import clock
from portal.database import db
from portal.errors import NotAllowed, NotFound, RuleBroken
from portal.models.employers import Contact
from portal.models.history import HistoryEntry
from portal.models.projects import Project
from portal.services import drafts, projects, scoping
from portal.vocabulary import EligibilityKind, Format, Place, Selection
from portal.vocabulary import ProjectStatus as S
from tests.factories import employers
from tests.factories import projects as made


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
    "a date on the way outside": (
        "time",
        {"milestones": [{"name": "Half", "due_on": soon(60), "check_in": True}]},
        "time",
    ),
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
    "closes after the start": ("selection", {"apply_by": soon(16)}, "selection"),
    "closed already": ("selection", {"apply_by": soon(-1)}, "selection"),
    "no decision day": ("selection", {"selection": Selection.APPLY}, "selection"),
    "decides too early": ("selection", {"selection": Selection.APPLY, "decide_by": soon(2)}, "selection"),
    "decides too late": ("selection", {"selection": Selection.APPLY, "decide_by": soon(20)}, "selection"),
    "exclusions not ticked": ("legal", {"exclusions": []}, "legal"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_each_problem_at_its_step(app, name):
    here = employers.world()
    step, given, where = BROKEN[name]
    record = made.draft(here.north, here.brook, **{step: given})
    assert (
        where in {one.step for one in scoping.findings(record) if one.blocks} <= {where, "selection", "fee"}
    )
    with pytest.raises(RuleBroken):
        projects.submit(record, by=here.brook.actor)
    assert record.status is S.DRAFT


def test_all_problems_at_once(app):
    here = employers.world()
    record = drafts.begin(here.north.id, by=here.brook.actor)
    db.session.flush()
    record = projects.get(here.brook.actor, record.id)
    assert {one.step for one in scoping.findings(record) if one.blocks} == {*scoping.ANSWERED, "legal"}


def test_a_good_draft_has_none_and_exactly_the_floor_is_enough(app):
    here = employers.world()
    assert scoping.findings(made.draft(here.north, here.brook, fee={"fee": 30000})) == []


def test_formats_carry_their_own_hours(app):
    here = employers.world()
    nano = {
        "what": {"format": Format.NANO},
        "time": {"minutes": 300, "minutes_a_week": 300},
        "place": {"place": Place.REMOTE},
    }
    assert scoping.findings(made.draft(here.north, here.brook, **nano)) == []
