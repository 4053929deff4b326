"""For whom a project was at each time, and what other campuses' offices were asked."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
AFTER = ("close", "open")
STATUS = ("asked", "approved", "declined", "ended", "lapsed")
AFTER_COLUMN = (
    "ALTER TABLE project ADD COLUMN after_exclusive VARCHAR(40) NOT NULL DEFAULT 'close' "
    "CONSTRAINT ck_project_afterexclusive CHECK (after_exclusive IN ('close', 'open'))"
)


def word(name, values):
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def points(table, column, to):
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))


def upgrade():
    op.add_column(
        "project", sa.Column("graduates_must", sa.Boolean(), nullable=False, server_default=sa.true())
    )
    op.add_column("project", sa.Column("exclusive_until_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(AFTER_COLUMN)
    fill_ends()
    terms()
    requests()


def fill_ends():
    """The day that employers named ends at midnight of their zone."""
    project = sa.table(
        "project",
        sa.column("id", KEY),
        sa.column("zone", sa.String()),
        sa.column("exclusive_until", sa.Date()),
        sa.column("exclusive_until_at", sa.DateTime(timezone=True)),
    )
    named = sa.select(project).where(project.c.exclusive_until.is_not(None))
    for row in op.get_bind().execute(named).all():
        midnight = datetime.combine(row.exclusive_until + timedelta(days=1), time.min, ZoneInfo(row.zone))
        mine = sa.update(project).where(project.c.id == row.id)
        op.get_bind().execute(mine.values(exclusive_until_at=midnight.astimezone(UTC)))


def terms():
    op.create_table(
        "audience_terms",
        sa.Column("id", KEY, nullable=False),
        sa.Column("project_id", KEY, nullable=False),
        sa.Column("from_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("apply_by_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("exclusive_until_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("after_exclusive", word("afterexclusive", AFTER), nullable=False),
        sa.Column("graduates_within", sa.Integer(), nullable=True),
        sa.Column("graduates_must", sa.Boolean(), nullable=False),
        sa.Column("eligibility", sa.JSON(), nullable=False),
        points("audience_terms", "project_id", "project"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audience_terms")),
    )
    op.create_index("ix_audience_terms_project_id_from_at", "audience_terms", ["project_id", "from_at"])


def requests():
    op.create_table(
        "audience_request",
        sa.Column("id", KEY, nullable=False),
        sa.Column("project_id", KEY, nullable=False),
        sa.Column("campus_id", KEY, nullable=False),
        sa.Column("status", word("audiencestatus", STATUS), nullable=False),
        sa.Column("status_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.String(length=200), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(status = 'asked') = (decided_at IS NULL)",
            name=op.f("ck_audience_request_decided_at_unless_asked"),
        ),
        points("audience_request", "project_id", "project"),
        points("audience_request", "campus_id", "campus"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audience_request")),
        sa.UniqueConstraint("project_id", "campus_id", name=op.f("uq_audience_request_project_id_campus_id")),
    )
    op.create_index("ix_audience_request_campus_id_status", "audience_request", ["campus_id", "status"])


def downgrade():
    op.drop_table("audience_request")
    op.drop_table("audience_terms")
    for column in ("after_exclusive", "exclusive_until_at", "graduates_must"):
        op.drop_column("project", column)
