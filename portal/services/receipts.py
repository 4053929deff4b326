"""A form sent twice has one effect: its key is kept with what the first sending led to."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from portal import clock, jobs
from portal.actor import Actor
from portal.database import db
from portal.models.people import FormReceipt

KEPT = timedelta(days=7)


@dataclass
class Receipt:
    """`repeated` is true for a second sending, `location` is then where the first one led."""

    key: str = ""
    repeated: bool = False
    location: str = ""

    def led_to(self, location: str) -> str:
        """Keep the address the answer redirects to, and hand it back."""
        if self.key:
            row = db.session.scalars(select(FormReceipt).where(FormReceipt.key == self.key)).one()
            row.location = location
        return location


def once(form_key: str | None, by: Actor, action: str) -> Receipt:
    """Register a sending in this transaction; a form without a key (an old page) is never a repetition.

    A second sending at the same moment waits here until the first has committed or failed.
    """
    if not form_key:
        return Receipt()
    person = f"{by.kind}:{by.user_id or by.request_id or ''}"
    key = hashlib.sha256(f"{form_key}|{person}|{action}".encode()).hexdigest()
    row = {"key": key, "actor": person, "action": action, "location": "", "created_at": clock.now()}
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    writing = insert(FormReceipt).values(row).on_conflict_do_nothing(index_elements=["key"])
    if db.session.scalar(writing.returning(FormReceipt.id)):
        return Receipt(key)
    first = db.session.scalar(select(FormReceipt.location).where(FormReceipt.key == key))
    return Receipt(key, repeated=True, location=first or "")


@jobs.periodic
def sweep() -> None:
    """Forget sendings that no browser repeats any more."""
    db.session.execute(delete(FormReceipt).where(FormReceipt.created_at < clock.now() - KEPT))
