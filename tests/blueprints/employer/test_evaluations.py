"""A signed-in supervisor evaluates from the placement's page; nobody else does."""

import pytest
from sqlalchemy import select

from portal import clock
from portal.database import db
from portal.models.history import HistoryDetail, HistoryEntry
from portal.models.projects import Deliverable
from portal.vocabulary import Competency
from portal.vocabulary import PlacementStatus as P
from portal.vocabulary import RequestStatus as S
from tests.client import soup
from tests.factories import records
from tests.factories.placements import move, world


@pytest.fixture
def here(app):
    made = world()
    made.page = f"/employer/placements/{made.placement.id}"
    made.enter = f"{made.page}/evaluation"
    return made


@pytest.fixture
def supervisor(here, client_for):
    return client_for(here.supervisor.membership)


def offered(client, here) -> bool:
    return bool(soup(client.get(here.page)).select_one(f'form[action="{here.enter}"] button'))


def test_from_the_button_to_the_receipt(here, supervisor):
    move(here, P.ACCEPTED)
    assert offered(supervisor, here)
    begun = supervisor.fill(here.page, action=here.enter)
    assert begun.headers["Location"] == "/e/answers"
    first = supervisor.get("/e/answers", follow_redirects=True)
    assert not soup(first).select('form[action="/e/leave"]')
    words = soup(first).footer.get_text()
    assert "You are signed in as" in words and "from the link" not in words
    assert soup(first).select_one("a.back")["href"] == here.page
    changed = soup(supervisor.get("/e/answers/teamwork?from=check"))
    assert changed.select_one("a.back")["href"] == "/e/check"
    answer_all(supervisor, here)
    sent = supervisor.send("/e/check", {"agreed": "y", "name": "Priya"})
    assert sent.headers["Location"] == "/e/receipt"
    assert records.asked(here).status is S.SUBMITTED
    assert soup(supervisor.get("/e/receipt")).select(f'main a[href="{here.page}"]')
    assert not offered(supervisor, here)
    assert supervisor.send(here.enter).status_code == 422


def answer_all(client, here) -> None:
    told = {key.value: {"answer": "applying"} for key in Competency}
    told["deliverables"] = {
        f"deliverable_{key}": "meets" for key in db.session.scalars(select(Deliverable.id))
    }
    told |= {"timeliness": {"answer": "on_time"}, "hours": {"hours": "20"}}
    told |= {name: {"answer": "yes"} for name in ("engage_again", "host_again")}
    told["next_step"] = {"answer": "none"}
    for key, data in told.items():
        assert client.send(f"/e/answers/{key}", data).status_code == 303


def test_opening_is_remembered_as_theirs(here, supervisor):
    move(here, P.DELIVERED)
    supervisor.send(here.enter)
    entry = db.session.scalars(select(HistoryEntry).where(HistoryEntry.action == "open")).one()
    assert entry.actor_id == here.supervisor.actor.user_id
    assert db.session.scalars(select(HistoryDetail)).first()


def test_not_before_it_is_asked(here, supervisor):
    assert not offered(supervisor, here)
    assert supervisor.send(here.enter).status_code == 422
    assert records.asked(here).status is S.SCHEDULED


@pytest.mark.parametrize("name", ["colleague", "stranger"])
def test_not_for_others(here, client_for, name):
    move(here, P.DELIVERED)
    someone = client_for(getattr(here, name).membership)
    if name == "colleague":
        assert not offered(someone, here)
    assert someone.send(here.enter).status_code == 404
    assert someone.get("/e/answers").status_code == 404
    assert records.asked(here).status is S.SENT


def test_not_once_it_has_expired(here, supervisor):
    move(here, P.DELIVERED)
    records.asked(here).expires_at = clock.now()
    assert not offered(supervisor, here)
    assert supervisor.send(here.enter).status_code == 422


def test_both_ways_lead_to_the_same_answers(here, supervisor, client):
    """What was begun by the link goes on from the placement's page."""
    move(here, P.DELIVERED)
    records.begin(here)
    assert offered(supervisor, here)
    supervisor.send(here.enter)
    supervisor.send("/e/answers/career", {"answer": "applying"})
    assert supervisor.get("/e/answers").headers["Location"] == "/e/answers/communication"
