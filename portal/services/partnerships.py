"""Partnerships: an employer asks a campus, the office reviews, and what is in force stays visible."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal import clock, policy
from portal.actor import Actor
from portal.errors import RuleBroken
from portal.history import remember
from portal.models.employers import Partnership
from portal.services import clocks, letters, newcomers, partnership_sight, projects, threads, vetting
from portal.services.vetting import Approval
from portal.vocabulary import DeclineCode
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

SIGHT = partnership_sight.SIGHT
sight = partnership_sight.sight
get = partnership_sight.get
listing = partnership_sight.listing
in_force = partnership_sight.in_force
is_in_force = partnership_sight.is_in_force
campuses_in_force = partnership_sight.campuses_in_force
reference = partnership_sight.reference


def begin_review(partnership: Partnership, *, by: Actor) -> None:
    """Open it for review."""
    LIFECYCLE.take("open", partnership, by=by)
    remember(partnership, "open", by)


def approve(partnership: Partnership, approval: Approval | None = None, *, by: Actor, note: str = "") -> None:
    """Put it in force, with or without a limit, and set the date of its next review.

    RuleBroken while a required item of the checklist is open and no reason is given for it.
    """
    policy.require(by, "partnership.approve", partnership)
    LIFECYCLE.find("approve", partnership.status)
    vetting.settle(partnership, approval or Approval(), by=by)
    LIFECYCLE.take("approve", partnership, by=by, note=note)
    partnership.approved_at = clock.now()
    newcomers.settle(partnership, by=by)
    told = {"review_on": partnership.review_on.isoformat(), "open_limit": partnership.open_limit}
    _record(partnership, "approve", by, note, told)
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
