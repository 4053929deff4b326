"""What students say of their host: sent once, its comment shown when the office agrees, its note for the office."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import Row, Select, and_, func, or_, select
from sqlalchemy.orm import joinedload

from portal import clock, mail, policy
from portal.actor import Actor
from portal.database import db, hold_still
from portal.errors import RuleBroken
from portal.history import remember
from portal.models.employers import Employer
from portal.models.host_reviews import HostReview
from portal.models.people import User
from portal.models.placements import Placement
from portal.models.projects import Project
from portal.services.sight import one, rows, through
from portal.vocabulary import CommentStatus as C
from portal.vocabulary import HostAnswer, HostAspect, Role, stages
from portal.workflow import Step, Workflow

AT_ONCE = 100

LIFECYCLE = Workflow(
    "host_review",
    Step("approve", {C.WAITING, C.DECLINED}, C.SHOWN, _l("Show it")),
    Step("decline", {C.WAITING, C.SHOWN}, C.DECLINED, _l("Do not show it"), needs_note=True),
)
SIGHT = {Role.STAFF: lambda actor: HostReview.campus_id == actor.campus_id}


def get(actor: Actor, review_id: int) -> HostReview:
    """A review of the office's own campus, with its student; NotFound for everybody else."""
    project = joinedload(HostReview.placement).joinedload(Placement.project)
    return one(
        select(HostReview)
        .where(through(SIGHT, actor), HostReview.id == review_id)
        .options(joinedload(HostReview.placement).joinedload(Placement.student), project)
    )


def of_placement(placement: Placement) -> HostReview | None:
    """The review of a placement that its student was allowed to see."""
    return db.session.scalar(select(HostReview).where(HostReview.placement_id == placement.id))


def is_open(placement: Placement) -> bool:
    """May it be sent now?"""
    return placement.status in stages.ATTESTABLE and of_placement(placement) is None


def shown(placement: Placement, sent: bool) -> dict[str, Any]:
    """For the student's page: what they `sent`, if they did, and whether they may still send it."""
    mine = of_placement(placement) if sent else None
    return {"my_review": mine, "review_open": mine is None and placement.status in stages.ATTESTABLE}


def send(
    placement: Placement,
    answers: Mapping[HostAspect, HostAnswer],
    comment: str = "",
    note: str = "",
    *,
    by: Actor,
) -> HostReview:
    """Keep a review for good. RuleBroken out of its time, when sent before, or with a question left out.

    Whoever did not feel safe is read by the office at once.
    """
    policy.require(by, "host_review.send", placement)
    if not is_open(placement):
        raise RuleBroken(_("This cannot be sent now, or was sent already."))
    if set(answers) != set(HostAspect) or answers[HostAspect.SAFE] is HostAnswer.UNSAID:
        raise RuleBroken(_("Answer each question."))
    owners = {name: getattr(placement, name) for name in ("campus_id", "employer_id", "student_id")}
    told = {aspect.value: answer for aspect, answer in answers.items()}
    review = HostReview(placement_id=placement.id, **owners, **told, note=note.strip())
    review.comment = comment.strip()
    review.status = C.WAITING if review.comment else C.NONE
    db.session.add(review)
    remember(review, "send", by)
    if review.safe is HostAnswer.NO:
        _alarm(placement)
    return review


def _alarm(placement: Placement) -> None:
    campus = placement.project.campus
    link = mail.url("staff.host_reviews_index")
    mail.send("host-review-unsafe", campus.office_email, name=campus.office, campus_id=campus.id, link=link)


def approve(review: HostReview, *, by: Actor) -> None:
    """Show the comment, also one that was declined by mistake."""
    _decide("approve", review, "", by)


def decline(review: HostReview, reason: str, *, by: Actor) -> None:
    """Do not show the comment, or no longer; its author reads why."""
    _decide("decline", review, reason, by)
    student = review.placement.student
    mail.send(
        "host-review-declined",
        student.email,
        name=student.name,
        campus_id=review.campus_id,
        project=review.placement.project.title,
        link=mail.url("student.placements_show", placement_id=review.placement_id),
    )


def _decide(verb: str, review: HostReview, reason: str, by: Actor) -> None:
    hold_still(review)
    with db.session.no_autoflush:
        review.reason = reason.strip()
        LIFECYCLE.take(verb, review, by=by, note=reason)
    remember(review, verb, by)


def settle(review: HostReview, *, by: Actor) -> None:
    """The office has looked into what the student wrote to it; done twice, it is done once."""
    policy.require(by, "host_review.settle", review)
    if review.handled_at is None:
        review.handled_at, review.handled_by = clock.now(), by.label
        remember(review, "settle", by)


UNANSWERED = and_(
    or_(HostReview.safe == HostAnswer.NO, HostReview.note != ""), HostReview.handled_at.is_(None)
)
"""Somebody did not feel safe or wrote to the office, and nobody has looked into it yet."""
WAITS = or_(HostReview.status == C.WAITING, UNANSWERED)
UNSAFE = and_(HostReview.safe == HostAnswer.NO, HostReview.handled_at.is_(None))


def waiting(actor: Actor) -> Sequence[Row]:
    """What the office has to read: comments to decide on and notes to look into, the unsafe ones first."""
    found = _listed().where(through(SIGHT, actor), WAITS)
    return rows(found.order_by(HostReview.safe != HostAnswer.NO, HostReview.id).limit(AT_ONCE))


def counting(actor: Actor, which: Any = None) -> Any:
    """How many reviews wait for the office (or `which` of them), as a subquery of one value."""
    found = select(func.count(HostReview.id)).where(
        through(SIGHT, actor), which if which is not None else WAITS
    )
    return found.scalar_subquery()


def about(campus_id: int, employer_id: int) -> Sequence[Row]:
    """Every review of an employer at a campus, newest first, for the office."""
    found = _listed().where(HostReview.campus_id == campus_id, HostReview.employer_id == employer_id)
    return rows(found.order_by(HostReview.id.desc()).limit(AT_ONCE))


def _listed() -> Select:
    asked = [getattr(HostReview, aspect.value) for aspect in HostAspect]
    told = (HostReview.comment, HostReview.note, HostReview.status, HostReview.reason, HostReview.sent_at)
    return (
        select(
            HostReview.id,
            HostReview.placement_id,
            *asked,
            *told,
            HostReview.handled_at,
            HostReview.handled_by,
            User.name.label("student"),
            Employer.name.label("employer"),
            Project.title,
        )
        .join(Placement, Placement.id == HostReview.placement_id)
        .join(Project, Project.id == Placement.project_id)
        .join(Employer, Employer.id == HostReview.employer_id)
        .join(User, User.id == HostReview.student_id)
    )
