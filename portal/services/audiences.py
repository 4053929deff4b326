"""Audiences: for whom an open project is, and how it comes before the students of another campus."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import Row, ScalarSelect, func, select, update
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.sql import ColumnElement

from portal import clock, mail, policy
from portal.actor import Actor
from portal.database import db
from portal.errors import RuleBroken
from portal.history import remember
from portal.models.audiences import AudienceRequest, AudienceTerms
from portal.models.campuses import Campus
from portal.models.employers import Contact, Employer
from portal.models.projects import Project, ProjectAudience
from portal.services import exclusivity_facts, partnerships
from portal.services.sight import one, rows, through
from portal.vocabulary import AudienceStatus as S
from portal.vocabulary import Role, stages
from portal.workflow import Step, Workflow

LIFECYCLE = Workflow(
    "audience",
    Step("approve", {S.ASKED, S.DECLINED, S.ENDED}, S.APPROVED, _l("Show it to our students")),
    Step("decline", {S.ASKED}, S.DECLINED, _l("Do not show it"), needs_note=True),
    Step("end", {S.APPROVED}, S.ENDED, _l("Stop showing it"), needs_note=True),
    Step("lapse", {S.ASKED}, S.LAPSED),
)

SIGHT = {Role.STAFF: lambda actor: AudienceRequest.campus_id == actor.campus_id}
"""The office of the campus that was asked, and nobody else."""
BATCH = 200


def sight(actor: Actor) -> ColumnElement[bool]:
    return through(SIGHT, actor)


def get(actor: Actor, request_id: int) -> AudienceRequest:
    """The request with its project's whole paper; NotFound for every other office."""
    project = joinedload(AudienceRequest.project)
    return one(
        select(AudienceRequest)
        .where(sight(actor), AudienceRequest.id == request_id)
        .options(
            joinedload(AudienceRequest.campus),
            project.options(
                joinedload(Project.employer), joinedload(Project.campus), joinedload(Project.supervisor)
            ),
            project.options(
                selectinload(Project.deliverables),
                selectinload(Project.milestones),
                selectinload(Project.eligibility),
            ),
        )
    )


def listing(actor: Actor, *statuses: S) -> Sequence[Row]:
    """(id, status, status_at, asked_at, project_id, title, employer, campus), the oldest question first."""
    return rows(
        select(
            AudienceRequest.id,
            AudienceRequest.status,
            AudienceRequest.status_at,
            AudienceRequest.asked_at,
            AudienceRequest.project_id,
            Project.title,
            Employer.name.label("employer"),
            Campus.name.label("campus"),
        )
        .join(Project, Project.id == AudienceRequest.project_id)
        .join(Employer, Employer.id == Project.employer_id)
        .join(Campus, Campus.id == Project.campus_id)
        .where(sight(actor), AudienceRequest.status.in_(statuses or tuple(S)))
        .order_by(AudienceRequest.asked_at, AudienceRequest.id)
        .limit(BATCH)
    )


def counting(actor: Actor) -> ScalarSelect[int]:
    """How many projects of other campuses wait for this office, as a part of a statement."""
    asked = (sight(actor), AudienceRequest.status == S.ASKED)
    return select(func.count(AudienceRequest.id)).where(*asked).scalar_subquery()


def keep(project: Project) -> None:
    """Write down for whom an open project is, when that changed.

    Whoever opens a project, or changes for whom or until when an open one is, calls this in the same
    transaction: the page that proves who could see it rests on these rows.
    """
    last = project.exclusive_until
    project.exclusive_until_at = clock.end_of_day(last, project.zone) if last else None
    terms = exclusivity_facts.standing(project)
    if exclusivity_facts.kept(project.id)[-1:] == [terms]:
        return
    told = {**vars(terms), "eligibility": [list(rule) for rule in terms.eligibility]}
    db.session.add(AudienceTerms(project_id=project.id, from_at=clock.now(), **told))


def approve(request: AudienceRequest, *, by: Actor, note: str = "") -> None:
    """Show the project to this campus's students from now on. RuleBroken when there is nothing to show."""
    policy.require(by, "audience.approve", request)
    refuse_hidden(request)
    record("approve", request, by, note)
    db.session.add(
        ProjectAudience(
            project_id=request.project_id,
            campus_id=request.campus_id,
            from_at=clock.now(),
            approved_by=by.label,
        )
    )
    _tell_employer(request)


def decline(request: AudienceRequest, *, by: Actor, note: str) -> None:
    """Leave it to the other campuses; may be taken back while the project is open."""
    record("decline", request, by, note)


def end(request: AudienceRequest, *, by: Actor, note: str) -> None:
    """Show it to this campus's students no longer. Applications go on; who waits on its list is let go."""
    record("end", request, by, note)
    db.session.execute(
        update(ProjectAudience)
        .where(
            ProjectAudience.project_id == request.project_id,
            ProjectAudience.campus_id == request.campus_id,
            ProjectAudience.until_at.is_(None),
        )
        .values(until_at=clock.now())
    )


def decide(request: AudienceRequest, verb: str, *, by: Actor, note: str) -> None:
    """Approve, decline or end."""
    {"approve": approve, "decline": decline, "end": end}[verb](request, by=by, note=note)


def refuse_hidden(request: AudienceRequest) -> None:
    """RuleBroken, in words, when the project could not be shown at this campus now."""
    project = request.project
    if project.status not in stages.SHOWN or project.apply_by_at <= clock.now():
        raise RuleBroken(_("The project takes no more students."))
    if not partnerships.is_in_force(request.campus_id, project.employer_id):
        raise RuleBroken(_("The employer has no partnership in force with this campus."))


def record(verb: str, request: AudienceRequest, by: Actor, note: str) -> None:
    """Take the step, and keep who took it."""
    before = request.status
    with db.session.no_autoflush:
        LIFECYCLE.take(verb, request, by=by, note=note)
    request.decided_at, request.decided_by, request.note = clock.now(), by.label, note.strip()
    after = {"status": request.status.value}
    remember(request, verb, by, note, before={"status": before.value}, after=after)


def _tell_employer(request: AudienceRequest) -> None:
    project, campus = request.project, db.session.get_one(Campus, request.campus_id)
    to = db.session.get_one(Contact, project.created_by_id or project.supervisor_id)
    mail.send(
        "audience-approved",
        to.email,
        name=to.name,
        campus_id=campus.id,
        campus=campus.name,
        office=campus.office,
        title=project.title,
        link=mail.url("employer.projects_show", project_id=project.id),
    )
