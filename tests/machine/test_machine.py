"""Everybody, in any order, at any time: the rules of the portal hold after every single step."""

import os
from math import ceil

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.machine.play import Portal
from tests.machine.stage import opened

EXAMPLES, STEPS = {"sqlite": 15, "postgresql": 5}, 40
LONG = int(os.environ.get("PORTAL_MACHINE", "0"))
"""At least so many steps in one run, on either engine; `make machine` asks for 2,000."""


@pytest.mark.slow
def test_the_rules_hold_whatever_anybody_does(house, engine, monkeypatch):
    """See `rows`, `acts` and `checks`: what there is, what can be done, and what holds after each step.

    A failure is told as it was met: shortening it would take minutes.
    """
    several = settings(
        max_examples=ceil(LONG / STEPS) or EXAMPLES[engine],
        stateful_step_count=STEPS,
        deadline=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    with opened(*house, monkeypatch) as stage:
        played = type("Played", (Portal,), {"stage": stage})
        run_state_machine_as_test(played, settings=several)
        for what, times in sorted(stage.taken.items(), key=str):
            print(f"{times:5} {what}")
        assert stage.taken["steps"] >= LONG
