"""Fixtures for the printer: an address and a folder that it must not reach."""

from tests.certificates.hostile import site, trap  # noqa: F401 - fixtures
