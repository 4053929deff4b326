"""Student and supervisor while the work is under way: milestones, check-ins, the hour log, the list on paper."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.people import View, overflow

STUDENT, SUPERVISOR, STAFF = "student@demo.example", "supervisor@demo.example", "staff@demo.example"
VIEWS = [View(1280), View(390, scheme="dark"), View(390, script=False)]
PLAIN = [View(390, script=False)]
each_view = pytest.mark.parametrize("view", VIEWS, ids=str)
plainly = pytest.mark.parametrize("view", PLAIN, ids=str)


def settle(page, shot, name: str) -> None:
    """A picture of the page, which is no wider than the screen."""
    shot(page, name)
    assert overflow(page) <= 0


def waiting(page, kind: str, field: str) -> str:
    """A page of this kind (milestones, check-ins) on which the student is asked something; its address."""
    page.goto("/student/placements")
    places = [a.get_attribute("href") for a in page.locator("main a[href^='/student/placements/']").all()]
    for place in places:
        page.goto(place)
        links = page.locator(f"[aria-labelledby=plan] a[href*='/{kind}/']").all()
        for link in [one.get_attribute("href") for one in links]:
            page.goto(link)
            if page.locator(f"[name={field}]").count():
                return link
    raise LookupError(kind)


def placement(address: str) -> str:
    return re.match(r"/\w+(/placements/\d+)", address)[1]


@each_view
def test_a_milestone_goes_to_and_fro(people, shot):
    student, boss = people.signed_in(STUDENT), people.signed_in(SUPERVISOR)
    mine = waiting(student, "milestones", "note")
    student.get_by_role("button", name="Mark as delivered").click()
    expect(student.locator("[role=alert]").first).to_contain_text("Write a note or give a link")
    settle(student, shot, "milestone-to-deliver")
    deliver(student, mine, "note", "Half of it, in the form it will have.")
    settle(student, shot, "placement-on-the-way")
    boss.goto(f"/employer{placement(mine)}")
    settle(boss, shot, "placement-to-look-at")
    answer(boss, mine, "Something has to change", "Show where each number comes from.")
    settle(boss, shot, "placement-looked-at")
    student.goto(mine)
    expect(student.locator("main")).to_contain_text("Show where each number comes from.")
    deliver(student, mine, "url", "https://files.example/second")
    answer(boss, mine, "Fine as it is", "Just what we need.")
    expect(boss.locator("[aria-labelledby=plan] summary")).to_contain_text("done")


def deliver(page, mine: str, field: str, words: str) -> None:
    page.goto(mine)
    page.fill(f"[name={field}]", words)
    page.get_by_role("button", name="Mark as delivered").click()
    page.wait_for_url(f"**/student{placement(mine)}")


def answer(page, mine: str, choice: str, words: str) -> None:
    page.goto(mine.replace("/student/", "/employer/"))
    page.get_by_label(choice).check()
    page.fill("[name=note]", words)
    page.get_by_role("button", name="Send").click()
    page.wait_for_url(f"**/employer{placement(mine)}")


@plainly
def test_who_is_blocked_is_seen_by_all(people, shot):
    student, boss, office = (people.signed_in(who) for who in (STUDENT, SUPERVISOR, STAFF))
    mine = waiting(student, "check-ins", "done")
    student.fill("[name=done]", "The outline is done; next come the examples.")
    student.get_by_label("I am blocked and cannot go on").check()
    student.fill("[name=obstacle]", "The export has not come yet.")
    settle(student, shot, "check-in-to-answer")
    student.get_by_role("button", name="Send").click()
    expect(student.locator("body")).to_contain_text("the career office have been told")
    for page, audience in ((boss, "employer"), (office, "staff")):
        page.goto(f"/{audience}{placement(mine)}")
        expect(page.locator("[aria-labelledby=plan]")).to_contain_text("The student is blocked")
        settle(page, shot, f"blocked-{audience}")
        page.goto(mine.replace("/student/", f"/{audience}/"))
        expect(page.locator("main")).to_contain_text("The export has not come yet.")


@each_view
def test_hours_are_kept_and_the_list_is_printed(people, shot, view):
    student = people.signed_in(STUDENT)
    place = f"/student{placement(waiting(student, 'milestones', 'note'))}"
    student.goto(f"{place}/hours")
    student.fill("[name=minutes]", "1.5")
    student.fill("[name=what]", f"Read what is there, {view}")
    student.get_by_role("button", name="Log these hours").click()
    expect(student.locator("[aria-labelledby=entries]")).to_contain_text(f"Read what is there, {view}")
    settle(student, shot, "hour-log")
    student.goto(f"{place}/kick-off/sheet")
    student.locator("#sheet button").click()
    link = student.get_by_role("link", name="Kick-off list (PDF)")
    expect(made(student, view)).to_have_count(0)
    expect(link).to_be_visible()
    settle(student, shot, "kick-off-sheet")
    got = student.context.request.get(link.get_attribute("href"))
    assert got.ok and got.headers["content-type"] == "application/pdf"


def made(page, view):
    """The word that it is being made; without script one asks again by the link."""
    word = page.locator("#sheet [role=status]")
    for _time in range(0 if view.script else 60):
        if not word.count():
            break
        page.wait_for_timeout(500)
        page.get_by_role("link", name="See whether it is ready").click()
    return word
