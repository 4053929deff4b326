"""RL1: as many seats as there are, everybody told in words, no failure; and a harness that is not blind."""

import os
from dataclasses import replace

import pytest

from tests import engines, postgres
from tests.storm import report, rush, yard

STUDENTS, SEATS = 200, 5
UNGUARDED = "tests.storm.unguarded:app"
pytestmark = pytest.mark.storm
both = pytest.mark.parametrize("kind", ["sqlite", "postgresql"])


@pytest.fixture(scope="module")
def figures():
    """The lines of docs/storm.md, written once all storms are over."""
    lines: list[report.Line] = []
    yield lines
    report.write(lines, STUDENTS, SEATS)


@pytest.fixture(scope="module")
def cluster():
    """A PostgreSQL for the storms, unless the run has one already."""
    if engines.CLUSTER in os.environ:
        yield
        return
    made = postgres.Cluster().start()
    os.environ[engines.CLUSTER] = str(made.folder)
    yield
    os.environ.pop(engines.CLUSTER)
    made.stop()


def storm(kind, tmp_path, *, guarded):
    """Build, serve, rush; what the students got and what the database says."""
    tmp_path.mkdir(exist_ok=True)
    address = engines.address(kind, tmp_path, "storm" if guarded else "unguarded")
    place = yard.build(address, tmp_path, STUDENTS, SEATS, guarded=guarded)
    with yard.server(place, "wsgi:app" if guarded else UNGUARDED) as port:
        answers = rush.rush(place, port)
    return report.Line(kind, guarded, answers, **yard.state(place))


@both
def test_five_seats_for_two_hundred(kind, cluster, figures, tmp_path):
    line = storm(kind, tmp_path, guarded=True)
    figures.append(line)
    print(line)
    assert line.counts == {"seat": SEATS, "told": STUDENTS - SEATS}
    assert (line.seats_taken, line.sitting) == (SEATS, SEATS)


@both
def test_a_hundred_clicks_of_one_student_are_one_claim(kind, cluster, tmp_path):
    place = yard.build(engines.address(kind, tmp_path, "clicks"), tmp_path, 1, SEATS)
    eager = replace(place, students=place.students * 100)
    with yard.server(place) as port:
        answers = rush.rush(eager, port)
    assert rush.count(answers) == {"seat": 100}
    assert yard.state(place) == {"seats_taken": 1, "sitting": 1}


@both
def test_the_same_storm_breaks_a_claim_without_guards(kind, cluster, figures, tmp_path):
    """Chance decides who looks at once, so it gets three storms to break in."""
    for round_ in range(3):
        line = storm(kind, tmp_path / str(round_), guarded=False)
        print(line)
        if line.sitting > SEATS or line.counts["5xx"]:
            figures.append(line)
            return
    pytest.fail("the harness is blind")
