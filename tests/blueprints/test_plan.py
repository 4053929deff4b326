"""Milestones, check-ins and the hour log in the browser, from each side, without JavaScript."""

from datetime import timedelta
from io import BytesIO

import pytest
from werkzeug.datastructures import FileStorage

from portal import clock
from portal.database import db
from portal.models.check_ins import CheckIn
from portal.models.hours import HourEntry
from portal.models.milestones import PlacementMilestone
from portal.services import check_ins, milestones, placements
from portal.vocabulary import InTheWay, MilestoneStatus
from portal.vocabulary import PlacementStatus as S
from tests.client import soup
from tests.factories.milestones import DRAFT, ago, check_in, first, world
from tests.factories.placements import hand_in

AUDIENCE = {"student": "student", "supervisor": "employer", "colleague": "employer", "staff": "staff"}
STRANGERS = {"other": "student", "far": "student", "stranger": "employer", "far_staff": "staff"}


@pytest.fixture
def enter(client_for):
    def browser(here, who="student"):
        audience = (AUDIENCE | STRANGERS)[who]
        return client_for(getattr(here, who).membership), f"/{audience}/placements/{here.placement.id}"

    return browser


def rows(client, page) -> dict[str, str]:
    """{label: state} of the section on the way."""
    shown = soup(client.get(page)).select('[aria-labelledby="plan"] ul.tasks > li')
    return {row.b.contents[0].strip(): row.select("span")[-1].get_text() for row in shown}


def today(days=0) -> dict[str, str]:
    then = clock.today("Europe/London") + timedelta(days=days)
    return {"day-day": str(then.day), "day-month": str(then.month), "day-year": str(then.year)}


@pytest.mark.parametrize("who", AUDIENCE)
def test_the_plan_is_on_everybodys_page(app, enter, who):
    here = world()
    client, page = enter(here, who)
    shown = rows(client, page)
    assert list(shown)[:3] == ["Check-in 1", DRAFT, "Check-in 2"]
    assert ("Hour log" in shown) is (who == "student")
    for link in soup(client.get(page)).select('[aria-labelledby="plan"] a'):
        assert client.get(link["href"]).status_code == 200


def test_a_milestone_goes_to_and_fro(app, enter):
    here = world()
    student, mine = enter(here)
    boss, theirs = enter(here, "supervisor")
    under = f"/milestones/{first(here).id}"
    empty = student.fill(mine + under)
    assert empty.status_code == 422
    assert "Write a note" in soup(empty).select_one(".summary-errors").get_text()
    assert student.fill(mine + under, {"note": "Half of it"}).status_code == 303
    assert not soup(student.get(mine + under)).select('main form[method="post"]')
    assert rows(boss, theirs)[DRAFT] == "Look at it"
    assert boss.fill(theirs + under, {"answer": "rework"}).status_code == 422
    assert boss.fill(theirs + under, {"answer": "rework", "note": "Add the bridge."}).status_code == 303
    back = student.get(mine + under).text
    assert "Add the bridge." in back
    assert rows(student, mine)[DRAFT] == "To be reworked"
    student.fill(mine + under, {"url": "https://example.org/draft"})
    assert boss.fill(theirs + under, {"answer": "accept"}).status_code == 303
    assert db.session.get_one(PlacementMilestone, first(here).id).status is MilestoneStatus.OK
    assert soup(student.get(mine)).select_one('[aria-labelledby="plan"] details summary')


def test_the_button_at_now_leads_to_what_is_due_first(app, enter):
    here = world()
    ago(here, 9)
    for who in ("student", "supervisor"):
        client, page = enter(here, who)
        [button, *further] = soup(client.get(page)).select("ol.line .now a.btn")
        assert button.get_text() == "Answer the check-in"
        assert button["href"].endswith(f"/check-ins/{check_in(here).id}")
        assert [link.get_text() for link in further] == (["Hand in"] if who == "student" else [])


def test_a_check_in_from_both_sides(app, enter):
    here = world()
    student, mine = enter(here)
    boss, theirs = enter(here, "supervisor")
    under = f"/check-ins/{check_in(here).id}"
    assert student.fill(mine + under).status_code == 422
    stuck = {"done": "Ten paths.", "in_the_way": "blocked"}
    assert "Say what is in the way." in student.fill(mine + under, stuck).text
    assert student.fill(mine + under, {**stuck, "obstacle": "No keys."}).status_code == 303
    assert "No keys." in boss.get(theirs + under).text
    assert rows(boss, theirs)["Check-in 1"] == "The student is blocked"
    office, desk = enter(here, "staff")
    assert "The student is blocked." in office.get(desk + under).text
    assert boss.fill(theirs + under, {"track": "off"}).status_code == 422
    assert boss.fill(theirs + under, {"track": "on"}).status_code == 303
    assert db.session.get_one(CheckIn, check_in(here).id).supervisor_at


def test_missed_and_overdue_are_said_to_all(app, enter):
    here = world(promised=1)
    check_ins.tell(check_in(here), "Done", InTheWay.NOTHING, by=here.student.actor)
    db.session.flush()
    ago(here, 12)
    for who in AUDIENCE:
        shown = rows(*enter(here, who))
        assert (shown[DRAFT], shown["Check-in 1"]) == ("Overdue", "Missed by the employer")


def test_hours_are_logged_corrected_and_removed(app, enter):
    here = world()
    client, page = enter(here)
    log = f"{page}/hours"
    assert client.fill(log, {"minutes": "a lot", "what": "Walked"}).status_code == 422
    assert client.fill(log, {"minutes": "2", "what": "Walked", **today(1)}).status_code == 422
    assert client.fill(log, {"minutes": "2.5", "what": "Walked ten paths"}).status_code == 303
    entry = db.session.scalars(db.select(HourEntry)).one()
    assert (entry.minutes, entry.day) == (150, clock.today("Europe/London"))
    one = f"{log}/{entry.id}"
    assert client.fill(one, {"minutes": "3"}, action=one).status_code == 303
    assert "3 hours of 20 hours" in client.get(page).text
    boss, theirs = enter(here, "supervisor")
    assert "Walked ten paths" in boss.get(f"{theirs}/hours").text
    assert not soup(boss.get(f"{theirs}/hours")).select('main form[method="post"]')
    assert client.fill(one, action=f"{one}/removal").status_code == 303
    assert not db.session.scalars(db.select(HourEntry)).all()


def test_a_closed_log_is_only_read(app, enter):
    here = world(S.ACCEPTED)
    client, page = enter(here)
    assert not soup(client.get(f"{page}/hours")).select('main form[method="post"]')
    refused = client.send(f"{page}/hours", {"minutes": "2", "what": "Walked", **today()})
    assert refused.status_code == 422


@pytest.mark.parametrize("who", STRANGERS)
def test_strangers_find_nothing(app, enter, who):
    here = world()
    client, page = enter(here, who)
    for under in (f"/milestones/{first(here).id}", f"/check-ins/{check_in(here).id}", "/hours"):
        assert client.get(page + under).status_code == 404
        assert client.send(page + under).status_code in {404, 405}


def test_a_milestone_of_another_placement_is_not_found(app, enter):
    here = world()
    client, page = enter(here)
    other = milestones.of(here.placement)[0].id + 100
    assert client.get(f"{page}/milestones/{other}").status_code == 404
    assert client.get(f"{page}/hours/1").status_code == 404


@pytest.mark.parametrize("who", AUDIENCE)
def test_every_version_is_there_for_both_and_the_office(app, enter, who):
    """What was handed in, its files, and what was asked to change."""
    here = world()
    paper = FileStorage(BytesIO(b"The map of the paths"), "map.txt")
    placements.hand_in(here.placement, "First try", [paper], [], by=here.student.actor)
    placements.revise(here.placement, "Add the bridge.", by=here.supervisor.actor)
    db.session.expire_all()
    hand_in(placements.get(here.student.actor, here.placement.id), here)
    client, page = enter(here, who)
    shown = soup(client.get(page)).select('[aria-labelledby="versions"] article')
    assert [version.h3.get_text() for version in shown] == ["Version 2", "Version 1"]
    assert "Add the bridge." in shown[1].get_text()
    got = client.get(shown[1].select_one('a[href^="/files/"]')["href"])
    assert (got.status_code, got.data) == (200, b"The map of the paths")
