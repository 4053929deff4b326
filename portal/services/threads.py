"""The thread between the office and an employer about a partnership or a project."""

from collections.abc import Sequence

from sqlalchemy import Row, select

from portal import policy
from portal.actor import Actor
from portal.database import db
from portal.history import remember
from portal.models.employers import Comment, Partnership
from portal.models.projects import Project
from portal.services.sight import rows
from portal.vocabulary import Role

Subject = Partnership | Project


def _about(record: Subject):
    return Comment.partnership_id if isinstance(record, Partnership) else Comment.project_id


def read(record: Subject) -> Sequence[Row]:
    """(author, from_office, text, created_at) of every line, oldest first."""
    return rows(
        select(Comment.author, Comment.from_office, Comment.text, Comment.created_at)
        .where(_about(record) == record.id)
        .order_by(Comment.id)
    )


def say(record: Subject, text: str, *, by: Actor) -> Comment | None:
    """Add a line; an empty one is none. Part of a verb, which has asked for its own ability."""
    if not text.strip():
        return None
    comment = Comment(
        author_id=by.user_id, author=by.label, from_office=by.role is Role.STAFF, text=text.strip()
    )
    setattr(comment, _about(record).key, record.id)
    db.session.add(comment)
    return comment


def comment(record: Subject, text: str, *, by: Actor) -> None:
    """Add a line outside of any decision."""
    policy.require(by, f"{record.__tablename__}.comment", record)
    if say(record, text, by=by):
        remember(record, "comment", by)
