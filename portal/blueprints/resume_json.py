"""The record as a JSON Résumé, version 1.0.0 of its schema (https://jsonresume.org/schema)."""

from typing import Any

from portal import mail
from portal.blueprints import resume_lines
from portal.models.resumes import ResumeText
from portal.models.students import Enrollment, Student
from portal.services.records import Experience

SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"


def resume(
    student: Student,
    university: str,
    enrolled: Enrollment | None,
    record: list[Experience],
    own: dict[int, ResumeText],
) -> dict[str, Any]:
    """Whole, with empty parts left out; `record` holds what may be told to others, newest first."""
    told = {
        "$schema": SCHEMA,
        "basics": basics(student),
        "work": [work(each, own.get(each.id)) for each in record],
        "education": [education(university, enrolled)] if enrolled else [],
        "certificates": [certificate(each) for each in record if each.certified],
        "skills": [{"name": skill} for skill in student.skills],
        "meta": {"version": "v1.0.0"},
    }
    return {name: value for name, value in told.items() if value}


def basics(student: Student) -> dict[str, str]:
    told = {
        "name": student.user.name,
        "label": student.headline,
        "email": student.user.email,
        "summary": student.about,
    }
    return {name: value for name, value in told.items() if value}


def work(experience: Experience, own: ResumeText | None) -> dict[str, Any]:
    told = resume_lines.lines(experience, own)
    return {
        "name": experience.employer,
        "position": told.title,
        "startDate": experience.starts.isoformat(),
        "endDate": experience.ends.isoformat(),
        "summary": told.about,
        "highlights": told.bullets,
    }


def education(university: str, enrolled: Enrollment) -> dict[str, str]:
    told = {"institution": university, "area": enrolled.programme}
    if enrolled.graduates_on:
        told["endDate"] = enrolled.graduates_on.isoformat()
    return told


def certificate(experience: Experience) -> dict[str, str]:
    seal: Any = experience.certificate
    return {
        "name": resume_lines.title(experience),
        "date": seal.issued_at.date().isoformat(),
        "issuer": experience.university,
        "url": mail.url("verifying.show", serial=seal.serial),
    }
