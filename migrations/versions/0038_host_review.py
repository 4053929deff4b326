"""Table: host review."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
NAME = "host_review"
ASPECTS = "brief_matched hours_right prepared responsive useful_feedback paid_as_agreed safe".split()


def word(name, *values):
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def points(column, there):
    return sa.ForeignKeyConstraint([column], [f"{there}.id"], name=op.f(f"fk_{NAME}_{column}_{there}"))


def holds(name, rule):
    return sa.CheckConstraint(rule, name=op.f(f"ck_{NAME}_{name}"))


def upgrade():
    asked = [sa.Column(one, word(one, "yes", "partly", "no", "unsaid"), nullable=False) for one in ASPECTS]
    op.create_table(
        NAME,
        sa.Column("id", KEY, nullable=False),
        sa.Column("placement_id", KEY, nullable=False),
        sa.Column("campus_id", KEY, nullable=False),
        sa.Column("employer_id", KEY, nullable=False),
        sa.Column("student_id", KEY, nullable=False),
        *asked,
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("status", word("commentstatus", "none", "waiting", "shown", "declined"), nullable=False),
        sa.Column("status_at", MOMENT, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("sent_at", MOMENT, nullable=False),
        sa.Column("handled_at", MOMENT, nullable=True),
        sa.Column("handled_by", sa.String(length=200), nullable=False),
        holds("says_whether_safe", "safe <> 'unsaid'"),
        holds("status_if_comment", "(status = 'none') = (comment = '')"),
        holds("reason_if_declined", "status <> 'declined' OR reason <> ''"),
        points("placement_id", "placement"),
        points("campus_id", "campus"),
        points("employer_id", "employer"),
        points("student_id", "user_account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_host_review")),
        sa.UniqueConstraint("placement_id", name=op.f("uq_host_review_placement_id")),
    )
    op.create_index("ix_host_review_campus_id_employer_id", NAME, ["campus_id", "employer_id"])


def downgrade():
    op.drop_table(NAME)
