"""The career office: reviews, imports the roster, issues the certificate and keeps an eye on everything."""

import re

from tests.browser.journey.person import Person
from tests.browser.journey.story import Story


class Staff(Person):
    """A reviewer at one campus."""

    def opens(self, title: str, picture: str = "") -> None:
        """Open a paper from the review queue."""
        self.go("/staff/review")
        self.arrives("Review queue")
        self.page.locator(".queue a", has_text=title).click()
        self.page.wait_for_url(
            re.compile(r"/staff/review/\w+/\d+")
        )  # the first one was open beside the queue
        self.page.locator("#paper h2", has_text=title).wait_for()
        self.keep(picture)

    def starts_review(self, organisation: str) -> None:
        """Say that somebody is looking."""
        self.opens(organisation, "staff-review")
        self.press("Start review")
        self.page.get_by_role("button", name="Send decision").wait_for()

    def asks(self, question: str) -> None:
        """Send the open paper back with a question."""
        self.choose("Ask for changes")
        self.write({"What should they know?": question})
        self.keep("staff-decision")
        self.press("Send decision")
        self.told("Sent back.")

    def vets(self, organisation: str) -> None:
        """Work through the checklist: tick every item and say what was found."""
        self.opens(organisation)
        self.follow("Work through the checklist")
        self.arrives(f"Checklist of {organisation}", "staff-checklist")
        boxes = self.page.locator("main form [type=checkbox]").all()
        boxes[0].check()
        self.press("Save the checklist")
        self.reads("Say in a few words what you found, or give a link.")
        for box, note in zip(boxes, self.page.locator("main form [name$=_note]").all(), strict=True):
            box.check()
            note.fill("Looked it up on their website and in the register.")
        self.press("Save the checklist")
        self.told("The checklist is saved.")

    def approves(self, title: str) -> None:
        """Approve a paper."""
        self.opens(title, "staff-approval")
        self.choose("Approve")
        self.press("Send decision")
        self.told("Approved. The employer is told.")

    def imports(self, story: Story) -> None:
        """Bring in the registrar's file: columns, dry run, import."""
        self.go("/staff/rosters")
        self.arrives("Rosters", "staff-rosters")
        self.page.set_input_files("[name=file]", roster(story))
        self.press("Continue")
        self.arrives("Which column is what?", "staff-columns")
        self.press("Check the lines")
        self.arrives("Check the roster", "staff-dry-run")
        self.press("Import 1 student")
        self.arrives("Imported roster", "staff-imported")

    def opens_placement(self, title: str, state: str = "") -> None:
        """Find a placement on the board."""
        self.go("/staff/placements")
        self.arrives("Placements")
        if state:
            self.page.select_option("#state", label=state)
        self.page.fill("[name=q]", title)
        self.page.press("[name=q]", "Enter")
        self.page.wait_for_url(re.compile("q="))
        self.page.locator("#board a", has_text=title).first.click()
        self.arrives(title)

    def issues(self, title: str, password: str) -> str:
        """Issue the certificate with the password typed again, wait until it is made; returns its serial."""
        self.opens_placement(title)
        self.keep("staff-placement")
        self.press("Issue the certificate")
        self.types_password(password)
        serial = self.page.locator("#certificate a[href*='/staff/certificates/']")
        self.reload_until(serial)
        self.keep("staff-issued")
        return serial.inner_text()

    def types_password(self, password: str) -> None:
        """Type the password once more where it was typed too long ago."""
        self.page.wait_for_load_state()
        if "/confirm" in self.page.url:
            self.write({"Password": password})
            self.page.locator("main form button").last.click()
            self.press("Issue the certificate")
        self.told("The certificate is being made.")

    def finds_closed(self, story: Story, serial: str) -> None:
        """See the closed placement on the board, its certificate, and the trail of both."""
        self.opens_placement(story.title, "Closed")
        self.reads(story.student, serial)
        self.keep("staff-closed")
        self.go("/staff/certificates")
        self.arrives("Certificates", "staff-certificates")
        self.go("/staff/audit")
        self.arrives("Audit trail", "staff-audit")
        self.reads("Dana Whitlock", story.student, "Jonah Levi")


def roster(story: Story) -> dict:
    """Return a registrar's file with a student, and a line that belongs to nobody here."""
    lines = [
        "\ufeffStudent ID;Last Name, First Name;E-mail Address;Major 1;Class Standing;Exp. Grad Term",
        f"J{story.number}001;{story.registered};{story.email};Archaeology;Junior;Spring 2028",
        f"J{story.number}002;Nobody, Here;nobody@elsewhere.example;Archaeology;Junior;Spring 2028",
    ]
    text = "\r\n".join(lines)
    return {"name": f"roster-{story.number}.csv", "mimeType": "text/csv", "buffer": text.encode()}
