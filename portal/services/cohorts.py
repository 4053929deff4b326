"""Certificates asked for together, and any that waits for a second officer; the worker issues them one by one."""

from collections.abc import Sequence
from datetime import timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import Row, func, or_, select, update

from portal import clock, jobs, policy
from portal.actor import Actor
from portal.database import changed, db, hold_still
from portal.errors import NotAllowed, NotFound, RuleBroken
from portal.history import remember
from portal.models.certificates import Certificate, CertificateOrder
from portal.models.cohorts import CertificateCohort, CohortItem
from portal.models.jobs import Job
from portal.models.people import User
from portal.models.placements import Placement
from portal.services import certificates, cohort_letters, evaluations, placement_sight, second_officers
from portal.services.sight import one, rows, through
from portal.vocabulary import ActorKind, CertificateStatus, JobStatus, Role
from portal.vocabulary import CohortStatus as S
from portal.workflow import Step, Workflow

MOST = 200
AT_ONCE = 20
LATE = timedelta(minutes=10)
"""After that it is offered to start again what has not come."""
LIFECYCLE = Workflow(
    "cohort",
    Step("confirm", {S.PROPOSED}, S.RELEASED, _l("Confirm")),
    Step("refuse", {S.PROPOSED}, S.REFUSED, _l("Do not confirm"), needs_note=True),
    Step("withdraw", {S.PROPOSED}, S.WITHDRAWN, _l("Withdraw")),
)

SIGHT = {Role.STAFF: lambda actor: CertificateCohort.campus_id == actor.campus_id}


def sight(actor: Actor):
    return through(SIGHT, actor)


def get(actor: Actor, cohort_id: int) -> CertificateCohort:
    return one(select(CertificateCohort).where(sight(actor), CertificateCohort.id == cohort_id))


def ask(placement: Placement, *, by: Actor, attested: int | None = None) -> CertificateCohort | None:
    """One certificate: ordered now, or proposed where the campus asks for a second officer. RuleBroken in words."""
    policy.require(by, "certificate.issue", placement)
    if not second_officers.wanted(placement.campus_id):
        certificates.order(placement, by=by, attested=attested)
        return None
    evaluation = evaluations.of_placement(placement.id)
    certificates.refuse_order(placement, evaluation, by)
    certificates.worked(placement, evaluation, attested)
    if second_officers.proposed_for(placement.id):
        raise RuleBroken(_("This certificate waits for a second officer."))
    return _propose([placement.id], "", by=by, attested=attested)


def begin(placement_ids: Sequence[int], name: str, *, by: Actor) -> CertificateCohort:
    """Ask for many at once, at most MOST; each is looked at again when its turn comes."""
    chosen = list(dict.fromkeys(placement_ids))
    if not chosen:
        raise RuleBroken(_("Choose at least one."))
    if len(chosen) > MOST:
        raise RuleBroken(_("Choose at most %(most)s at once.", most=MOST))
    seen = select(Placement).where(placement_sight.sight(by), Placement.id.in_(chosen))
    found = db.session.scalars(seen).all()
    if len(found) != len(chosen):
        raise NotFound
    for placement in found:
        policy.require(by, "certificate.issue", placement)
    return _propose(chosen, name, by=by)


def _propose(
    placement_ids: Sequence[int], name: str, *, by: Actor, attested: int | None = None
) -> CertificateCohort:
    """Write it down; without a second officer the worker begins at once."""
    alone = not second_officers.wanted(by.campus_id or 0)
    status = S.RELEASED if alone else S.PROPOSED
    cohort = CertificateCohort(
        campus_id=by.campus_id, name=name.strip(), status=status, ordered_by_id=by.user_id
    )
    policy.require(by, "certificate.issue", cohort)
    db.session.add(cohort)
    db.session.flush()
    replaced = _valid(placement_ids)
    db.session.add_all(
        CohortItem(cohort_id=cohort.id, placement_id=key, replaces=replaced.get(key, ""), attested=attested)
        for key in placement_ids
    )
    remember(cohort, "order" if alone else "propose", by, after={"certificates": len(placement_ids)})
    _queue(cohort) if alone else cohort_letters.proposed(cohort)
    return cohort


def _valid(placement_ids: Sequence[int]) -> dict[int, str]:
    """{placement: serial} of those that have a valid certificate."""
    valid = (Certificate.placement_id.in_(placement_ids), Certificate.status == CertificateStatus.ISSUED)
    return {
        row.placement_id: row.serial
        for row in rows(
            select(Certificate).where(*valid).with_only_columns(Certificate.placement_id, Certificate.serial)
        )
    }


def decide(cohort: CertificateCohort, step: str, *, by: Actor, note: str = "") -> None:
    """A second officer confirms or refuses; who proposed may withdraw. NotAllowed for one's own."""
    hold_still(cohort)
    if step == "withdraw" and cohort.ordered_by_id != by.user_id:
        raise NotAllowed(_("Only who asked for it takes it back; you may refuse it."))
    LIFECYCLE.take(step, cohort, by=by, note=note)
    if step == "refuse":
        cohort.reason = note.strip()
    if step != "withdraw":
        cohort.decided_by_id, cohort.decided_at = by.user_id, clock.now()
        cohort_letters.decided(cohort)
    remember(cohort, step, by, note if step == "refuse" else "")
    if step == "confirm":
        _queue(cohort)


def again(cohort: CertificateCohort, *, by: Actor, item_id: int | None = None) -> int:
    """Try once more what failed (or one of it), and hasten what is late; returns how many are tried."""
    policy.require(by, "cohort.go_on", cohort)
    hold_still(cohort)
    if cohort.status is not S.RELEASED:
        raise RuleBroken(_("These certificates are not released."))
    failed = select(CohortItem.id).outerjoin(CertificateOrder, CertificateOrder.id == CohortItem.order_id)
    failed = failed.where(CohortItem.cohort_id == cohort.id)
    failed = failed.where(or_(CohortItem.problem != "", CertificateOrder.problem != ""))
    if item_id:
        failed = failed.where(CohortItem.id == item_id)
    reset = update(CohortItem).where(CohortItem.id.in_(failed)).values(problem="", order_id=None)
    many = changed(reset.execution_options(synchronize_session=False))
    _hasten(cohort)
    _queue(cohort)
    remember(cohort, "try_again", by, after={"certificates": many})
    return many


def _hasten(cohort: CertificateCohort) -> None:
    """Documents that wait for another attempt are due now."""
    serials = select("certificate:" + CertificateOrder.serial).join(
        CohortItem, CohortItem.order_id == CertificateOrder.id
    )
    mine = serials.where(CohortItem.cohort_id == cohort.id, CertificateOrder.done_at.is_(None))
    waits = (Job.key.in_(mine), Job.status == JobStatus.WAITING, Job.due_at > clock.now())
    db.session.execute(
        update(Job).where(*waits).values(due_at=clock.now()).execution_options(synchronize_session=False)
    )


def _queue(cohort: CertificateCohort) -> None:
    jobs.enqueue("cohort", {"cohort": cohort.id}, campus_id=cohort.campus_id)


@jobs.handler("cohort")
def go_on(payload: dict) -> None:
    """Order the next few; a further job takes the rest. A second run finds those that have an order and leaves them."""
    cohort = db.session.get_one(CertificateCohort, payload["cohort"])
    hold_still(cohort)
    if cohort.status is not S.RELEASED:
        return
    left = select(CohortItem).where(
        CohortItem.cohort_id == cohort.id, CohortItem.order_id.is_(None), CohortItem.problem == ""
    )
    found = db.session.scalars(left.order_by(CohortItem.id).limit(AT_ONCE)).all()
    by = _officer(cohort)
    for item in found:
        _take_up(item, cohort, by)
    if len(found) == AT_ONCE:
        _queue(cohort)


def _officer(cohort: CertificateCohort) -> Actor:
    """Who asked, as they were then: the order is theirs, whoever runs it."""
    name = db.session.scalar(select(User.name).where(User.id == cohort.ordered_by_id))
    return Actor(
        ActorKind.USER, name or "", user_id=cohort.ordered_by_id, role=Role.STAFF, campus_id=cohort.campus_id
    )


def _take_up(item: CohortItem, cohort: CertificateCohort, by: Actor) -> None:
    """Order one, or write down in words why not; a failure leaves nothing of its own behind."""
    try:
        with db.session.begin_nested():
            placement = placement_sight.get(by, item.placement_id)
            _refuse_moved_on(item)
            made = certificates.order(
                placement, by=by, attested=item.attested, confirmed_by=cohort.decided_by_id
            )
            db.session.flush()
            item.order_id = made.id
    except RuleBroken as refusal:
        item.problem = refusal.message


def _refuse_moved_on(item: CohortItem) -> None:
    """RuleBroken when another certificate came or went since this one was asked for."""
    if _valid([item.placement_id]).get(item.placement_id, "") != item.replaces:
        raise RuleBroken(_("Another certificate was issued or taken back for this work meanwhile."))


def counts(cohort_ids: Sequence[int]) -> dict[int, Row]:
    """{cohort: row of total, made, failed} of these cohorts, in one statement."""
    failed = or_(CohortItem.problem != "", CertificateOrder.problem != "")
    found = (
        select(
            CohortItem.cohort_id,
            func.count().label("total"),
            func.count()
            .filter(CertificateOrder.done_at.is_not(None), CertificateOrder.problem == "")
            .label("made"),
            func.count().filter(failed).label("failed"),
        )
        .outerjoin(CertificateOrder, CertificateOrder.id == CohortItem.order_id)
        .where(CohortItem.cohort_id.in_(cohort_ids))
        .group_by(CohortItem.cohort_id)
    )
    return {row.cohort_id: row for row in rows(found)}
