"""The main job, from an employer nobody knew to a certificate that a stranger verifies."""

from dataclasses import dataclass

import pytest

from tests.browser.journey.employer import Employer
from tests.browser.journey.letters import Letters
from tests.browser.journey.staff import Staff
from tests.browser.journey.story import Story
from tests.browser.journey.stranger import Stranger, printed
from tests.browser.journey.student import Student
from tests.browser.journey.supervisor import Supervisor
from tests.browser.people import PASSWORD, VIEWS, View

QUESTION = "Do you own the letters, and are the people in them still alive?"
CHANGES = "Please give each letter two subjects."


@dataclass
class Cast:
    """Everybody in one story."""

    story: Story
    letters: Letters
    employer: Employer
    staff: Staff
    student: Student
    supervisor: Supervisor
    stranger: Stranger


@pytest.fixture
def cast(people, site, view, shot):
    """Five people; the one from the career office has signed in, the supervisor holds a phone."""
    keep = shot if view.script else lambda page, name: None
    phone = View(390, script=view.script)
    return Cast(
        Story.of(view),
        Letters(site),
        Employer(people(), keep),
        Staff(people.signed_in("staff@demo.example"), keep),
        Student(people(), keep),
        Supervisor(people(phone), keep),
        Stranger(people(), keep),
    )


def test_from_first_contact_to_a_verified_certificate(cast, tmp_path):
    partnership_begins(cast)
    project_is_posted(cast)
    student_takes_a_seat(cast)
    work_is_done(cast)
    work_is_judged(cast)
    serial = cast.staff.issues(cast.story.title, PASSWORD)
    proof_is_verified(cast, serial, tmp_path / "certificate.pdf")
    fee_is_paid(cast, serial)


def partnership_begins(cast):
    cast.employer.applies(cast.story)
    cast.employer.comes_in(cast.letters.link(cast.story.of_employer("dana"), r"/invitation/\S+"))
    cast.staff.starts_review(cast.story.organisation)
    cast.staff.asks(QUESTION)
    cast.employer.answers_the_office(QUESTION)
    cast.staff.vets(cast.story.organisation)
    cast.staff.approves(cast.story.organisation)


def project_is_posted(cast):
    cast.employer.posts(cast.story.title, cast.story)
    cast.staff.approves(cast.story.title)


def student_takes_a_seat(cast):
    cast.staff.imports(cast.story)
    cast.student.comes_in(cast.letters.link(cast.story.email, r"/invitation/\S+"), cast.story)
    cast.student.finds(cast.story.title)
    cast.student.claims(cast.story.title)


def work_is_done(cast):
    title = cast.story.title
    cast.student.kicks_off(title)
    cast.employer.kicks_off(title)
    cast.student.hands_in(title, "All letters of box one.")
    cast.employer.asks_for_changes(title, CHANGES)
    cast.student.reads_request(title, CHANGES)
    cast.student.hands_in(title, "Two subjects each.")
    cast.employer.accepts(title)


def work_is_judged(cast):
    link = cast.letters.link(cast.story.of_employer("theo"), r"/e/[\w-]{20,}")
    cast.supervisor.evaluates(link, cast.story.student)
    cast.student.reflects(cast.story.title)


def proof_is_verified(cast, serial, file):
    file.write_bytes(cast.student.publishes(serial))
    assert file.read_bytes().startswith(b"%PDF")
    text = printed(file)
    story = cast.story
    assert all(
        words in text
        for words in (story.student, story.title, story.organisation, "21 hours 30 minutes", serial)
    )
    cast.stranger.verifies(story, serial)
    cast.stranger.scans(file, story, serial)
    cast.stranger.hands_in(file, serial)
    cast.stranger.tries_another()


def fee_is_paid(cast, serial):
    cast.employer.pays(cast.story.title)
    cast.student.confirms_fee(cast.story.title)
    cast.staff.finds_closed(cast.story, serial)


@pytest.mark.parametrize("view", [View(1280), View(390, script=False)], ids=str)
def test_from_an_application_to_a_seat(people, site, view, shot):
    story = Story(len(VIEWS) + VIEWS.index(view))
    keep = shot if view.script else lambda page, name: None
    employer = Employer(people.signed_in("supervisor@demo.example"), keep)
    staff = Staff(people.signed_in("staff@demo.example"), keep)
    student = Student(people(), keep)
    employer.posts(story.second, story, by_choice=True)
    staff.approves(story.second)
    staff.imports(story)
    student.comes_in(Letters(site).link(story.email, r"/invitation/\S+"), story)
    student.finds(story.second)
    student.applies(story.second)
    employer.chooses(story.second, story.student)
    student.takes_offer(story.second)
