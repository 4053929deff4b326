"""What holds after every step, whoever took it."""

from sqlalchemy.orm import joinedload

from portal.database import db
from portal.models.placements import Placement
from portal.services import (
    amendments,
    certificates,
    claims,
    evaluation_requests,
    fees,
    invariants,
    overdue,
    partnerships,
    placements,
    projects,
    rescues,
)
from portal.services.milestones import LIFECYCLE as MILESTONE
from portal.vocabulary import (
    AmendmentStatus,
    CertificateStatus,
    ClaimStatus,
    FeeStatus,
    PlacementStatus,
    RequestStatus,
    RescueStatus,
    stages,
)
from tests.machine import care, letters, rows
from tests.machine.asking import sane
from tests.machine.rows import View
from tests.machine.stage import Stage

FLOWS = {
    "partnership": partnerships.LIFECYCLE,
    "project": projects.LIFECYCLE,
    "claim": claims.LIFECYCLE,
    "placement": placements.LIFECYCLE,
    "amendment": amendments.LIFECYCLE,
    "fee": fees.LIFECYCLE,
    "evaluation_request": evaluation_requests.LIFECYCLE,
    "certificate": certificates.LIFECYCLE,
    "rescue": rescues.LIFECYCLE,
}
BIRTHS = {
    ("amendment", "propose_change"): AmendmentStatus.PROPOSED,
    ("claim", "hold"): ClaimStatus.HELD,
    ("claim", "submit"): ClaimStatus.SUBMITTED,
    ("claim", "join"): ClaimStatus.WAITLISTED,
    ("placement", "begin"): PlacementStatus.KICKOFF,
    ("evaluation_request", "schedule"): RequestStatus.SCHEDULED,
    ("certificate", "issue"): CertificateStatus.ISSUED,
    ("rescue", "open"): RescueStatus.OPEN,
}
CUT_SHORT = (PlacementStatus.ENDED_EARLY, PlacementStatus.NO_SHOW)
FEE_MOVES = {"pay", "confirm", "settle"}
VALID = "This certificate is genuine and valid"


def everything(stage: Stage, before: View) -> View:
    """Compare the records with what they were; returns them as they are now."""
    now = stage.inside(rows.read)
    stage.inside(sound)
    told, written = stage.inside(rows.told, before.last), stage.inside(letters.since, before.letter)
    history(before, now, told)
    unreasoned = letters.unexplained(written, told)
    assert not unreasoned, f"{unreasoned} after {told}"
    on_the_way(before, now)
    seats(now)
    guarded(before, now)
    assert not now.jobs
    stage.inside(whose_move)
    stage.inside(in_force)
    verified(stage, now)
    return now


def sound() -> None:
    """The data is whole."""
    found = {told: ids for told, ids in invariants.violations().items() if ids}
    assert not found, found


def history(before: View, now: View, told: list[tuple[str, int, str]]) -> None:
    """The entries since, read in order, lead along the tables from what was to what is."""
    statuses = dict(before.statuses)
    for fee in now.of("fee"):
        statuses.setdefault(fee.key, FeeStatus.AGREED)
    for subject, number, action in told:
        key = subject, number
        if (subject, action) in BIRTHS:
            assert key not in statuses, f"{key} was made twice"
            statuses[key] = BIRTHS[subject, action]
        elif subject in FLOWS and action in {step.verb for step in FLOWS[subject].steps}:
            statuses[key] = FLOWS[subject].find(action, statuses[key]).target
    different = {
        key: (statuses.get(key), is_) for key, is_ in now.statuses.items() if statuses.get(key) != is_
    }
    assert not different, f"history tells {different} of {told}"


def on_the_way(before: View, now: View) -> None:
    """A milestone moves along its table; an answer to a check-in stays."""
    moves = {(source, step.target) for step in MILESTONE.steps for source in step.sources}
    for row, was in both("milestone", before, now):
        assert row.status is was or (was, row.status) in moves, f"{row.key} went from {was} to {row.status}"
    for row, was in both("check_in", before, now):
        assert row.status in care.ORDER[was], f"{row.key} was {was}, is {row.status}"


def both(subject: str, before: View, now: View):
    """Each record that was there before, and what it was."""
    were = {row.key: row.status for row in before.of(subject)}
    return [(row, were[row.key]) for row in now.of(subject) if row.key in were]


def seats(now: View) -> None:
    for project in now.of("project"):
        assert 0 <= project.names["seats_taken"] <= project.names["seats"]


def guarded(before: View, now: View) -> None:
    """Whatever was ordered could be ordered when it was, and nothing exists that was not ordered."""
    were = {row.id: row.status for row in before.of("placement")}
    for serial, placement in now.orders.items():
        if serial not in before.orders:
            assert were[placement] in stages.ATTESTABLE
            assert placement in before.reflected
    for certificate in now.of("certificate"):
        assert now.orders[certificate.names["serial"]] == certificate.names["placement"]


def whose_move() -> None:
    """Somebody's as long as it runs; afterwards nobody's, but for an open fee."""
    for placement in db.session.scalars(db.select(Placement)):
        moves = {move.key for move in overdue.of(placement).moves}
        if placement.status in stages.UNFINISHED:
            assert moves, f"nobody's move in {placement.status}"
        else:
            unsettled = fees.of(placement).status not in fees.SETTLED
            assert bool(moves) is unsettled
            assert moves <= FEE_MOVES


def in_force() -> None:
    """Hours and fee are those of the project, as far as no change that both sides agreed on says otherwise."""
    for placement in db.session.scalars(db.select(Placement).options(joinedload(Placement.project))):
        agreed = [one for one in amendments.of(placement) if one.status is AmendmentStatus.IN_FORCE]
        said = {"minutes": placement.project.minutes, "fee": placement.project.fee}
        for change in sorted(agreed, key=lambda one: one.in_force_at):
            said |= {name: value for name in said if (value := getattr(change, name)) is not None}
        fee = fees.of(placement)
        assert placement.minutes == said["minutes"]
        assert fee.amount == said["fee"] or placement.status in CUT_SHORT, (fee.amount, said)


def verified(stage: Stage, now: View) -> None:
    """Anybody is told that a certificate is valid exactly as long as it is."""
    browser = stage.app.test_client()
    for certificate in now.of("certificate"):
        serial = certificate.names["serial"]
        valid = certificate.status is CertificateStatus.ISSUED
        assert (VALID in sane(browser.get(f"/verify/{serial}")).text) is valid
        assert valid or browser.get(f"/certificates/{serial}.pdf").status_code in {303, 403, 404}
