"""What the office notes about an employer."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def points(column, to):
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_employer_note_{column}_{to}"))


def upgrade():
    op.create_table(
        "employer_note",
        sa.Column("id", KEY, nullable=False),
        sa.Column("campus_id", KEY, nullable=False),
        sa.Column("employer_id", KEY, nullable=False),
        sa.Column("author_id", KEY, nullable=True),
        sa.Column("author", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("follow_up_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        points("campus_id", "campus"),
        points("employer_id", "employer"),
        points("author_id", "user_account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employer_note")),
    )
    op.create_index("ix_employer_note_campus_id_employer_id", "employer_note", ["campus_id", "employer_id"])


def downgrade():
    op.drop_table("employer_note")
