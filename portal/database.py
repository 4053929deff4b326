"""The database handle: base class, column types, and how transactions begin on each engine."""

import enum
from contextlib import contextmanager
from datetime import UTC, datetime

import pysqlite3.dbapi2 as sqlite
from flask import g, has_app_context, has_request_context, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import BigInteger, DateTime, Enum, Integer, MetaData, TypeDecorator, event, make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import DeclarativeBase, registry

from portal.writers import WriterQueue

SAFE_METHODS = {"GET", "HEAD", "OPTIONS", "TRACE"}
PATIENCE = 10.0
NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

Key = BigInteger().with_variant(Integer, "sqlite")


class UtcDateTime(TypeDecorator):
    """An instant. Refuses naive times; gives back aware UTC on both engines."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"A time without a zone cannot be stored: {value!r}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Base of every model; the map sits in the registry because Flask-SQLAlchemy refuses it on the class."""

    metadata = MetaData(naming_convention=NAMES)
    registry = registry(metadata=metadata, type_annotation_map={datetime: UtcDateTime})


def word(words: type[enum.Enum], name: str | None = None) -> Enum:
    """A column of words: text under a CHECK. Give `name` when a table has two columns of one kind."""
    return Enum(
        words,
        name=name or words.__name__.lower(),
        values_callable=lambda kind: [member.value for member in kind],
        native_enum=False,
        create_constraint=True,
        validate_strings=True,
        length=40,
    )


class Database(SQLAlchemy):
    """Flask-SQLAlchemy whose engines begin transactions our way."""

    def _make_engine(self, bind_key, options, app):
        kind = make_url(options["url"]).get_backend_name()
        defaults = sqlite_options() if kind == "sqlite" else postgresql_options()
        engine = super()._make_engine(bind_key, {**defaults, **options}, app)
        if kind == "sqlite":
            equip_sqlite(engine, "NORMAL" if app.config["PORTAL_ENV"] == "test" else "FULL")
        return engine


def sqlite_options() -> dict:
    """The current SQLite from the package; the driver never begins a transaction by itself."""
    return {"module": sqlite, "connect_args": {"isolation_level": None, "check_same_thread": False}}


def postgresql_options() -> dict:
    """Stale connections are replaced; no statement may run on for ever (times in milliseconds)."""
    limits = "-c statement_timeout=30000 -c lock_timeout=10000 -c idle_in_transaction_session_timeout=60000"
    return {"pool_pre_ping": True, "connect_args": {"options": limits, "connect_timeout": 5}}


def equip_sqlite(engine, synchronous: str) -> None:
    """Pragmas on each connection, and the queue of writers before BEGIN IMMEDIATE."""
    queue = WriterQueue(engine.url.database)

    @event.listens_for(engine, "connect")
    def set_pragmas(connection, record):
        for pragma in (*PRAGMAS, f"synchronous = {synchronous}"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection):
        begin_sqlite(connection, queue)

    # The queue is left when the connection goes back to the pool: the "commit" event fires before the commit.
    @event.listens_for(engine, "checkin")
    def leave(connection, record):
        if record.info.pop("writes", False):
            queue.leave()


PRAGMAS = (
    "busy_timeout = 10000",
    "journal_mode = WAL",
    "foreign_keys = ON",
    "cache_size = -65536",
    "mmap_size = 268435456",
    "temp_store = MEMORY",
)


def begin_sqlite(connection, queue: WriterQueue) -> None:
    """BEGIN for readers; writers stand in the queue, then BEGIN IMMEDIATE."""
    if not writes(connection):
        connection.exec_driver_sql("BEGIN")
        return
    patience = left = connection.get_execution_options().get("patience") or PATIENCE
    if not connection.info.get("writes"):
        left = queue.enter(patience)
        connection.info["writes"] = True
    try:
        begin_immediate(connection, left)
    except OperationalError as held:
        raise queue.in_vain(patience) from held
    queue.held = False


def begin_immediate(connection, patience: float) -> None:
    """Wait for writers that know no queue, such as a tool of the operator's, at most `patience` seconds."""
    driver = connection.connection.dbapi_connection
    driver.execute(f"PRAGMA busy_timeout = {round(1000 * patience)}")
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    finally:
        driver.execute(f"PRAGMA {PRAGMAS[0]}")


def writes(connection) -> bool:
    """Will this transaction write? Its own option says, or the app context, or the request's method."""
    option = connection.get_execution_options().get("writes")
    if option is not None:
        return option
    if has_app_context() and "writes" in g:
        return g.writes
    return has_request_context() and request.method not in SAFE_METHODS


def take_write_lock(wanted: bool = True) -> None:
    """This app context's transactions write from here on: for jobs and commands."""
    g.writes = wanted


@contextmanager
def aside(write: bool = False, patience: float | None = None):
    """A short transaction of its own beside the session's (a Core connection): counters, last seen."""
    with db.engine.execution_options(writes=write, patience=patience).begin() as connection:
        yield connection


db = Database(model_class=Base)


def changed(statement) -> int:
    """Run an INSERT, UPDATE or DELETE in the session; how many rows it touched."""
    return db.session.execute(statement).rowcount


def hold_still(record, *more: str) -> None:
    """Nobody else moves this record before the transaction ends; its status (and `more`) is read anew."""
    db.session.refresh(record, ["status", *more], with_for_update=True)


NOTES = "read once"


def read_once(about: object) -> dict:
    """The session's notes about something that a page asks for several times; the next transaction begins anew."""
    session = db.session()
    session.connection()
    during, notes = session.info.get(NOTES, (None, {}))
    if during is not session.get_transaction():
        notes = {}
        session.info[NOTES] = (session.get_transaction(), notes)
    return notes.setdefault(about, {})
