"""Funds that pay fees, each with a ledger that only grows."""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KINDS = ("paid_in", "committed", "released", "spent", "corrected")
PAYERS = ("employer", "university", "donor")
WORDS = "the ledger of a fund is append-only"


def words(name, *values):
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def check(table, condition, name):
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def points(table, column, to):
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))


def upgrade():
    funds()
    for table in ("project", "fee"):
        points_to_fund(table)
        op.create_index(op.f(f"ix_{table}_fund_id"), table, ["fund_id"])
    entries()
    op.create_index(op.f("ix_fund_entry_fee_id"), "fund_entry", ["fee_id"])
    op.create_index("ix_fund_entry_project_id_fund_id", "fund_entry", ["project_id", "fund_id"])
    guard()


def points_to_fund(table):
    """SQLite takes the key with the column; to rebuild the table would move the checks of its other columns."""
    name = f"fk_{table}_fund_id_fund"
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"ALTER TABLE {table} ADD COLUMN fund_id INTEGER CONSTRAINT {name} REFERENCES fund (id)")
        return
    op.add_column(table, sa.Column("fund_id", KEY, nullable=True))
    op.create_foreign_key(op.f(name), table, "fund", ["fund_id"], ["id"])


def funds():
    table = "fund"
    op.create_table(
        table,
        sa.Column("id", KEY, nullable=False),
        sa.Column("campus_id", KEY, nullable=False),
        sa.Column("kind", words("fund_kind", *PAYERS), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("donor", sa.String(length=160), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        check(table, "kind <> 'employer'", "not_the_employers"),
        check(table, "(kind = 'donor') = (donor <> '')", "donor_if_donor"),
        check(table, "name <> ''", "named"),
        points(table, "campus_id", "campus"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fund")),
        sa.UniqueConstraint("campus_id", "name", name=op.f("uq_fund_campus_id_name")),
    )


def entries():
    table = "fund_entry"
    op.create_table(
        table,
        sa.Column("id", KEY, nullable=False),
        sa.Column("fund_id", KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", words("entrykind", *KINDS), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("balance", sa.BigInteger(), nullable=False),
        sa.Column("committed", sa.BigInteger(), nullable=False),
        sa.Column("project_id", KEY, nullable=True),
        sa.Column("fee_id", KEY, nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("author", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        check(table, "committed >= 0 AND balance >= committed", "never_more_than_there_is"),
        check(table, "amount > 0 OR (kind = 'corrected' AND amount < 0)", "amount"),
        check(
            table,
            "(kind IN ('committed','released','spent')) = (project_id IS NOT NULL)",
            "project_if_for_one",
        ),
        check(table, "kind <> 'spent' OR fee_id IS NOT NULL", "fee_if_spent"),
        check(table, "kind <> 'corrected' OR note <> ''", "reason_if_corrected"),
        points(table, "fund_id", "fund"),
        points(table, "project_id", "project"),
        points(table, "fee_id", "fee"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fund_entry")),
        sa.UniqueConstraint("fund_id", "number", name=op.f("uq_fund_entry_fund_id_number")),
    )


def guard():
    """The lines of a ledger are written once."""
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER fund_entry_no_{verb.lower()} BEFORE {verb} ON fund_entry "
                f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
            )
        return
    op.execute(
        "CREATE OR REPLACE FUNCTION refuse_change_of_ledger() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{WORDS}'; END $$"
    )
    for verb, each in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
        op.execute(
            f"CREATE TRIGGER fund_entry_no_{verb.lower()} BEFORE {verb} ON fund_entry "
            f"FOR EACH {each} EXECUTE FUNCTION refuse_change_of_ledger()"
        )


def downgrade():
    op.drop_table("fund_entry")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change_of_ledger()")
    for table in ("fee", "project"):
        op.drop_index(op.f(f"ix_{table}_fund_id"), table)
        op.drop_column(table, "fund_id")
    op.drop_table("fund")
