"""The letter with a link for a new password speaks in the words of the campus that somebody belongs to."""

import pytest
from sqlalchemy import select

from portal.actor import CLI
from portal.database import db
from portal.models.jobs import Job
from portal.models.people import User
from portal.services import invitations, letter_words, people
from portal.vocabulary import Role
from tests.factories import campus, officer, student
from tests.factories.campuses import acting

ENGINES = ("sqlite",)


@pytest.fixture
def north(app):
    at = campus("north")
    letter_words.reword(
        at.id, "reset", "Your way back in", "Hello {name}: {link}", by=acting(officer(at), "O")
    )
    return at


def subject(membership) -> str:
    invitations.send_reset({"email": db.session.get(User, membership.user_id).email})
    return db.session.scalars(select(Job).order_by(Job.id.desc()).limit(1)).one().payload["subject"]


def test_in_the_words_of_the_own_campus(north):
    assert subject(student(north)) == "Your way back in"


def test_in_the_portals_words_for_whoever_belongs_to_several(north):
    member = student(north)
    user = db.session.get(User, member.user_id)
    people.grant(user, Role.STAFF, by=CLI, campus_id=campus("south").id)
    assert subject(member).startswith("A new password")
