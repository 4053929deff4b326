"""Postings: those that may pass as they are, and those of which each fault is found and nothing else."""

import pytest

from portal.scope.linter import findings
from tests.scope import corpus

GOOD, BAD = corpus.read("good"), corpus.read("bad")
SPANISH_GOOD, SPANISH_BAD = corpus.read("good", "es"), corpus.read("bad", "es")


def found(said) -> list[str]:
    """What the rules find, as rule@field."""
    return sorted(f"{one.rule}@{one.field}" for one in findings(corpus.view(said)))


def test_there_are_sixty_and_ten_in_spanish():
    assert (len(GOOD), len(BAD)) == (30, 30)
    assert (len(SPANISH_GOOD), len(SPANISH_BAD)) == (5, 5)


@pytest.mark.parametrize(
    ("name", "said"), [*GOOD, *SPANISH_GOOD], ids=lambda one: one if isinstance(one, str) else ""
)
def test_a_good_posting_passes_unquestioned(app, name, said):
    assert found(said) == []


@pytest.mark.parametrize(
    ("name", "said"), [*BAD, *SPANISH_BAD], ids=lambda one: one if isinstance(one, str) else ""
)
def test_each_fault_of_a_bad_posting_is_found_and_nothing_else(app, name, said):
    assert found(said) == sorted(said["expects"])
