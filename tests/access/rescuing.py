"""Problems that both sides reported, and the office's tasks about them."""

from datetime import timedelta

from portal import clock
from portal.services import nudges, problems
from portal.vocabulary import ProblemKind
from tests.access.world import World


def fill(here: World) -> None:
    """One of the student about one placement, answered once; one of the supervisor about another."""
    student, boss, desk = (here.actors[who] for who in ("student", "supervisor", "staff"))
    made = problems.report(here.records["delivered"], ProblemKind.CONDUCT, "I am shouted at.", by=student)
    problems.answer(made, "I am sorry to read this.", by=desk)
    here.add("problem", made)
    here.add("task", made.rescue)
    told = problems.report(here.records["active"], ProblemKind.SILENCE, "No answer since May.", by=boss)
    here.add("employer_problem", told)
    with clock.travel(clock.now() - timedelta(days=3)):
        here.add("nudge_round", nudges.nudge_all([here.names["active"]], by=desk))
