"""E2: the library, starting from one of it, and posting again."""

from datetime import timedelta

import pytest

from portal import clock
from portal.database import db
from portal.models.projects import Project
from portal.services import beginnings
from portal.vocabulary import ProjectStatus as S
from tests.client import soup
from tests.factories import employers, records
from tests.factories import placements as working
from tests.factories import projects as made

SHOWN = "/employer/examples/user-interviews"


def test_all_are_listed_and_can_be_read(app, client_for):
    here = employers.world()
    client = client_for(here.brook.member)
    links = [link["href"] for link in soup(client.get("/employer/examples")).select(".library a")]
    assert links == [f"/employer/examples/{slug}" for slug in beginnings.library()]
    for link in links:
        page = soup(client.get(link))
        assert len(page.select(".paper h2")) == 9
    assert client.get("/employer/examples/nothing").status_code == 404


def test_start_from_one_is_a_draft_that_only_wants_its_ticks(app, client_for):
    here = employers.world()
    client = client_for(here.brook.member)
    sent = {"form_key": "same", "campus_id": str(here.north.id)}
    first, second = (client.send(SHOWN, sent) for _ in range(2))
    assert first.location == second.location
    record = db.session.query(Project).one()
    assert (record.status, record.supervisor_id) == (S.DRAFT, here.brook.contact.id)
    check = soup(client.get(first.location))
    assert len(check.select(".err")) == 6
    assert not check.select(".questioned")


def test_another_campus_is_refused_in_words(app, client_for):
    here = employers.world()
    answer = client_for(here.brook.member).send(SHOWN, {"campus_id": str(here.south.id)})
    assert answer.status_code == 422
    assert soup(answer).select_one(".summary-errors")
    assert db.session.query(Project).count() == 0


def test_looking_leaves_nothing_in_the_list(app, client_for):
    here = employers.world()
    client = client_for(here.brook.member)
    first = client.fill("/employer/projects", action="/employer/projects").location
    assert client.fill("/employer/projects", action="/employer/projects").location == first
    page = client.get("/employer/projects").text
    assert "Untitled" not in page
    client.fill(first, {"title": "A map", "format": "nano"})
    assert "A map" in client.get("/employer/projects").text
    place = soup(client.get(first.replace("what", "place")))
    assert place.select_one("[name=place][value=remote]").has_attr("checked")
    assert soup(client.get(first.replace("what", "time"))).select_one("#minutes")["value"] == "6"


@pytest.mark.parametrize("status", S)
def test_what_was_posted_can_be_posted_again(app, client_for, status):
    here = employers.world()
    record = made.project(here.north, here.brook, here.desk, status)
    client = client_for(here.brook.member)
    button = soup(client.get(f"/employer/projects/{record.id}")).select('form[action$="/again"]')
    assert bool(button) is (status not in {S.DRAFT, S.SUBMITTED, S.CHANGES_REQUESTED})


def test_again_shows_what_it_taught_on_the_steps(app, client_for):
    here = working.world()
    working.move(here, working.S.DELIVERED)
    working.accept(here.placement, here)
    records.evaluated(here, minutes_taken=1560)
    here.project.status, here.project.supervisor_id = S.CLOSED, here.supervisor.actor.contact_id
    day = clock.today(here.north.zone) - timedelta(days=30)
    made_again = Project(
        campus_id=here.north.id,
        employer_id=here.project.employer_id,
        ancestor_id=here.project.id,
        supervisor_id=here.supervisor.actor.contact_id,
        currency="GBP",
        zone=here.north.zone,
        minutes=1200,
        starts_on=day,
    )
    db.session.add(made_again)
    db.session.flush()
    client = client_for(here.supervisor.membership)
    step = f"/employer/projects/{made_again.id}/time"
    page = client.get(step)
    assert "you planned 20 hours" in page.text
    link = soup(page).select_one(".banner a")["href"].partition("#")[0]
    assert soup(client.get(link)).select_one("#minutes")["value"] == "26"
    assert "26 hours" in client.get(f"/employer/projects/{made_again.id}/check").text


def test_again_is_sent_once(app, client_for):
    here = employers.world()
    record = made.project(here.north, here.brook, here.desk, S.CLOSED)
    client = client_for(here.brook.member)
    sent = {"form_key": "same"}
    first, second = (client.send(f"/employer/projects/{record.id}/again", sent) for _ in range(2))
    assert (first.status_code, first.location) == (303, second.location)
    again = db.session.query(Project).filter_by(ancestor_id=record.id).one()
    assert first.location == f"/employer/projects/{again.id}/check"
