"""The examples: complete, within the rules, and nothing of one in another."""

from datetime import date

import pytest

from portal.scope import library
from portal.scope.linter import findings
from portal.scope.view import Piece, Stop, View
from portal.vocabulary import Exclusion
from tests.scope.corpus import BOUNDS, TODAY

MONDAY = date(2027, 2, 15)
NEEDED = (
    *("market-research", "data-cleaning", "social-content", "slide-deck", "technical-editing"),
    *("user-interviews", "alt-text-audit", "survey-analysis", "event-plan", "grant-research"),
    *("translation-review", "spreadsheet-model"),
)
COPIED = {
    "title",
    "summary",
    "field",
    "format",
    "why",
    "minutes",
    "minutes_a_week",
    "starts_on",
    "due_on",
} | {*("seats", "fee", "place", "must_skills", "selection", "apply_by", "decide_by")}


def view(example: library.Example, floor: int) -> View:
    """The example once a supervisor is chosen and the exclusions are ticked."""
    said = {}
    for given in library.answers(example, MONDAY, floor).values():
        said |= given
    return View(
        today=TODAY,
        bounds=BOUNDS,
        supervisor="dana@riverbank.example",
        check_ins=example.check_ins,
        exclusions=list(Exclusion),
        deliverables=tuple(Piece(**line) for line in said["deliverables"]),
        milestones=tuple(Stop(**line) for line in said["milestones"]),
        **{name: said[name] for name in COPIED},
    )


def test_the_twelve_are_there():
    assert set(NEEDED) <= set(library.examples())


@pytest.mark.parametrize("slug", library.examples())
def test_an_example_passes_unquestioned(app, slug):
    assert findings(view(library.examples()[slug], BOUNDS.fee_floor)) == []


@pytest.mark.parametrize("slug", library.examples())
def test_an_example_is_complete(slug):
    example = library.examples()[slug]
    empty = {name for name, value in vars(example).items() if value in ("", (), None)}
    assert empty <= ({"questions"} if example.selection == "claim" else set())
    assert all(all(line.values()) for line in example.deliverables)
    assert 1 <= len(example.competencies) <= 3
    assert len(example.title) <= 120
    assert len(example.summary) <= 160
    assert len(example.milestones) <= 3


def test_no_two_say_the_same():
    shown = list(library.examples().values())
    for name in ("title", "summary", "why", "out_of_scope"):
        assert len({getattr(one, name) for one in shown}) == len(shown)


def test_the_fee_is_round_and_never_below_the_floor():
    for example in library.examples().values():
        for floor in (1500, 1333, 1):
            fee = library.fee(example, floor)
            assert fee % 500 == 0
            assert fee >= example.hours * floor
