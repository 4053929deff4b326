"""How often something may be tried, counted in the database so that every process sees it."""

import hashlib
from datetime import timedelta

from limits import RateLimitItem, parse
from limits.storage import Storage
from limits.strategies import FixedWindowRateLimiter
from sqlalchemy import case, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from portal import clock
from portal.database import aside
from portal.errors import PortalError
from portal.models.people import RateCount

RULES: dict[str, RateLimitItem] = {
    "sign-in account": parse("10/5 minutes"),
    "sign-in address": parse("300/5 minutes"),
    "reset account": parse("5/day"),
    "reset address": parse("300/day"),
    "verify address": parse("60/minute"),
    "application address": parse("30/hour"),
    "portfolio address": parse("60/minute"),
    "feed": parse("60/hour"),
    "feed address": parse("60/minute"),
}


class TooMany(PortalError):
    """Too many tries; `wait` is in seconds."""

    status = 429

    def __init__(self, message: str = "", wait: int = 60) -> None:
        super().__init__(message)
        self.wait = wait


class DatabaseStorage(Storage):
    """The storage of the `limits` library over one table; each call is a short transaction of its own."""

    STORAGE_SCHEME = ["portal"]

    @property
    def base_exceptions(self):
        return SQLAlchemyError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        with aside(write=True) as connection:
            return connection.scalar(counting(key, expiry, amount, connection.dialect.name))

    def get(self, key: str) -> int:
        live = select(RateCount.count).where(RateCount.key == key, RateCount.expires_at > clock.now())
        with aside() as connection:
            return connection.scalar(live) or 0

    def get_expiry(self, key: str) -> float:
        with aside() as connection:
            moment = connection.scalar(select(RateCount.expires_at).where(RateCount.key == key))
        return (moment or clock.now()).timestamp()

    def check(self) -> bool:
        return True

    def clear(self, key: str) -> None:
        with aside(write=True) as connection:
            connection.execute(delete(RateCount).where(RateCount.key == key))

    def reset(self) -> int:
        with aside(write=True) as connection:
            return connection.execute(delete(RateCount)).rowcount


def counting(key: str, expiry: int, amount: int, engine: str):
    """One statement: a new window, or one more in the window that runs; returns the count."""
    insert = postgresql.insert if engine == "postgresql" else sqlite.insert
    now = clock.now()
    row = {"key": key, "count": amount, "expires_at": now + timedelta(seconds=expiry)}
    over = RateCount.expires_at <= now
    changes = {
        "count": case((over, amount), else_=RateCount.count + amount),
        "expires_at": case((over, row["expires_at"]), else_=RateCount.expires_at),
    }
    statement = insert(RateCount).values(row).on_conflict_do_update(index_elements=["key"], set_=changes)
    return statement.returning(RateCount.count)


limiter = FixedWindowRateLimiter(DatabaseStorage("portal://"))


def count(rule: str, who: str) -> bool:
    """Count one try under a rule; False once there were too many."""
    return limiter.hit(RULES[rule], *names(rule, who))


def reached(rule: str, who: str) -> bool:
    """Would one more try be too many? Counts nothing."""
    return not limiter.test(RULES[rule], *names(rule, who))


def forget(rule: str, who: str) -> None:
    """Begin again: the person proved who they are."""
    limiter.clear(RULES[rule], *names(rule, who))


def names(rule: str, who: str) -> tuple[str, str]:
    """What the row is called: the rule, and a hash in place of the person or address."""
    return rule.replace(" ", "-"), hashlib.sha256(who.encode()).hexdigest()[:32]


def sweep() -> int:
    """Remove windows that are over; returns how many."""
    with aside(write=True) as connection:
        return connection.execute(delete(RateCount).where(RateCount.expires_at <= clock.now())).rowcount
