"""What becomes of a seat nobody takes in time, of a partnership after a year, and of a profile that changed."""

import re
from datetime import date, timedelta
from itertools import count

import pytest
from playwright.sync_api import expect

from tests.browser.journey.person import Person
from tests.browser.journey.staff import Staff
from tests.browser.journey.student import Student
from tests.browser.people import View, overflow
from tests.browser.test_desks import first

STAFF, SUPERVISOR = "staff@demo.example", "supervisor@demo.example"
TAGS = count(1)
VIEWS = [View(1280), View(390, scheme="dark", script=False)]
pytestmark = pytest.mark.parametrize("view", VIEWS, ids=str)


@pytest.fixture
def office(people, shot):
    return Staff(people.signed_in(STAFF), shot)


@pytest.fixture
def seat(site, people, shot):
    """`seat(selection)`: one seat, and two students who would like it; the second one is told that it is taken."""

    def begin(selection: str):
        scene = site.scene("seat", f"box {next(TAGS)}", selection)
        both = [Student(people.signed_in(email), shot) for _name, email in scene["students"]]
        for student, (name, _email) in zip(both, scene["students"], strict=True):
            student.name = name
        return scene, *both

    return begin


def waits(student, scene) -> None:
    """Join the list of a project that is full."""
    student.go(f"/student/projects/{scene['project']}")
    student.reads("All seats are taken")
    student.page.locator(".tabs form button").click()
    student.arrives("On the waiting list")


def finds(student, scene) -> None:
    """Follow the request from the list of all."""
    student.go("/student/claims")
    student.follow(scene["title"])


def fits(person, picture: str) -> None:
    """A picture of the page, which is no wider than the screen."""
    person.keep(picture)
    assert overflow(person.page) <= 0


def test_a_proposal_nobody_answers_goes_to_who_waits(office, seat, site):
    scene, quiet, patient = seat("match")
    office.go(f"/staff/projects/{scene['project']}/match?q={quiet.name.split()[0]}")
    office.tick(quiet.name)
    office.page.get_by_role("button", name="Propose for").click()
    office.told("Proposed.")
    waits(patient, scene)
    finds(quiet, scene)
    quiet.arrives("Read and accept the terms")
    assert site.scene("later", str(scene["project"])) == {"lapsed": 1}
    quiet.tick("I accept these terms, the hours and the dates")
    quiet.press("Accept the seat")
    quiet.arrives("Lapsed")
    fits(quiet, "proposal-lapsed")
    finds(patient, scene)
    fits(patient, "proposal-from-the-list")
    patient.tick("I accept these terms, the hours and the dates")
    patient.press("Accept the seat")
    patient.told("The seat is yours.")
    office.go(f"/staff/projects/{scene['project']}/match?q={patient.name.split()[0]}")
    assert office.page.locator("ul.candidates li", has_text="Accepted").count() == 1


def ticks_one(student, view) -> str:
    """Tick a point of the kick-off list, which is kept at once; without script it takes a button. Its value."""
    student.follow("Go through the list")
    box = student.page.locator("[name=points]").nth(3)
    box.check()
    if view.script:
        expect(student.page.locator("#list [role=status]")).to_contain_text("You have ticked 1 of 15")
    else:
        student.press("Keep my ticks for later")
        student.follow("Go through the list")
    fits(student, "kick-off-ticking")
    student.page.reload()
    assert student.page.locator("[name=points]:checked").count() == 1
    return box.get_attribute("value")


def reads_tick(boss, path: str, value: str) -> None:
    """The other side sees the point, and has not ticked it."""
    boss.goto(path)
    point = boss.locator("label.tick", has=boss.locator(f"[value={value}]"))
    expect(point).to_contain_text("Ticked by the other side")
    assert not boss.locator("[name=points]:checked").count()


def test_a_seat_given_back_is_held_for_who_waits(seat, people, view):
    scene, hasty, patient = seat("claim")
    hasty.go(f"/student/projects/{scene['project']}")
    hasty.press(re.compile("^Claim a seat"))
    hasty.arrives("Read and accept the terms")
    waits(patient, scene)
    hasty.press("Undo", hasty.page.locator("#messages"))
    hasty.told("Taken back.")
    finds(patient, scene)
    patient.arrives("Read and accept the terms")
    fits(patient, "seat-from-the-list")
    patient.tick("I accept these terms, the hours and the dates")
    patient.press("Accept the seat")
    patient.told("The seat is yours.")
    value = ticks_one(patient, view)
    path = patient.here().replace("/student/", "/employer/")
    reads_tick(people.signed_in(scene["boss"]), path, value)
    finds(hasty, scene)
    hasty.arrives("Withdrawn")


def test_a_partnership_is_looked_at_once_a_year(office):
    address = first(office.page, "/staff/partnerships/due", r"/staff/partnerships/\d+/review")
    fits(office, "reviews-due")
    office.go(address)
    office.date("next_on", date.today() - timedelta(days=1))
    office.press("Reviewed")
    expect(office.page.locator(".summary-errors")).to_be_visible()
    fits(office, "review-refused")
    office.date("next_on", date.today() + timedelta(days=365))
    office.page.fill("[name=note]", "Read their accounts; all is well.")
    office.press("Reviewed")
    office.told("Noted.")
    assert not office.page.locator(f"main a[href='{address}']").count()


def test_a_changed_profile_waits_for_the_office(office, people, shot, view):
    boss = Person(people.signed_in(SUPERVISOR), shot)
    legal = f"Brightwater Co-operative {view} Ltd"
    boss.go("/employer/profile")
    boss.write({"Legal name": legal, "What has changed, and why?": "We are registered anew."})
    boss.press("Save")
    boss.told("Saved. What was checked waits for review.")
    boss.reads("everybody sees the profile as it was")
    fits(boss, "profile-waits")
    address = first(office.page, "/staff/review", r"/staff/review/change/\d+")
    links = office.page.locator(".queue a[href*='/review/change/']", has_text="Brightwater")
    office.go(links.last.get_attribute("href") or address)
    office.reads(legal)
    fits(office, "profile-at-the-office")
    office.choose("Accept" if view.script else "Decline")
    if not view.script:
        office.write({"What should they know?": "The register does not have it yet."})
    office.press("Send decision")
    boss.go("/employer/profile")
    expect(boss.page.locator("main")).to_contain_text("accepted on" if view.script else "not have it yet")
    fits(boss, "profile-decided")
