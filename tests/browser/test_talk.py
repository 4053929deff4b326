"""Writing to each other about a placement, calling the office, and dates in one's own calendar."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.people import View, overflow

STUDENT, SUPERVISOR, STAFF = "student@demo.example", "supervisor@demo.example", "staff@demo.example"
VIEWS = [View(1280), View(390, scheme="dark"), View(1280, script=False), View(390, script=False)]
pytestmark = pytest.mark.parametrize("view", VIEWS, ids=str)


def settle(page, shot, name: str) -> None:
    """A picture of the page, which is no wider than the screen."""
    shot(page, name)
    assert overflow(page) <= 0


def quiet(page) -> str:
    """The newest placement whose thread the office does not read; its number."""
    page.goto("/employer/placements")
    links = [link.get_attribute("href") for link in page.locator("main ul.tasks a").all()]
    for address in links:
        page.goto(f"{address}/messages")
        if page.get_by_role("button", name="Ask the office to join").count():
            return address.rpartition("/")[2]
    raise LookupError("every thread has the office in it")


def test_a_thread_from_both_sides_and_the_office(people, shot, tmp_path):
    boss, student, office = (people.signed_in(who) for who in (SUPERVISOR, STUDENT, STAFF))
    number = quiet(boss)
    settle(boss, shot, "thread-employer")
    send(boss, "Here is the brief.", tmp_path / "brief.txt")
    answer(student, number, shot)
    office.goto(f"/staff/placements/{number}/messages")
    expect(office.locator("main")).not_to_contain_text("Here is the brief.")
    settle(office, shot, "thread-closed-to-the-office")
    student.get_by_role("button", name="Ask the office to join").click()
    expect(student.locator("main")).to_contain_text("asked by the student")
    office.reload()
    expect(office.locator("#thread li").first).to_contain_text("Here is the brief.")
    settle(office, shot, "thread-office")


def send(page, text: str, paper) -> None:
    """A message with a file."""
    paper.write_text("North is up.")
    page.get_by_label("Your message").fill(text)
    page.locator("[name=files]").set_input_files(paper)
    page.get_by_role("button", name="Send message").click()
    expect(page.locator("#thread li").first).to_contain_text(text)


def answer(page, number: str, shot) -> None:
    """The student sees on the list that something is new, reads it, and presses the button too early."""
    page.goto("/student/placements")
    settle(page, shot, "placements-with-news")
    expect(page.locator(f"a[href='/student/placements/{number}']")).to_contain_text("new message")
    page.goto(f"/student/placements/{number}")
    settle(page, shot, "placement-with-news")
    page.get_by_role("link", name="Open messages").click()
    expect(page.locator("#thread li").first).to_contain_text("New")
    settle(page, shot, "thread-student")
    page.get_by_role("button", name="Send message").click()
    expect(page.locator("main")).to_contain_text("Write a message first.")
    settle(page, shot, "thread-error")


def test_dates_in_ones_own_calendar(people, shot):
    page = people.signed_in(SUPERVISOR)
    page.goto("/account")
    page.get_by_role("link", name="Your dates in your own calendar").click()
    page.get_by_role("button", name=re.compile("Make .* address")).click()
    address = page.locator("#address").input_value()
    settle(page, shot, "calendar")
    answer = page.request.get(address)
    assert answer.status == 200
    assert "BEGIN:VCALENDAR" in answer.text()
    page.reload()
    expect(page.locator("#address")).to_have_count(0)
    page.get_by_role("button", name="End the address").click()
    expect(page.locator("main")).to_contain_text("You have no address yet.")
    assert page.request.get(address).status == 404


def test_news_comes_by_itself_and_leaves_what_is_being_typed(people, view):
    if not view.script:
        pytest.skip("without script the page is asked for again by hand")
    boss, student = people.signed_in(SUPERVISOR), people.signed_in(STUDENT)
    number = quiet(boss)
    student.clock.install()
    student.goto(f"/student/placements/{number}/messages")
    student.get_by_label("Your message").fill("Half a sentence")
    for text in ("First.", "Second."):
        boss.goto(f"/employer/placements/{number}/messages")
        boss.get_by_label("Your message").fill(text)
        boss.get_by_role("button", name="Send message").click()
        expect(boss.locator("#thread li").first).to_contain_text(text)
        student.clock.fast_forward("01:01")
        expect(student.locator("#thread li").first).to_contain_text(text)
    expect(student.get_by_label("Your message")).to_have_value("Half a sentence")
