"""P9: what one campus's office knows of an employer: outcomes in figures, notes with an owner, and what to ask next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Row, and_, exists, func, select
from sqlalchemy.orm import aliased

from portal import clock, history, mail, policy
from portal.actor import Actor
from portal.database import db
from portal.errors import RuleBroken
from portal.history import remember
from portal.models.employers import Employer, Partnership
from portal.models.evaluations import Evaluation, EvaluationAnswer
from portal.models.memory import EmployerNote
from portal.models.placements import Placement
from portal.models.projects import Project
from portal.services import partnership_sight, projects, responses, tallies
from portal.services.lessons import STEPS
from portal.services.sight import one, rows
from portal.vocabulary import Engage, Host, NextStep, PartnershipStatus, ProjectStatus

SHOWN = (
    ProjectStatus.OPEN,
    ProjectStatus.FILLED,
    ProjectStatus.CLOSED,
    ProjectStatus.EXPIRED,
    ProjectStatus.CANCELLED,
)
COMING = (ProjectStatus.DRAFT, ProjectStatus.SUBMITTED, ProjectStatus.CHANGES_REQUESTED, ProjectStatus.OPEN)
QUIET, PAUSE = timedelta(days=60), timedelta(days=30)


@dataclass(frozen=True)
class Outcomes:
    """Counts at one campus; `rating` is the average of levels 1 to 4, None while nobody was rated."""

    projects: int
    tally: tallies.Tally
    evaluated: int
    engage_again: int
    host_again: int
    conversions: int
    rating: float | None
    answers: responses.Record


def outcomes(campus_id: int, employer_id: int) -> Outcomes:
    """What came of everything with this employer."""
    done = rows(_outcomes(campus_id, employer_id))[0]
    projects = select(func.count(Project.id)).where(
        Project.campus_id == campus_id, Project.employer_id == employer_id, Project.status.in_(SHOWN)
    )
    return Outcomes(
        projects=db.session.scalar(projects) or 0,
        tally=tallies.of_employer(campus_id, employer_id),
        rating=_rating(campus_id, employer_id),
        answers=responses.of_employer(campus_id, employer_id),
        **done._asdict(),
    )


def _outcomes(campus_id: int, employer_id: int):
    sent = Evaluation.submitted_at.is_not(None)
    return (
        select(
            _counted("evaluated", sent),
            _counted("engage_again", sent, Evaluation.engage_again == Engage.YES),
            _counted("host_again", sent, Evaluation.host_again == Host.YES),
            _counted("conversions", sent, Evaluation.next_step.in_((NextStep.INTERNSHIP, NextStep.JOB))),
        )
        .select_from(Placement)
        .outerjoin(Evaluation, Evaluation.placement_id == Placement.id)
        .where(Placement.campus_id == campus_id, Placement.employer_id == employer_id)
    )


def _counted(name: str, *which):
    return func.count().filter(and_(*which)).label(name)


def _rating(campus_id: int, employer_id: int) -> float | None:
    levels = db.session.scalars(
        select(EvaluationAnswer.level)
        .join(Evaluation, Evaluation.id == EvaluationAnswer.evaluation_id)
        .join(Placement, Placement.id == Evaluation.placement_id)
        .where(
            Placement.campus_id == campus_id,
            Placement.employer_id == employer_id,
            Evaluation.submitted_at.is_not(None),
            EvaluationAnswer.level.in_(STEPS),
        )
    ).all()
    return sum(STEPS[level] for level in levels) / len(levels) if levels else None


def notes(partnership: Partnership) -> Sequence[EmployerNote]:
    """The office's notes about the employer, what is still to do first, then the newest."""
    return db.session.scalars(
        select(EmployerNote)
        .where(
            EmployerNote.campus_id == partnership.campus_id,
            EmployerNote.employer_id == partnership.employer_id,
        )
        .order_by(
            EmployerNote.done_at.is_not(None) | EmployerNote.follow_up_on.is_(None), EmployerNote.id.desc()
        )
    ).all()


def note(partnership: Partnership, text: str, follow_up_on: date | None, *, by: Actor) -> EmployerNote:
    """Write a note; it belongs to its author. RuleBroken for an empty one, or a day that is over."""
    policy.require(by, "partnership.note", partnership)
    if not text.strip():
        raise RuleBroken(_("Write a few words."))
    if follow_up_on and follow_up_on < clock.today(partnership.campus.zone):
        raise RuleBroken(_("Choose a day that is still ahead."))
    made = EmployerNote(
        campus_id=partnership.campus_id,
        employer_id=partnership.employer_id,
        author_id=by.user_id,
        author=by.label,
        text=text.strip(),
        follow_up_on=follow_up_on,
    )
    db.session.add(made)
    remember(made, "note", by)
    return made


def settle(partnership: Partnership, note_id: int, *, by: Actor) -> None:
    """Tick a note's follow-up off; done twice, it is done once."""
    policy.require(by, "partnership.note", partnership)
    found = one(
        select(EmployerNote).where(
            EmployerNote.id == note_id,
            EmployerNote.campus_id == partnership.campus_id,
            EmployerNote.employer_id == partnership.employer_id,
        )
    )
    if found.done_at is None:
        found.done_at = clock.now()
        remember(found, "done", by)


def quiet(actor: Actor) -> Sequence[Row]:
    """Employers who would host again and have had nothing to offer for sixty days.

    Rows: id (of the partnership), employer, last_on; the longest silence first.
    """
    project = aliased(Project)
    ours = (project.campus_id == Partnership.campus_id, project.employer_id == Partnership.employer_id)
    last = select(func.max(project.due_on)).where(*ours, project.status.in_(SHOWN)).scalar_subquery()
    return rows(
        select(Partnership.id, Employer.name.label("employer"), last.label("last_on"))
        .join(Employer, Employer.id == Partnership.employer_id)
        .where(
            partnership_sight.sight(actor),
            Partnership.status == PartnershipStatus.APPROVED,
            _would_host_again(),
            ~exists()
            .where(*ours, project.status.in_(COMING), ~projects.untouched(project))
            .correlate(Partnership),
            last < (clock.now() - QUIET).date(),
        )
        .order_by(last, Employer.name)
    )


def _would_host_again() -> ColumnElement[bool]:
    """Did an evaluation at the partnership's campus say so?"""
    placement = aliased(Placement)
    said = (
        placement.campus_id == Partnership.campus_id,
        placement.employer_id == Partnership.employer_id,
        Evaluation.placement_id == placement.id,
        Evaluation.host_again == Host.YES,
    )
    return exists().where(*said).correlate(Partnership)


def ask_again(partnership: Partnership, *, by: Actor) -> None:
    """Write to the employer and ask for another project, once a month at most."""
    policy.require(by, "partnership.ask_again", partnership)
    if partnership.status is not PartnershipStatus.APPROVED:
        raise RuleBroken(_("The partnership is not in force."))
    if history.happened(partnership, "ask_again", within=PAUSE):
        raise RuleBroken(_("They were asked within the last month."))
    remember(partnership, "ask_again", by)
    mail.send(
        "ask-again",
        partnership.applicant.email,
        name=partnership.applicant.name,
        campus_id=partnership.campus_id,
        campus=partnership.campus.name,
        office=partnership.campus.office,
        link=mail.url("employer.projects_index"),
    )
