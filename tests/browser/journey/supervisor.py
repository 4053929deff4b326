"""The supervisor: evaluates from a letter's link, on the phone, without an account."""

import re

from playwright.sync_api import expect

from tests.browser.journey.person import Person

ON = "Save and continue"
LEVELS = {
    "Learning & direction": "Applying",
    "Communication": "Advanced",
    "Critical thinking": "Advanced",
    "Equity & inclusion": "Not observed",
    "Leadership": "Developing",
    "Professionalism": "Applying",
    "Teamwork": "Applying",
    "Technology": "Applying",
}
CHOICES = {
    "Would you take this student on again?": "Yes",
    "Would you host a micro-internship again?": "Yes",
    "What next step do you offer?": "A reference",
}


class Supervisor(Person):
    """Somebody who has only a letter."""

    def evaluates(self, link: str, student: str) -> None:
        """Go through every page to the receipt, with a pause in the middle."""
        self.go(link)
        self.arrives("Evaluate a micro-internship", "evaluation-link")
        self.press(re.compile("^Continue as Theo Marsh"))
        self.gives_levels()
        self.comes_back(link)
        self.judges_the_work()
        self.tells()
        self.attests(student)

    def gives_levels(self) -> None:
        """One press a page."""
        for title, level in LEVELS.items():
            self.arrives(title, "evaluation-level" if title == "Communication" else "")
            self.page.locator("main .answer", has_text=level).click()

    def comes_back(self, link: str) -> None:
        """Close the browser half way and follow the letter again: what was answered is kept."""
        self.arrives("Did the work meet what was agreed?")
        self.page.context.clear_cookies()
        self.go(link)
        self.press(re.compile("^Continue as Theo Marsh"))

    def judges_the_work(self) -> None:
        """What was handed over, when, and in how many hours."""
        self.arrives("Did the work meet what was agreed?")
        self.tick("Exceeds the criterion")
        self.keep("evaluation-work")
        self.press(ON)
        self.arrives("Was the work on time?", "evaluation-choice")
        self.press("On time")
        self.arrives("How many hours did it really take?", "evaluation-hours")
        self.page.get_by_label("How many hours did it really take?").fill("21.5")
        self.press(ON)

    def tells(self) -> None:
        """What comes next, and what the student, the certificate and the office are told."""
        for title, answer in CHOICES.items():
            self.arrives(title)
            self.press(answer)
        self.answers_the_campus()
        self.arrives("What should the student know?")
        self.write({"A strength": "Dates every letter", "A point to grow": "Ask sooner"})
        self.keep("evaluation-words")
        self.press(ON)
        self.arrives("A sentence for the certificate")
        self.write({"One sentence": "Our readers use this index daily."})
        self.tick("This sentence may be printed on the certificate, with my name")
        self.press(ON)
        self.arrives("Anything for the career office alone?")
        self.press(ON)

    def answers_the_campus(self) -> None:
        """Answer one of the campus's own questions and leave the other."""
        self.arrives("What could they do next at an organisation like yours?", "evaluation-own")
        self.write({"Your answer": "Index the diaries."})
        self.press(ON)
        self.arrives("Did our office help you well?")
        self.press(ON)

    def attests(self, student: str) -> None:
        """Check the answers, correct one, sign and send."""
        self.arrives("Check your answers before you send them", "evaluation-check")
        self.reads("Exceeds the criterion", "21.5 hours", "Index the diaries.")
        self.page.locator("main a[href*='/teamwork']").click()
        self.page.locator("main .answer", has_text="Advanced").click()
        self.arrives("Check your answers before you send them")
        self.tick("I supervised this work, and these answers are true to the best of my knowledge")
        self.write({"Your full name": "Theo Marsh"})
        self.press("Send evaluation")
        self.arrives("Thank you, your evaluation was sent", "evaluation-receipt")
        expect(self.page.locator("main")).to_contain_text(student)
