"""A change of what was agreed: a smaller fee, proposed by the employer, needs the student and then the office."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.people import View, overflow

STUDENT, SUPERVISOR, STAFF = "student@demo.example", "supervisor@demo.example", "staff@demo.example"
REASON = "Half of the data came too late to be used."
VIEWS = [View(1280), View(390, scheme="dark", script=False)]
each_view = pytest.mark.parametrize("view", VIEWS, ids=str)


def settle(page, shot, name: str) -> None:
    """A picture of the page, which is no wider than the screen."""
    shot(page, name)
    assert overflow(page) <= 0


def changeable(student, boss) -> str:
    """The number of a placement of both on which a change may be proposed; the supervisor stands at the form."""
    student.goto("/student/placements")
    links = student.locator("main a[href^='/student/placements/']").all()
    for address in dict.fromkeys(link.get_attribute("href") for link in links):
        number = re.search(r"\d+", address)[0]
        there = boss.goto(f"/employer/placements/{number}/changes/new")
        if there.ok and boss.locator("[name=fee]").count():
            return number
    raise LookupError("no placement of these two can be changed")


def half(page, name: str) -> None:
    """Write half of what stands in a field."""
    field = page.locator(f"[name={name}]")
    field.fill(str(float(field.input_value().replace(",", "")) / 2))


def propose(boss, shot, number: str) -> None:
    """Half of the hours for half of the fee; without a reason it is not sent."""
    boss.get_by_role("button", name="Propose it").click()
    expect(boss.locator("[role=alert]").first).to_contain_text("Say why in a sentence or two.")
    half(boss, "fee")
    half(boss, "minutes")
    boss.get_by_label("Why should it change?").fill(REASON)
    settle(boss, shot, "change-propose")
    boss.get_by_role("button", name="Propose it").click()
    boss.wait_for_url(f"**/employer/placements/{number}")


def come_upon(page, audience: str, number: str) -> None:
    """Follow the link on the placement's page."""
    page.goto(f"/{audience}/placements/{number}")
    page.locator(f"main a[href*='/placements/{number}/changes/']").first.click()
    expect(page.locator("main")).to_contain_text(REASON)


@each_view
def test_a_smaller_fee_asks_the_student_and_then_the_office(people, shot):
    student, boss, office = map(people.signed_in, (STUDENT, SUPERVISOR, STAFF))
    number = changeable(student, boss)
    propose(boss, shot, number)
    come_upon(student, "student", number)
    settle(student, shot, "change-to-answer")
    student.get_by_role("button", name="Agree to the change").click()
    student.wait_for_url(f"**/student/placements/{number}")
    come_upon(office, "staff", number)
    settle(office, shot, "change-at-the-office")
    office.get_by_role("button", name="Allow the change").click()
    office.wait_for_url(f"**/staff/placements/{number}")
    come_upon(boss, "employer", number)
    expect(boss.locator("main")).to_contain_text("In force")
    office.goto("/staff/fees")
    settle(office, shot, "fees-at-the-office")
