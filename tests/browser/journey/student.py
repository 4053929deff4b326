"""The student: arrives by invitation, finds a project, does it, and keeps the proof."""

import re

from tests.browser.journey.person import Person
from tests.browser.journey.story import PASSWORD, Story
from tests.uploads.samples import pdf

CATALOGUE = b"date,sender,subject\n1919-03-02,M. Hale,Harbour\n"


class Student(Person):
    """Somebody whom the registrar has sent."""

    def comes_in(self, link: str, story: Story) -> None:
        """Follow the invitation, choose a password, say what one can do."""
        self.go(link)
        self.arrives(f"Welcome, {story.student}")
        self.write({"New password": PASSWORD, "The same once more": PASSWORD})
        self.press("Keep this password")
        self.arrives("Find a project", "student-board")
        self.go("/student/profile")
        self.arrives("My profile")
        self.write({"Skills": "Spreadsheets, Drawing"})
        self.keep("student-profile")
        self.press("Save")
        self.told("saved")

    def finds(self, title: str) -> None:
        """Search the board and open the project."""
        self.go("/student/projects")
        self.arrives("Find a project")
        self.page.fill("#q", title)
        self.page.press("#q", "Enter")
        self.page.wait_for_url(re.compile("q="))
        self.reads("Fits your profile: Spreadsheets")
        self.keep("student-found")
        self.page.locator("#results").get_by_role("link", name=title, exact=True).click()
        self.arrives(title, "student-project")
        self.reads("Spreadsheets")

    def claims(self, title: str) -> None:
        """Claim a seat, think better of it, claim again and accept."""
        self.press(re.compile("^Claim a seat"))
        self.arrives("Read and accept the terms", "student-held")
        self.press("Undo", self.page.locator("#messages"))
        self.told("Taken back.")
        self.press(re.compile("^Claim a seat"))
        self.arrives("Read and accept the terms")
        self.press("Accept the seat")
        self.reads("Tick the box to accept the terms.")
        self.tick("I accept these terms, the hours and the dates")
        self.press("Accept the seat")
        self.told("The seat is yours.")
        self.arrives(title, "student-seat")

    def applies(self, title: str) -> None:
        """Apply with a statement, an answer and a resume."""
        self.page.locator("main").get_by_role("link", name=re.compile("^Apply for a seat")).click()
        self.arrives(f"Apply for {title}", "student-apply")
        self.write({"Why would you like to do this project?": "I draw rooms for people who read."})
        self.write({"Which archive do you know?": "The county record office."})
        self.page.set_input_files(
            "[name=resume]", {"name": "resume.pdf", "mimeType": "application/pdf", "buffer": pdf()}
        )
        self.press("Send the application")
        self.reads("What you sent", "resume.pdf")
        self.keep("student-applied")

    def takes_offer(self, title: str) -> None:
        """Accept what was offered."""
        self.go("/student/placements")
        self.keep("student-requests")
        self.follow(title)
        self.reads("We liked your answer.")
        self.tick("I accept these terms, the hours and the dates")
        self.press("Accept the seat")
        self.told("The seat is yours.")

    def opens_placement(self, title: str) -> None:
        """Go to the placement from the list."""
        self.go("/student/placements")
        self.follow(title)
        self.arrives(title)

    def kicks_off(self, title: str) -> None:
        """Tick the list; a list with gaps is refused in words."""
        self.opens_placement(title)
        self.follow("Go through the list")
        self.arrives("Kick-off list", "student-kick-off")
        self.press("We have talked about all of it")
        self.reads("Tick every point once you have talked about it.")
        for box in self.page.locator("[name=points]").all():
            box.check()
        self.press("We have talked about all of it")
        self.told("You are ready.")

    def hands_in(self, title: str, note: str) -> None:
        """Hand in a file and a link."""
        self.opens_placement(title)
        self.keep("student-working")
        self.follow("Hand in")
        file = {"name": "catalogue.txt", "mimeType": "text/plain", "buffer": CATALOGUE}
        self.page.set_input_files("[name=files]", file)
        self.write({"Links": "https://letters.example/catalogue", "Note to the supervisor": note})
        self.keep("student-hand-in")
        self.press("Hand in")
        self.told("Your work is handed in.")
        self.reads(note)

    def reads_request(self, title: str, words: str) -> None:
        """Read what should be changed."""
        self.opens_placement(title)
        self.reads(words)
        self.keep("student-revision")

    def reflects(self, title: str) -> None:
        """Read the evaluation and write what one takes away."""
        self.opens_placement(title)
        self.follow("Place yourself")
        self.keep("student-self-rating")
        for row in self.page.locator(".scale").all():
            row.locator("label").nth(2).click()
        self.press("Send")
        self.reads("Side by side", "Both agree on")
        self.reads("Your supervisor's evaluation", "Dates every letter")
        self.keep("student-evaluated")
        self.follow("Write your reflection")
        self.write({"What did you do?": "I indexed 212 letters."})
        self.write(
            {"What did you learn?": "To read a hand of 1919.", "What comes next for you?": "A thesis."}
        )
        self.keep("student-reflection")
        self.press("Send my reflection")
        self.told("Your reflection is sent.")

    def confirms_fee(self, title: str) -> None:
        """Confirm that the money came; with that the placement closes."""
        self.opens_placement(title)
        self.follow("Confirm the fee")
        self.press("Confirm that the fee arrived")
        self.told("The fee is confirmed.")
        self.reads("Closed")
        self.keep("student-closed")

    def publishes(self, serial: str) -> bytes:
        """Fetch the certificate, let its page show what it says; returns the file."""
        self.go("/student/placements")
        self.page.locator(f"main a[href$='{serial}']").first.click()
        self.arrives(f"Certificate {serial}", "student-certificate")
        href = self.page.get_by_role("link", name="Download the PDF").get_attribute("href")
        answer = self.page.context.request.get(href)
        assert answer.ok and answer.headers["content-type"] == "application/pdf"
        self.press("Show what it says")
        self.reads("Everybody who has the serial sees what the certificate says")
        return answer.body()
