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

    def hands_in(self, file: Path, serial: str) -> None:
        """Let the portal read the file itself, then one that somebody has changed."""
        self.judged(file, "Genuine and valid")
        self.reads(serial)
        self.judged(changed(file), "Changed after it was issued")
        self.keep("verify-changed")

    def judged(self, file: Path, word: str) -> None:
        """Hand a file in and wait for the answer, which comes by itself."""
        self.go("/verify")
        self.page.set_input_files("[name=file]", file)
        self.press("Check the file")
        self.arrives(word)

    def sees_it(self, story: Story, serial: str) -> None:
        """Find what the paper says, and that it is genuine."""
        self.arrives("This certificate is genuine and valid")
        self.reads(serial, story.student, story.title, story.organisation)

    def tries_another(self) -> None:
        """Type a serial that nobody was given."""
        self.go("/verify?serial=MI-7K2M9Q4T8WXYV")
        self.keep("verify-unknown")
        self.arrives("Not one of ours")


def changed(file: Path) -> Path:
    """Return a copy with one bit of it turned."""
    content, copy = bytearray(file.read_bytes()), file.with_name("changed.pdf")
    content[len(content) // 2] ^= 1
    copy.write_bytes(content)
    return copy


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
