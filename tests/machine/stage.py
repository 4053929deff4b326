"""Who walks about and what they walk about in: built once, put back before every example."""

import contextvars
from collections import Counter
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from flask import Flask

from portal import clock, jobs, worker
from portal.actor import CLI
from portal.database import db, take_write_lock
from portal.services import certificate_orders, contacts
from tests.access import personas, state
from tests.access.world import choosing
from tests.client import Client
from tests.factories import campus, officer, student
from tests.factories import employers as hiring
from tests.factories import projects as posting

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
NORTH = ("amara", "bela", "cleo")
EMPLOYER = ("supervisor", "colleague")
HOLDER = "holder"
EVERYBODY = (*NORTH, "dido", *EMPLOYER, "stranger", "staff", "far_staff", "nobody", HOLDER)
PDF = b"%PDF-1.7 a document"
VISIT = "visit"


@dataclass
class Stage:
    """The application, its world, the time it is there, and who is signed in."""

    app: Flask
    state: state.State
    members: dict[str, Any]
    now: datetime = MONDAY
    signed_in: dict[str, dict[str, str]] = field(default_factory=dict)
    visits: dict[int, str] = field(default_factory=dict)
    taken: Counter = field(default_factory=Counter)
    """How often each act was answered how, over all examples."""

    def again(self) -> None:
        """The world as it was on the first morning."""
        self.now = MONDAY
        self.signed_in, self.visits = {}, {}
        self.app.extensions.pop("outbox", None)
        self.inside(self.state.back)

    def wait(self, left: timedelta) -> None:
        """Time passes; whoever was signed in signs in again."""
        self.now += left
        self.signed_in = {}

    def inside(self, ask: Callable, *given) -> Any:
        """Ask in an application context of its own, which leaves nothing behind."""
        return contextvars.Context().run(self._within, ask, *given)

    def _within(self, ask: Callable, *given) -> Any:
        with self.app.app_context():
            return ask(*given)

    def browser(self, who: str, request_id: int | None = None) -> Client:
        """Somebody's browser; with a request, the one that its link was opened in."""
        if who not in self.signed_in:
            self.signed_in[who] = self.inside(self._enter, who)
        browser = personas.Persona(who, self.signed_in[who]).browser(self.app)
        if who == HOLDER and self.visits:
            request_id = max(self.visits)
        if request_id in self.visits:
            browser.set_cookie(VISIT, self.visits[request_id])
        return browser

    def _enter(self, who: str) -> dict[str, str]:
        take_write_lock()
        kept = personas.cookies(self.app, self.members.get(who))
        db.session.commit()
        return kept

    def who_is(self, user_id: int) -> str:
        return next(name for name, member in self.members.items() if member.user_id == user_id)

    def work(self) -> None:
        """The worker's minute: what time does by itself, and every job that is due."""
        self.inside(_work)


def _work() -> None:
    worker.run_periodic()
    db.session.rollback()
    jobs.work_once()


@contextmanager
def opened(app: Flask, keeper, monkeypatch):
    """A stage with its curtain up; documents are not drawn here, and a task that fails is not forgiven."""
    with app.app_context():
        keeper.reset()
        here = Stage(app, None, {})
        monkeypatch.setattr(clock, "now", lambda: here.now)
        monkeypatch.setattr(
            certificate_orders, "sealed", lambda facts, paper, credential: PDF + facts.serial.encode()
        )
        monkeypatch.setattr(worker, "guarded", lambda task: task())
        take_write_lock()
        here.members = build()
        db.session.commit()
        db.session.remove()
        here.state = state.of(db.engine)
        here.state.keep()
    yield here
    with app.app_context():
        here.state.close()


def build() -> dict[str, Any]:
    """Two campuses, two employers, and two projects of two seats: one to claim, one to apply for."""
    north, south = campus("north"), campus("south")
    names = {"amara": "Amara Okafor", "bela": "Bela Nagy", "cleo": "Cleo North"}
    members = {who: student(north, name) for who, name in names.items()}
    members |= {"dido": student(south, "Dido Far"), "staff": officer(north), "far_staff": officer(south)}
    desk = hiring.acting(members["staff"], "Olive Officer")
    brook = hiring.partner(north, by=desk, name="Brook", website="brook.example", email="dana@brook.example")
    crest = hiring.partner(north, by=desk, name="Crest", website="crest.example", email="cy@crest.example")
    members |= {"supervisor": brook.member, "stranger": crest.member, "colleague": colleague(brook)}
    posting.project(north, brook, desk, **dated())
    posting.project(north, brook, desk, **choosing())
    db.session.flush()
    return {who: SimpleNamespace(user_id=one.user_id, id=one.id) for who, one in members.items()}


def dated() -> dict[str, dict[str, Any]]:
    """A project with two milestones."""
    today = clock.today("Europe/London")
    named = {"The routes are chosen": 20, "Half of them are walked": 27}
    lines = [
        {"name": name, "due_on": today + timedelta(days=days), "check_in": False}
        for name, days in named.items()
    ]
    return {"time": {"milestones": lines}}


def colleague(brook: SimpleNamespace):
    """Somebody else of the same employer, with an account."""
    quinn = contacts.find_or_create(brook.employer, "Quinn Quay", "quinn@brook.example", "Editor")
    contacts.give_account(quinn, by=CLI)
    return hiring.member(quinn)
