"""Applicants: who asked for a seat on an employer's project, and only what each of them shared."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from flask_babel import format_date
from flask_babel import gettext as _
from sqlalchemy import Row, and_, func, literal, or_, select
from sqlalchemy.orm import aliased, joinedload

from portal import clock
from portal.actor import Actor
from portal.errors import RuleBroken
from portal.models.claims import Claim
from portal.models.files import StoredFile
from portal.models.people import User
from portal.models.projects import Project
from portal.models.students import Enrollment, Student
from portal.services import blinding, claims, partnerships, policies, preferences, waiting_list
from portal.services.asking import SHARABLE
from portal.services.exclusivity_facts import Terms
from portal.services.fits import shared_skills
from portal.services.sight import one, rows
from portal.vocabulary import ClaimStatus as S
from portal.vocabulary import Role

SHOWN = (S.OFFERED, S.SHORTLISTED, S.SUBMITTED, S.ACCEPTED, S.WAITLISTED)
"""In the order of the page."""
NAMED = (S.SUBMITTED, S.SHORTLISTED, S.OFFERED, S.ACCEPTED)
"""Where an applicant has a name, unless the project is blind still."""
FEWEST, MOST = 2, 4
"""How many stand side by side."""
VERBS = ("shortlist", "offer", "refuse")


@dataclass(frozen=True)
class Applicant:
    """One application as its employer may read it; `facts` are (label, value) of what was shared."""

    id: int
    student_id: int
    status: S
    name: str
    hidden: bool
    created_at: datetime
    answer_by_at: datetime | None
    until_at: datetime | None
    statement: str
    answers: list[dict[str, str]]
    resume_id: int | None
    resume_name: str
    has_resume: bool
    matched: list[str]
    """Of the skills the project must have, those the applicant shared."""
    liked: int
    """How many of the project's preferences are met, by what the applicant shared; `preferences` says so."""
    preferences: str
    place: int
    """Where they stand on the waiting list: 1 is the next; 0 before a draw, and for everybody else."""
    facts: list[tuple[Any, str]] = field(default_factory=list)
    verbs: dict[str, Any] = field(default_factory=dict)

    @property
    def said(self) -> bool:
        """Whether there is something to read: who waits for a first-come seat sent nothing."""
        return bool(self.statement or self.answers or self.facts or self.has_resume)


def project(actor: Actor, project_id: int) -> Project:
    """The employer's own project, while its partnership is in force; else NotFound."""
    own = and_(Project.employer_id == actor.employer_id, literal(actor.role is Role.CONTACT))
    return one(
        select(Project)
        .where(Project.id == project_id, own, partnerships.in_force(Project.campus_id, Project.employer_id))
        .options(joinedload(Project.employer))
    )


def listing(actor: Actor, on: Project) -> list[Applicant]:
    """Those who wait and those who have a seat: whose turn it is first, then who meets more of what the
    project prefers, then who waits longest. The waiting list keeps its own order.
    """
    found = rows(_statement().where(claims.sight(actor), Claim.project_id == on.id))
    terms = preferences.of(on)
    return sorted((_applicant(row, on, terms) for row in found), key=_turn)


def _turn(applicant: Applicant) -> tuple[int, int, int]:
    liked = 0 if applicant.status is S.WAITLISTED else applicant.liked
    return SHOWN.index(applicant.status), applicant.place, -liked


def beside(actor: Actor, on: Project, claim_ids: Collection[int]) -> list[Applicant]:
    """The chosen applicants, to be compared; RuleBroken unless two to four of those who wait or have a seat."""
    found = [applicant for applicant in listing(actor, on) if applicant.id in claim_ids]
    if not FEWEST <= len(found) <= MOST:
        raise RuleBroken(_("Tick two, three or four applicants to compare them."))
    return found


def _statement():
    earlier = aliased(Claim)
    number = (
        select(func.count(earlier.id))
        .where(earlier.project_id == Claim.project_id, earlier.id <= Claim.id)
        .scalar_subquery()
    )
    then = and_(
        Enrollment.user_id == Claim.student_id,
        Enrollment.campus_id == Claim.campus_id,
        Enrollment.from_at <= Claim.created_at,
        or_(Enrollment.until_at.is_(None), Enrollment.until_at > Claim.created_at),
    )
    profile = and_(Student.user_id == Claim.student_id, Student.campus_id == Claim.campus_id)
    return (
        select(*COLUMNS, number.label("number"), waiting_list.place_of(Claim).label("place"))
        .join(User, User.id == Claim.student_id)
        .outerjoin(Student, profile)
        .outerjoin(Enrollment, then)
        .outerjoin(StoredFile, StoredFile.id == Claim.resume_id)
        .where(Claim.status.in_(SHOWN))
        .order_by(Claim.created_at, Claim.id)
    )


COLUMNS = (
    Claim.id,
    Claim.student_id,
    Claim.status,
    Claim.created_at,
    Claim.answer_by_at,
    Claim.until_at,
    Claim.statement,
    Claim.answers,
    Claim.shared,
    Claim.resume_id,
    StoredFile.name.label("resume_name"),
    User.name,
    User.email,
    Student.headline,
    Student.about,
    Student.skills,
    Enrollment.college,
    Enrollment.programme,
    Enrollment.year,
    Enrollment.graduates_on,
)


def _applicant(row: Row, on: Project, terms: Terms) -> Applicant:
    hidden = blinding.hidden(on, row.status)
    read = partial(blinding.masked, name=row.name) if hidden else str
    liked = preferences.met(terms, row, _told(row, hidden))
    return Applicant(
        id=row.id,
        student_id=row.student_id,
        status=row.status,
        name=_("Applicant %(number)s", number=row.number) if hidden else row.name,
        hidden=hidden,
        created_at=row.created_at,
        answer_by_at=row.answer_by_at,
        until_at=row.until_at,
        statement=read(row.statement),
        answers=[{**answer, "answer": read(answer["answer"])} for answer in row.answers],
        has_resume=row.resume_id is not None,
        liked=liked,
        preferences=preferences.words(liked, terms),
        place=row.place if row.status is S.WAITLISTED else 0,
        matched=shared_skills(row.skills if "skills" in row.shared else (), on.must_skills),
        resume_id=None if hidden else row.resume_id,
        resume_name="" if hidden else row.resume_name or "",
        facts=[(label, read(value)) for label, value in _shared(row, hidden)],
        verbs=_verbs(row.status),
    )


def _told(row: Row, hidden: bool) -> set[str]:
    """The columns of the enrolment that the applicant shared, and that are not hidden."""
    shown = [name for name in row.shared if not (hidden and name in blinding.IDENTIFYING)]
    found = {column for name in shown for column in preferences.RECORDED.get(name, ())}
    return found - {"college"} if hidden else found


def _shared(row: Row, hidden: bool) -> Iterable[tuple[Any, str]]:
    """What was ticked, nothing else."""
    college = None if hidden else row.college
    without = blinding.IDENTIFYING if hidden else ()
    values = {
        "email": row.email,
        "headline": row.headline,
        "about": row.about,
        "skills": ", ".join(row.skills or ()),
        "programme": ", ".join(filter(None, (college, row.programme))),
        "year": ", ".join(filter(None, (row.year, _month(row.graduates_on)))),
    }
    for name, label in TOLD.items():
        if name in row.shared and name in SHARABLE and name not in without and values[name]:
            yield label(), values[name]


TOLD = {
    "headline": lambda: _("Headline"),
    "skills": lambda: _("Skills"),
    "programme": lambda: _("Programme"),
    "year": lambda: _("Year and graduation"),
    "about": lambda: _("About"),
    "email": lambda: _("E-mail"),
}


def _month(day: date | None) -> str:
    return format_date(day, "MMMM yyyy") if day else ""


def _verbs(status: S) -> dict[str, Any]:
    return {
        step.verb: step.label
        for step in claims.LIFECYCLE.steps
        if step.verb in VERBS and status in step.sources
    }


def called(claim: Claim) -> str:
    """The applicant's name, while the application is open to the employer and not hidden still."""
    known = claim.status in NAMED and not blinding.hidden(claim.project, claim.status)
    return claim.student.name if known else _("This applicant")


def offer_until(claim: Claim) -> date:
    """The day an offer usually runs to, by the campus's policy."""
    days = policies.current(claim.campus_id).offer_days
    return clock.today(claim.project.zone) + timedelta(days=days)


def kind_words(claim: Claim) -> str:
    """Words for a refusal, to be changed as the employer likes."""
    return _(
        "Thank you for your interest in %(title)s, and for the care you put into your application. "
        "We had more good applications than seats and chose somebody else this time. "
        "We wish you well with your next project.",
        title=claim.project.title,
    )
