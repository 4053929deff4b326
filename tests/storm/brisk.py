"""The worker's application with a short lease, and with work whose effect can be counted.

A killed worker's job is free again once its lease is over: after seconds here, so that a storm may wait for it.
"""

from datetime import timedelta

from portal import create_app, jobs
from portal.database import db
from portal.limits import counting

FOREVER = 10**7
jobs.LEASE = timedelta(seconds=10)


@jobs.handler("tally")
def tally(payload: dict) -> None:
    """Count once more in the job's own row: done twice, it would say 2."""
    db.session.execute(counting(f"tally {payload['number']}", FOREVER, 1, db.engine.dialect.name))


app = create_app()
