"""Who may take which step: the reviewed table of abilities, and that none of them is dead or loose."""

import ast
import csv
from pathlib import Path
from types import SimpleNamespace

import pytest

from portal import policy
from portal.actor import CLI, NOBODY, SYSTEM, Actor
from portal.errors import NotAllowed
from portal.services import (
    amendments,
    audiences,
    certificates,
    claims,
    cohorts,
    employer_changes,
    evaluation_requests,
    fees,
    host_reviews,
    milestones,
    partnerships,
    placements,
    projects,
    rescues,
    revisions,
    rosters,
    transcripts,
)
from portal.vocabulary import ActorKind, Role, Side
from portal.workflow import Workflow
from tests.checks.source import modules, nodes

TABLE = Path(__file__).parent / "access" / "abilities.csv"
HERE, FAR = 1, 2


def person(role: Role, user_id: int, campus_id=None, employer_id=None, contact_id=None) -> Actor:
    return Actor(ActorKind.USER, role.value, user_id, role, campus_id, employer_id, contact_id)


def holder(request_id: int) -> Actor:
    return Actor(
        ActorKind.LINK,
        "Link",
        campus_id=HERE,
        employer_id=HERE,
        request_id=request_id,
        follow_up_id=request_id,
    )


ACTORS = {
    "nobody": NOBODY,
    "student": person(Role.STUDENT, 1, HERE),
    "other_student": person(Role.STUDENT, 2, HERE),
    "elsewhere": person(Role.STUDENT, 1, FAR),
    "supervisor": person(Role.CONTACT, 3, None, HERE, 1),
    "colleague": person(Role.CONTACT, 4, None, HERE, 2),
    "other_employer": person(Role.CONTACT, 5, None, FAR, 3),
    "link": holder(1),
    "other_link": holder(2),
    "staff": person(Role.STAFF, 6, HERE),
    "far_staff": person(Role.STAFF, 7, FAR),
    "admin": person(Role.ADMIN, 8),
    "system": SYSTEM,
    "cli": CLI,
}
"""`elsewhere` is the same student acting at another campus."""
RECORD = SimpleNamespace(
    id=1,
    campus_id=HERE,
    employer_id=HERE,
    student_id=1,
    user_id=1,
    author_id=1,
    contact_id=1,
    applicant_id=1,
    ordered_by_id=9,
    campus_ids={HERE},
    fund_id=None,
    side=Side.STUDENT,
    project=SimpleNamespace(employer_id=HERE),
    evaluation=SimpleNamespace(placement=SimpleNamespace(campus_id=HERE)),
)
"""Everything a rule may look at: a record of the student, the employer and the campus here."""
WORKFLOWS = [
    room.LIFECYCLE
    for room in (
        amendments,
        audiences,
        certificates,
        claims,
        cohorts,
        employer_changes,
        evaluation_requests,
        fees,
        host_reviews,
        milestones,
        partnerships,
        placements,
        projects,
        rescues,
        revisions,
        rosters,
        transcripts,
    )
]
ANY_SUBJECT = {"comment": ("partnership", "project")}
"""Abilities asked for by the table's name of the record."""


def table() -> dict[str, dict[str, str]]:
    """The reviewed table: {ability: {actor: yes or -}}."""
    lines = [line for line in TABLE.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    head, *body = ([cell.strip() for cell in line] for line in csv.reader(lines))
    return {line[0]: dict(zip(head[1:], line[1:], strict=True)) for line in body}


def answers(ability: str) -> dict[str, str]:
    """What the policy says, in the table's notation."""
    return {name: "yes" if policy.can(actor, ability, RECORD) else "-" for name, actor in ACTORS.items()}


def differences() -> set[str]:
    """The abilities whose line in the table is not what the policy says."""
    return {ability for ability, line in table().items() if line != answers(ability)}


def test_the_table_has_every_ability():
    assert list(table()) == list(policy.ABILITIES)


@pytest.mark.parametrize("ability", policy.ABILITIES)
def test_abilities_belong_to_whom_the_table_says(ability):
    assert answers(ability) == table()[ability]


def test_nobody_has_an_ability_that_is_not_there():
    assert not any(policy.can(actor, "project.burn", RECORD) for actor in ACTORS.values())
    with pytest.raises(NotAllowed):
        policy.require(ACTORS["admin"], "project.burn", RECORD)


@pytest.mark.parametrize("ability", policy.ABILITIES)
def test_loosening_or_dropping_one_rule_is_noticed(ability, monkeypatch):
    """Each rule in turn is opened to everybody, or taken away: the table says so, and of this ability alone."""
    rules = policy.ABILITIES[ability]
    for place in range(len(rules)):
        for other in ((lambda actor, record: True,), ()):
            changed = (*rules[:place], *other, *rules[place + 1 :])
            monkeypatch.setitem(policy.ABILITIES, ability, changed)
            assert differences() == {ability}


def named(workflow: Workflow) -> set[str]:
    """The abilities that a lifecycle's steps ask for."""
    return {workflow.ability(step) for step in workflow.steps}


def required() -> set[str]:
    """The abilities that the code names where it asks the policy."""
    calls = [call for path in modules() for call in nodes(path, ast.Call) if asks(call)]
    found = [call.args[1] for call in calls if len(call.args) > 1]
    return {text for argument in found for text in spelled(argument)}


def asks(call: ast.Call) -> bool:
    return ast.unparse(call.func).rpartition(".")[2] in {"require", "can", "requires"}


def spelled(argument: ast.expr) -> set[str]:
    """The abilities that an argument stands for; one made from a record's table stands for several."""
    if isinstance(argument, ast.Constant):
        return {argument.value}
    if isinstance(argument, ast.JoinedStr) and isinstance(argument.values[-1], ast.Constant):
        verb = argument.values[-1].value.removeprefix(".")
        return {f"{subject}.{verb}" for subject in ANY_SUBJECT.get(verb, ())}
    return set()


def test_every_step_has_an_ability_and_every_ability_a_use():
    steps = set().union(*map(named, WORKFLOWS))
    assert steps <= set(policy.ABILITIES), "a step that nobody may take"
    assert required() <= set(policy.ABILITIES), "an ability that is asked for and not there"
    assert set(policy.ABILITIES) <= steps | required(), "an ability that nothing asks for"
