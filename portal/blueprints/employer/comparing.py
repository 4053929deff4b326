"""E4: applicants side by side."""

from collections.abc import Iterator, Sequence

from flask import render_template, request
from flask_babel import gettext as _

from portal.blueprints.door import actor
from portal.blueprints.employer import bp
from portal.blueprints.employer.applicants import list_page, looked_at
from portal.display import age
from portal.errors import RuleBroken
from portal.models.projects import Project
from portal.security import key
from portal.services import applicants
from portal.services.applicants import Applicant

Line = tuple[str, list[str]]


@bp.get("/projects/<int:project_id>/applicants/compare")
def applicants_compare(project_id):
    """Two to four applicants in columns; with fewer or more the list says what to tick."""
    project = applicants.project(actor(), project_id)
    chosen = set(filter(None, request.args.getlist("claim", type=key)))
    try:
        found = applicants.beside(actor(), project, chosen)
    except RuleBroken as refusal:
        return list_page(project, refusal.message), 422
    looked_at(project, found)
    return render_template(
        "employer/applicants/compare.html",
        project=project,
        applicants=found,
        rows=list(lines(project, found)),
    )


def lines(project: Project, found: Sequence[Applicant]) -> Iterator[Line]:
    """What is compared: a label, and each applicant's words in their order."""
    yield _("Waiting for"), [age(applicant.created_at) for applicant in found]
    if project.must_skills:
        yield _("Skills you ask for"), [matched(project, applicant) for applicant in found]
    if any(applicant.preferences for applicant in found):
        yield _("Preferences"), [applicant.preferences for applicant in found]
    yield _("Statement"), [applicant.statement for applicant in found]
    for question in project.questions:
        yield question, [said(applicant, question) for applicant in found]
    for label in dict.fromkeys(str(label) for applicant in found for label, _value in applicant.facts):
        yield label, [shared(applicant, label) for applicant in found]


def matched(project: Project, applicant: Applicant) -> str:
    """ "2 of 3: Excel, Writing"."""
    count = _("%(have)s of %(asked)s", have=len(applicant.matched), asked=len(project.must_skills))
    return f"{count}: {', '.join(applicant.matched)}" if applicant.matched else count


def said(applicant: Applicant, question: str) -> str:
    return next((a["answer"] for a in applicant.answers if a["question"] == question), "")


def shared(applicant: Applicant, label: str) -> str:
    return next((value for name, value in applicant.facts if str(name) == label), _("Not shared"))
