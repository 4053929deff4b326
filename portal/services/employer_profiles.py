"""An employer's own profile: some of it changes at once, what was vetted waits for an office."""

from collections.abc import Mapping

from sqlalchemy import select

from portal import clock, policy
from portal.actor import Actor
from portal.database import db
from portal.history import remember
from portal.models.employers import Employer
from portal.models.vetting import EmployerChange
from portal.services import domains, employer_changes, letters
from portal.services.employer_changes import LABELS, pending
from portal.services.sight import one

FREE = ("about", "phone")
TYPED = ("name", "legal_name", "registration", "website", "address")


def own(actor: Actor) -> Employer:
    """The actor's own employer; NotFound for anybody else."""
    return one(
        select(Employer).where(Employer.id == (actor.employer_id or 0), Employer.archived_at.is_(None))
    )


def profile(employer: Employer) -> dict[str, str]:
    """{name: value} for the form: what waits where something waits, else what is live."""
    change = pending(employer.id)
    shown = {name: getattr(employer, name) for name in (*TYPED, *FREE)}
    if change:
        sent = {name: getattr(change, name) for name in TYPED}
        shown |= {name: value for name, value in sent.items() if value is not None}
        shown["reason"] = change.reason
    return shown


def edit(employer: Employer, answers: Mapping[str, str], *, by: Actor) -> EmployerChange | None:
    """Keep what may change at once; what was vetted waits. Returns what waits now.

    `answers`: name, legal_name, registration, website, address, about, phone, reason.
    """
    policy.require(by, "employer.edit", employer)
    # Colleagues who save at the same moment go one after the other: only one change waits.
    db.session.refresh(employer, with_for_update=True)
    _edit_at_once(employer, answers, by)
    asked = {name: answers[name] for name in TYPED if answers[name] != getattr(employer, name)}
    domain = domains.of_website(answers["website"])
    if domain != employer.domain:
        asked["domain"] = domain
    change = pending(employer.id)
    if not asked:
        if change:
            employer_changes.withdraw(change, by=by)
        return None
    return _hold(employer, change, asked, answers.get("reason") or "", by)


def _edit_at_once(employer: Employer, answers: Mapping[str, str], by: Actor) -> None:
    before = {name: getattr(employer, name) for name in FREE if getattr(employer, name) != answers[name]}
    for name in before:
        setattr(employer, name, answers[name])
    if before:
        remember(employer, "edit", by, before=before, after={name: answers[name] for name in before})


def _hold(
    employer: Employer, change: EmployerChange | None, asked: dict[str, str], reason: str, by: Actor
) -> EmployerChange:
    """One change waits at a time: sending again replaces what was sent."""
    values = {**dict.fromkeys(LABELS), **asked, "reason": reason}
    if change and all(getattr(change, name) == value for name, value in values.items()):
        return change
    if change is None:
        change = EmployerChange(employer=employer, employer_id=employer.id)
        db.session.add(change)
    for name, value in values.items():
        setattr(change, name, value)
    change.sent_at, change.sent_by_id = clock.now(), by.contact_id
    before = {name: getattr(employer, name) for name in asked}
    remember(change, "send", by, reason, before=before, after=asked)
    letters.change_waits(change.id, employer_changes.offices(employer.id))
    return change
