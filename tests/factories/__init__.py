"""People and records to test with: plain functions, one module a capability, made through the verbs."""

from tests.factories.campuses import administrator, campus, officer
from tests.factories.students import student

__all__ = ["administrator", "campus", "officer", "student"]
