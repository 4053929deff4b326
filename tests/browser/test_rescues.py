"""A student reports a problem and the office steps in; several are reminded from the board, by keys or ticks."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.people import View, overflow

STUDENT, STAFF = "student@demo.example", "staff@demo.example"
VIEWS = [View(1280), View(390, scheme="dark", script=False)]
WORDS = "The files I need have not come, and nobody answers."
pytestmark = pytest.mark.parametrize("view", VIEWS, ids=str)


def settle(page, shot, name: str) -> None:
    """A picture of the page, which is no wider than the screen."""
    shot(page, name)
    assert overflow(page) <= 0


def fill_day(page, name: str, day: date) -> None:
    for part in ("day", "month", "year"):
        page.fill(f"[name={name}-{part}]", str(getattr(day, part)))


def test_a_report_is_answered_held_and_done(people, shot):
    student = people.signed_in(STUDENT)
    address = report(student, shot)
    office = people.signed_in(STAFF)
    task = step_in(office, address, shot)
    student.goto(address)
    expect(student.locator("main")).to_contain_text("On hold through")
    student.get_by_role("link", name="How I am treated").first.click()
    expect(student.locator(".thread")).to_contain_text("I call you today.")
    office.goto(task)
    office.get_by_label("What was done?").fill("The files are there now.")
    office.get_by_role("button", name="Close the task").click()
    expect(office.locator("main")).to_contain_text("The files are there now.")
    end(office, address)


def report(student, shot) -> str:
    """The first running placement of the student; its address."""
    student.goto("/student/placements")
    links = [link.get_attribute("href") for link in student.locator("main ul.tasks a").all()]
    for address in (link for link in links if re.fullmatch(r"/student/placements/\d+", link)):
        student.goto(address)
        if student.locator("[aria-current=step]").get_by_text("Active", exact=True).count():
            break
    student.get_by_role("link", name="Report a problem").click()
    student.get_by_role("button", name="Send to the career office").click()
    expect(student.locator(".summary-errors")).to_contain_text("Choose what it is about.")
    student.get_by_label("How I am treated").check()
    student.get_by_label("What happened?").fill(WORDS)
    settle(student, shot, "problem-to-report")
    student.get_by_role("button", name="Send to the career office").click()
    expect(student.locator(".thread")).to_contain_text(WORDS)
    return address


def step_in(office, address: str, shot) -> str:
    """The office answers, and stops the clock; the address of the task."""
    placement = address.replace("/student/", "/staff/")
    office.goto(placement)
    office.get_by_role("link", name="Open the task").click()
    task = office.url
    report = office.locator("section", has_text=WORDS).filter(has=office.get_by_label("Your answer")).last
    report.get_by_label("Your answer").fill("I call you today.")
    report.get_by_role("button", name="Answer").click()
    expect(office.locator("main")).to_contain_text("I call you today.")
    settle(office, shot, "task-of-the-office")
    office.goto(f"{placement}/steps/hold")
    fill_day(office, "until", date.today() + timedelta(days=9))
    office.get_by_label("Why?").fill("Until the files are there.")
    office.get_by_role("button", name="Put it on hold").click()
    expect(office.locator("main")).to_contain_text("On hold through")
    return task


def end(office, address: str) -> None:
    """And ends it for the employer's side."""
    office.goto(f"{address.replace('/student/', '/staff/')}/steps/end_early")
    office.get_by_label("Cause").select_option("silence")
    office.get_by_label("Whose side did it come from?").select_option("employer")
    office.get_by_label("Fee for the part that was done").fill("10")
    office.get_by_label("What happened").fill("Nobody sent the files.")
    office.get_by_role("button", name="End the placement early").click()
    expect(office.locator("main")).to_contain_text("This placement ended early.")


def test_several_are_reminded(people, shot, view):
    office = people.signed_in(STAFF)
    office.goto("/staff/placements")
    settle(office, shot, "board-of-the-office")
    if view.script:
        office.locator(".lane-card").first.focus()
        for pressed in ("x", "j", "x", "j", "k", "j", "x"):
            office.keyboard.press(pressed)
    else:
        for box in office.locator(".pick input").all()[:3]:
            box.check()
    assert office.locator(".pick input:checked").count() == 3
    office.get_by_role("button", name="Remind those I ticked").click()
    expect(office.locator("h1")).to_contain_text(re.compile("on (its|their) way|Nobody was written to"))
    assert office.locator(".tasks li").count() >= 3
    settle(office, shot, "reminders-sent")
