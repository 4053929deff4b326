"""What came of a placement, and the questions that ask for it."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
STEPS = ("none", "project", "internship", "job", "reference")
SIDES = ("student", "employer", "office")


def word(name, *values):
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def points(table, column, to):
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))


def upgrade():
    follow_ups()
    outcomes()


def follow_ups():
    name = "follow_up"
    op.create_table(
        name,
        sa.Column("id", KEY, nullable=False),
        sa.Column("placement_id", KEY, nullable=False),
        sa.Column("campus_id", KEY, nullable=False),
        sa.Column("side", word("side", *SIDES), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=True),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("sent_at", MOMENT, nullable=True),
        sa.Column("expires_at", MOMENT, nullable=True),
        sa.Column("dropped_at", MOMENT, nullable=True),
        sa.Column("answered_at", MOMENT, nullable=True),
        sa.Column("answer", word("nextstep", *STEPS), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("side IN ('student','employer')", name=op.f("ck_follow_up_student_or_employer")),
        sa.CheckConstraint("days > 0", name=op.f("ck_follow_up_days_positive")),
        sa.CheckConstraint(
            "(answered_at IS NULL) = (answer IS NULL)", name=op.f("ck_follow_up_answered_at_if_answered")
        ),
        sa.CheckConstraint("(sent_at IS NULL) = (hash IS NULL)", name=op.f("ck_follow_up_hash_if_sent")),
        sa.CheckConstraint(
            "sent_at IS NULL OR dropped_at IS NULL", name=op.f("ck_follow_up_sent_or_dropped")
        ),
        points(name, "placement_id", "placement"),
        points(name, "campus_id", "campus"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up")),
        sa.UniqueConstraint("hash", name=op.f("uq_follow_up_hash")),
        sa.UniqueConstraint("placement_id", "side", "days", name=op.f("uq_follow_up_placement_id_side_days")),
    )
    op.create_index(op.f("ix_follow_up_campus_id"), name, ["campus_id"])
    op.create_index("ix_follow_up_due_at", name, ["due_at"])


def outcomes():
    name = "outcome"
    op.create_table(
        name,
        sa.Column("id", KEY, nullable=False),
        sa.Column("placement_id", KEY, nullable=False),
        sa.Column("campus_id", KEY, nullable=False),
        sa.Column("employer_id", KEY, nullable=False),
        sa.Column("student_id", KEY, nullable=False),
        sa.Column("follow_up_id", KEY, nullable=True),
        sa.Column("kind", word("nextstep", *STEPS), nullable=False),
        sa.Column("source", word("side", *SIDES), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("said_at", MOMENT, nullable=False),
        sa.Column("struck_at", MOMENT, nullable=True),
        sa.CheckConstraint("kind <> 'none'", name=op.f("ck_outcome_kind_is_a_step")),
        points(name, "placement_id", "placement"),
        points(name, "campus_id", "campus"),
        points(name, "employer_id", "employer"),
        points(name, "student_id", "user_account"),
        points(name, "follow_up_id", "follow_up"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome")),
    )
    op.create_index(
        "uq_outcome_placement_id_kind_standing",
        name,
        ["placement_id", "kind"],
        unique=True,
        sqlite_where=sa.text("struck_at IS NULL"),
        postgresql_where=sa.text("struck_at IS NULL"),
    )
    op.create_index("ix_outcome_campus_id_employer_id", name, ["campus_id", "employer_id"])
    op.create_index(op.f("ix_outcome_student_id"), name, ["student_id"])


def downgrade():
    op.drop_table("outcome")
    op.drop_table("follow_up")
