"""The rule of who may see a project: every list, count, letter and address against a plain statement of it."""

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from portal import clock
from portal.database import db
from portal.errors import NotFound
from portal.services import board, exclusivity, exclusivity_facts, exclusivity_proof, showcase
from portal.services.board import Filters
from portal.vocabulary import AfterExclusive, EligibilityKind, PartnershipStatus, ProjectStatus
from tests.factories.towns import (
    HOUR,
    NOW,
    Base,
    Enrolled,
    Meant,
    Town,
    graduation,
    one_after_the_other,
    people,
    projects,
)


def may_see(project: Meant, home: bool, rows: list[Enrolled], window: int) -> bool:
    """The rule, said once more and plainly."""
    row = max(rows, key=lambda one: -one.began, default=None)
    return open_here(project, home) and fits(project, row) and (row is None or takes_part(row, window))


def open_here(project: Meant, home: bool) -> bool:
    """Whether students of a campus see it at all."""
    side = 0 if home else 1
    audience = project.audiences[side]
    if project.status not in (ProjectStatus.OPEN, ProjectStatus.FILLED) or project.apply_by <= 0:
        return False
    if project.partnerships[side] is not PartnershipStatus.APPROVED:
        return False
    if not audience or audience[0] > 0 or (audience[1] is not None and audience[1] <= 0):
        return False
    if project.exclusive is not None:
        if project.exclusive > 0 and not home:
            return False
        if project.exclusive < 0 and project.after is AfterExclusive.CLOSE:
            return False
    return True


def fits(project: Meant, row: Enrolled | None) -> bool:
    for kind in EligibilityKind:
        wanted = {value for which, value, must in project.rules if which is kind and must}
        mine = getattr(row, kind.value) if row else None
        if wanted and mine not in wanted and {mine, *wanted} & {"Arts", "arts"} != {"Arts", "arts"}:
            return False
    if project.within is None or not project.must:
        return True
    return row is not None and row.months is not None and row.months <= project.within


def takes_part(row: Enrolled, window: int) -> bool:
    if row.ended is None:
        return row.months is None or -row.months <= window
    if row.months is None or -row.months > window:
        return False
    left = NOW - row.ended * HOUR
    early = graduation(row.months).year * 12 + graduation(row.months).month - left.year * 12 - left.month
    return early <= 3


@pytest.fixture
def base(app):
    with clock.travel(NOW):
        return Base()


@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.generate,),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(meant=projects, people=people, window=st.sampled_from((0, 12, 13)))
def test_everything_shows_what_the_rule_says(base, meant, people, window):
    people = [(at, one_after_the_other(rows)) for at, rows in people]
    db.session.rollback()
    with clock.travel(NOW):
        town = Town(base, meant, people, window)
        expected = {
            who.user_id
            for (who, at), (_at, rows) in zip(town.people, people, strict=True)
            if may_see(consistent(meant), at == 0, rows, window)
        }
        for who, _at in town.people:
            assert shown_to(who, town.project.id) == ({"all"} if who.user_id in expected else set())
        for other in (*town.desks, town.brook.actor):
            assert not board.search(other, Filters())[0]
        assert {row.id for row in db.session.execute(exclusivity.readers(town.project.id))} == expected
        assert proved(town) == expected
        numbers = [showcase.figures(at.id)["projects"] for at in town.campuses]
        free = meant.status is ProjectStatus.OPEN
        assert numbers == [free and open_here(consistent(meant), at == 0) for at in (0, 1)]
        db.session.rollback()


def consistent(meant: Meant) -> Meant:
    """An audience that ended before it began was never written."""
    whole = [a if not a or a[1] is None or a[0] < a[1] else None for a in meant.audiences]
    return Meant(**{**vars(meant), "audiences": tuple(whole)})


def shown_to(actor, project_id: int) -> set[str]:
    """Where the project shows: nowhere, or everywhere; anything between is told by name."""
    found = set()
    if any(row.id == project_id for row in board.search(actor, Filters())[0]):
        found.add("board")
    if any(row.id == project_id for row in board.search(actor, Filters(q="zqcanary"))[0]):
        found.add("search")
    if board.counts(actor, Filters()).matching:
        found.add("counts")
    try:
        board.get(actor, project_id)
        found.add("address")
    except NotFound:
        pass
    return {"all"} if len(found) == 4 else found


def proved(town: Town) -> set[int]:
    """Whom the office's page names, campus by campus; its answer for each student agrees."""
    named = set()
    for at in town.campuses:
        facts = exclusivity_facts.gather(town.project, at.id)
        crowd = exclusivity_proof.crowd(facts, clock.now())
        named |= {row.id for row in crowd.students}
        for row in db.session.execute(exclusivity_proof.everybody(at.id, clock.now())):
            assert exclusivity_proof.answer(facts, row, clock.now()).seen is (row.id in named)
    return named


@pytest.mark.parametrize(
    ("months", "ended", "seen"),
    [(-12, None, True), (-13, None, False), (-12, 1, True), (-13, 1, False), (3, 1, True), (4, 1, False)],
)
def test_graduates_take_part_within_the_window_of_their_campus(base, months, ended, seen):
    meant = Meant(
        ProjectStatus.OPEN,
        2,
        None,
        AfterExclusive.CLOSE,
        (),
        None,
        True,
        (PartnershipStatus.APPROVED, None),
        ((-9, None), None),
    )
    with clock.travel(NOW):
        row = Enrolled("Arts", "History", "Senior", months, 2000, ended)
        town = Town(base, meant, [(0, [row]), (0, []), (0, []), (1, []), (1, [])], 12)
        assert (shown_to(town.people[0][0], town.project.id) == {"all"}) is seen
