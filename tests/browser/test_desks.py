"""Changing an open project, applicants side by side, colleagues, and what the office knows of an employer."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.people import View, overflow

SUPERVISOR, STAFF = "supervisor@demo.example", "staff@demo.example"
VIEWS = [View(1280), View(390, scheme="dark"), View(1280, script=False), View(390, script=False)]
pytestmark = pytest.mark.parametrize("view", VIEWS, ids=str)


def every(page, path: str, pattern: str) -> list[str]:
    """The addresses on a page that look like this."""
    page.goto(path)
    links = [link.get_attribute("href") for link in page.locator("main a[href]").all()]
    return [link for link in links if re.fullmatch(pattern, link)]


def first(page, path: str, pattern: str) -> str:
    """The first one of them."""
    return every(page, path, pattern)[0]


def project_with(page, link: str) -> str:
    """A project of the employer whose page has this link; its address."""
    page.goto("/employer/projects")
    links = [found.get_attribute("href") for found in page.locator("main ul.tasks a").all()]
    for address in links:
        page.goto(address)
        if page.get_by_role("link", name=link, exact=True).count():
            return address
    raise LookupError(link)


def settle(page, shot, name: str) -> None:
    """A picture of the page, which is no wider than the screen."""
    shot(page, name)
    assert overflow(page) <= 0


def test_a_change_waits_and_is_accepted(people, shot):
    title = propose(people.signed_in(SUPERVISOR), shot)
    office = people.signed_in(STAFF)
    office.goto("/staff/review")
    mine = office.locator(".queue a[href*='/review/revision/']", has_text=title)
    office.goto(mine.last.get_attribute("href"))
    expect(office.locator("#paper-title")).to_contain_text(title)
    settle(office, shot, "change-in-review")
    office.get_by_text("Accept", exact=True).click()
    office.get_by_role("button", name="Send decision").click()
    expect(office.locator("body")).to_contain_text("It is live now")


def propose(page, shot) -> str:
    """One more seat, sent for review with a reason; the project's title."""
    project = project_with(page, "Change this project")
    title = page.locator("h1").inner_text()
    page.goto(f"{project}/change")
    if page.get_by_role("button", name="Drop this change").count():
        page.get_by_role("button", name="Drop this change").click()
        page.goto(f"{project}/change")
    page.get_by_role("link", name="Hours, dates and seats").click()
    page.fill("[name=seats]", str(int(page.input_value("[name=seats]")) + 1))
    page.get_by_role("button", name="Save and continue").click()
    expect(page.locator("dl.diff")).to_contain_text("Seats")
    settle(page, shot, "change-of-a-project")
    page.get_by_role("button", name="Send for review").click()
    expect(page.locator("main")).to_contain_text("Say why in a sentence or two.")
    page.fill("[name=note]", "A second team can use the result.")
    page.get_by_role("button", name="Send for review").click()
    page.wait_for_url(f"**{project}")
    return title


def comparable(page):
    """The boxes of a project's applicants, of whom at least two can be compared."""
    page.goto("/employer/projects")
    for address in [link.get_attribute("href") for link in page.locator("main ul.tasks a").all()]:
        answer = page.goto(f"{address}/applicants")
        if answer.ok and page.locator("input[name=claim]").count() > 1:
            return page.locator("input[name=claim]")
    raise LookupError("no project has two applicants who said something")


def test_applicants_side_by_side(people, shot):
    page = people.signed_in(SUPERVISOR)
    boxes = comparable(page)
    page.get_by_role("button", name="Compare those ticked").click()
    expect(page.locator("[role=alert]").first).to_contain_text("Tick two, three or four")
    for box in boxes.all()[:2]:
        box.check()
    page.get_by_role("button", name="Compare those ticked").click()
    assert page.locator("table.beside thead th").count() == 3
    settle(page, shot, "applicants-beside")


def test_a_colleague_is_added_and_takes_over(people, shot, view):
    page = people.signed_in(SUPERVISOR)
    page.goto("/employer/people")
    name = f"Sam View {view}"
    page.fill("[name=name]", name)
    page.fill("[name=email]", "somebody@elsewhere.example")
    page.get_by_role("button", name="Add and invite").click()
    expect(page.locator("main")).to_contain_text("Use an address at")
    page.fill("[name=email]", f"sam.{abs(hash(str(view)))}@demo.example")
    page.get_by_role("button", name="Add and invite").click()
    expect(page.locator("ul.tasks")).to_contain_text(name)
    settle(page, shot, "people")
    page.get_by_role("link", name=re.compile(re.escape(name))).click()
    settle(page, shot, "hand-over")
    page.locator("[name=to]").select_option(index=1)
    page.get_by_role("button", name="Hand over").click()
    page.wait_for_url("**/employer/people")


def test_the_office_remembers(people, shot):
    page = people.signed_in(STAFF)
    page.goto("/staff/answers")
    settle(page, shot, "answers")
    page.goto(first(page, "/staff/employers?q=Brightwater", r"/staff/review/partnership/\d+"))
    page.get_by_role("link", name="What we know of this employer").click()
    page.get_by_role("button", name="Keep this note").click()
    expect(page.locator("main")).to_contain_text("Write a few words.")
    page.fill("[name=text]", "Prefers to be called before ten.")
    page.get_by_role("button", name="Keep this note").click()
    expect(page.locator("#notes").locator("xpath=..")).to_contain_text("Prefers to be called before ten.")
    settle(page, shot, "memory")
