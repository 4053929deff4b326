"""A student's commitments beside placements, and the most hours a week they want."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
NAME = "commitment"
KIND = sa.Enum(
    *("classes", "job", "exams", "other"),
    name="commitmentkind",
    native_enum=False,
    create_constraint=True,
    length=40,
)


def points(column, to):
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{NAME}_{column}_{to}"))


def upgrade():
    # What a student said was free was all they wanted to be busy: nothing else was counted then.
    op.execute("ALTER TABLE student RENAME COLUMN free_minutes TO ceiling_minutes")
    op.create_table(
        NAME,
        sa.Column("id", KEY, nullable=False),
        sa.Column("student_id", KEY, nullable=False),
        sa.Column("campus_id", KEY, nullable=False),
        sa.Column("kind", KIND, nullable=False),
        sa.Column("label", sa.String(length=80), nullable=False),
        sa.Column("minutes_a_week", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("removed_at", MOMENT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("minutes_a_week > 0", name=op.f("ck_commitment_minutes_positive")),
        sa.CheckConstraint(
            "until_on IS NULL OR until_on >= from_on", name=op.f("ck_commitment_until_after_from")
        ),
        points("student_id", "user_account"),
        points("campus_id", "campus"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment")),
    )
    op.create_index(op.f("ix_commitment_campus_id"), NAME, ["campus_id"])
    op.create_index("ix_commitment_student_id_removed_at", NAME, ["student_id", "removed_at"])


def downgrade():
    op.drop_table(NAME)
    op.execute("ALTER TABLE student RENAME COLUMN ceiling_minutes TO free_minutes")
