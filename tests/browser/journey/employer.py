"""The employer: applies for a partnership, posts projects, looks after the work and pays."""

import re

from tests.browser.journey.person import Person
from tests.browser.journey.story import CAMPUS, PASSWORD, Story, day

ON = "Save and continue"


class Employer(Person):
    """The contact person of an organisation that nobody knew."""

    def applies(self, story: Story) -> None:
        """Go through the questions of /partner, change one answer at the end, and send."""
        self.go("/partner")
        self.arrives("Partner with us", "employer-start")
        self.press("Start now")
        self.tick(CAMPUS)
        self.keep("employer-campus")
        self.press(ON)
        self.tells_of_the_organisation(story)
        self.write({"Your name": "Dana Whitlock", "Your job title": "Editor"})
        self.write({"Your work e-mail": story.of_employer("dana")})
        self.press(ON)
        self.write({"What would you like students to do for you?": "Index our letters."})
        self.press(ON)
        self.arrives("The terms", "employer-terms")
        self.tick("I accept these terms for my organisation")
        self.write({"Type your full name": "Dana Whitlock"})
        self.press(ON)
        self.checks_and_sends()

    def tells_of_the_organisation(self, story: Story) -> None:
        """Answer what the organisation is, and where."""
        self.arrives("Your organisation", "employer-organisation")
        self.write({"Name of your organisation": story.organisation})
        self.write({"Legal name": f"{story.organisation} Ltd", "Registration number": "0817263"})
        self.press(ON)
        self.write({"What is your organisation's website?": f"www.{story.domain}"})
        self.press(ON)
        self.write({"Postal address": "4 Quay Street\nNorthmoor", "Telephone": "+44 20 7946 0018"})
        self.press(ON)

    def checks_and_sends(self) -> None:
        """Read all answers, correct one, send."""
        self.arrives("Check your answers before you send them", "employer-check")
        self.page.locator("main a[href*='/partner/reason']").click()
        self.write({"What would you like students to do for you?": "Index and summarise our letters."})
        self.press(ON)
        self.arrives("Check your answers before you send them")
        self.reads("Index and summarise our letters.")
        self.press("Send application")
        self.arrives("Application sent", "employer-sent")
        self.reads("What happens next")

    def comes_in(self, link: str) -> None:
        """Follow the letter's link and choose a password."""
        self.go(link)
        self.arrives("Welcome, Dana Whitlock", "employer-password")
        self.write({"New password": PASSWORD, "The same once more": PASSWORD})
        self.press("Keep this password")
        self.arrives("Where it stands", "employer-home")

    def answers_the_office(self, question: str) -> None:
        """Read what the office asks and answer it."""
        self.go("/employer/")
        self.follow(CAMPUS)
        self.arrives(f"Partnership with {CAMPUS}", "employer-partnership")
        self.reads(question)
        self.write({"Your answer": "We hold the letters ourselves; none is younger than 1920."})
        self.press("Send your answer")
        self.told("Sent to the career office.")

    def posts(self, title: str, story: Story, *, by_choice: bool = False) -> None:
        """Describe a project step by step, check it and send it for review."""
        self.go("/employer/projects")
        self.keep("employer-projects")
        self.starts_project()
        self.says_what(title)
        self.says_when_and_how_much()
        self.says_where()
        self.says_with_whom(story, outside=by_choice)
        self.says_how_it_fills(by_choice)
        self.arrives("Check your project before you send it", "posting-check")
        self.reads(title, "Catalogue of letters", "Theo Marsh")
        self.press("Send for review")
        if by_choice:
            self.says_why()
        self.told("Sent for review.")
        self.arrives(title, "employer-project")

    def starts_project(self) -> None:
        """Press the button; who works with two campuses says first which one it is for."""
        campuses = self.page.get_by_label("Post a project to")
        if campuses.count():
            campuses.select_option(label=CAMPUS)
        self.press("Start" if campuses.count() else "Post a project")

    def says_what(self, title: str) -> None:
        """What is done, and what is handed over."""
        self.arrives("What and why", "posting-what")
        self.write({"Title": title, "Summary": "Read, date and index a box of letters."})
        self.tick("Research")
        self.write({"Why it matters": "Readers find a letter in a minute instead of a day."})
        self.press(ON)
        self.arrives("What the student hands over", "posting-deliverables")
        self.page.fill("[name=name_0]", "Catalogue of letters")
        self.page.fill("[name=format_0]", "Spreadsheet")
        self.page.fill("[name=criterion_0]", "Every letter has a date, a sender and two subjects")
        self.write({"Out of scope": "Scanning"})
        self.press(ON)

    def says_when_and_how_much(self) -> None:
        """Hours, dates, seats, fee."""
        self.arrives("Hours, dates and seats", "posting-time")
        self.write({"Hours in all, for each student": "20", "Seats": "2"})
        self.write({"At most how many hours a week?": "10"})
        self.date("starts_on", day(10))
        self.date("due_on", day(38))
        self.press(ON)
        self.arrives("Fee")
        self.write({"Fee for each student, in all": "480", "Paid within how many days?": "14"})
        self.tick("The employer")
        self.tick("When the work is accepted")
        self.keep("posting-fee")
        self.press(ON)

    def says_why(self) -> None:
        """Answer the question of the rules that is still open: without words the project is not sent."""
        self.reads("One answer is questioned", "Say why it is meant so, or change the answer.")
        self.keep("posting-questioned")
        self.write({"Why is it meant so?": "He works for the archive that is our partner in this."})
        self.press("Send for review")

    def says_where(self) -> None:
        """Place, skills."""
        self.arrives("Place and access", "posting-place")
        self.tick("Remote")
        self.press(ON)
        self.arrives("Skills and competencies")
        self.write({"Skills the student must have": "Spreadsheets, Careful reading"})
        self.write({"Skills the student will learn": "Palaeography", "Tools": "LibreOffice"})
        self.tick("Critical thinking")
        self.keep("posting-skills")
        self.press(ON)

    def says_with_whom(self, story: Story, *, outside: bool) -> None:
        """The supervisor; an address away from the employer's own website is questioned, and may stay."""
        self.arrives("Who looks after the student")
        self.write({"Name": "Theo Marsh", "Work e-mail": story.of_employer("theo")})
        self.write({"Job title": "Archivist", "How many check-ins do you promise?": "3"})
        self.keep("posting-people")
        self.press(ON)
        self.page.wait_for_url(re.compile("look=1|/selection"))
        if outside and "look=1" in self.page.url:
            self.reads(f"The supervisor's address is at {story.domain}")
            self.press(ON)

    def says_how_it_fills(self, by_choice: bool) -> None:
        """First come first served, or the supervisor chooses; for whom; on which terms."""
        self.arrives("How it fills")
        self.tick("The supervisor chooses" if by_choice else "First come, first served")
        self.date("apply_by", day(7))
        if by_choice:
            self.date("decide_by", day(9))
            self.write({"First question to applicants": "Which archive do you know?"})
            self.tick("Applicants send a resume")
        self.keep("posting-selection")
        self.press(ON)
        self.arrives("Who may apply", "posting-eligibility")
        self.press(ON)
        self.arrives("Terms and safety")
        self.write({"Legal relationship": "Freelance contract", "Who owns the result?": "We do."})
        for box in self.page.locator("[name=exclusions]").all():
            box.check()
        self.page.locator("[name=may_show][value=yes]").check()
        self.keep("posting-legal")
        self.press(ON)

    def opens_placement(self, title: str) -> None:
        """Go to the placement from the list."""
        self.go("/employer/placements")
        self.follow(title)
        self.arrives(title)

    def kicks_off(self, title: str) -> None:
        """Tick the list on behalf of the supervisor."""
        self.opens_placement(title)
        self.follow("Go through the list")
        self.arrives("Kick-off list", "employer-kick-off")
        for box in self.page.locator("[name=points]").all():
            box.check()
        self.press("We have talked about all of it")
        self.told("Both sides are ready.")

    def asks_for_changes(self, title: str, words: str) -> None:
        """Send the first version back."""
        self.opens_placement(title)
        self.keep("employer-handed-in")
        self.reads("Version 1", "catalogue.txt")
        self.follow("Ask for changes")
        self.write({"What should be changed?": words})
        self.press("Ask for changes")
        self.told("The student has been asked for changes.")

    def accepts(self, title: str) -> None:
        """Accept the second version."""
        self.opens_placement(title)
        self.reads("Version 2")
        self.follow("Accept the work")
        self.arrives("Accept the work", "employer-accept")
        self.press("Accept the work")
        self.told("The work is accepted and the student has been told.")

    def pays(self, title: str) -> None:
        """Report the fee as paid."""
        self.opens_placement(title)
        self.follow("Report the fee as paid")
        self.tick("The fee has been paid outside the portal")
        self.press("Report the fee as paid")
        self.told("The student has been asked to confirm.")
        self.keep("employer-placement")

    def chooses(self, title: str, student: str) -> None:
        """Shortlist an applicant, then offer a seat."""
        self.go("/employer/projects")
        self.follow(title)
        self.follow("See who applied")
        self.arrives("Applicants", "employer-applicants")
        self.reads(student, "Which archive do you know?", "resume.pdf")
        self.press("Shortlist")
        self.told("On the shortlist.")
        self.follow("Offer a seat")
        self.arrives(f"Offer a seat to {student}", "employer-offer")
        self.page.get_by_label(re.compile("^Your message")).fill("We liked your answer.")
        self.press("Send the offer")
        self.told("The offer is on its way.")
