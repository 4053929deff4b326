"""A placement with something on the way: two milestones, and check-ins."""

from datetime import timedelta
from types import SimpleNamespace

from portal import clock
from portal.database import db
from portal.models.employers import Employer
from portal.models.projects import Milestone
from portal.services import check_ins, milestones
from portal.vocabulary import PlacementStatus as S
from tests.factories import placements

DRAFT, FINAL = "First draft", "Tested with users"


def world(status: S = S.ACTIVE, promised: int = 3) -> SimpleNamespace:
    """The world of placements, its placement planned anew: due in 28 days, a check-in with the first milestone."""
    here = placements.world()
    today = clock.today(here.north.zone)
    columns = {"starts_on": today, "due_on": today + timedelta(days=28), "check_ins": promised}
    brook = db.session.get_one(Employer, here.project.employer_id)
    columns["milestones"] = [
        Milestone(name=FINAL, due_on=today + timedelta(days=21)),
        Milestone(name=DRAFT, due_on=today + timedelta(days=10), check_in=True),
    ]
    project = placements.project(here.north, brook, here.supervisor, **columns)
    db.session.flush()
    here.project, here.placement = project, placements.begun(project, here.student)
    placements.move(here, status)
    return here


def first(here: SimpleNamespace):
    """The placement's first milestone."""
    return milestones.of(here.placement)[0]


def check_in(here: SimpleNamespace, number: int = 1):
    return check_ins.of(here.placement)[number - 1]


def ago(here: SimpleNamespace, days: int) -> None:
    """As if so many days had passed: a browser knows no travelled clock."""
    for one in (*milestones.of(here.placement), *check_ins.of(here.placement)):
        one.due_on -= timedelta(days=days)
        one.due_at -= timedelta(days=days)
    db.session.flush()
