"""What everybody does in a browser: read, write, tick, press; a page is spoken to in its own words."""

import re
from collections.abc import Callable
from datetime import date

from playwright.sync_api import Locator, Page, expect


def named(label: str) -> re.Pattern[str]:
    """Match a label as it is, marked as optional or not."""
    return re.compile(rf"^\s*{re.escape(label)}(\s*\(optional\))?\s*$")


class Person:
    """Somebody with a browser; `shot` keeps pictures of what they see."""

    def __init__(self, page: Page, shot: Callable[[Page, str], object]):
        """Sit down before an empty page."""
        self.page, self.shot = page, shot

    def go(self, path: str) -> None:
        """Open an address."""
        self.page.goto(path)

    def write(self, words: dict[str, str]) -> None:
        """Fill fields by their labels."""
        for label, text in words.items():
            self.page.get_by_label(named(label)).fill(text)

    def date(self, name: str, when: date) -> None:
        """Fill the three parts of a date."""
        for part in ("day", "month", "year"):
            self.page.fill(f"[name={name}-{part}]", str(getattr(when, part)))

    def tick(self, label: str) -> None:
        """Tick a box or choose a round button by its label."""
        self.page.get_by_label(named(label)).check()

    def choose(self, label: str) -> None:
        """Choose a card."""
        self.page.locator(".choice label", has_text=label).click()

    def select(self, label: str, option: str) -> None:
        """Choose a line of a list."""
        self.page.get_by_label(named(label)).select_option(label=option)

    def press(self, name: str | re.Pattern[str], within: Locator | None = None) -> None:
        """Press a button."""
        place = within or self.page.locator("main")
        place.get_by_role("button", name=name, exact=True).click()

    def follow(self, name: str, within: str = "main") -> None:
        """Follow a link."""
        self.page.locator(within).get_by_role("link", name=name).first.click()

    def arrives(self, heading: str, picture: str = "") -> None:
        """Wait for a page by its heading, and keep a picture of it."""
        expect(self.page.get_by_role("heading", level=1, name=heading)).to_be_visible()
        self.page.wait_for_load_state()
        self.keep(picture)

    def keep(self, picture: str) -> None:
        """Keep a picture."""
        if picture:
            self.shot(self.page, picture)

    def reads(self, *words: str) -> None:
        """Find these words on the page."""
        for text in words:
            expect(self.page.locator("main")).to_contain_text(text, use_inner_text=True)

    def told(self, text: str) -> None:
        """Find these words among the messages."""
        expect(self.page.locator("#messages")).to_contain_text(text)

    def here(self) -> str:
        """Return the address without the site."""
        return "/" + self.page.url.split("/", 3)[3]

    def reload_until(self, found: Locator, times: int = 120) -> None:
        """Load the page again until it shows something, or give up."""
        for _time in range(times):
            if found.count():
                return
            self.page.wait_for_timeout(250)
            self.page.reload()
        raise AssertionError(f"{self.here()} never showed {found}")
