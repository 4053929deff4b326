"""Why a student may not ask for a seat now: every reason at once, in words."""

from datetime import datetime, timedelta

from flask_babel import format_datetime
from flask_babel import gettext as _
from flask_babel import ngettext as _n
from sqlalchemy import func, select

from portal import clock
from portal.actor import Actor
from portal.database import db
from portal.models.projects import Project, ProjectAudience
from portal.services import loads, seats, workload
from portal.services.fits import Standing
from portal.services.policies import Policy
from portal.vocabulary import ProjectStatus, Selection, stages


def against(
    actor: Actor, stand: Standing, project: Project, policy: Policy, *, to_wait: bool = False
) -> list[str]:
    """Sentences on why the student may not ask for a seat now; empty when they may.

    With `to_wait`: on why they may not stand on the waiting list of a full project.
    """
    return [
        *closed(project, to_wait=to_wait),
        *_newcomers_first(actor, stand, project, policy),
        *overload(stand, policy),
        *weigh(stand, project, policy).refused,
        *too_many(stand, policy),
    ]


def _newcomers_first(actor: Actor, stand: Standing, project: Project, policy: Policy) -> list[str]:
    """In the first hours, where the first come get the seats, only students without experience ask."""
    if not stand.experienced or project.selection is not Selection.CLAIM:
        return []
    ends = first_window_ends(project.id, actor.campus_id, policy)
    if ends is None or ends <= clock.now():
        return []
    words = _(
        "Until %(moment)s it is kept for students who have not had a placement yet. After that you may ask, too.",
        moment=format_datetime(ends, "d MMMM, HH:mm"),
    )
    return [words]


def first_window_ends(project_id: int, campus_id: int, policy: Policy) -> datetime | None:
    """When the first hours on a campus's board are over; None while it is not on it. Hours are real hours."""
    opened = db.session.scalar(
        select(func.min(ProjectAudience.from_at)).where(
            ProjectAudience.project_id == project_id, ProjectAudience.campus_id == campus_id
        )
    )
    return opened and opened + timedelta(hours=policy.first_window_hours)


def closed(project: Project, *, to_wait: bool = False) -> list[str]:
    """Why nobody may ask for a seat on it now."""
    if project.changing_since:
        return [seats.changing()]
    if project.status is ProjectStatus.FILLED and not to_wait:
        return [_("All seats are taken.")]
    if project.status not in stages.SHOWN or project.apply_by_at <= clock.now():
        return [_("This project no longer takes requests.")]
    return [seats.changing()] if project.changing_since else []


def overload(stand: Standing, policy: Policy) -> list[str]:
    """Why the student may begin no further placement."""
    if stand.running < policy.placements_at_once:
        return []
    words = _n(
        "You have %(num)s placement running, which is the most at once.",
        "You have %(num)s placements running, which is the most at once.",
        policy.placements_at_once,
    )
    return [words]


def weigh(stand: Standing, project: Project, policy: Policy) -> workload.Verdict:
    """The project's hours against the student's week, in words for the student alone."""
    return workload.judge(stand.loads, stand.ceiling, policy, loads.of_project(project))


def no_room(stand: Standing, project: Project, policy: Policy) -> list[str]:
    """The same refusal for others to read: free hours, and nothing of what takes the rest."""
    if not weigh(stand, project, policy).refused:
        return []
    return [workload.room(stand.loads, stand.ceiling, policy, loads.of_project(project))]


def too_many(stand: Standing, policy: Policy, own: int = 0) -> list[str]:
    """Why the student may not have one more request waiting; `own` of them are this one already."""
    if stand.waiting - own < policy.live_claims:
        return []
    words = _n(
        "You have %(num)s request waiting, which is the most at once.",
        "You have %(num)s requests waiting, which is the most at once.",
        policy.live_claims,
    )
    return [words]
