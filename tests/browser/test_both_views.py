"""What the two sides say of each other: double blind until both are in; the office reads a comment first."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.people import View, overflow

STUDENT, STAFF = "student@demo.example", "staff@demo.example"
WORDS, WHY = "The brief was clear, Priya Raman was not.", "Please leave the name out."
pytestmark = pytest.mark.parametrize("view", [View(390)], ids=str)


def settle(page, shot, name: str) -> None:
    """A picture of the page, which is no wider than the screen."""
    shot(page, name)
    assert overflow(page) <= 0


def mine(page) -> Iterator[str]:
    """Open each placement of the student; its address."""
    page.goto("/student/placements")
    links = [link.get_attribute("href") for link in page.locator("main ul.tasks a").all()]
    for address in dict.fromkeys(link for link in links if re.fullmatch(r"/student/placements/\d+", link)):
        page.goto(address)
        yield address


def test_side_by_side_only_when_both_are_in(people, shot):
    student, office = people.signed_in(STUDENT), people.signed_in(STAFF)
    waits = student.get_by_text("Your supervisor's evaluation is in.")
    address = next(one for one in mine(student) if waits.count())
    settle(student, shot, "evaluation-waits-for-the-student")
    expect(student.locator("#evaluation")).to_have_count(0)
    beside = f"{address.replace('/student/', '/staff/')}/evaluation"
    office.goto(beside)
    expect(office.locator("main")).not_to_contain_text("Side by side")
    student.get_by_role("link", name="Place yourself").first.click()
    student.get_by_role("button", name="Send").click()
    expect(student.locator(".summary-errors")).to_be_visible()
    for group in student.locator("main fieldset").all():
        group.locator("label", has_text="Applying").click()
    settle(student, shot, "placing-oneself")
    student.get_by_role("button", name="Send").click()
    expect(student.locator("main")).to_contain_text("Side by side")
    settle(student, shot, "side-by-side-of-the-student")
    office.goto(beside)
    expect(office.locator("main")).to_contain_text("Side by side")
    settle(office, shot, "side-by-side-of-the-office")


def test_a_comment_on_the_host_is_read_before_it_is_shown(people, shot):
    student, office = people.signed_in(STUDENT), people.signed_in(STAFF)
    ways = student.get_by_role("link", name="Say how it was")
    address = next(one for one in mine(student) if ways.count())
    ways.click()
    for group in student.locator("main fieldset").all():
        group.locator("input").first.check()
    student.locator("[name=comment]").fill(WORDS)
    settle(student, shot, "host-review")
    student.locator("main form button").last.click()
    expect(student.locator("main")).to_contain_text(WORDS)
    office.goto("/staff/host-reviews")
    review = office.locator("article", has_text=WORDS)
    settle(office, shot, "host-reviews-of-the-office")
    review.locator("summary", has_text="Do not show it").click()
    review.get_by_role("button", name="Do not show it").click()
    expect(office.locator(".summary-errors")).to_be_visible()
    review.locator("[name$=note]").fill(WHY)
    review.get_by_role("button", name="Do not show it").click()
    expect(office.locator("main")).not_to_contain_text(WORDS)
    student.goto(address)
    expect(student.locator("main")).to_contain_text(WHY)
    settle(student, shot, "host-review-declined")
