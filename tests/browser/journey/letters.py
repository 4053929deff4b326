"""The letters a site has sent, found by whom they are for."""

import re
import time
from email import message_from_bytes
from email.policy import default

from tests.browser.site import Site

PATIENCE = 90


class Letters:
    """What lies in the letter box of a site."""

    def __init__(self, site: Site):
        """Look into the folder of this site."""
        self.folder = site.folder / "mail"

    def link(self, to: str, pattern: str) -> str:
        """Return the newest matching address in a letter to somebody; waits until the worker has sent it."""
        return self.says(to, rf"https?://[^/\s]+({pattern})")

    def says(self, to: str, pattern: str) -> str:
        """Return what the group of the pattern matches in the newest such letter to somebody."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            found = [match for text in self.to(to) for match in re.findall(pattern, text)]
            if found:
                return found[0]
            time.sleep(0.2)
        raise AssertionError(f"No letter to {to} holds {pattern}: {self.to(to)}")

    def to(self, address: str) -> list[str]:
        """Return the texts of somebody's letters, the latest first."""
        files = sorted(self.folder.glob("*.eml"), reverse=True)
        found = (message_from_bytes(file.read_bytes(), policy=default) for file in files[:60])
        mine = (letter for letter in found if address in letter["To"])
        return [letter.get_body(("plain",)).get_content() for letter in mine]
