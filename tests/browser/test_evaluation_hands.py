"""An evaluation link on its way through real offices: scanners, colleagues, a code, the phone, paper."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.journey.letters import Letters
from tests.browser.people import View, overflow

STAFF, ON = "staff@demo.example", "Save and continue"
phone = pytest.mark.parametrize("view", [View(390)], ids=str)
LINK, CONTINUE = r"/e/[\w-]{43}", re.compile("^Continue as ")


class Office:
    """Somebody of the career office, who knows where every letter went."""

    def __init__(self, page, site, state: str):
        """Find a placement whose evaluation can be asked for, and send a new link."""
        self.page, self.letters = page, Letters(site)
        page.goto(f"/staff/placements?state={state}")
        found = [link.get_attribute("href") for link in page.locator("main a.lane-card").all()]
        self.address = f"{found[0]}/evaluation"
        page.goto(self.address)

    def link(self) -> str:
        """Send a new link; where it leads."""
        self.page.get_by_role("button", name="Send a new link").click()
        expect(self.page.locator("#messages")).to_contain_text("A new link is on its way")
        return self.letters.link(self.asked()[1], LINK)

    def asked(self) -> tuple[str, str, str]:
        """Whom the newest request went to, at which address, and how it stands."""
        self.page.goto(self.address)
        text = self.page.locator(".story li p").first.inner_text()
        return re.fullmatch(r"(.+), (\S+@\S+): (.+)", text.strip()).groups()


@pytest.fixture
def office(people, site, request):
    """The office, before a placement in the state that the test names."""
    return Office(people.signed_in(STAFF, View(1280)), site, request.param)


def settle(page, shot, name: str) -> None:
    """A picture of the page, which is no wider than the screen."""
    shot(page, name)
    assert overflow(page) <= 0


def answer_all(page) -> None:
    """Go through every page that is left, with what a finger finds first."""
    while not page.get_by_role("heading", level=1, name="Check your answers").count():
        before = page.url
        if page.locator("main .answer").count():
            levels = page.locator("main .answer", has_text="Applying")
            (levels if levels.count() else page.locator("main .answer")).first.click()
        else:
            for each in page.locator("main fieldset").all():
                each.locator("input[type=radio]").last.check()
            for hours in page.locator("main input[name=hours]").all():
                hours.fill("21")
            page.get_by_role("button", name=ON).click()
        page.wait_for_url(lambda address, before=before: address != before)


def scans(visitor, link: str) -> None:
    """A mail scanner with a browser: opens the link, runs its scripts, scrolls, rests, and presses nothing."""
    visitor.goto(link)
    visitor.wait_for_load_state("networkidle")
    visitor.mouse.wheel(0, 4000)
    visitor.evaluate("document.querySelectorAll('a, button').forEach(each => each.focus())")
    for address in {each.get_attribute("href") for each in visitor.locator("main a").all()}:
        visitor.request.get(address)
    visitor.wait_for_load_state("networkidle")


@phone
@pytest.mark.parametrize("office", ["kickoff"], indirect=True)
def test_scanners_use_nothing_up(people, office, shot):
    link = office.link()
    elsewhere = [people().request for _number in range(4)]
    assert elsewhere[0].head(link).status == 200
    assert [each.get(link).status for each in elsewhere[1:]] == [200, 200, 200]
    scans(people(), link)
    assert office.asked()[2] == "Sent"
    boss = people()
    boss.goto(link)
    settle(boss, shot, "evaluation-link-after-scanners")
    boss.get_by_role("button", name=CONTINUE).click()
    boss.locator("main .answer", has_text="Applying").click()
    boss.wait_for_url(re.compile("/e/answers/"))
    assert office.asked()[2] == "Begun"


@phone
@pytest.mark.parametrize("office", ["kickoff"], indirect=True)
def test_a_colleague_goes_on_where_the_first_one_stopped(people, office, shot):
    link, (_name, address, _status) = office.link(), office.asked()
    first = people()
    first.goto(link)
    first.get_by_role("button", name=CONTINUE).click()
    first.locator("main .answer", has_text="Applying").click()
    first.goto(link)
    first.get_by_role("link", name="Pass it to a colleague").click()
    settle(first, shot, "evaluation-colleague")
    first.get_by_role("button", name="Pass it on").click()
    expect(first.locator(".summary-errors")).to_be_visible()
    colleague = f"una.ware@{address.rpartition('@')[2]}"
    first.get_by_label("Name").fill("Una Ware")
    first.get_by_label("mail").fill(colleague)
    first.get_by_role("button", name="Pass it on").click()
    expect(first.locator("main")).to_contain_text("passed")
    second = people()
    second.goto(office.letters.link(colleague, LINK))
    second.get_by_role("button", name=re.compile("^Continue as Una Ware")).click()
    answer_all(second)
    settle(second, shot, "evaluation-check-of-a-colleague")
    assert office.asked()[::2] == ("Una Ware", "Begun")


@phone
@pytest.mark.parametrize("office", ["active"], indirect=True)
def test_a_code_comes_with_a_second_letter(people, office, shot):
    link, address = office.link(), office.asked()[1]
    asks_for(office.page, "code")
    try:
        boss = people()
        boss.goto(link)
        boss.get_by_role("button", name=CONTINUE).click()
        settle(boss, shot, "evaluation-code")
        boss.get_by_label("Six digits").fill("000")
        boss.get_by_role("button", name="Continue").click()
        expect(boss.locator(".summary-errors")).to_be_visible()
        boss.get_by_label("Six digits").fill(office.letters.says(address, r"\b(\d{6})\b"))
        boss.get_by_role("button", name="Continue").click()
        boss.wait_for_url(re.compile("/e/answers/"))
    finally:
        asks_for(office.page, "link")


def asks_for(office, assurance: str) -> None:
    """The campus asks for this besides the letter, from now on."""
    office.goto("/staff/policy/numbers")
    chosen = office.locator("[name=link_assurance]")
    if chosen.first.get_attribute("type") == "radio":
        office.check(f"[name=link_assurance][value={assurance}]")
    else:
        chosen.select_option(assurance)
    office.get_by_role("button", name="See what changes").click()
    office.get_by_role("button", name="Use this from now on").click()


@phone
@pytest.mark.parametrize("office", ["active"], indirect=True)
def test_told_on_the_phone_and_on_paper(people, office, shot, view):
    desk = people.signed_in(STAFF, view)
    desk.goto(office.address)
    desk.get_by_role("link", name="Form on paper").click()
    expect(desk.locator("main")).to_contain_text("Applying")
    settle(desk, shot, "evaluation-paper")
    desk.goto(office.address)
    desk.get_by_role("button", name="Type the answers in").click()
    expect(desk.locator(".foot")).to_contain_text("You type for")
    answer_all(desk)
    settle(desk, shot, "evaluation-typed-check")
    desk.locator("[name=agreed]").check()
    desk.locator("[name=typed_from][value=phone]").check()
    desk.locator("[name=name]").fill("Priya Raman")
    desk.get_by_label("title").fill("Lead")
    desk.get_by_role("button", name="Send evaluation").click()
    expect(desk.locator("h1")).to_contain_text("was sent")
    desk.goto(office.address)
    expect(desk.locator("main")).to_contain_text("Jonah Levi")
    settle(desk, shot, "evaluation-typed")
