"""RL1: as many seats as there are, everybody told in words, no failure; and a harness that is not blind."""

from collections import Counter
from dataclasses import replace
from time import monotonic

import pytest

from tests import engines
from tests.storm import crowd, report, rush, yard

STUDENTS, SEATS = 200, 5
CROWD, TRIES, PROJECTS, FEW = 400, 25, 25, 4
"""400 students, 25 claims each: 10,000 attempts on 100 seats."""
UNGUARDED = "tests.storm.unguarded:app"
pytestmark = pytest.mark.storm


def built(engine, folder, plan, purpose="storm"):
    """A yard on this engine, in a database of its own."""
    folder.mkdir(exist_ok=True)
    return yard.build(yard.config(engines.address(engine, folder, purpose), folder), plan)


def storm(engine, folder, *, guarded):
    """Build, serve, rush; what the students got and what the database says."""
    place = built(engine, folder, yard.Plan(STUDENTS, SEATS, guarded=guarded))
    with yard.server(place, "wsgi:app" if guarded else UNGUARDED) as port:
        answers = rush.rush(place, port)
    return report.Burst(engine, guarded, answers, **yard.state(place))


def test_five_seats_for_two_hundred(engine, tmp_path):
    line = storm(engine, tmp_path, guarded=True)
    report.put("burst", engine, line)
    assert line.counts == {"seat": SEATS, "told": STUDENTS - SEATS}
    assert (line.seats_taken, line.sitting, line.wrong) == (SEATS, SEATS, 0)


def test_a_hundred_clicks_of_one_student_are_one_claim(engine, tmp_path):
    place = built(engine, tmp_path, yard.Plan(1, SEATS), "clicks")
    eager = replace(place, students=place.students * 100)
    with yard.server(place) as port:
        answers = rush.rush(eager, port)
    assert rush.count(answers) == {"seat": 100}
    assert yard.state(place) == {"seats_taken": 1, "sitting": 1, "wrong": 0}


def test_the_same_storm_breaks_a_claim_without_guards(engine, tmp_path):
    """Chance decides who looks at once, so it gets three storms to break in."""
    for round_ in range(3):
        line = storm(engine, tmp_path / str(round_), guarded=False)
        if line.sitting > SEATS or line.counts["5xx"]:
            report.put("unguarded", engine, line)
            return
    pytest.fail("the harness is blind")


def test_ten_thousand_claims(engine, tmp_path):
    place = built(engine, tmp_path, yard.Plan(CROWD, FEW, PROJECTS), "crowd")
    with yard.server(place, workers=4) as port:
        began = monotonic()
        diaries = crowd.run(place, port, TRIES)
        seconds = monotonic() - began
    answers = [answer for diary in diaries for answer in diary.claims]
    after = sum((diary.after for diary in diaries), Counter())
    line = report.Crowd(engine, answers, after, seconds, **yard.state(place))
    report.put("crowd", engine, line)
    assert len(answers) == CROWD * TRIES
    assert set(line.counts) == {"seat", "told"}, Counter(answer.status for answer in answers)
    assert set(after) <= {"accepted", "kept", "undone", "told"}
    assert after["undone"] > 10 * PROJECTS * FEW, "the seats were hardly fought over"
    assert after["accepted"] <= line.sitting <= after["accepted"] + after["kept"]
    assert (line.seats_taken, line.wrong) == (line.sitting, 0)
    assert yard.check(place).returncode == 0, yard.check(place).stdout
