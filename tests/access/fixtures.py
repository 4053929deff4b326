"""The world as a fixture, for the modules that ask questions of it."""

import pytest


@pytest.fixture(scope="module")
def site(estate):
    """The world, once for all questions that a module has for an engine."""
    return estate.site()
