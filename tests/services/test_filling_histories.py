"""Random histories of all ways to fill: no seat too many, the list in order, every draw as its seed says."""

import hashlib
import os
from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import func, select

from portal import clock, mail
from portal.database import db
from portal.errors import PortalError
from portal.models.claims import Claim
from portal.models.filling import Draw
from portal.models.placements import Placement
from portal.models.projects import Project
from portal.services import (
    claims,
    clocks,
    draws,
    matches,
    offers,
    placements,
    policies,
    seat_passing,
)
from portal.services.asking import Application
from portal.services.policies import Policy
from portal.vocabulary import ClaimStatus as S
from portal.vocabulary import EndCause, PlacementStatus, ProjectStatus, Selection
from tests.factories import claims as make
from tests.factories import student

HISTORIES = {"sqlite": 350, "postgresql": 150}
LONG = int(os.environ.get("PORTAL_HISTORIES", "1"))
"""How many times as many; the numbers of the histories are their seeds."""
STEPS = 4
SEATED = (S.HELD, S.OFFERED, S.PROPOSED, S.ACCEPTED)
TEXT = Application("I would like to.")


class Play:
    """One history: a project of one kind, five students, an employer, the office, and time."""

    def __init__(self, here, number: int) -> None:
        self.here, self.luck = here, Random(number)
        self.project_id = self.luck.choice(here.projects)
        self.now = here.begins
        self.moved = 0

    def run(self) -> None:
        """Three ask, a draw is held, then anything may happen."""
        with clock.travel(self.now):
            for who in self.luck.sample(self.here.crowd, 3):
                self.who = who
                self.attempt(ask)
        if self.project.by_draw:
            self.now += timedelta(hours=73)
        for _step in range(STEPS):
            before, self.who = self.line(), self.luck.choice(self.here.crowd)
            with clock.travel(self.now):
                self.step()
                db.session.expire_all()
                self.check(before)

    def step(self) -> None:
        self.attempt(self.luck.choice(ACTS))

    def attempt(self, act) -> None:
        """Who is refused changes nothing."""
        point = db.session.begin_nested()
        try:
            act(self)
            point.commit()
        except PortalError:
            point.rollback()

    @property
    def project(self) -> Project:
        return db.session.get(Project, self.project_id)

    def claim(self, *statuses: S) -> tuple[Claim, object] | tuple[None, None]:
        """One of the claims in these states, and whose it is."""
        found = db.session.scalars(
            select(Claim.id).where(Claim.project_id == self.project_id, Claim.status.in_(statuses))
        ).all()
        if not found:
            return None, None
        claim = claims.get(self.here.desk, self.luck.choice(found))
        return claim, next(one for one in self.here.crowd if one.user_id == claim.student_id)

    def line(self) -> list[int]:
        """The claims on the list, the next one first."""
        waits = (Claim.project_id == self.project_id, Claim.status == S.WAITLISTED, Claim.rank.is_not(None))
        return list(db.session.scalars(select(Claim.id).where(*waits).order_by(Claim.rank)))

    def check(self, before: list[int]) -> None:
        project, found = self.project, self.claims()
        seated = sum(claim.status in SEATED for claim in found.values()) - self.freed()
        assert project.seats_taken == seated <= project.seats
        assert (project.seats_taken == project.seats) is (project.status is ProjectStatus.FILLED)
        self.in_order(before, found)
        if project.status is ProjectStatus.OPEN:
            assert all(found[number].passed_over for number in self.line()), (
                "somebody waits beside a free seat"
            )
        self.drawn(found)

    def claims(self) -> dict[int, Claim]:
        found = db.session.scalars(select(Claim).where(Claim.project_id == self.project_id))
        return {claim.id: claim for claim in found}

    def freed(self) -> int:
        mine = (Placement.project_id == self.project_id, seat_passing.freed())
        return db.session.scalar(select(func.count(Placement.id)).where(*mine))

    def in_order(self, before: list[int], found: dict[int, Claim]) -> None:
        """Whoever was given a seat stood before all who still wait, but for those passed over."""
        moved = [place for place, number in enumerate(before) if found[number].status in SEATED]
        self.moved += len(moved)
        for number in before[: max(moved, default=0)]:
            claim = found[number]
            assert claim.status is not S.WAITLISTED or claim.passed_over

    def drawn(self, found: dict[int, Claim]) -> None:
        draw = db.session.scalar(select(Draw).where(Draw.project_id == self.project_id))
        if draw and draw.drawn_at:
            told = sorted(draw.entries, key=lambda n: hashlib.sha256(f"{draw.seed}:{n}".encode()).hexdigest())
            assert told == sorted(draw.entries, key=lambda number: found[number].rank)
            assert draw.commitment == hashlib.sha256(draw.seed.encode()).hexdigest()


def ask(play: Play) -> None:
    """By the project's own way, or for its waiting list; who sees it is another test's matter."""
    project, who = play.project, play.who
    if project.status is ProjectStatus.FILLED:
        claims.join(project, TEXT, by=who)
    elif project.selection is Selection.CLAIM:
        claims.hold(project, by=who)
    elif project.selection is Selection.APPLY:
        claims.submit(project, TEXT, by=who)
    else:
        matches.propose(matches.get(play.here.desk, project.id), [who.user_id], by=play.here.desk)


def choose(play: Play) -> None:
    """The employer offers somebody a seat."""
    claim, _who = play.claim(S.SUBMITTED, S.SHORTLISTED)
    if claim:
        if claim.status is S.SUBMITTED:
            offers.shortlist(claim, by=play.here.boss)
        until = clock.today(claim.project.zone) + timedelta(days=2)
        offers.offer(claim, "", until, by=play.here.boss)


def accept(play: Play) -> None:
    claim, who = play.claim(S.HELD, S.OFFERED, S.PROPOSED)
    if claim:
        claims.accept(claim, by=who)


def withdraw(play: Play) -> None:
    claim, who = play.claim(S.HELD, S.OFFERED, S.PROPOSED, S.WAITLISTED)
    if claim:
        claims.withdraw(claim, by=who)


def leave_work(play: Play) -> None:
    """A placement fails, before or after it began, and the office passes its seat on."""
    running = (Placement.project_id == play.project_id, Placement.status == PlacementStatus.KICKOFF)
    found = db.session.scalars(select(Placement.id).where(*running)).all()
    if not found:
        return None
    placement, by = placements.get(play.here.desk, play.luck.choice(found)), play.here.desk
    if play.luck.random() < 0.5:
        return placements.no_show(placement, "No answer.", by=by)
    placements.start(placement, "They talked.", by=by)
    placements.end_early(placement, EndCause.OTHER, 0, "It ended.", by=by)
    return seat_passing.reassign(placement, by=by)


def wait(play: Play) -> None:
    """Time passes, and does what it does."""
    play.now += play.luck.choice((timedelta(minutes=20), timedelta(hours=25), timedelta(days=3)))
    with clock.travel(play.now):
        for task in (clocks.lapse_due, clocks.draw_due, clocks.move_up_due):
            task()


ACTS = (ask, choose, choose, accept, withdraw, withdraw, leave_work, wait, wait)


@pytest.fixture
def here(app, monkeypatch):
    """The world, committed once; each history is rolled back."""
    monkeypatch.setattr(mail, "send", lambda *given, **more: None)
    made = make.world()
    rules = Policy(first_window_hours=0, placements_at_once=1)
    policies.adopt(made.north.id, rules, by=made.desk)
    made.crowd = [make.acting(student(made.north, f"Student {place}")) for place in range(5)]
    made.boss, made.begins = made.brook.actor, clock.now()
    soon = clock.today("Europe/London") + timedelta(days=200)
    late = {"apply_by": soon, "apply_by_at": clock.end_of_day(soon, "Europe/London"), "starts_on": soon}
    late["due_on"] = soon + timedelta(days=20)
    kinds = [{"selection": selection} for selection in Selection] + [{"by_draw": True}]
    found = [make.project(made.north, made.brook, **{"seats": 1, **late, **kind}) for kind in kinds]
    for project in found:
        draws.open_for(project, by=made.desk)
    made.projects = [project.id for project in found]
    db.session.commit()
    return made


@pytest.mark.slow
def test_whatever_happens_seats_and_order_are_right(here, engine):
    moved, sum_of_all = 0, HISTORIES[engine] * LONG
    for number in range(sum_of_all):
        play = Play(here, number)
        play.run()
        moved += play.moved
        db.session.rollback()
    assert moved > sum_of_all / 8, "hardly anybody ever moved up"
