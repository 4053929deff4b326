"""A plan and questions for placements that began or closed before the portal kept any."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None

DAYS, SIDES = (30, 180), ("student", "employer")
AHEAD = ("kickoff", "active")
MOMENT = sa.DateTime(timezone=True)


def table(name, *columns, **typed):
    named = [sa.column(column) for column in columns]
    return sa.table(name, *named, *(sa.column(column, kind) for column, kind in typed.items()))


def dated(name, *columns, **typed):
    return table(name, *columns, due_on=sa.Date(), **typed)


PLACEMENT = dated(
    "placement",
    *("id", "project_id", "campus_id", "status", "zone"),
    starts_on=sa.Date(),
    closed_at=MOMENT,
)
PROJECT = table("project", "id", "check_ins")
MILESTONE = dated("milestone", "id", "project_id", "name", check_in=sa.Boolean())
PLANNED = dated(
    "placement_milestone",
    *("placement_id", "position", "name", "status", "note", "url", "answer", "version"),
    due_at=MOMENT,
    status_at=MOMENT,
)
CHECK_IN = dated("check_in", "placement_id", "number", "done", "obstacle", "change", "version", due_at=MOMENT)
QUESTION = table("follow_up", "placement_id", "campus_id", "side", "days", "name", "version", due_at=MOMENT)


def upgrade():
    bind, now = op.get_bind(), datetime.now(UTC)
    for one in bind.execute(unplanned()).all():
        plan(bind, one, now)
    for one in bind.execute(unasked()).all():
        ask(bind, one, now)


def downgrade():
    """What was planned stays: nothing tells it from what the portal has planned since."""


def unplanned():
    """Work that is under way and has neither milestones nor check-ins."""
    bare = [~sa.exists().where(kept.c.placement_id == PLACEMENT.c.id) for kept in (PLANNED, CHECK_IN)]
    return (
        sa.select(PLACEMENT, PROJECT.c.check_ins)
        .join(PROJECT, PROJECT.c.id == PLACEMENT.c.project_id)
        .where(PLACEMENT.c.status.in_(AHEAD), *bare)
    )


def unasked():
    """Work that is closed and about which nothing will be asked."""
    asked = sa.exists().where(QUESTION.c.placement_id == PLACEMENT.c.id)
    return sa.select(PLACEMENT).where(PLACEMENT.c.status == "closed", ~asked)


def plan(bind, one, now):
    """From today on, so that nothing is missed the moment it is planned."""
    since = max(one.starts_on, now.astimezone(ZoneInfo(one.zone)).date())
    found = sa.select(MILESTONE).where(
        MILESTONE.c.project_id == one.project_id, MILESTONE.c.due_on.between(since, one.due_on)
    )
    lines = bind.execute(found.order_by(MILESTONE.c.due_on, MILESTONE.c.id)).all()
    for position, line in enumerate(lines, start=1):
        told = {"position": position, "name": line.name, "status": "planned", "status_at": now}
        keep(bind, PLANNED, one, line.due_on, **told, note="", url="", answer="")
    fixed = {line.due_on for line in lines if line.check_in}
    days = sorted(fixed | spread(since, one.due_on, one.check_ins - len(fixed)))
    for number, day in enumerate(days, start=1):
        keep(bind, CHECK_IN, one, day, number=number, done="", obstacle="", change="")


def spread(since, until, times):
    """So many days between two, as far from each other as from both ends."""
    whole = (until - since).days
    return {since + timedelta(days=round(whole * step / (times + 1))) for step in range(1, times + 1)}


def keep(bind, kept, one, day, **told):
    over = datetime.combine(day + timedelta(days=1), time.min, ZoneInfo(one.zone)).astimezone(UTC)
    bind.execute(kept.insert().values(placement_id=one.id, due_on=day, due_at=over, version=1, **told))


def ask(bind, one, now):
    """The questions whose day is still ahead."""
    closed = one.closed_at if one.closed_at.tzinfo else one.closed_at.replace(tzinfo=UTC)
    for days in DAYS:
        due = closed + timedelta(days=days)
        for side in SIDES if due > now else ():
            told = {"campus_id": one.campus_id, "side": side, "days": days, "name": "", "due_at": due}
            bind.execute(QUESTION.insert().values(placement_id=one.id, version=1, **told))
