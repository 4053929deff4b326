"""A cohort of two hundred while workers are killed: each certificate once, all of them verify, all on paper."""

from collections import Counter
from functools import partial

import pikepdf
import pytest
from sqlalchemy import func, select

from portal import create_app
from portal.database import aside, db, take_write_lock
from portal.models.certificates import Certificate
from portal.models.cohorts import CertificateCohort
from portal.models.prints import PrintRun
from portal.services import certificates, cohorts, files, prints, verifying
from portal.vocabulary import PrintSort, VerifyOutcome
from tests import engines
from tests.factories import cohorts as make
from tests.factories.placements import world
from tests.storm import killers, yard
from tests.waiting import until

MANY, KILLS = 200, 2
LONGEST = 1800
"""Seconds: a document takes one or two where many others work, and a killed worker's job waits for its lease."""
pytestmark = pytest.mark.storm
DESK: list = []


def ask() -> None:
    """An office that has asked for two hundred certificates."""
    here = world()
    make.asked(here, make.ready(here, MANY))
    DESK[:] = [here.staff.actor]


@pytest.fixture
def place(engine, tmp_path):
    config = yard.config(engines.address(engine, tmp_path, "cohort"), tmp_path)
    return yard.build(config, yard.Plan(1, 1, more=ask))


def count(table) -> int:
    with aside() as connection:
        return connection.scalar(select(func.count()).select_from(table.__table__))


def made(many: int) -> bool:
    return count(Certificate) >= many


def printed() -> bool:
    with aside() as connection:
        return bool(connection.scalar(select(PrintRun.done_at)))


def test_two_hundred_with_the_worker_killed_twice(place):
    workers = killers.Workers(place, 2)
    app = create_app(place.config)
    try:
        with app.app_context():
            for number in range(1, KILLS + 1):
                assert until(partial(made, number * MANY // (KILLS + 1)), LONGEST)
                workers.kill(killers.busy())
            assert until(partial(made, MANY), LONGEST)
            order_pages()
            assert until(printed, LONGEST)
    finally:
        workers.stop()
    with yard.inside(place):
        each_once_and_genuine()
        all_on_paper()


def order_pages() -> None:
    """Staff ask for all of them as one file."""
    db.session.rollback()
    take_write_lock()
    cohort = db.session.scalars(select(CertificateCohort)).one()
    prints.of_cohort(cohort, PrintSort.SERIAL, by=DESK[0])
    db.session.commit()


def each_once_and_genuine() -> None:
    """Two hundred serials of two hundred placements, and every file is genuine and valid."""
    found = db.session.execute(select(Certificate.serial, Certificate.placement_id)).all()
    assert (
        len(found) == len({row.serial for row in found}) == len({row.placement_id for row in found}) == MANY
    )
    cohort = db.session.scalars(select(CertificateCohort)).one()
    assert cohorts.counts([cohort.id])[cohort.id][1:] == (MANY, MANY, 0)
    assert Counter(outcome(row.serial) for row in found) == {VerifyOutcome.VALID: MANY}


def outcome(serial: str) -> VerifyOutcome:
    with files.open(certificates.public(serial).file) as stream:
        return verifying.judge(stream.read()).outcome


def all_on_paper() -> None:
    """One file of two hundred pages in the order asked for."""
    run = prints.get(DESK[0], db.session.scalar(select(PrintRun.id)))
    serials = db.session.scalars(select(Certificate.serial).order_by(Certificate.serial)).all()
    with files.open(run.file) as stream, pikepdf.open(stream) as joined:
        assert len(joined.pages) == MANY
        with joined.open_outline() as outline:
            assert [entry.title.rpartition(", ")[2] for entry in outline.root] == serials
            targets = [joined.pages.index(pikepdf.Page(entry.destination[0])) for entry in outline.root]
    assert targets == list(range(MANY))
