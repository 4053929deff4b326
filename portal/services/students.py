"""Students: the profile they write themselves, and what the registrar says they are enrolled in."""

import re
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal import clock
from portal.actor import Actor
from portal.database import db
from portal.errors import RuleBroken
from portal.history import remember
from portal.models.files import StoredFile
from portal.models.people import User
from portal.models.students import Enrollment, Student
from portal.policy import require
from portal.services import files, policies
from portal.services.sight import one
from portal.services.workload import hours
from portal.uploads.kinds import PAPERS

MOST_SKILLS = 30
LONGEST_SKILL = 40
TOLD = ("headline", "about", "skills", "ceiling_minutes")


def profile(user_id: int, campus_id: int) -> Student:
    """The profile of a student at a campus, its user loaded; NotFound when they are not its student."""
    return one(
        select(Student)
        .where(Student.user_id == user_id, Student.campus_id == campus_id)
        .options(joinedload(Student.user))
    )


def enrollment(user_id: int, campus_id: int, at: datetime | None = None) -> Enrollment | None:
    """What the student was enrolled in at an instant (default: now)."""
    at = at or clock.now()
    return db.session.scalars(
        select(Enrollment)
        .where(Enrollment.user_id == user_id, Enrollment.campus_id == campus_id, Enrollment.from_at <= at)
        .where(Enrollment.until_at.is_(None) | (Enrollment.until_at > at))
        .order_by(Enrollment.from_at.desc(), Enrollment.id.desc())
        .limit(1)
    ).first()


def resume(student: Student) -> StoredFile | None:
    return db.session.get(StoredFile, student.resume_id) if student.resume_id else None


def skills_of(text: str) -> list[str]:
    """Skills typed with commas (or a line each), in the order typed, each once; RuleBroken in words."""
    found: dict[str, str] = {}
    for part in re.split(r"[,;\n،、]", text):
        skill = " ".join(part.split())
        found.setdefault(skill.casefold(), skill)
    skills = [skill for skill in found.values() if skill]
    if len(skills) > MOST_SKILLS:
        raise RuleBroken(_("Name at most %(most)s skills.", most=MOST_SKILLS))
    if any(len(skill) > LONGEST_SKILL for skill in skills):
        raise RuleBroken(
            _("A skill has at most %(most)s letters; put commas between skills.", most=LONGEST_SKILL)
        )
    return skills


def save_profile(student: Student, answers: dict, *, by: Actor) -> None:
    """Keep `name` and the columns in `answers`; who changed what is remembered. The own ceiling in minutes."""
    require(by, "profile.edit", student)
    check_ceiling(answers["ceiling_minutes"], student.campus_id)
    user: User = student.user
    new = {field: answers[field] for field in TOLD}
    before = {"name": user.name, **{field: getattr(student, field) for field in TOLD}}
    user.name = answers["name"]
    for field, value in new.items():
        setattr(student, field, value)
    changed = {field: value for field, value in {"name": user.name, **new}.items() if value != before[field]}
    if changed:
        remember(student, "edit", by, before={field: before[field] for field in changed}, after=changed)


def check_ceiling(minutes: int | None, campus_id: int) -> None:
    """RuleBroken when a student's own ceiling is none, or above that of the campus."""
    most = policies.current(campus_id).weekly_ceiling
    if minutes is not None and not 0 < minutes <= most:
        raise RuleBroken(
            _("Your campus allows at most %(most)s hours a week; yours can only be lower.", most=hours(most))
        )


def check_resume(upload: files.Upload) -> None:
    """RuleBroken in words when this cannot be a resume; nothing is kept."""
    files.examine(upload, PAPERS)


def keep_resume(student: Student, upload: files.Upload, *, by: Actor) -> StoredFile:
    """Put this PDF or DOCX in the place of the resume there was. Applications keep the one they were sent with."""
    require(by, "profile.edit", student)
    stored = files.store(upload, by=by, campus_id=student.campus_id, kinds=PAPERS)
    student.resume_id = stored.id
    remember(student, "keep_resume", by, after={"file": stored.name})
    return stored


def drop_resume(student: Student, *, by: Actor) -> None:
    """Take the resume off the profile."""
    require(by, "profile.edit", student)
    if student.resume_id:
        remember(student, "drop_resume", by)
        student.resume_id = None
