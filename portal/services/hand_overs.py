"""Handing over: what one contact looks after goes to a colleague, and who leaves is let go."""

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy import Row, func, or_, select
from sqlalchemy.orm import joinedload

from portal import mail, policy
from portal.actor import SYSTEM, Actor
from portal.database import db
from portal.errors import RuleBroken
from portal.history import remember
from portal.models.employers import Contact
from portal.models.placements import Placement
from portal.models.projects import Project
from portal.services import contacts, evaluation_requests, placement_letters
from portal.services.sight import rows
from portal.vocabulary import ProjectStatus, RequestStatus, stages

UNDER_WAY = (
    ProjectStatus.DRAFT,
    ProjectStatus.SUBMITTED,
    ProjectStatus.CHANGES_REQUESTED,
    ProjectStatus.OPEN,
    ProjectStatus.FILLED,
)


def people(actor: Actor) -> Sequence[Row]:
    """The contacts of the actor's employer by name, each with `projects` and `placements` they look after.

    Rows: id, name, title, email, user_id, projects, placements.
    """
    projects = _count(Project.id, Project.supervisor_id == Contact.id, Project.status.in_(UNDER_WAY))
    running = _count(
        Placement.id, Placement.supervisor_id == Contact.id, Placement.status.not_in(stages.OVER)
    )
    return rows(
        select(
            Contact.id,
            Contact.name,
            Contact.title,
            Contact.email,
            Contact.user_id,
            projects.label("projects"),
            running.label("placements"),
        )
        .where(contacts.LIVE, contacts.KNOWN, Contact.employer_id == actor.employer_id)
        .order_by(Contact.name, Contact.id)
    )


def _count(column, *which):
    return select(func.count(column)).where(*which).scalar_subquery()


def hand_over(contact: Contact, to: Contact, *, leaves: bool, by: Actor) -> None:
    """Give the contact's projects and running placements to a colleague; with `leaves` let the contact go.

    RuleBroken when the colleague is the same person or of another employer.
    """
    policy.require(by, "contact.hand_over", contact)
    if to.id == contact.id or to.employer_id != contact.employer_id:
        raise RuleBroken(_("Choose a colleague of theirs."))
    if leaves and to.user_id is None:
        raise RuleBroken(_("%(name)s has no account yet. Give them one first.", name=to.name))
    given = {"projects": _give_projects(contact, to), "placements": _give_placements(contact, to, by)}
    if leaves:
        contacts.let_go(contact)
    remember(contact, "leave" if leaves else "hand_over", by, after={"to": to.name, **given})
    if given["projects"] or given["placements"]:
        mail.send("hand-over", to.email, name=to.name, link=mail.url("employer.projects_index"))


def _give_projects(contact: Contact, to: Contact) -> int:
    """Projects that go on; where the colleague stood in nobody does any more."""
    found = db.session.scalars(
        select(Project)
        .where(
            Project.status.in_(UNDER_WAY),
            or_(Project.supervisor_id == contact.id, Project.alternate_id == contact.id),
        )
        .order_by(Project.id)
    ).all()
    for project in found:
        if project.supervisor_id == contact.id:
            project.supervisor_id = to.id
        if project.alternate_id in (contact.id, project.supervisor_id):
            project.alternate_id = None
    return len(found)


def _give_placements(contact: Contact, to: Contact, by: Actor) -> int:
    """Placements that run; the student is told, and a link to evaluate goes to the colleague instead."""
    found = db.session.scalars(
        select(Placement)
        .where(Placement.supervisor_id == contact.id, Placement.status.not_in(stages.OVER))
        .options(joinedload(Placement.project))
        .order_by(Placement.id)
    ).all()
    for placement in found:
        placement.supervisor = to
        remember(placement, "hand_over", by, after={"supervisor": to.name})
        pass_on(placement.id, to, by)
        placement_letters.to_student("placement-supervisor", placement)
    return len(found)


def pass_on(placement_id: int, to: Contact, by: Actor) -> None:
    """Another contact evaluates from now on: a link that was mailed ends, and a new one goes out."""
    request = evaluation_requests.newest(placement_id)
    if request.status not in stages.UNANSWERED:
        return
    mailed = request.status is not RequestStatus.SCHEDULED
    evaluation_requests.revoke(request, by=SYSTEM, note=_("Another person looks after this work now."))
    fresh = evaluation_requests.schedule(request.evaluation, to, by=by)
    if mailed:
        evaluation_requests.send(fresh, by=SYSTEM)
