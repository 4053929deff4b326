"""The world of the access table, once for all questions of a module."""

import pytest

from tests.access import site as sites


@pytest.fixture(scope="module")
def site(house):
    """A Site whose failures are answers, as in production, not exceptions."""
    app, keeper = house
    with app.app_context():
        keeper.reset()
    before, app.config["PROPAGATE_EXCEPTIONS"] = app.config["PROPAGATE_EXCEPTIONS"], False
    with sites.opened(app) as opened:
        yield opened
    app.config["PROPAGATE_EXCEPTIONS"] = before
    with app.app_context():
        keeper.reset()
