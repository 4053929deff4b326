"""Random histories of a fund: never less than nothing is free, and its ledger is what is owed; two at once."""

import threading
from random import Random

import pytest
from sqlalchemy import select

from portal.database import db, take_write_lock
from portal.errors import PortalError
from portal.models.employers import Employer
from portal.models.placements import Fee, Placement
from portal.models.projects import Project
from portal.services import fees, fund_invariants, fund_ledger, fund_promises, funds, placements, projects
from portal.vocabulary import EndCause, Payer, ProjectStatus
from tests.factories import funds as making
from tests.factories import placements as make

FEE, STEPS, HISTORIES = 48000, 7, 12


@pytest.fixture
def here(app):
    """Two funds that cover about what is asked of them."""
    made = make.world()
    made.funds = [making.fund(made, holds * FEE, f"Fund {holds}") for holds in (4, 3)]
    made.brook = db.session.get_one(Employer, made.project.employer_id)
    return made


def opened(here, luck) -> None:
    project = make.project(here.north, here.brook, here.supervisor, seats=luck.randint(1, 3))
    making.pays(here, luck.choice(here.funds), project)


def begun(here, luck) -> None:
    free = select(Project).where(Project.status == ProjectStatus.OPEN, Project.payer != Payer.EMPLOYER)
    project = luck.choice(db.session.scalars(free.where(Project.seats_taken < Project.seats)).all())
    make.begun(project, luck.choice([here.student, here.other]))


def changed(here, luck) -> None:
    fees.change(fee(luck), luck.choice([0, FEE // 2, 2 * FEE]))


def ended(here, luck) -> None:
    one = placement(luck)
    part = luck.choice([0, 0.5, 1]) * fees.of(one).amount
    placements.end_early(one, EndCause.SCOPE, int(part), "It grew.", by=here.staff.actor)


def paid(here, luck) -> None:
    one = fee(luck)
    placements.start(placement_of(one), "They talked.", by=here.staff.actor)
    fees.fall_due(placement_of(one))
    fees.report_paid(placement_of(one), None, "", by=here.staff.actor)
    student = here.student if one.placement.student_id == here.student.actor.user_id else here.other
    fees.move(placement_of(one), luck.choice(["confirm", "dispute"]), "Half.", by=student.actor)


def stopped(here, luck) -> None:
    running = select(Project).where(Project.fund_id.is_not(None), Project.status == ProjectStatus.OPEN)
    projects.close(luck.choice(db.session.scalars(running).all()), by=here.staff.actor)


def moved(here, luck) -> None:
    with_fund = select(Project).where(Project.fund_id.is_not(None))
    project = luck.choice(db.session.scalars(with_fund).all())
    fund_promises.choose(project, luck.choice(here.funds).id, by=here.staff.actor)


def corrected(here, luck) -> None:
    amount = luck.choice([-3, -1, 1]) * FEE
    funds.correct(luck.choice(here.funds), amount, "The bank says so.", by=here.staff.actor)


ACTS = (opened, begun, begun, changed, ended, paid, paid, stopped, moved, corrected)


def fee(luck) -> Fee:
    found = select(Fee).where(Fee.fund_id.is_not(None), Fee.status.in_(fund_promises.OWED))
    return luck.choice(db.session.scalars(found.order_by(Fee.id)).all())


def placement(luck) -> Placement:
    return placement_of(fee(luck))


def placement_of(one: Fee) -> Placement:
    return db.session.get_one(Placement, one.placement_id)


def attempt(here, act, luck) -> bool:
    """Who is refused, or finds nothing to do it to, changes nothing."""
    point = db.session.begin_nested()
    try:
        act(here, luck)
        point.commit()
    except (PortalError, IndexError):
        point.rollback()
        return False
    return True


def test_whatever_happens_the_ledger_is_what_is_owed(here):
    done = set()
    for number in range(HISTORIES):
        luck = Random(number)
        with db.session.begin_nested() as history:
            opened_first = attempt(here, opened, luck)
            assert opened_first
            for _step in range(STEPS):
                act = luck.choice(ACTS)
                done |= {act} if attempt(here, act, luck) else set()
                db.session.expire_all()
                assert not [test.__name__ for test in fund_invariants.ALL if test()]
            history.rollback()
        db.session.expire_all()
    assert done == set(ACTS)


def approve(app, project_id: int, fund_id: int, office, barrier, refused: list) -> None:
    """What one office does, in a session of its own."""
    with app.app_context():
        take_write_lock()
        barrier.wait(5)
        try:
            fund_promises.name(db.session.get_one(Project, project_id), fund_id, by=office)
            db.session.commit()
        except PortalError:
            db.session.rollback()
            refused.append(project_id)


def test_two_offices_at_once_cannot_promise_the_same_money(app, here):
    """Each approves a project that takes most of the fund: one is told that it is not there any more."""
    paid = {"payer": Payer.UNIVERSITY}
    waiting = [make.project(here.north, here.brook, here.supervisor, **paid).id for _number in range(2)]
    fund_id, barrier, refused = here.funds[0].id, threading.Barrier(2), []
    db.session.commit()
    db.session.remove()
    told = (fund_id, here.staff.actor, barrier, refused)
    threads = [threading.Thread(target=approve, args=(app, one, *told)) for one in waiting]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    stands = fund_ledger.figures(fund_id)
    assert (stands.number, stands.balance, stands.committed) == (2, 4 * FEE, 3 * FEE)
