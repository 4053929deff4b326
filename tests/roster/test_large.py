"""A hundred thousand students in one import: set-wise, short and small. The figures are in docs/roster.md."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import engines, postgres

LINES = int(os.environ.get("PORTAL_ROSTER", "100000"))
SECONDS, MIB = {"sqlite": 3, "postgresql": 10}, 200
"""PostgreSQL looks each foreign key of each new row up."""
LOCK = 1
"""Seconds for which a check keeps other writers waiting; PostgreSQL has room for several."""

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.storm


@pytest.fixture(scope="module")
def cluster():
    """A PostgreSQL, unless the run has one already."""
    if engines.CLUSTER in os.environ:
        yield
        return
    made = postgres.Cluster().start()
    os.environ[engines.CLUSTER] = str(made.folder)
    yield
    os.environ.pop(engines.CLUSTER)
    made.stop()


def told(kind: str, took: dict) -> None:
    """A line for docs/roster.md of each verb."""
    for name, verbs in took.items():
        cells = [
            f"{v['seconds']:.1f} s ({v['cpu']:.1f}, {v['lock']:.1f}), {v['mib']:.0f} MiB"
            for v in verbs.values()
        ]
        print(f"| {kind} | {name} | {' | '.join(cells)} |")


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_large_roster(kind, cluster, tmp_path):
    """By the processor's clock, as a neighbour on the machine would cost the other one."""
    address = engines.address(kind, tmp_path, "roster")
    command = [sys.executable, "-m", "tests.roster.large", address, str(tmp_path), str(LINES)]
    took = json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout)
    told(kind, took)
    usual = [verbs["apply"]["cpu"] for name, verbs in took.items() if name != "address"]
    assert max(usual) <= SECONDS[kind]
    if kind == "sqlite":
        assert max(verbs["check"]["lock"] for verbs in took.values()) <= LOCK
    assert max(verb["mib"] for verbs in took.values() for verb in verbs.values()) <= MIB
