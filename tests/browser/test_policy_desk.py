"""What the office sets for its campus: numbers, words, colours; each change is shown before it is kept."""

import pytest
from playwright.sync_api import expect

from tests.browser.journey.person import Person
from tests.browser.people import View, overflow

STAFF = "staff@demo.example"
VIEWS = [View(1280), View(390, scheme="dark", script=False)]
pytestmark = pytest.mark.parametrize("view", VIEWS, ids=str)
KEEP, LOOK = "Use this from now on", "See what changes"


@pytest.fixture
def office(people, shot):
    """Somebody of the office, before the list of what can be set."""
    office = Person(people.signed_in(STAFF), shot)
    office.go("/staff/policy")
    office.arrives("Policy and words", "policy")
    return office


def sees(office, *words: str, picture: str = "") -> None:
    """The page before anything is kept says what was and what will be, and fits the screen."""
    office.press(LOOK)
    office.arrives("What changes", picture)
    office.reads(*words)
    assert overflow(office.page) <= 0


def test_a_number_changes_for_what_comes(office, view):
    office.follow("Numbers")
    office.arrives("Numbers", "policy-numbers")
    office.page.fill("[name=answer_days]", "a week")
    office.press(LOOK)
    expect(office.page.locator(".summary-errors")).to_contain_text("Enter a whole number")
    days = str(9 + VIEWS.index(view))
    office.page.fill("[name=answer_days]", days)
    sees(office, f"{days} days", picture="policy-changes")
    office.press("Change something")
    assert office.page.input_value("[name=answer_days]") == days
    sees(office)
    office.press(KEEP)
    office.go("/staff/policy/versions")
    office.page.locator("main a[href*='/versions/numbers/']").first.click()
    office.reads(f"{days} days", "Jonah Levi")
    office.keep("policy-version")


def test_a_reason_is_worded_anew(office, view):
    office.follow("Reasons for declining")
    words = f"Not one piece of work ({view})"
    office.page.fill("[name=scope_label]", words)
    sees(office, words)
    office.press(KEEP)
    office.go("/staff/policy/reasons")
    assert office.page.input_value("[name=scope_label]") == words
    office.keep("policy-reasons")


def test_a_letter_is_tried_before_it_is_kept(office, view):
    office.go("/staff/policy/letters/invitation")
    office.reads("What may stand in braces", "How it looks")
    office.page.fill("[name=subject]", f"Come in, {{nobody}} {view}")
    office.page.fill("[name=body]", "Dear {name},\n\nplease choose a password.\n\n{link}")
    office.press(LOOK)
    expect(office.page.locator(".summary-errors")).to_contain_text("{nobody}")
    office.page.fill("[name=subject]", f"Come in: {view}")
    sees(office, f"Come in: {view}", "Open the page", picture="policy-letter")
    office.press("Send me a test letter")
    office.arrives("What changes")
    office.press(KEEP)
    office.go("/staff/policy/letters/invitation")
    assert office.page.input_value("[name=subject]") == f"Come in: {view}"


def test_terms_are_renewed_and_the_old_ones_stay(office, view):
    office.go("/staff/policy/terms")
    page = office.page
    before = page.get_by_role("link", name="Read it as others do").get_attribute("href")
    kept = page.input_value("[name=student]")
    page.fill("[name=student]", f"{kept}\nNothing of this is asked twice ({view}).")
    sees(office, f"Nothing of this is asked twice ({view}).", picture="policy-terms")
    office.press(KEEP)
    office.go("/staff/policy/terms")
    assert page.get_by_role("link", name="Read it as others do").get_attribute("href") != before
    office.go(before)
    assert f"({view})" not in page.inner_text("main")


def test_the_form_asks_in_the_campus_words(office, view):
    office.go("/staff/policy/evaluation")
    label = office.page.locator("[name$=_label]").first
    office.page.locator("details.policy-part summary").first.click()
    words = f"Finding a way ({view})"
    label.fill(words)
    sees(office, words)
    office.press("Change something")
    assert label.input_value() == words
    office.keep("policy-evaluation")


def test_a_colour_is_seen_before_it_is_kept(office, view):
    office.follow("Branding")
    office.page.fill("[name=brand]", "green")
    office.press(LOOK)
    expect(office.page.locator(".summary-errors")).to_be_visible()
    office.page.fill("[name=brand]", "#1d4e89")
    if view.script:
        expect(office.page.locator("#swatches")).to_contain_text("8.4 : 1")
    sees(office, "#1d4e89", picture="policy-branding")
    office.press("Change something")
    assert office.page.input_value("[name=brand]") == "#1d4e89"
