"""Checked for you: what the machine can say about what waits, before a person decides."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import func, select

from portal import clock
from portal.database import db
from portal.models.employers import Employer, Partnership
from portal.models.projects import Project
from portal.services import domains, partnerships, policies, scoping
from portal.vocabulary import ProjectStatus

OK, LOOK, STOP = "ok", "look", "stop"
NEVER_SHOWN = (ProjectStatus.DRAFT, ProjectStatus.SUBMITTED, ProjectStatus.WITHDRAWN)


@dataclass(frozen=True)
class Check:
    """One finding: `state` is ok, look (think about it) or stop (a rule is broken)."""

    state: str
    text: str


def of_partnership(partnership: Partnership) -> list[Check]:
    """Findings about an application; employer and applicant must be loaded."""
    employer, email = partnership.employer, partnership.applicant.email
    return [*_mail(email, employer.domain), *_terms(partnership), *_past(partnership), *_namesakes(employer)]


def of_project(project: Project) -> list[Check]:
    """Findings about a posting; everything `projects.get` loads must be loaded."""
    found = [*_rules(project), *_mail_of_supervisor(project), *_first(project)]
    if not partnerships.is_in_force(project.campus_id, project.employer_id):
        found.append(Check(STOP, _("The employer has no partnership in force with this campus.")))
    return found


def _mail(email: str, domain: str) -> Iterator[Check]:
    if domains.is_free_mail(email):
        yield Check(LOOK, _("The applicant writes from a free mail service."))
    elif domains.belongs(email, domain):
        yield Check(OK, _("The applicant's address is on the website's domain, %(domain)s.", domain=domain))
    else:
        yield Check(
            LOOK,
            _(
                "The applicant's address is on %(mail)s, the website on %(domain)s.",
                mail=domains.of_email(email),
                domain=domain,
            ),
        )


def _terms(partnership: Partnership) -> Iterator[Check]:
    current = policies.current(partnership.campus_id).terms_version
    if partnership.terms_version == current:
        yield Check(OK, _("The current terms were accepted by %(name)s.", name=partnership.terms_name))
    else:
        yield Check(
            LOOK,
            _("Terms %(version)s were accepted, not the current ones.", version=partnership.terms_version),
        )


def _past(partnership: Partnership) -> Iterator[Check]:
    if partnership.previous_id:
        yield Check(LOOK, _("This employer applied to this campus before."))
    elsewhere = select(func.count(Partnership.id)).where(
        Partnership.employer_id == partnership.employer_id, Partnership.approved_at.is_not(None)
    )
    if db.session.scalar(elsewhere):
        yield Check(OK, _("A campus of the university has approved this employer before."))
    else:
        yield Check(LOOK, _("No campus has worked with this employer yet."))


def _namesakes(employer: Employer) -> Iterator[Check]:
    same = select(func.count(Employer.id)).where(
        Employer.id != employer.id, Employer.domain == employer.domain, Employer.archived_at.is_(None)
    )
    if db.session.scalar(same):
        yield Check(LOOK, _("Another employer in the portal has the same website domain."))


def _rules(project: Project) -> Iterator[Check]:
    broken = scoping.problems(project)
    steps = {problem.step for problem in broken}
    yield from (Check(STOP, problem.text) for problem in broken)
    if "fee" not in steps:
        yield Check(OK, _("The fee an hour is at or above this campus's floor."))
    if "time" not in steps:
        yield Check(OK, _("Hours and dates are within the rules."))


def _mail_of_supervisor(project: Project) -> Iterator[Check]:
    email, domain = project.supervisor.email, project.employer.domain
    if domains.is_free_mail(email):
        yield Check(LOOK, _("The supervisor writes from a free mail service."))
    elif domains.belongs(email, domain):
        yield Check(OK, _("The supervisor's address is on the employer's domain."))
    else:
        yield Check(LOOK, _("The supervisor's address is not on the employer's domain."))


def _first(project: Project) -> Iterator[Check]:
    earlier = select(func.count(Project.id)).where(
        Project.employer_id == project.employer_id,
        Project.id != project.id,
        Project.status.not_in(NEVER_SHOWN),
        Project.submitted_at < (project.submitted_at or clock.now()),
    )
    if not db.session.scalar(earlier):
        yield Check(LOOK, _("First posting by this employer."))
