"""What the rules say beside a posting: as one types, and without script."""

import pytest
from playwright.sync_api import expect

from tests.browser.journey.employer import Employer
from tests.browser.people import View, overflow

SUPERVISOR = "supervisor@demo.example"
VAGUE = "“Help with” does not say what is done."
scripted = pytest.mark.parametrize("view", [View(1280), View(390, scheme="dark")], ids=str)
plain = pytest.mark.parametrize("view", [View(390, script=False)], ids=str)


@pytest.fixture
def step(people):
    """The first step of a new project."""
    page = people.signed_in(SUPERVISOR)
    employer = Employer(page, lambda page, name: None)
    employer.go("/employer/projects")
    employer.starts_project()
    page.wait_for_url("**/what")
    return page


@scripted
def test_findings_come_and_go_as_one_types(step, shot):
    step.fill("#title", "Help with our fair")
    expect(step.locator("#findings")).to_contain_text(VAGUE)
    assert step.evaluate("document.activeElement.id") == "title"
    shot(step, "posting-findings")
    assert overflow(step) <= 0
    step.fill("#title", "Plan our fair")
    expect(step.locator("#findings")).to_contain_text("Nothing to question")
    step.fill("#title", "Help with our fair")
    expect(step.locator("#findings a")).to_have_attribute("href", "#title")
    step.click("text=Save and continue")
    step.wait_for_url("**/deliverables")


@scripted
def test_hours_dates_and_fee_are_held_together(step):
    step.goto(step.url.replace("what", "time"))
    step.fill("#minutes", "400")
    expect(step.locator("#findings")).to_contain_text("takes between 10 and 40 hours")
    step.fill("#minutes", "20")
    step.fill("#minutes_a_week", "5")
    for name, day, month in (("starts_on", "1", "3"), ("due_on", "12", "3")):
        for part, value in (("day", day), ("month", month), ("year", "2032")):
            step.fill(f"#{name}-{part}", value)
    expect(step.locator("#findings")).to_contain_text("end on 22 March at the earliest")


@plain
def test_without_script_they_are_shown_after_continue(step):
    step.fill("#title", "Help with our fair")
    step.click("text=Save and continue")
    step.wait_for_url("**/what?look=1#findings")
    assert VAGUE in step.inner_text("#findings")
    assert VAGUE in step.inner_text(".noted")
    step.click("text=Save and continue")
    step.wait_for_url("**/deliverables")
