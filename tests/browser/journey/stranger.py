"""The stranger: has a paper in hand and wants to know whether it is true."""

import re
import subprocess
from pathlib import Path

from tests.browser.journey.person import Person
from tests.browser.journey.story import Story


class Stranger(Person):
    """Somebody whom nobody here knows."""

    def verifies(self, story: Story, serial: str) -> None:
        """Type the serial as people type it."""
        self.go("/verify")
        self.arrives("Verify a certificate", "verify")
        self.write({"Serial": serial.lower().replace("-", " ")})
        self.press("Verify")
        self.sees_it(story, serial)
        self.keep("verify-genuine")

    def scans(self, file: Path, story: Story, serial: str) -> None:
        """Point a phone at the code on the paper."""
        address = scanned(file)
        assert address.startswith("http")
        self.go("/" + address.split("/", 3)[3])
        self.sees_it(story, serial)

    def sees_it(self, story: Story, serial: str) -> None:
        """Find what the paper says, and that it is genuine."""
        self.arrives("This certificate is genuine and valid")
        self.reads(serial, story.student, story.title, story.organisation)

    def tries_another(self) -> None:
        """Type a serial that nobody was given."""
        self.go("/verify?serial=MI-7K2M9Q4T8WXYV")
        self.keep("verify-unknown")
        self.arrives("Not one of ours")


def scanned(file: Path) -> str:
    """Return what the code on the first page says."""
    picture = file.with_suffix("")
    subprocess.run(["pdftoppm", "-r", "150", "-png", "-singlefile", file, picture], check=True)
    words = ["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", f"{picture}.png"]
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout.strip()


def printed(file: Path) -> str:
    """Return the text of a paper on one line."""
    words = ["pdftotext", "-layout", file, "-"]
    text = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    return re.sub(r"\s+", " ", text)
