"""Tables: disclosure."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def word(name, *values):
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def points(column, table):
    name = op.f(f"fk_disclosure_{column}_{table}")
    return sa.ForeignKeyConstraint([column], [f"{table}.id"], name=name)


def upgrade():
    op.create_table(
        "disclosure",
        sa.Column("id", KEY, nullable=False),
        sa.Column("campus_id", KEY, nullable=False),
        sa.Column("student_id", KEY, nullable=False),
        sa.Column("viewer_id", KEY, nullable=False),
        sa.Column("employer_id", KEY, nullable=True),
        sa.Column("role", word("role", "student", "contact", "staff", "admin"), nullable=False),
        sa.Column("what", word("seen", "application", "file", "profile"), nullable=False),
        sa.Column("object_id", KEY, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        points("campus_id", "campus"),
        points("student_id", "user_account"),
        points("viewer_id", "user_account"),
        points("employer_id", "employer"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disclosure")),
        sa.UniqueConstraint(
            *("viewer_id", "student_id", "what", "object_id", "day"),
            name=op.f("uq_disclosure_viewer_id_student_id_what_object_id_day"),
        ),
    )
    for columns in INDEXES:
        op.create_index(op.f(f"ix_disclosure_{'_'.join(columns)}"), "disclosure", columns)


INDEXES = (["campus_id"], ["student_id"], ["viewer_id"], ["employer_id"], ["what", "object_id"])


def downgrade():
    op.drop_table("disclosure")
