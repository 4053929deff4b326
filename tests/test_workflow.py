"""When: every step of every lifecycle, from every state, by everybody; and that each leads somewhere."""

from types import SimpleNamespace

import pytest
from flask import Flask
from flask_babel import Babel

from portal import policy
from portal.actor import SYSTEM
from portal.errors import NotAllowed, RuleBroken
from portal.services import projects
from portal.workflow import Workflow
from tests.test_policy import ACTORS, RECORD, WORKFLOWS

PUT_THERE = {
    "amendment": {"proposed"},
    "audience": {"asked"},
    "claim": {"held", "submitted", "proposed", "waitlisted"},
    "certificate": {"issued"},
    "cohort": {"proposed", "released"},
    "employer_change": {"waiting"},
    "fee": {"agreed", "void"},
    "host_review": {"none", "waiting"},
    "milestone": {"planned"},
    "partnership": {"applied"},
    "placement": {"kickoff"},
    "project": {"draft"},
    "project_revision": {"draft"},
    "request": {"scheduled", "delegated"},
    "rescue": {"open"},
    "roster": {"staged"},
    "transcript": {"ordered"},
}
"""States in which a record is made, or that a later capability puts it in."""


@pytest.fixture(autouse=True)
def words():
    """A language for what is said; nothing else of an application."""
    app = Flask(__name__)
    Babel(app)
    with app.app_context():
        yield


def states(workflow: Workflow) -> type:
    """The words of a lifecycle's states."""
    return type(workflow.steps[0].target)


def verbs(workflow: Workflow) -> list[str]:
    return list(dict.fromkeys(step.verb for step in workflow.steps))


def record(status) -> SimpleNamespace:
    """A record that the first student, supervisor and officer may see, in this state."""
    return SimpleNamespace(**{**vars(RECORD), "status": status, "status_at": None})


CASES = [
    pytest.param(workflow, verb, state, id=f"{workflow.name}.{verb} {state.value}")
    for workflow in WORKFLOWS
    for verb in verbs(workflow)
    for state in states(workflow)
]


def target(workflow: Workflow, verb: str, state):
    """Where the step leads from this state; None where there is no such step."""
    found = [step.target for step in workflow.steps if step.verb == verb and state in step.sources]
    assert len(found) <= 1, "two steps of one name from one state"
    return found[0] if found else None


@pytest.mark.parametrize(("workflow", "verb", "state"), CASES)
def test_the_whole_table(workflow, verb, state):
    """Whose it is not is NotAllowed, when it is not is RuleBroken, and neither changes anything."""
    leads = target(workflow, verb, state)
    for name, actor in ACTORS.items():
        thing, may = record(state), policy.can(actor, f"{workflow.name}.{verb}", RECORD)
        if may and leads:
            assert workflow.take(verb, thing, by=actor, note="Because.").target is leads
            assert (thing.status, thing.status_at is None) == (leads, False), name
            continue
        with pytest.raises(RuleBroken if may else NotAllowed):
            workflow.take(verb, thing, by=actor, note="Because.")
        assert (thing.status, thing.status_at) == (state, None), name


@pytest.mark.parametrize(("workflow", "verb", "state"), CASES)
def test_buttons_are_the_steps_that_would_be_taken(workflow, verb, state):
    for actor in ACTORS.values():
        offered = verb in {step.verb for step in workflow.choices(record(state), actor)}
        may = policy.can(actor, f"{workflow.name}.{verb}", RECORD)
        assert offered == (may and target(workflow, verb, state) is not None)


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda workflow: workflow.name)
def test_every_state_is_reached_or_begun_with(workflow):
    """No state is out of reach, and one that no step leaves is an end."""
    reached = {step.target.value for step in workflow.steps}
    assert {state.value for state in states(workflow)} == reached | PUT_THERE[workflow.name]


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda workflow: workflow.name)
def test_every_step_can_be_taken_by_somebody(workflow):
    for verb in verbs(workflow):
        assert policy.ABILITIES[f"{workflow.name}.{verb}"], f"{verb} is nobody's"


def test_a_step_that_wants_words_is_not_taken_without():
    for workflow in WORKFLOWS:
        for step in (step for step in workflow.steps if step.needs_note):
            thing = record(next(iter(step.sources)))
            able = next(a for a in ACTORS.values() if policy.can(a, workflow.ability(step), RECORD))
            with pytest.raises(RuleBroken):
                workflow.take(step.verb, thing, by=able, note=" \n")
            assert thing.status_at is None


def test_there_is_no_step_that_is_not_in_the_table():
    with pytest.raises(NotAllowed):
        projects.LIFECYCLE.take("approve_quietly", record(next(iter(states(projects.LIFECYCLE)))), by=SYSTEM)
