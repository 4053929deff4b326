"""E3: findings beside each step as it is typed, after Continue without script, and before sending."""

from urllib.parse import urlsplit

import pytest

from portal.database import db
from portal.models.projects import Project
from portal.vocabulary import Exclusion
from portal.vocabulary import ProjectStatus as S
from tests.client import soup
from tests.factories import employers
from tests.factories import projects as made

PARTIAL = {"HX-Request-Type": "partial"}
VAGUE = {"title": "Help with our fair", "summary": "Posts every week.", "format": "micro_internship"}


def draft(**steps):
    """The world, and a complete draft at its address."""
    here = employers.world()
    record = made.draft(here.north, here.brook, **steps)
    return here, record, f"/employer/projects/{record.id}"


def linked(answer) -> list[str]:
    return [link["href"].rpartition("#")[2] for link in soup(answer).select(".findings .checks a")]


@pytest.mark.parametrize(
    ("step", "typed", "controls"),
    [
        ("what", {"title": "Assist us", "summary": "Tasks as needed."}, ["title", "summary"]),
        ("what", {"title": "Map routes", "summary": "One map."}, []),
        ("what", {}, []),
        ("deliverables", {"name_0": "Map"}, ["criterion_0"]),
        ("time", {"minutes": "80"}, ["minutes"]),
        ("time", {"minutes": "x", "starts_on-day": "31", "starts_on-month": "2", "starts_on-year": "1"}, []),
        ("fee", {"fee": "10"}, ["fee"]),
        ("place", {"place": "onsite"}, ["address", "access_note"]),
        ("skills", {"must_skills": "a, b, c, d, e, f"}, ["must_skills"]),
        ("people", {"name": "Ivo", "email": "ivo@gmail.com", "check_ins": "2"}, ["supervisor_id"]),
        ("people", {"email": "ivo@other.example", "check_ins": "0"}, ["supervisor_id", "check_ins"]),
        ("selection", {"selection": "apply"}, ["decide_by-day"]),
        ("eligibility", {"year": "Junior"}, []),
        ("legal", {}, []),
    ],
)
def test_the_piece_tells_what_is_being_typed(app, client_for, step, typed, controls):
    here, _record, page = draft()
    answer = client_for(here.brook.member).get(f"{page}/{step}/findings", query_string=typed, headers=PARTIAL)
    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert linked(answer) == controls
    assert db.session.query(Project).one().title == "Map accessible routes"


def test_the_piece_is_no_page(app, client_for):
    here, _record, page = draft()
    answer = client_for(here.brook.member).get(f"{page}/what/findings?title=x")
    assert (answer.status_code, answer.location) == (303, f"{page}/what")


def test_without_script_continue_saves_and_shows_once(app, client_for):
    here, record, page = draft()
    client = client_for(here.brook.member)
    answer = client.fill(f"{page}/what", VAGUE)
    assert answer.status_code == 303
    address = urlsplit(answer.location)
    assert (address.path, address.query, address.fragment) == (f"{page}/what", "look=1", "findings")
    shown = client.get(answer.location)
    assert linked(shown) == ["title", "summary"]
    assert len(soup(shown).select(".noted")) == 2
    db.session.expire_all()
    assert db.session.get(Project, record.id).title == VAGUE["title"]
    assert client.fill(answer.location).location == f"{page}/deliverables"


def test_one_put_right_the_other_does_not_hold_up_again(app, client_for):
    here, _record, page = draft()
    client = client_for(here.brook.member)
    shown = client.fill(f"{page}/what?from=check", VAGUE).location
    assert "from=check" in shown
    assert client.fill(shown, {"title": "Plan our fair"}).location == f"{page}/check"


def test_each_finding_leads_to_its_control(app, client_for):
    here, _record, page = draft(
        place={"access_note": ""},
        legal={"exclusions": [word for word in Exclusion if word is not Exclusion.HOME]},
        people={"check_ins": 0},
    )
    client = client_for(here.brook.member)
    check = soup(client.get(f"{page}/check"))
    links = [link["href"] for link in check.select(".err a, .questioned p a")]
    assert [link.rpartition("/")[2] for link in links] == [
        "place?from=check#access_note",
        "people?from=check#check_ins",
        "legal?from=check#exclusions-5",
    ]
    for link in links:
        address, _, control = link.partition("#")
        assert soup(client.get(address)).select_one(f"#{control}")


def test_a_warning_asks_why_and_the_office_reads_the_answer(app, client_for):
    here, record, page = draft(people={"check_ins": 0})
    client = client_for(here.brook.member)
    refused = client.fill(f"{page}/check")
    assert refused.status_code == 422
    (reason,) = soup(refused).select("main textarea")
    assert reason["aria-invalid"] == "true"
    assert soup(refused).select_one(f'.summary-errors a[href="#{reason["id"]}"]')
    assert client.fill(f"{page}/check", {reason["name"]: "We sit in one room."}).status_code == 303
    db.session.expire_all()
    assert db.session.get(Project, record.id).reasons == {"checkins.few@check_ins": "We sit in one room."}
    paper = soup(client_for(here.officer).get(f"/staff/review/project/{record.id}"))
    line = next(item.text for item in paper.select(".checks .look") if "check-in" in item.text)
    assert "We sit in one room." in line


def test_reasons_stay_while_an_error_still_stands(app, client_for):
    here, record, page = draft(people={"check_ins": 0}, what={"title": ""})
    client = client_for(here.brook.member)
    name = soup(client.get(f"{page}/check")).select_one("main textarea")["name"]
    assert client.fill(f"{page}/check", {name: "We sit in one room."}).status_code == 422
    assert "We sit in one room." in client.get(f"{page}/check").text
    client.fill(f"{page}/people", {"check_ins": "2"})
    client.fill(f"{page}/what", {"title": "Map routes"})
    assert client.fill(f"{page}/check").status_code == 303
    db.session.expire_all()
    kept = db.session.get(Project, record.id)
    assert (kept.status, kept.reasons) == (S.SUBMITTED, {})


def test_a_reason_too_long_is_refused_and_not_lost(app, client_for):
    here, record, page = draft(people={"check_ins": 0})
    client = client_for(here.brook.member)
    name = soup(client.get(f"{page}/check")).select_one("main textarea")["name"]
    answer = client.fill(f"{page}/check", {name: "x" * 301})
    assert answer.status_code == 422
    assert "x" * 301 in answer.text
    db.session.expire_all()
    assert db.session.get(Project, record.id).status is S.DRAFT
