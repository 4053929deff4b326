"""Worlds of a thousand to a million projects, written in bulk and kept between runs."""

import json
import os
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import flask_migrate
from sqlalchemy import insert, select, text

from portal import clock, create_app, schema
from portal.config import Config
from portal.database import db, take_write_lock
from portal.models.claims import Claim
from portal.models.placements import Fee, Placement
from portal.models.projects import Deliverable, Project, ProjectAudience
from portal.services import signin
from portal.vocabulary import PlacementStatus, ProjectStatus
from tests.bench.floor import WORDS
from tests.factories.claims import world
from tests.factories.placements import begun
from tests.storm.yard import config, pass_of

ROOT = Path(__file__).resolve().parents[2] / "instance" / "bench"
OPEN, UNFINISHED = 10, 50
"""One project in so many is open; one placement in so many still runs."""
BATCH = 2_000


def yard(rows: int) -> tuple[Config, dict[str, tuple[str, str]], dict[str, int]]:
    """The settings of a world, {name: (cookie, token)} of people who are signed in to it, and ids to look at."""
    folder = ROOT / str(rows)
    folder.mkdir(parents=True, exist_ok=True)
    done = folder / "done.json"
    settings = plain(folder)
    app = create_app(settings)
    with app.app_context():
        take_write_lock()
        told = (
            json.loads(done.read_text()) if done.exists() and schema.is_current() else written(folder, rows)
        )
        tokens = {
            name: signin.begin(key, fresh=timedelta(minutes=10)) for name, key in told["people"].items()
        }
        db.session.commit()
        db.session.remove()
        db.engine.dispose()
    done.write_text(json.dumps(told))
    return settings, {name: pass_of(app, token) for name, token in tokens.items()}, told["ids"]


def plain(folder: Path) -> Config:
    """A portal in this folder, on SQLite."""
    return config(f"sqlite:///{folder / 'portal.sqlite3'}", folder)


def environment(settings: Config) -> dict[str, str]:
    """What a process needs to serve this world."""
    keys = settings.complete().keys()
    return {
        **os.environ,
        **{key: str(value) for key, value in keys.items() if value not in (None, "", False)},
    }


def written(folder: Path, rows: int) -> dict:
    """Make the tables and everything in them; a world of an older schema is thrown away."""
    db.engine.dispose()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    db.create_all()
    here = world()
    placement = begun(here.first, SimpleNamespace(actor=here.bela))
    later = clock.now() + timedelta(days=3650)
    here.first.apply_by, here.first.apply_by_at, here.first.seats = later.date(), later, 10_000_000
    ids = {"project": here.first.id, "placement": placement.id}
    people = {"student": here.amara, "staff": here.desk, "supervisor": here.brook.actor}
    db.session.commit()
    multiply(rows)
    flask_migrate.stamp()
    db.session.execute(text("ANALYZE"))
    return {"people": {name: who.user_id for name, who in people.items()}, "ids": ids}


def multiply(rows: int) -> None:
    """Copy what is there once: a project with its audience and deliverables, its claim and its placement."""
    first = {model: one(model) for model in (Project, ProjectAudience, Deliverable, Claim, Placement, Fee)}
    start = 1000
    for begin in range(0, rows, BATCH):
        numbers = range(start + begin, start + min(begin + BATCH, rows))
        for model, values in first.items():
            db.session.execute(insert(model), list(copies(model, values, numbers)))
        db.session.commit()


def one(model) -> dict:
    """The columns of the first row."""
    row = db.session.execute(select(*model.__table__.columns).order_by(model.id).limit(1)).mappings().one()
    return dict(row)


def copies(model, values: dict, numbers) -> Iterator[dict]:
    for number in numbers:
        yield {**values, "id": number, **changes(model, number)}


def changes(model, number: int) -> dict:
    """What differs from row to row."""
    if model is Project:
        words = [WORDS[number * step % len(WORDS)] for step in (1, 3, 5)]
        state = ProjectStatus.OPEN if number % OPEN == 0 else ProjectStatus.CLOSED
        soon = clock.now() + timedelta(days=30, minutes=number % 100_000)
        return {"title": f"{' '.join(words)} {number}".title(), "status": state, "apply_by_at": soon}
    if model is Placement:
        return placement(number)
    if model is Fee:
        return {"placement_id": number}
    return {"project_id": number}


def placement(number: int) -> dict:
    """One in so many runs, the others are long over."""
    own = {"claim_id": number, "project_id": number, "due_at": clock.now() + timedelta(days=number % 60)}
    if number % UNFINISHED == 0:
        return {**own, "status": PlacementStatus.ACTIVE}
    past = clock.now() - timedelta(days=number % 900)
    return {**own, "status": PlacementStatus.CLOSED, "accepted_at": past, "closed_at": past}
