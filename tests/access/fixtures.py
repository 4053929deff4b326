"""The world as a fixture, for the modules that ask questions of it."""

import pytest

from tests.access import site as sites


@pytest.fixture(scope="module")
def site(house):
    """The world, once for all questions that a module has for an engine."""
    app, keeper = house
    with app.app_context():
        keeper.reset()
    with sites.opened(app) as opened:
        yield opened
    with app.app_context():
        keeper.reset()
