"""E2: posting in short steps without script, and what a form cannot do."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from portal import clock
from portal.database import db
from portal.models.projects import Milestone, Project
from portal.vocabulary import Exclusion
from portal.vocabulary import ProjectStatus as S
from tests.client import soup
from tests.factories import employers
from tests.factories import projects as made


def day(name, days):
    date = clock.today("Europe/London") + timedelta(days=days)
    return {f"{name}-day": date.day, f"{name}-month": date.month, f"{name}-year": date.year}


STEADY = {
    "what": {
        "title": "Map step-free routes",
        "summary": "One clear map.",
        "field": "design",
        "format": "micro_internship",
        "why": "Visitors plan with it.",
    },
    "deliverables": {"name_0": "The map", "format_0": "PDF", "criterion_0": "Every route was walked."},
    "time": {},
    "fee": {"fee": "480", "payer": "employer", "fee_trigger": "on_acceptance", "days_to_pay": "14"},
    "place": {"place": "remote"},
    "skills": {"must_skills": "Maps, GIS , Maps", "competencies": ["communication", "technology"]},
    "people": {},
    "selection": {},
    "eligibility": {"year": ["Junior"], "year_must": "y"},
    "legal": {"may_show": "yes", "exclusions": list(Exclusion)},
}


def typed(contact_id):
    return {
        **STEADY,
        "time": {
            "minutes": "20",
            "minutes_a_week": "7.5",
            "seats": "2",
            **day("starts_on", 14),
            **day("due_on", 34),
            "milestone_0": "Half of the routes",
            "check_in_0": "y",
            **day("reached_0", 24),
        },
        "people": {"supervisor_id": str(contact_id), "check_ins": "2", "answer_days": "2"},
        "selection": {
            "selection": "apply",
            "question_0": "Why maps?",
            **day("apply_by", 7),
            **day("decide_by", 10),
        },
    }


def begin(client):
    return client.fill("/employer/projects", action="/employer/projects").location


def test_from_the_first_step_to_the_office(app, client_for):
    here = employers.world()
    client = client_for(here.brook.member)
    page = begin(client)
    for step, answers in typed(here.brook.contact.id).items():
        assert page.endswith(f"/{step}")
        page = client.fill(page, answers).location
    assert page.endswith("/check")
    assert "Not answered" not in client.get(page).text
    assert client.fill(page).status_code == 303
    record = db.session.query(Project).one()
    assert (record.status, record.minutes, record.fee, record.minutes_a_week) == (
        S.SUBMITTED,
        1200,
        48000,
        450,
    )
    assert (record.must_skills, record.questions) == (["Maps", "GIS"], ["Why maps?"])
    assert record.apply_by_at > clock.now()
    assert [(m.name, m.check_in) for m in db.session.query(Milestone)] == [("Half of the routes", True)]
    late = client.get(page.replace("check", "what"))
    assert (late.status_code, late.location) == (303, page.removesuffix("/check"))
    assert client.send(page).status_code == 303


def test_every_step_shows_what_was_saved(app, client_for):
    here = employers.world()
    client = client_for(here.brook.member)
    page = begin(client)
    project = page.rpartition("/")[0]
    for step, answers in typed(here.brook.contact.id).items():
        client.fill(f"{project}/{step}", answers)
    before = client.get(f"{project}/check").text
    for step in typed(here.brook.contact.id):
        assert client.fill(f"{project}/{step}?from=check").location == f"{project}/check"
    assert soup(client.get(f"{project}/check")).select_one(".paper").text in soup_text(before)


def soup_text(html):
    return BeautifulSoup(html, "lxml").select_one(".paper").text


def test_an_unfinished_project_says_what_is_missing(app, client_for):
    here = employers.world()
    client = client_for(here.brook.member)
    check = begin(client).replace("what", "check")
    page = soup(client.get(check))
    assert len(page.select(".tag.todo")) == 8
    assert client.fill(check).status_code == 422
    assert db.session.query(Project).one().status is S.DRAFT


@pytest.mark.parametrize(
    ("step", "answers", "field"),
    [
        ("time", {"minutes": "twenty"}, "minutes"),
        ("time", {**day("starts_on", 20), **day("due_on", 10)}, "due_on-day"),
        ("time", {"starts_on-day": "31", "starts_on-month": "2", "starts_on-year": "2027"}, "starts_on-day"),
        ("time", {"seats": "0"}, "seats"),
        ("time", {"milestone_1": "Half"}, "milestone_1"),
        ("fee", {"fee": "-5"}, "fee"),
        ("fee", {"fee": "nan"}, "fee"),
        ("what", {"summary": "x" * 161}, "summary"),
        ("what", {"field": "magic"}, "field-0"),
        ("skills", {"must_skills": "a,b,c,d,e,f"}, "must_skills"),
        ("skills", {"competencies": ["career", "communication", "thinking", "equity"]}, "competencies-0"),
        ("people", {"supervisor_id": "99999"}, "supervisor_id"),
        ("people", {"name": "Ivo"}, "email"),
        ("deliverables", {"criterion_0": "Done."}, "name_0"),
        ("selection", {"selection": "magic"}, "selection-0"),
    ],
)
def test_what_is_not_well_formed_is_refused_at_its_field(app, client_for, step, answers, field):
    here = employers.world()
    client = client_for(here.brook.member)
    answer = client.fill(begin(client).replace("what", step), answers)
    assert answer.status_code == 422
    assert f"#{field}" in [link["href"] for link in soup(answer).select(".summary-errors a")]


def test_no_step_reaches_another_column(app, client_for):
    here = employers.world()
    client = client_for(here.brook.member)
    record = made.draft(here.north, here.brook)
    guarded = (
        "status",
        "campus_id",
        "employer_id",
        "seats_taken",
        "submitted_at",
        "currency",
        "ancestor_id",
        "blind",
    )
    before = {name: getattr(record, name) for name in guarded}
    forged = {column.name: "3" for column in Project.__table__.columns} | {
        "status": "open",
        "currency": "USD",
    }
    for step, answers in typed(here.brook.contact.id).items():
        client.fill(f"/employer/projects/{record.id}/{step}", {**forged, **answers, "seats": "2"})
    db.session.expire_all()
    assert {name: getattr(db.session.get(Project, record.id), name) for name in guarded} == before


def test_strangers_find_nothing(app, client_for):
    here = employers.world()
    record = made.draft(here.north, here.brook)
    client = client_for(here.crest.member)
    for page in ("", "/check", "/what", "/rate", "/withdraw", "/cancel"):
        assert client.get(f"/employer/projects/{record.id}{page}").status_code == 404
    for page in ("/check", "/what", "/withdraw", "/comments"):
        assert client.send(f"/employer/projects/{record.id}{page}", {"title": "x"}).status_code == 404


def test_begun_twice_with_one_form_is_one_draft(app, client_for):
    here = employers.world()
    client = client_for(here.brook.member)
    sent = {"form_key": "same", "campus_id": str(here.north.id)}
    first, second = (client.send("/employer/projects", sent) for _ in range(2))
    assert first.location == second.location
    assert db.session.query(Project).count() == 1


def test_another_campus_cannot_be_named(app, client_for):
    here = employers.world()
    answer = client_for(here.brook.member).send("/employer/projects", {"campus_id": str(here.south.id)})
    assert answer.status_code == 422
    assert db.session.query(Project).count() == 0


def test_the_fee_an_hour_beside_the_floor(app, client_for):
    here = employers.world()
    record = made.draft(here.north, here.brook)
    client = client_for(here.brook.member)
    page = f"/employer/projects/{record.id}/rate?fee="
    partial = {"HX-Request-Type": "partial"}
    assert "below the floor" in client.get(f"{page}200", headers=partial).text
    assert "£24 an hour" in client.get(f"{page}480", headers=partial).text
    assert client.get(f"{page}x", headers=partial).status_code == 200


def test_intake_ends_by_the_employer(app, client_for):
    here = employers.world()
    client = client_for(here.brook.member)
    ends = {
        "withdraw": (S.SUBMITTED, S.WITHDRAWN),
        "close": (S.OPEN, S.CLOSED),
        "cancel": (S.OPEN, S.CANCELLED),
    }
    for verb, (status, target) in ends.items():
        record = made.project(here.north, here.brook, here.desk, status)
        answer = client.fill(f"/employer/projects/{record.id}/{verb}", {"note": "Not needed."})
        assert answer.status_code == 303
        db.session.expire_all()
        assert db.session.get(Project, record.id).status is target


def test_pages_of_every_state(app, client_for):
    here = employers.world()
    client = client_for(here.brook.member)
    for status in S:
        record = made.project(here.north, here.brook, here.desk, status)
        assert client.get(f"/employer/projects/{record.id}").status_code == 200
    assert client.get("/employer/projects").status_code == 200
    assert client.get("/employer/").status_code == 200
