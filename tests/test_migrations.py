"""The migrations lead to the models, and back to nothing."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect

from portal import create_app
from portal.config import Config
from portal.database import aside, db
from tests import engines


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
