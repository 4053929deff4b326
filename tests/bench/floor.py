"""The floor: the least one page of ours costs with this stack written plainly. Served beside the portal.

A signed-in user, 20 rows through the ORM, a count, one page of 10 kB from a template, a token; nothing else.
"""

import os
import random
from datetime import date, timedelta

from flask import Flask, render_template, session
from flask_login import LoginManager, UserMixin, current_user, login_required, login_user
from flask_sqlalchemy import SQLAlchemy
from flask_wtf.csrf import CSRFProtect, generate_csrf
from sqlalchemy import ForeignKey, Index, event, func, insert, select
from sqlalchemy.orm import DeclarativeBase, Mapped, contains_eager, joinedload, mapped_column, relationship

FIELDS = ["Software", "Design", "Marketing", "Finance", "Biology", "Civil", "Law", "Education"]
WORDS = "data web research mobile energy health museum library robot market audit garden river school".split()
PRAGMAS = ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "temp_store=MEMORY")
LARGE = ("mmap_size=268435456", "cache_size=-65536")


class Base(DeclarativeBase):
    """Plain models."""


db = SQLAlchemy(model_class=Base)


class Person(db.Model, UserMixin):
    """Who is signed in."""

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Host(db.Model):
    """Whose project it is."""

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Work(db.Model):
    """One row of the list."""

    __table_args__ = (Index("ix_work_open", "status", "deadline", "id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    host_id: Mapped[int] = mapped_column(ForeignKey("host.id"))
    title: Mapped[str]
    summary: Mapped[str]
    field: Mapped[str]
    status: Mapped[str]
    deadline: Mapped[date]
    seats: Mapped[int]
    seats_left: Mapped[int]
    host: Mapped[Host] = relationship()


def seed(rows: int) -> None:
    """Once: people, hosts and projects."""
    chance = random.Random(7)
    db.create_all()
    if db.session.get(Person, 1):
        return
    db.session.execute(insert(Person), [{"name": f"Person {number}"} for number in range(200)])
    db.session.execute(insert(Host), [{"name": f"Organisation {number}"} for number in range(50)])
    db.session.execute(insert(Work), [work(chance) for _ in range(rows)])
    db.session.commit()


def work(chance: random.Random) -> dict:
    return {
        "host_id": chance.randint(1, 50),
        "title": " ".join(chance.sample(WORDS, 4)).title(),
        "summary": " ".join(chance.choices(WORDS, k=25)),
        "field": chance.choice(FIELDS),
        "status": "open",
        "deadline": date(2030, 1, 1) + timedelta(days=chance.randint(0, 300)),
        "seats": 5,
        "seats_left": chance.randint(0, 5),
    }


def set_pragmas(connection, _record) -> None:
    for pragma in (*PRAGMAS, *LARGE):
        connection.execute(f"PRAGMA {pragma}")


def create_app() -> Flask:
    """The whole application."""
    app = Flask(__name__)
    app.config.update(SECRET_KEY="k" * 48, SQLALCHEMY_DATABASE_URI=os.environ["FLOOR_DATABASE"])
    db.init_app(app)
    CSRFProtect(app)
    LoginManager(app).user_loader(lambda number: db.session.get(Person, int(number)))
    app.add_url_rule("/healthz", view_func=lambda: "ok", endpoint="healthz")
    for path, view in {"/enter": enter, "/list": index, "/detail/<int:number>": detail}.items():
        app.add_url_rule(path, view_func=view, endpoint=view.__name__)
    app.add_url_rule("/nothing", view_func=nothing, methods=["POST"])
    with app.app_context():
        event.listen(db.engine, "connect", set_pragmas)
        seed(1000)
    return app


def enter():
    login_user(db.session.get(Person, 5))
    return generate_csrf()


@login_required
def index():
    found = (
        select(Work)
        .join(Work.host)
        .options(contains_eager(Work.host))
        .where(Work.status == "open")
        .order_by(Work.deadline, Work.id)
        .limit(20)
    )
    count = select(func.count()).select_from(Work).where(Work.status == "open")
    return render_template(
        "list.html", rows=db.session.scalars(found).all(), total=db.session.scalar(count), **everywhere()
    )


@login_required
def detail(number: int):
    found = db.session.get(Work, number, options=[joinedload(Work.host)])
    return render_template("detail.html", work=found, **everywhere())


@login_required
def nothing():
    session["seen"] = 1
    return "", 303, {"Location": "/list"}


def everywhere() -> dict:
    return {"user": current_user._get_current_object(), "token": generate_csrf(), "fields": FIELDS}


if "FLOOR_DATABASE" in os.environ:
    app = create_app()
