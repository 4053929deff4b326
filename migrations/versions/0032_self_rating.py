"""Tables: self rating, self answer."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
COMPETENCIES = "career communication thinking equity leadership professionalism teamwork technology".split()
LEVELS = "emerging developing applying advanced not_observed".split()


def word(name, *values):
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def points(table, column, there):
    return sa.ForeignKeyConstraint([column], [f"{there}.id"], name=op.f(f"fk_{table}_{column}_{there}"))


def upgrade():
    op.create_table(
        "self_rating",
        sa.Column("id", KEY, nullable=False),
        sa.Column("placement_id", KEY, nullable=False),
        sa.Column("moment", word("ratingmoment", "start", "close"), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        points("self_rating", "placement_id", "placement"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_self_rating")),
        sa.UniqueConstraint("placement_id", "moment", name=op.f("uq_self_rating_placement_id_moment")),
    )
    op.create_table(
        "self_answer",
        sa.Column("id", KEY, nullable=False),
        sa.Column("rating_id", KEY, nullable=False),
        sa.Column("competency", word("competency", *COMPETENCIES), nullable=False),
        sa.Column("level", word("level", *LEVELS), nullable=True),
        sa.CheckConstraint("level <> 'not_observed'", name=op.f("ck_self_answer_observed_oneself")),
        points("self_answer", "rating_id", "self_rating"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_self_answer")),
        sa.UniqueConstraint("rating_id", "competency", name=op.f("uq_self_answer_rating_id_competency")),
    )


def downgrade():
    op.drop_table("self_answer")
    op.drop_table("self_rating")
