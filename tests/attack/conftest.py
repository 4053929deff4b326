"""The world of the access table, once for all questions of a module."""

import pytest


@pytest.fixture(scope="module")
def site(estate):
    """A Site whose failures are answers, as in production, not exceptions."""
    config = estate.app.config
    before, config["PROPAGATE_EXCEPTIONS"] = config["PROPAGATE_EXCEPTIONS"], False
    yield estate.site()
    config["PROPAGATE_EXCEPTIONS"] = before
