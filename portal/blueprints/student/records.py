"""S9: my record: everything I completed, what is proved about it, and how to take it along."""

import json
from urllib.parse import urlencode

from flask import Response, render_template
from flask_babel import gettext as _

from portal import mail
from portal.blueprints import resume_json, resume_lines
from portal.blueprints.door import actor
from portal.blueprints.downloads import HEADERS
from portal.blueprints.student import bp
from portal.display import hours
from portal.services import campuses, outcomes, records, resumes, students

LINKEDIN = "https://www.linkedin.com/profile/add"


@bp.get("/record")
def records_index():
    found = records.mine(actor())
    return render_template(
        "student/records/index.html",
        record=[(each, resume_lines.run(each), resume_lines.worked(each)) for each in found],
        figures=figures(found),
        came=outcomes.of_student(actor()),
    )


def figures(found: list) -> list[dict]:
    """How much there is, counting only what is proved."""
    proven = [each for each in found if each.proven]
    return [
        {"value": len(proven), "label": _("Completed")},
        {"value": hours(sum(each.minutes for each in proven)), "label": _("Worked")},
        {"value": sum(each.certified for each in proven), "label": _("Certified")},
    ]


@bp.get("/record/resume.json")
def records_resume():
    """All that may be told to others, for programs that make a résumé of it."""
    me = actor()
    student, campus = students.profile(me.user_id, me.campus_id), campuses.get(me.campus_id)
    enrolled = students.enrollment(me.user_id, me.campus_id)
    told = resume_json.resume(student, campus.university, enrolled, records.proven(me), resumes.texts(me))
    answer = Response(json.dumps(told, ensure_ascii=False, indent=2), mimetype="application/json")
    answer.headers.update({**HEADERS, "Content-Disposition": 'attachment; filename="resume.json"'})
    return answer


def linkedin(experience) -> str:
    """The address that opens LinkedIn's form for a certificate, filled in; empty without a valid certificate."""
    if not experience.certified:
        return ""
    seal = experience.certificate
    asked = {
        "startTask": "CERTIFICATION_NAME",
        "name": resume_lines.title(experience),
        "organizationName": experience.university,
        "issueYear": seal.issued_at.year,
        "issueMonth": seal.issued_at.month,
        "certUrl": mail.url("verifying.show", serial=seal.serial),
        "certId": seal.serial,
    }
    return f"{LINKEDIN}?{urlencode(asked)}"
