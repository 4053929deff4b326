"""The migrations lead to the models, and back to nothing."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect

from portal import clock, create_app
from portal.config import Config
from portal.database import aside, db, take_write_lock
from portal.models.check_ins import CheckIn
from portal.models.milestones import PlacementMilestone
from portal.models.outcomes import FollowUp
from portal.models.projects import Milestone
from portal.services import check_ins, milestones
from portal.vocabulary import PlacementStatus, Side
from tests import engines
from tests.factories import placements

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def bare(engine, tmp_path):
    """An application whose database has no table yet."""
    database = engines.address(engine, tmp_path, "migrations")
    app = create_app(Config(env="test", secret="s" * 40, database=database, state=str(tmp_path)))
    with app.app_context():
        yield app
        db.engine.dispose()


def tables() -> set[str]:
    """Return the tables that are there, our own bookkeeping aside."""
    return set(inspect(db.engine).get_table_names()) - {"alembic_version"}


def differences() -> list:
    """Return what the models have and the database has not, or the other way round."""
    with aside() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        found = compare_metadata(context, db.metadata)
    return [change for change in found if not is_search_index(change)]


def is_search_index(change) -> bool:
    """Say whether a difference is a search table, which no model describes."""
    return change[0] == "remove_table" and "_search" in change[1].name


def test_up_leads_to_the_models(bare):
    upgrade()
    assert not differences()
    assert tables() >= set(db.metadata.tables)


def test_down_leads_to_nothing_and_up_again(bare):
    upgrade()
    downgrade(revision="base")
    assert not tables()
    upgrade()
    assert not differences()


def test_earlier_placements_get_a_plan_and_questions(bare):
    """What began before there were plans is planned from today on; what closed is asked about if its day is ahead."""
    upgrade()
    take_write_lock()
    begun, closed, lines = older()
    downgrade(revision=before("earlier_plans"))
    upgrade()
    planned = milestones.of(begun)
    assert [(one.name, one.due_on, one.due_at) for one in planned] == [
        (line.name, line.due_on, clock.end_of_day(line.due_on, begun.zone)) for line in lines
    ]
    fixed = [line.due_on for line in lines if line.check_in]
    days = check_ins.days(begun.starts_on, begun.due_on, fixed, 3)
    assert [one.due_on for one in check_ins.of(begun)] == days
    asked = db.session.scalars(db.select(FollowUp).order_by(FollowUp.side)).all()
    assert [(one.placement_id, one.side, one.due_at) for one in asked] == [
        (closed.id, side, closed.closed_at + timedelta(days=180)) for side in (Side.EMPLOYER, Side.STUDENT)
    ]


def before(name: str) -> str:
    """The revision that a migration builds on, by its file's name."""
    [file] = (ROOT / "migrations" / "versions").glob(f"*_{name}.py")
    return re.search(r'^down_revision = "(\d+)"', file.read_text(), re.MULTILINE)[1]


def older():
    """One placement about to start and one closed two months ago, as a portal without plans left them; milestones."""
    with clock.travel(clock.now() - timedelta(days=60)):
        here = placements.world()
        closed = placements.move(here, PlacementStatus.CLOSED)
    there = placements.project(here.north, closed.project.employer, here.supervisor, check_ins=3)
    today = clock.today(there.zone)
    lines = [
        Milestone(project_id=there.id, name=name, due_on=today + timedelta(days=ahead), check_in=talk)
        for name, ahead, talk in (("Half", 7, True), ("Most", 10, False))
    ]
    db.session.add_all(lines)
    begun = placements.begun(there, here.other)
    for kept in (PlacementMilestone, CheckIn, FollowUp):
        db.session.execute(db.delete(kept))
    db.session.commit()
    return begun, closed, lines
