"""The employer's placement pages: accepting, asking for changes, reporting the fee."""

import pytest

from portal.database import db
from portal.models.placements import Placement
from portal.vocabulary import PlacementStatus as S
from tests.client import soup
from tests.factories.placements import hand_in, move, world


def enter(client_for, here, status, who="supervisor"):
    placement = move(here, status)
    db.session.commit()
    return client_for(getattr(here, who).membership), f"/employer/placements/{placement.id}"


def state(here) -> S:
    return db.session.get_one(Placement, here.placement.id, populate_existing=True).status


@pytest.mark.parametrize("who", ["supervisor", "colleague"])
def test_any_contact_accepts_the_work(app, client_for, who):
    here = world()
    client, page = enter(client_for, here, S.DELIVERED, who)
    assert soup(client.get(page)).select_one("ol.line .btn").get_text() == "Accept the work"
    assert client.fill(f"{page}/steps/accept").status_code == 303
    assert state(here) is S.ACCEPTED
    assert "To be paid by" in soup(client.get(page)).get_text()


def test_changes_need_words_and_have_a_limit(app, client_for):
    here = world()
    client, page = enter(client_for, here, S.DELIVERED)
    empty = client.fill(f"{page}/steps/revise", {"note": " "})
    assert empty.status_code == 422
    assert "Say what should be changed" in soup(empty).select_one(".summary-errors").get_text()
    for round_ in range(2):
        assert client.fill(f"{page}/steps/revise", {"note": f"Round {round_}"}).status_code == 303
        hand_in(db.session.get_one(Placement, here.placement.id, populate_existing=True), here)
        db.session.commit()
    assert "Ask for changes" not in soup(client.get(page)).main.get_text()
    over = client.send(f"{page}/steps/revise", {"note": "Once more"})
    assert over.status_code == 422
    assert "limit" in soup(over).select_one(".summary-errors").get_text()
    assert state(here) is S.DELIVERED


def test_the_fee_is_reported_with_a_tick(app, client_for):
    here = world()
    client, page = enter(client_for, here, S.ACCEPTED)
    assert client.fill(f"{page}/steps/report_paid").status_code == 422
    assert client.fill(f"{page}/steps/report_paid", {"sure": "y"}).status_code == 303
    assert "Reported paid" in soup(client.get(page)).get_text()


@pytest.mark.parametrize(
    "verb", ["close", "end_early", "no_show", "accept_for_employer", "start", "confirm", "void"]
)
def test_other_peoples_steps_are_not_there(app, client_for, verb):
    here = world()
    client, page = enter(client_for, here, S.DELIVERED)
    assert client.get(f"{page}/steps/{verb}").status_code == 404
    assert client.send(f"{page}/steps/{verb}", {"note": "x"}).status_code == 404
    assert state(here) is S.DELIVERED


def test_reflections_and_notes_of_the_office_stay_away(app, client_for):
    """The employer reads neither the student's reflection nor the office's reasons."""
    here = world()
    client, page = enter(client_for, here, S.ENDED_EARLY)
    assert "It grew too large." not in client.get(page).get_data(as_text=True)
    here = world_closed(here)
    assert "Maps are hard." not in client.get(page).get_data(as_text=True)


def world_closed(here):
    from portal.services import reflections
    from portal.vocabulary import ReflectionStage
    from tests.factories.placements import TEXTS

    placement = db.session.get_one(Placement, here.placement.id)
    reflections.submit(placement, ReflectionStage.AFTER, *TEXTS, by=here.student.actor)
    db.session.commit()
    return here


def test_the_supervisor_evaluates_without_the_mailed_link(app, client_for):
    """The contact who was asked goes straight to the questions; a colleague does not."""
    here = world()
    client, page = enter(client_for, here, S.ACCEPTED)
    assert soup(client.get(page)).select_one(f'form[action="{page}/evaluation"] button')
    begun = client.fill(page, action=f"{page}/evaluation")
    assert begun.status_code == 303
    assert client.get(begun.headers["Location"], follow_redirects=True).status_code == 200
    colleague = client_for(here.colleague.membership)
    assert not soup(colleague.get(page)).select_one(f'form[action="{page}/evaluation"]')
    assert colleague.send(f"{page}/evaluation").status_code == 404
