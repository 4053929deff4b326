"""What somebody loses, with the same cookie, at their next request."""

from collections.abc import Callable

from portal import clock
from portal.actor import CLI
from portal.database import db, take_write_lock
from portal.models.employers import Partnership
from portal.models.evaluations import EvaluationRequest
from portal.models.people import Membership, User
from portal.models.students import Enrollment
from portal.services import evaluation_requests, people
from portal.vocabulary import PartnershipStatus
from tests.access.cells import Site


def disable(site: Site, who: str) -> None:
    people.disable(db.session.get_one(User, site.names[f"{who}_id"]), by=CLI)


def end_membership(site: Site, who: str) -> None:
    people.withdraw(db.session.get_one(Membership, site.names[f"{who}_membership"]), by=CLI)


def suspend(site: Site, who: str) -> None:
    partnership(site).status = PartnershipStatus.SUSPENDED


def end_partnership(site: Site, who: str) -> None:
    partnership(site).status = PartnershipStatus.ENDED


def partnership(site: Site) -> Partnership:
    return db.session.get_one(Partnership, site.names["partnership"])


def leave_college(site: Site, who: str) -> None:
    mine = Enrollment.user_id == site.names[f"{who}_id"]
    db.session.execute(db.update(Enrollment).where(mine).values(until_at=clock.now()))


def revoke(site: Site, who: str) -> None:
    asked = db.session.get_one(EvaluationRequest, site.names["live_request"])
    evaluation_requests.revoke(asked, by=CLI)


CLOSED = {
    "GET /student/projects/{open}": ("student", "404"),
    "POST /student/projects/{open}/claims": ("student", "404"),
    "GET /employer/projects/{asked_project}/applicants": ("supervisor", "404"),
    "POST /employer/projects/{asked_project}/applicants/{asked}/shortlist": ("supervisor", "404"),
    "POST /employer/projects": ("supervisor", "422"),
    "POST /employer/projects/{draft}/check": ("supervisor", "422"),
    "GET /files/{student_resume}": ("supervisor", "404"),
    "GET /employer/placements/{delivered}": ("supervisor", "200"),
    "GET /files/{delivered_file}": ("supervisor", "200"),
    "GET /student/placements/{delivered}": ("student", "200"),
    "GET /staff/placements/{delivered}": ("staff", "200"),
}
"""Board, posting and applicants close; what runs keeps its pages."""

CHANGES: list[tuple[Callable, str, dict[str, tuple[str, str]]]] = [
    (disable, "staff", {"GET /staff/review": ("staff", "in"), "GET /account": ("staff", "in")}),
    (disable, "student", {"POST /student/claims/{held}/accept": ("student", "in")}),
    (end_membership, "staff", {"GET /staff/review": ("staff", "403"), "GET /account": ("staff", "200")}),
    (end_membership, "admin", {"POST /admin/people/new": ("admin", "403")}),
    (end_membership, "supervisor", {"GET /employer/projects/{open}": ("supervisor", "403")}),
    (end_membership, "student", {"POST /student/claims/{held}/accept": ("student", "403")}),
    (suspend, "supervisor", CLOSED),
    (end_partnership, "supervisor", CLOSED),
    (leave_college, "student", {"POST /student/projects/{open}/claims": ("student", "404")}),
    (revoke, "link", {"GET /e/answers/timeliness": ("link", "422"), "POST /e/check": ("link", "422")}),
]
"""(what happens, to whom, {line: (who asks, what is answered now)})."""


def happen(site: Site, change: Callable, who: str) -> None:
    """Let it happen, as somebody else's request would."""
    with site.app.app_context():
        take_write_lock()
        change(site, who)
        db.session.commit()
        db.session.remove()
