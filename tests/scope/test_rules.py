"""Each rule by itself: what just breaks it, and what just does not."""

from dataclasses import replace
from datetime import timedelta

import pytest

from portal.scope.linter import RULES, findings
from portal.scope.rule import Severity
from portal.scope.view import Piece, Stop, View
from portal.vocabulary import Exclusion, Field, Format, Place, Selection
from tests.scope.corpus import BOUNDS, START, TODAY

DAY = timedelta(days=1)
GOOD = View(
    today=TODAY,
    bounds=BOUNDS,
    employer="riverbank.example",
    title="Map step-free routes",
    summary="One map of thirty routes.",
    field=Field.DESIGN,
    why="Visitors plan with it.",
    deliverables=(Piece("The map", "PDF", "Every route was walked twice."),),
    minutes=1200,
    minutes_a_week=600,
    starts_on=START,
    due_on=START + 13 * DAY,
    seats=1,
    fee=40000,
    place=Place.REMOTE,
    supervisor="dana@riverbank.example",
    check_ins=2,
    selection=Selection.CLAIM,
    apply_by=START - 7 * DAY,
    exclusions=list(Exclusion),
)
SPOT = {"place": Place.ONSITE, "address": "4 Quay Street", "access_note": "Lift."}


def piece(name="The map", criterion="Every route was walked twice."):
    return {"deliverables": (Piece(name, "PDF", criterion),)}


CASES = {
    "missing.title": ({"title": ""}, {"title": "Map"}),
    "missing.summary": ({"summary": ""}, {"summary": "Map."}),
    "missing.field": ({"field": None}, {"field": Field.OTHER}),
    "missing.why": ({"why": ""}, {"why": "Visitors."}),
    "missing.deliverables": ({"deliverables": ()}, piece()),
    "missing.minutes": ({"minutes": None}, {"minutes": 600}),
    "missing.minutes_a_week": ({"minutes_a_week": None}, {"minutes_a_week": 600}),
    "missing.starts_on": ({"starts_on": None}, {"starts_on": START}),
    "missing.due_on": ({"due_on": None}, {"due_on": START + 13 * DAY}),
    "missing.seats": ({"seats": None}, {"seats": 50}),
    "missing.fee": ({"fee": None}, {"fee": 30000}),
    "missing.place": ({"place": None}, {"place": Place.REMOTE}),
    "missing.supervisor": ({"supervisor": ""}, {"supervisor": "a@riverbank.example"}),
    "missing.selection": ({"selection": None}, {"selection": Selection.CLAIM}),
    "missing.apply_by": ({"apply_by": None}, {"apply_by": TODAY}),
    "vague.title": ({"title": "Assist the editor"}, {"title": "An assistant for maps: a prototype"}),
    "vague.summary": ({"summary": "Help with our fair."}, {"summary": "A page that helps visitors."}),
    "vague.piece": (piece("Marketing support"), piece("Table of support groups")),
    "ongoing.title": ({"title": "Post daily on Instagram"}, {"title": "Chart ten years of daily rainfall"}),
    "ongoing.summary": ({"summary": "Tasks as needed."}, {"summary": "A weekly newsletter's template."}),
    "ongoing.piece": (piece("Weekly report"), piece("Table of weekly takings")),
    "ongoing.criterion": (
        piece(criterion="The list is updated every week."),
        piece(criterion="Has one line for every week of the fair."),
    ),
    "criterion.missing": (piece(criterion=" "), piece()),
    "criterion.hollow": (
        piece(criterion="To our satisfaction, always."),
        piece(criterion="Opens on both phones."),
    ),
    "hours.bounds": (
        {"minutes": 2415, "fee": 90000, "check_ins": 5, "minutes_a_week": 2400},
        {"minutes": 600},
    ),
    "hours.week": ({"minutes_a_week": 2415}, {"minutes_a_week": 2400}),
    "weeks.most": ({"due_on": START + 84 * DAY}, {"due_on": START + 83 * DAY}),
    "weeks.least": (
        {"bounds": replace(BOUNDS, weeks_min=3)},
        {"bounds": replace(BOUNDS, weeks_min=2)},
    ),
    "due.early": ({"minutes_a_week": 599}, {"minutes_a_week": 600}),
    "format.weeks": (
        {"format": Format.SPRINT, "due_on": START + 14 * DAY},
        {"format": Format.SPRINT, "due_on": START + 13 * DAY},
    ),
    "start.passed": ({"today": START + DAY, "apply_by": START + DAY}, {"today": START, "apply_by": START}),
    "milestone.outside": (
        {"milestones": (Stop("Half", START + 14 * DAY),)},
        {"milestones": (Stop("Half", START + 13 * DAY),)},
    ),
    "apply.passed": ({"apply_by": TODAY - DAY}, {"apply_by": TODAY}),
    "apply.late": ({"apply_by": START + DAY}, {"apply_by": START}),
    "decide.late": ({"decide_by": START + DAY}, {"decide_by": START}),
    "decide.early": ({"decide_by": START - 8 * DAY}, {"decide_by": START - 7 * DAY}),
    "decide.missing": (
        {"selection": Selection.APPLY},
        {"selection": Selection.APPLY, "decide_by": START},
    ),
    "fee.floor": ({"fee": 29999}, {"fee": 30000}),
    "address.missing": ({**SPOT, "address": " "}, SPOT),
    "access.missing": ({**SPOT, "access_note": ""}, SPOT),
    "format.place": (
        {**SPOT, "format": Format.NANO, "minutes": 600},
        {"format": Format.NANO, "minutes": 600},
    ),
    "skills.many": ({"must_skills": list("abcdef")}, {"must_skills": list("abcde")}),
    "supervisor.free": ({"supervisor_is_free_mail": True}, {}),
    "supervisor.elsewhere": ({"supervisor_is_at_home": False}, {"supervisor_is_at_home": True}),
    "checkins.few": ({"check_ins": 1}, {"check_ins": 0, "milestones": (Stop("A", START, True),) * 2}),
    **{
        f"exclusion.{word.value}": ({"exclusions": [one for one in Exclusion if one is not word]}, {})
        for word in Exclusion
    },
}
ALSO = {"start.passed": {"apply.late"}}
"""Whoever applies by a day that is still to come applies after a start that has passed."""
WARNINGS = {"vague", "ongoing", "supervisor", "checkins", "format"}


def test_the_good_one_is_good(app):
    assert findings(GOOD) == []


def test_every_rule_has_its_case():
    assert {rule.id for rule in RULES} == set(CASES)
    assert len(RULES) == len(CASES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_what_breaks_a_rule_and_what_does_not(app, rule):
    broken, kept = CASES[rule.id]
    found = {one.rule: one for one in findings(replace(GOOD, **broken))}
    assert set(found) == {rule.id} | ALSO.get(rule.id, set())
    assert found[rule.id].step == rule.step
    assert "%(" not in found[rule.id].text
    assert findings(replace(GOOD, **kept)) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_errors_block_and_questions_do_not(rule):
    asks = rule.id.partition(".")[0] in WARNINGS - {"supervisor"} or rule.id in {
        "criterion.hollow",
        "supervisor.free",
        "supervisor.elsewhere",
    }
    assert rule.severity is (Severity.WARNING if asks else Severity.ERROR)


def test_all_at_once_errors_first(app):
    found = findings(View(today=TODAY, bounds=BOUNDS, title="Help with things", minutes=60, check_ins=0))
    assert [one.blocks for one in found] == sorted((one.blocks for one in found), reverse=True)
    assert {"vague.title", "hours.bounds", "checkins.few", "exclusion.home"} <= {one.rule for one in found}


def test_a_reason_stays_with_its_words_only(app):
    first, second = (
        findings(replace(GOOD, title=title))[0].key for title in ("Assist us all", "Lend a hand to us all")
    )
    assert first != second
    assert first == findings(replace(GOOD, title="Assist us all, please"))[0].key
