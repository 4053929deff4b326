"""Tables: certificates asked for together, and pages to print; the second officer of an order."""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
STATUSES = ("proposed", "released", "refused", "withdrawn")
SORTS = ("name", "serial")
DECIDED = "(decided_by_id IS NULL) = (decided_at IS NULL)"
TWO = "decided_by_id IS NULL OR decided_by_id <> ordered_by_id"


def points(table, column, to):
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))


def word(name, *words):
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=40)


def check(table, name, rule):
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def unique(table, *columns):
    return sa.UniqueConstraint(*columns, name=op.f("_".join(("uq", table, *columns))))


def key(name, nullable=False):
    return sa.Column(name, KEY, nullable=nullable)


def moment(name, nullable=False):
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def upgrade():
    # A column's own reference can be added by both engines, one of the table by PostgreSQL alone.
    kind = KEY.compile(op.get_bind().dialect)
    op.execute(
        f"ALTER TABLE certificate_order ADD COLUMN confirmed_by_id {kind}"
        " CONSTRAINT fk_certificate_order_confirmed_by_id_user_account REFERENCES user_account (id)"
    )
    cohort()
    item()
    run()
    page()


def cohort():
    name = "certificate_cohort"
    op.create_table(
        name,
        key("id"),
        key("campus_id"),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("status", word("cohortstatus", *STATUSES), nullable=False),
        moment("status_at"),
        key("ordered_by_id", nullable=True),
        moment("ordered_at"),
        key("decided_by_id", nullable=True),
        moment("decided_at", nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        check(name, "decided_at_if_decided", DECIDED),
        check(name, "two_officers", TWO),
        check(name, "reason_if_refused", "(status = 'refused') = (reason <> '')"),
        points(name, "campus_id", "campus"),
        points(name, "ordered_by_id", "user_account"),
        points(name, "decided_by_id", "user_account"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    op.create_index(f"ix_{name}_campus_id", name, ["campus_id"])


def item():
    name = "certificate_cohort_item"
    op.create_table(
        name,
        key("id"),
        key("cohort_id"),
        key("placement_id"),
        sa.Column("replaces", sa.String(length=20), nullable=False),
        sa.Column("attested", sa.Integer(), nullable=True),
        key("order_id", nullable=True),
        sa.Column("problem", sa.Text(), nullable=False),
        check(name, "attested_positive", "attested > 0"),
        check(name, "order_or_problem", "order_id IS NULL OR problem = ''"),
        points(name, "cohort_id", "certificate_cohort"),
        points(name, "placement_id", "placement"),
        points(name, "order_id", "certificate_order"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        unique(name, "cohort_id", "placement_id"),
        unique(name, "order_id"),
    )
    op.create_index(f"ix_{name}_placement_id", name, ["placement_id"])


def run():
    name = "print_run"
    op.create_table(
        name,
        key("id"),
        key("campus_id"),
        key("cohort_id", nullable=True),
        key("ordered_by_id", nullable=True),
        moment("ordered_at"),
        sa.Column("sort", word("printsort", *SORTS), nullable=False),
        moment("done_at", nullable=True),
        sa.Column("problem", sa.Text(), nullable=False),
        moment("expires_at", nullable=True),
        key("file_id", nullable=True),
        check(name, "expires_if_file", "file_id IS NULL OR expires_at IS NOT NULL"),
        check(name, "file_or_problem", "file_id IS NULL OR problem = ''"),
        check(name, "done_at_if_file", "done_at IS NOT NULL OR file_id IS NULL"),
        points(name, "campus_id", "campus"),
        points(name, "cohort_id", "certificate_cohort"),
        points(name, "ordered_by_id", "user_account"),
        points(name, "file_id", "stored_file"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    for column in ("campus_id", "cohort_id"):
        op.create_index(f"ix_{name}_{column}", name, [column])


def page():
    name = "print_page"
    op.create_table(
        name,
        key("id"),
        key("run_id"),
        key("certificate_id"),
        sa.Column("position", sa.Integer(), nullable=False),
        points(name, "run_id", "print_run"),
        points(name, "certificate_id", "certificate"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        unique(name, "run_id", "position"),
    )
    op.create_index(f"ix_{name}_certificate_id", name, ["certificate_id"])


def downgrade():
    for table in ("print_page", "print_run", "certificate_cohort_item", "certificate_cohort"):
        op.drop_table(table)
    with op.batch_alter_table("certificate_order") as batch:
        batch.drop_column("confirmed_by_id")
