"""Checked for you: what the machine can say about what waits, before a person decides. It looks nothing up."""

from collections.abc import Iterator

from flask_babel import gettext as _
from sqlalchemy import Row, exists, select

from portal import clock
from portal.database import db
from portal.models.employers import Contact, Employer, Partnership
from portal.models.projects import Project
from portal.models.revisions import Revision
from portal.models.vetting import EmployerChange
from portal.services import (
    campuses,
    domains,
    lookalikes,
    open_limits,
    partnership_sight,
    policies,
    revisions,
    scoping,
    track_record,
)
from portal.services.findings import LOOK, OK, STOP, Check, money
from portal.services.sight import rows
from portal.vocabulary import ProjectStatus

__all__ = [
    "LOOK",
    "NEVER_SHOWN",
    "OK",
    "STOP",
    "Check",
    "of_change",
    "of_partnership",
    "of_project",
    "of_revision",
]
NEVER_SHOWN = (ProjectStatus.DRAFT, ProjectStatus.SUBMITTED, ProjectStatus.WITHDRAWN)
GENEROUS = 4
"""So many times the floor is more than such work is paid."""


def of_partnership(partnership: Partnership) -> list[Check]:
    """Findings about an application; employer and applicant must be loaded."""
    employer, email = partnership.employer, partnership.applicant.email
    return [
        *_mail(email, employer.domain),
        *_likeness({employer.domain, domains.of_email(email)}, employer.id, partnership.campus_id),
        *_terms(partnership),
        *_elsewhere(partnership),
        *track_record.of(partnership.campus_id, employer, partnership.id),
    ]


def of_project(project: Project) -> list[Check]:
    """Findings about a posting; everything `projects.get` loads must be loaded."""
    stands = _standing(project)
    found = [*_rules(project), *_pay(project), *_mail_of_supervisor(project), *_first(stands.earlier)]
    limit = open_limits.of(project.campus_id, project.employer_id, project.id)
    if limit:
        found.append(Check(STOP if limit.reached else LOOK, open_limits.words(limit)))
    if not stands.in_force:
        found.append(Check(STOP, _("The employer has no partnership in force with this campus.")))
    return [*found, *track_record.of(project.campus_id, project.employer)]


def of_revision(revision: Revision) -> list[Check]:
    """Findings about what would change, which the project as it stands does not have."""
    found = [Check(STOP if one.blocks else LOOK, one.text) for one in revisions.findings(revision)]
    return found or [Check(OK, _("The change keeps to the rules of this campus."))]


def of_change(change: EmployerChange, campus_id: int) -> list[Check]:
    """Findings about new values of a profile; the employer must be loaded."""
    if change.domain is None:
        return [Check(OK, _("The website's domain stays %(domain)s.", domain=change.employer.domain))]
    left = [mail for mail in _addresses(change.employer_id) if not domains.belongs(mail, change.domain)]
    text = _("No contact's address is left behind on another domain.")
    if left:
        text = _(
            "Addresses that are not on %(domain)s: %(left)s.", domain=change.domain, left=", ".join(left)
        )
    return [
        Check(LOOK if left else OK, text),
        *_likeness({change.domain}, change.employer_id, campus_id),
        *_namesakes(change.employer_id, change.domain),
    ]


def _addresses(employer_id: int) -> list[str]:
    live = (Contact.employer_id == employer_id, Contact.archived_at.is_(None), Contact.user_id.is_not(None))
    return list(db.session.scalars(select(Contact.email).where(*live).order_by(Contact.email)))


def _mail(email: str, domain: str) -> Iterator[Check]:
    if domains.is_throw_away(email):
        yield Check(STOP, _("The applicant writes from an address made to be thrown away."))
    elif domains.is_free_mail(email):
        yield Check(LOOK, _("The applicant writes from a free mail service."))
    elif campuses.holds(email):
        yield Check(LOOK, _("The applicant writes from a campus's own domain, as its students and staff do."))
    elif domains.belongs(email, domain):
        yield Check(OK, _("The applicant's address is on the website's domain, %(domain)s.", domain=domain))
    else:
        mail = domains.of_email(email)
        text = _(
            "The applicant's address is on %(mail)s, the website on %(domain)s.", mail=mail, domain=domain
        )
        yield Check(LOOK, text)


def _likeness(asked: set[str], employer_id: int, campus_id: int) -> Iterator[Check]:
    """Each of these domains against all that are known; free mail is said elsewhere."""
    others = lookalikes.known(employer_id, campus_id)
    own = sorted(domain for domain in asked if domain and not domains.is_free_mail(f"x@{domain}"))
    found = list(dict.fromkeys(check for domain in own for check in lookalikes.findings(domain, others)))
    yield from found
    if own and not found:
        text = _(
            "Not to be taken for the domain of another employer or of a campus: %(names)s.",
            names=", ".join(own),
        )
        yield Check(OK, text)


def _terms(partnership: Partnership) -> Iterator[Check]:
    current = policies.current(partnership.campus_id).terms_version
    if partnership.terms_version == current:
        yield Check(OK, _("The current terms were accepted by %(name)s.", name=partnership.terms_name))
    else:
        version = partnership.terms_version
        yield Check(LOOK, _("Terms %(version)s were accepted, not the current ones.", version=version))


def _elsewhere(partnership: Partnership) -> Iterator[Check]:
    """What the rest of the portal knows of the employer, in one statement."""
    approved = exists().where(
        Partnership.employer_id == partnership.employer_id,
        Partnership.campus_id != partnership.campus_id,
        Partnership.approved_at.is_not(None),
    )
    known, alike = rows(select(approved, _same_domain(partnership.employer_id, partnership.employer.domain)))[
        0
    ]
    if known:
        yield Check(OK, _("Another campus of the university has approved this employer before."))
    if alike:
        yield Check(LOOK, _("Another employer in the portal has the same website domain."))


def _same_domain(employer_id: int, domain: str):
    return exists().where(
        Employer.id != employer_id, Employer.domain == domain, Employer.archived_at.is_(None)
    )


def _namesakes(employer_id: int, domain: str) -> Iterator[Check]:
    if db.session.scalar(select(_same_domain(employer_id, domain))):
        yield Check(LOOK, _("Another employer in the portal has the same website domain."))


def _rules(project: Project) -> Iterator[Check]:
    """What the linter says, each warning with the reason that the employer gave."""
    found = scoping.findings(project)
    for finding in found:
        reason = "" if finding.blocks else project.reasons.get(finding.key, "")
        note = _("The employer says: %(reason)s", reason=reason) if reason else ""
        yield Check(STOP if finding.blocks else LOOK, finding.text, note)
    if "time" not in {finding.step for finding in found}:
        yield Check(OK, _("Hours and dates are within the rules."))


def _pay(project: Project) -> Iterator[Check]:
    """The fee for the hours, in numbers; below the floor is a broken rule already."""
    rate = scoping.fee_an_hour(project.fee, project.minutes)
    floor = policies.current(project.campus_id).fee_floor
    if rate is None or rate < floor:
        return
    told = _(
        "%(fee)s for %(hours)s hours is %(rate)s an hour; the floor here is %(floor)s.",
        fee=money(project.fee, project.currency),
        hours=f"{project.minutes / 60:g}",
        rate=money(rate, project.currency),
        floor=money(floor, project.currency),
    )
    if rate > GENEROUS * floor:
        told = _("%(told)s That is unusually much: ask what is behind it.", told=told)
    yield Check(LOOK if rate > GENEROUS * floor else OK, told)


def _mail_of_supervisor(project: Project) -> Iterator[Check]:
    """Only what is well: the linter says what is not."""
    if project.supervisor and domains.belongs(project.supervisor.email, project.employer.domain):
        yield Check(OK, _("The supervisor's address is on the employer's domain."))


def _first(earlier: bool) -> Iterator[Check]:
    if not earlier:
        yield Check(LOOK, _("First posting by this employer."))


def _standing(project: Project) -> Row:
    """(in_force, earlier): may the employer post here, and has it posted before; in one statement."""
    earlier = exists().where(
        Project.employer_id == project.employer_id,
        Project.id != project.id,
        Project.status.not_in(NEVER_SHOWN),
        Project.submitted_at < (project.submitted_at or clock.now()),
    )
    in_force = partnership_sight.in_force(project.campus_id, project.employer_id)
    return rows(select(in_force.label("in_force"), earlier.label("earlier")))[0]
