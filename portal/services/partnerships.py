"""Partnerships: an employer asks a campus, the office reviews, and what is in force stays visible."""

from collections.abc import Sequence
from datetime import timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import Row, exists, select
from sqlalchemy.orm import joinedload
from sqlalchemy.sql import ColumnElement

from portal import clock
from portal.actor import Actor
from portal.database import db
from portal.errors import RuleBroken
from portal.history import remember
from portal.models.campuses import Campus
from portal.models.employers import Employer, Partnership
from portal.services import clocks, letters, projects, threads
from portal.services.sight import one, rows, through
from portal.vocabulary import DeclineCode, Role
from portal.vocabulary import PartnershipStatus as S
from portal.workflow import Step, Workflow

BEFORE_DECISION = {S.APPLIED, S.IN_REVIEW, S.CHANGES_REQUESTED}

LIFECYCLE = Workflow(
    "partnership",
    Step("open", {S.APPLIED}, S.IN_REVIEW, _l("Start review")),
    Step("approve", {S.IN_REVIEW}, S.APPROVED, _l("Approve")),
    Step("ask_changes", {S.IN_REVIEW}, S.CHANGES_REQUESTED, _l("Ask for changes"), needs_note=True),
    Step("decline", {S.IN_REVIEW}, S.DECLINED, _l("Decline"), needs_note=True),
    Step("answer", {S.CHANGES_REQUESTED}, S.IN_REVIEW, _l("Send your answer"), needs_note=True),
    Step("withdraw", BEFORE_DECISION, S.WITHDRAWN, _l("Withdraw the application")),
    Step("suspend", {S.APPROVED}, S.SUSPENDED, _l("Suspend"), needs_note=True),
    Step("resume", {S.SUSPENDED}, S.APPROVED, _l("Resume")),
    Step("end", {S.APPROVED, S.SUSPENDED}, S.ENDED, _l("End"), needs_note=True),
)

SIGHT = {
    Role.STAFF: lambda actor: Partnership.campus_id == actor.campus_id,
    Role.CONTACT: lambda actor: Partnership.employer_id == actor.employer_id,
}

REVIEW_EVERY = timedelta(days=365)


def sight(actor: Actor) -> ColumnElement[bool]:
    """The condition under which the actor may see a partnership."""
    return through(SIGHT, actor)


def get(actor: Actor, partnership_id: int) -> Partnership:
    """The partnership with its employer, campus and applicant; NotFound when it is not theirs."""
    return one(
        select(Partnership)
        .where(sight(actor), Partnership.id == partnership_id)
        .options(
            joinedload(Partnership.employer),
            joinedload(Partnership.campus),
            joinedload(Partnership.applicant),
        )
    )


def listing(actor: Actor) -> Sequence[Row]:
    """(id, status, status_at, applied_at, campus_id, campus, employer_id, employer), newest first."""
    return rows(
        select(
            Partnership.id,
            Partnership.status,
            Partnership.status_at,
            Partnership.applied_at,
            Partnership.campus_id,
            Campus.name.label("campus"),
            Partnership.employer_id,
            Employer.name.label("employer"),
        )
        .join(Campus, Campus.id == Partnership.campus_id)
        .join(Employer, Employer.id == Partnership.employer_id)
        .where(sight(actor))
        .order_by(Partnership.id.desc())
    )


def in_force(campus_id, employer_id) -> ColumnElement[bool]:
    """The condition that a campus and an employer (columns or ids) have a partnership in force."""
    return exists().where(
        Partnership.campus_id == campus_id,
        Partnership.employer_id == employer_id,
        Partnership.status == S.APPROVED,
    )


def is_in_force(campus_id: int, employer_id: int) -> bool:
    return bool(db.session.scalar(select(in_force(campus_id, employer_id))))


def campuses_in_force(actor: Actor) -> Sequence[Row]:
    """(id, name, zone, currency) of the campuses where the actor's employer may post now."""
    return rows(
        select(Campus.id, Campus.name, Campus.zone, Campus.currency)
        .join(Partnership, Partnership.campus_id == Campus.id)
        .where(sight(actor), Partnership.status == S.APPROVED)
        .order_by(Campus.name)
    )


def reference(partnership_id: int) -> str:
    """What people quote on the telephone."""
    return f"PA-{partnership_id:05d}"


def begin_review(partnership: Partnership, *, by: Actor) -> None:
    """Open it for review."""
    LIFECYCLE.take("open", partnership, by=by)
    remember(partnership, "open", by)


def approve(partnership: Partnership, *, by: Actor, note: str = "") -> None:
    """Put it in force and set the yearly review date."""
    LIFECYCLE.take("approve", partnership, by=by, note=note)
    partnership.approved_at = clock.now()
    partnership.review_on = clock.today(partnership.campus.zone) + REVIEW_EVERY
    _record(partnership, "approve", by, note)
    letters.partnership("approved", partnership)


def ask_changes(partnership: Partnership, *, by: Actor, note: str) -> None:
    """Ask the employer for something; they answer in the thread."""
    LIFECYCLE.take("ask_changes", partnership, by=by, note=note)
    _record(partnership, "ask_changes", by, note)
    letters.partnership("changes", partnership)


def decline(partnership: Partnership, code: DeclineCode | None, *, by: Actor, note: str) -> None:
    """Refuse with a code and words. RuleBroken without a code."""
    if code is None:
        raise RuleBroken(_("Choose the reason for declining."))
    LIFECYCLE.take("decline", partnership, by=by, note=note)
    partnership.decline_code = code
    _record(partnership, "decline", by, note, {"decline_code": code.value})
    letters.partnership("declined", partnership)


def answer(partnership: Partnership, *, by: Actor, note: str) -> None:
    """The employer's answer to a change request: back to the office."""
    LIFECYCLE.take("answer", partnership, by=by, note=note)
    _record(partnership, "answer", by, note)
    letters.waiting(partnership.campus, "partnership", partnership.id)


def withdraw(partnership: Partnership, *, by: Actor, note: str = "") -> None:
    LIFECYCLE.take("withdraw", partnership, by=by, note=note)
    _record(partnership, "withdraw", by, note)


def suspend(partnership: Partnership, *, by: Actor, note: str) -> None:
    """Take it out of force for a while: board, posting and applicants close by sight at once."""
    LIFECYCLE.take("suspend", partnership, by=by, note=note)
    _record(partnership, "suspend", by, note)
    letters.partnership("suspended", partnership)


def resume(partnership: Partnership, *, by: Actor, note: str = "") -> None:
    """Put it back in force; whoever waited meanwhile has as much time left as before."""
    since = partnership.status_at
    LIFECYCLE.take("resume", partnership, by=by, note=note)
    _record(partnership, "resume", by, note)
    clocks.move_on(partnership.campus_id, partnership.employer_id, clock.now() - since)
    letters.partnership("approved", partnership)


def end(partnership: Partnership, *, by: Actor, note: str) -> None:
    """Take it out of force for good; running placements stay for the office to decide on."""
    LIFECYCLE.take("end", partnership, by=by, note=note)
    _record(partnership, "end", by, note)
    projects.stop_all(partnership.campus_id, partnership.employer_id, by=by)
    letters.partnership("ended", partnership)


def _record(partnership: Partnership, verb: str, by: Actor, note: str, after: dict | None = None) -> None:
    """The history row, and the words in the thread where both sides read them."""
    remember(partnership, verb, by, note, after={"status": partnership.status.value, **(after or {})})
    threads.say(partnership, note, by=by)
