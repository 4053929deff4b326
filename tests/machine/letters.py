"""Why a letter was written: for something that is in the history since, or because a day came."""

from sqlalchemy import func, select

from portal.database import db
from portal.models.jobs import Job

REASONS = {
    "amendment": {"amendment", "placement"},
    "certificate": {"certificate"},
    "check": {"placement"},
    "claim": {"claim", "project"},
    "evaluation": {"evaluation_request"},
    "fee": {"fee"},
    "follow": {"follow_up"},
    "milestone": {"placement"},
    "partnership": {"partnership"},
    "placement": {"placement", "rescue", "partnership"},
    "problem": {"problem"},
    "project": {"project"},
    "rescue": {"rescue"},
}
"""By the first word of a letter's name: what must have happened to one of these."""
DAYS = {
    *("check-in-due", "milestone-due", "claim-waiting", "reviews-due"),
    *("fee-due-reminder", "fee-confirm-reminder"),
}
"""What is written because its day has come, and nothing else happened."""


def newest() -> int:
    return db.session.scalar(select(func.max(Job.id))) or 0


def since(last: int) -> set[str]:
    """The names of the letters written after this job."""
    written = select(Job.payload).where(Job.kind == "mail", Job.id > last)
    return {payload["template"] for payload in db.session.scalars(written)}


def unexplained(written: set[str], told: list[tuple[str, int, str]]) -> set[str]:
    """Letters for which nothing happened that is a reason."""
    happened = {subject for subject, _id, _action in told}
    return {name for name in written - DAYS if not REASONS.get(name.partition("-")[0], set()) & happened}
