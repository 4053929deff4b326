"""A fund at the office: opened, paid in, corrected, and never below nothing; its ledger keeps every line."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import View, overflow

VIEWS = [View(1280), View(390, scheme="dark", script=False)]


def opened(page, name: str) -> None:
    """A fund of the university, with its first gift."""
    page.goto("/staff/fees")
    page.get_by_role("link", name="Funds").click()
    page.get_by_role("link", name="Open a fund").click()
    page.get_by_label("Name").fill(name)
    page.get_by_label("A university fund").check()
    page.get_by_role("button", name="Open the fund").click()
    page.get_by_role("link", name=name).click()
    page.get_by_role("link", name="Pay in").click()
    page.get_by_label("Amount").fill("1200.50")
    page.get_by_role("button", name="Pay in").click()


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_a_fund_from_its_gift_to_its_correction(people, shot, view):
    """The office reaches it from the fees; too large a correction is refused with what was typed."""
    page = people.signed_in("staff@demo.example")
    opened(page, f"Fund {view}")
    page.get_by_role("link", name="Correct the balance").click()
    page.get_by_label("Amount").fill("1201")
    page.get_by_label("There is less in the fund").check()
    page.get_by_label("Say why").fill("The bank's charges.")
    page.get_by_role("button", name="Correct the balance").click()
    expect(page.locator(".summary-errors")).to_contain_text("1,200.50 free")
    page.get_by_label("Amount").fill("0.50")
    page.get_by_role("button", name="Correct the balance").click()
    expect(page.locator("tbody tr")).to_have_count(2)
    expect(page.locator("tbody")).to_contain_text("The bank's charges.")
    shot(page, "fund")
    assert overflow(page) <= 0
