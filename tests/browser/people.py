"""People in Chromium: each with a browser of their own, and every complaint of theirs heard."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect

PASSWORD = "micro-internship"
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--renderer-process-limit=1",  # no spare process is kept ready for a page that never comes
]
LISTEN = """
addEventListener("securitypolicyviolation", event =>
  console.error(`CSP: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`))
"""


@dataclass(frozen=True)
class View:
    """How somebody looks at the portal."""

    width: int
    script: bool = True
    scheme: str = "light"

    def __str__(self) -> str:
        """Return the view's name in a test's id and a picture's file name."""
        return f"{self.width}-{self.scheme}{'' if self.script else '-plain'}"

    @property
    def settings(self) -> dict:
        """Return what Chromium is told."""
        phone = self.width < 600
        return {
            "viewport": {"width": self.width, "height": 844 if phone else 900},
            "java_script_enabled": self.script,
            "color_scheme": self.scheme,
            "has_touch": phone,
            "locale": "en-GB",
            "reduced_motion": "reduce",
        }


VIEWS = [View(1280), View(390), View(1280, script=False), View(390, script=False)]


def launch(playwright: Playwright) -> Browser:
    """Start the system's Chromium; the package's own browser is never downloaded."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    return playwright.chromium.launch(executable_path=found, args=QUIET)


class People:
    """Whoever takes part in one test: `people()` is a new person's page."""

    def __init__(self, browser: Browser, url: str, view: View):
        """Nobody is here yet."""
        self.browser, self.url, self.view = browser, url, view
        self.contexts: list[BrowserContext] = []
        self.troubles: list[str] = []

    def __call__(self, view: View | None = None) -> Page:
        """Return the empty page of somebody new, who has not signed in."""
        settings = (view or self.view).settings
        context = self.browser.new_context(base_url=self.url, **settings)
        context.set_default_timeout(PATIENCE)
        context.add_init_script(LISTEN)
        context.on("console", self.hear)
        context.on("weberror", lambda error: self.troubles.append(f"script: {error.error}"))
        context.on("response", self.watch)
        self.contexts.append(context)
        return context.new_page()

    def signed_in(self, email: str, view: View | None = None, password: str = PASSWORD) -> Page:
        """Return the page of somebody who just signed in."""
        page = self(view)
        page.goto("/sign-in")
        page.fill("[name=email]", email)
        page.fill("[name=password]", password)
        page.locator("main form button").last.click()
        page.wait_for_url(lambda address: not address.endswith("/sign-in"))
        return page

    def hear(self, message) -> None:
        """Keep errors of the console; a refused form's 4xx is no error of the page."""
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.troubles.append(f"console: {message.text} ({message.page and message.page.url})")

    def watch(self, response) -> None:
        """Keep answers that must never come: our own failures, and missing files."""
        missing = response.status == 404 and response.request.resource_type != "document"
        if response.status >= 500 or missing:
            self.troubles.append(f"{response.status} {response.request.method} {response.url}")

    def leave(self) -> list[str]:
        """Close every browser and return what went wrong."""
        for context in self.contexts:
            context.close()
        return self.troubles


def shoot(page: Page, name: str, folder: Path) -> Path:
    """Take a picture of the whole page."""
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"{name}.png", full_page=True)
    return folder / f"{name}.png"


def overflow(page: Page) -> int:
    """Return by how many pixels the page is wider than the window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
