"""Waiting lists, draws, and interest in projects that the office fills."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
IN_LINE = sa.text("status = 'waitlisted'")
STANDING = sa.text("withdrawn_at IS NULL")


def added():
    """{table: its new columns}, made anew each time: a column belongs to one table."""
    return {
        "project": [sa.Column("by_draw", sa.Boolean(), nullable=False, server_default=sa.false())],
        "claim": [
            sa.Column("rank", sa.Integer(), nullable=True),
            sa.Column("passed_at", sa.DateTime(timezone=True), nullable=True),
            sa.Column("passed_over", sa.Text(), nullable=False, server_default=""),
        ],
        "placement": [sa.Column("seat_passed_at", sa.DateTime(timezone=True), nullable=True)],
    }


def points(table, column, to):
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))


def upgrade():
    for table, columns in added().items():
        for column in columns:
            op.add_column(table, column)
    op.create_index(
        "uq_claim_project_id_rank_waitlisted",
        "claim",
        ["project_id", "rank"],
        unique=True,
        sqlite_where=IN_LINE,
        postgresql_where=IN_LINE,
    )
    interest()
    draw()


def interest():
    op.create_table(
        "interest",
        sa.Column("id", KEY, nullable=False),
        sa.Column("project_id", KEY, nullable=False),
        sa.Column("student_id", KEY, nullable=False),
        sa.Column("campus_id", KEY, nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        points("interest", "project_id", "project"),
        points("interest", "student_id", "user_account"),
        points("interest", "campus_id", "campus"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interest")),
    )
    for column in ("student_id", "campus_id"):
        op.create_index(op.f(f"ix_interest_{column}"), "interest", [column])
    op.create_index(
        "uq_interest_project_id_student_id_standing",
        "interest",
        ["project_id", "student_id"],
        unique=True,
        sqlite_where=STANDING,
        postgresql_where=STANDING,
    )


def draw():
    op.create_table(
        "draw",
        sa.Column("id", KEY, nullable=False),
        sa.Column("project_id", KEY, nullable=False),
        sa.Column("campus_id", KEY, nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("commitment", sa.String(length=64), nullable=False),
        sa.Column("seed", sa.String(length=64), nullable=False),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("entries", sa.JSON(), nullable=False),
        points("draw", "project_id", "project"),
        points("draw", "campus_id", "campus"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draw")),
        sa.UniqueConstraint("project_id", name=op.f("uq_draw_project_id")),
    )
    for column in ("campus_id", "closes_at"):
        op.create_index(op.f(f"ix_draw_{column}"), "draw", [column])


def downgrade():
    op.drop_table("draw")
    op.drop_table("interest")
    op.drop_index("uq_claim_project_id_rank_waitlisted", "claim")
    for table, columns in added().items():
        for column in reversed(columns):
            op.drop_column(table, column.name)
