"""Table: the kick-off list as a sheet."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def points(column, to):
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_kick_off_sheet_{column}_{to}"))


def upgrade():
    op.create_table(
        "kick_off_sheet",
        sa.Column("id", KEY, nullable=False),
        sa.Column("placement_id", KEY, nullable=False),
        sa.Column("ordered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("file_id", KEY, nullable=True),
        sa.CheckConstraint(
            "file_id IS NULL OR done_at IS NOT NULL", name=op.f("ck_kick_off_sheet_done_at_if_file")
        ),
        sa.CheckConstraint("file_id IS NULL OR problem = ''", name=op.f("ck_kick_off_sheet_file_or_problem")),
        points("placement_id", "placement"),
        points("file_id", "stored_file"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kick_off_sheet")),
    )
    op.create_index("ix_kick_off_sheet_placement_id", "kick_off_sheet", ["placement_id"])


def downgrade():
    op.drop_table("kick_off_sheet")
