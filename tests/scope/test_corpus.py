"""Sixty postings: thirty that may pass as they are, thirty of which each fault is found and nothing else."""

import pytest

from portal.scope.linter import findings
from tests.scope import corpus

GOOD, BAD = corpus.read("good"), corpus.read("bad")


def found(said) -> list[str]:
    """What the rules find, as rule@field."""
    return sorted(f"{one.rule}@{one.field}" for one in findings(corpus.view(said)))


def test_there_are_sixty():
    assert (len(GOOD), len(BAD)) == (30, 30)


@pytest.mark.parametrize(("name", "said"), GOOD, ids=[name for name, _ in GOOD])
def test_a_good_posting_passes_unquestioned(app, name, said):
    assert found(said) == []


@pytest.mark.parametrize(("name", "said"), BAD, ids=[name for name, _ in BAD])
def test_each_fault_of_a_bad_posting_is_found_and_nothing_else(app, name, said):
    assert found(said) == sorted(said["expects"])
