"""Students: what they write themselves, and what the registrar said when."""

import io
from datetime import timedelta
from types import SimpleNamespace

import pytest

from portal import clock
from portal.database import db
from portal.errors import NotAllowed, NotFound, RuleBroken
from portal.models.history import HistoryDetail
from portal.models.students import Enrollment
from portal.services import students
from tests import factories
from tests.factories.campuses import acting
from tests.uploads.samples import GOOD

ANSWERS = {"name": "Sam", "headline": "Historian", "about": "", "skills": ["Excel"], "ceiling_minutes": 600}


@pytest.fixture
def sam(app):
    return acting(factories.student(factories.campus(), "Sam Student"))


def profile(actor):
    return students.profile(actor.user_id, actor.campus_id)


def test_a_profile_is_saved_and_remembered(sam):
    students.save_profile(profile(sam), ANSWERS, by=sam)
    db.session.flush()
    assert (profile(sam).user.name, profile(sam).ceiling_minutes) == ("Sam", 600)
    last = db.session.query(HistoryDetail).order_by(HistoryDetail.entry_id.desc()).first()
    assert last.before["name"] == "Sam Student"
    assert last.after == {"name": "Sam", "headline": "Historian", "skills": ["Excel"], "ceiling_minutes": 600}


def test_only_by_the_student(sam):
    south = factories.campus("south")
    for other in (factories.officer(south), factories.student(south, "Other Student")):
        with pytest.raises(NotAllowed):
            students.save_profile(profile(sam), ANSWERS, by=acting(other))
    with pytest.raises(NotFound):
        students.profile(sam.user_id, south.id)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Excel, Python ,excel;  data  cleaning\nFrench,", ["Excel", "Python", "data cleaning", "French"]),
        ("", []),
        (" , ;", []),
        ("عربي، فرنسي", ["عربي", "فرنسي"]),
    ],
)
def test_skills(app, typed, kept):
    assert students.skills_of(typed) == kept


def test_too_many_or_too_long_skills(app):
    for typed in (",".join(map(str, range(31))), "x" * 41):
        with pytest.raises(RuleBroken):
            students.skills_of(typed)


def test_a_resume_is_a_paper(sam):
    student = profile(sam)
    with pytest.raises(RuleBroken):
        students.keep_resume(student, upload("shot.png"), by=sam)
    stored = students.keep_resume(student, upload("cv.pdf"), by=sam)
    assert students.resume(student) is stored
    students.drop_resume(student, by=sam)
    assert students.resume(student) is None


def upload(name):
    return SimpleNamespace(filename=name, stream=io.BytesIO(GOOD[name]))


def test_the_enrolment_at_an_instant(sam):
    now = clock.now()
    old = students.enrollment(sam.user_id, sam.campus_id)
    old.until_at = now
    db.session.flush()
    later = Enrollment(user_id=sam.user_id, campus_id=sam.campus_id, programme="Law", from_at=now)
    db.session.add(later)
    db.session.flush()
    assert students.enrollment(sam.user_id, sam.campus_id, now - timedelta(microseconds=1)) is old
    assert students.enrollment(sam.user_id, sam.campus_id, now) is later
    assert students.enrollment(sam.user_id, sam.campus_id, now - timedelta(days=9)) is None
