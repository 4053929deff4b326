"""Changes of what was agreed in a placement, and deliverables that only one placement has."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OPEN = sa.text("status IN ('proposed','agreed')")
CHANGES = ("starts_on", "due_on", "minutes", "fee", "supervisor_id", "deliverables")
STATUSES = ("proposed", "agreed", "in_force", "refused", "withdrawn", "lapsed")


def points(column, to):
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_amendment_{column}_{to}"))


def words(name, *values):
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def check(condition, name):
    return sa.CheckConstraint(condition, name=op.f(f"ck_amendment_{name}"))


def upgrade():
    for table in ("deliverable", "placement"):
        op.add_column(table, sa.Column("amendment", KEY, nullable=False, server_default="0"))
    op.add_column("placement", sa.Column("amended_at", sa.DateTime(timezone=True), nullable=True))
    amendments()
    table = "amendment"
    op.create_index(op.f("ix_amendment_placement_id"), table, ["placement_id"])
    op.create_index(op.f("ix_amendment_student_id"), table, ["student_id"])
    op.create_index("ix_amendment_campus_id_status", table, ["campus_id", "status"])
    op.create_index(
        "uq_amendment_placement_id_open",
        table,
        ["placement_id"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )


def amendments():
    op.create_table(
        "amendment",
        sa.Column("id", KEY, nullable=False),
        sa.Column("placement_id", KEY, nullable=False),
        sa.Column("campus_id", KEY, nullable=False),
        sa.Column("employer_id", KEY, nullable=False),
        sa.Column("student_id", KEY, nullable=False),
        sa.Column("side", words("side", "student", "employer", "office"), nullable=False),
        sa.Column("status", words("amendmentstatus", *STATUSES), nullable=False),
        sa.Column("status_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("in_force_at", sa.DateTime(timezone=True), nullable=True),
        *texts(),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("fee", sa.Integer(), nullable=True),
        sa.Column("supervisor_id", KEY, nullable=True),
        sa.Column("deliverables", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *constraints(),
    )


def texts():
    return (
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("office_note", sa.Text(), nullable=False),
        sa.Column("asks_office", sa.JSON(), nullable=False),
    )


def constraints():
    return (
        check(" OR ".join(f"{name} IS NOT NULL" for name in CHANGES), "changes_something"),
        check("side IN ('student','employer')", "side_of_the_work"),
        check("minutes > 0", "minutes_positive"),
        check("fee >= 0", "fee_not_negative"),
        check("(status = 'in_force') = (in_force_at IS NOT NULL)", "in_force_at_if_in_force"),
        points("placement_id", "placement"),
        points("campus_id", "campus"),
        points("employer_id", "employer"),
        points("student_id", "user_account"),
        points("supervisor_id", "contact"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendment")),
    )


def downgrade():
    op.drop_table("amendment")
    own = "SELECT id FROM deliverable WHERE amendment <> 0"
    op.execute(sa.text(f"DELETE FROM evaluation_quality WHERE deliverable_id IN ({own})"))  # noqa: S608
    op.execute(sa.text("DELETE FROM deliverable WHERE amendment <> 0"))
    op.drop_column("placement", "amended_at")
    for table in ("placement", "deliverable"):
        op.drop_column(table, "amendment")
