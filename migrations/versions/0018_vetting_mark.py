"""Tables: vetting mark, care decision, employer change; a partnership's limit."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
ITEMS = (
    "website mail_domain address_phone registration supervisor no_money pay not_recruiter past_record"
    " no_conflict terms next_review"
).split()


def word(name, *values):
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def points(table, column, there):
    return sa.ForeignKeyConstraint([column], [f"{there}.id"], name=op.f(f"fk_{table}_{column}_{there}"))


def upgrade():
    marks()
    care()
    changes()
    with op.batch_alter_table("partnership", schema=None) as batch_op:
        batch_op.add_column(sa.Column("open_limit", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("limit_lifted_at", MOMENT, nullable=True))
        batch_op.create_check_constraint(
            op.f("ck_partnership_open_limit_positive"), "open_limit IS NULL OR open_limit > 0"
        )


def marks():
    name = "vetting_mark"
    op.create_table(
        name,
        sa.Column("id", KEY, nullable=False),
        sa.Column("partnership_id", KEY, nullable=False),
        sa.Column("item", word("vettingitem", *ITEMS), nullable=False),
        sa.Column("state", word("markstate", "ticked", "open", "waived"), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("evidence", sa.String(length=1000), nullable=False),
        sa.Column("author_id", KEY, nullable=True),
        sa.Column("author", sa.String(length=200), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.CheckConstraint("state <> 'waived' OR note <> ''", name=op.f("ck_vetting_mark_note_if_waived")),
        points(name, "partnership_id", "partnership"),
        points(name, "author_id", "user_account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vetting_mark")),
    )
    op.create_index("ix_vetting_mark_partnership_id_item_id", name, ["partnership_id", "item", "id"])


def care():
    name = "care_decision"
    op.create_table(
        name,
        sa.Column("id", KEY, nullable=False),
        sa.Column("partnership_id", KEY, nullable=False),
        sa.Column("placement_id", KEY, nullable=False),
        sa.Column("choice", word("carechoice", "go_on", "office"), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("author_id", KEY, nullable=True),
        sa.Column("author", sa.String(length=200), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.CheckConstraint("choice <> 'office' OR note <> ''", name=op.f("ck_care_decision_note_if_office")),
        points(name, "partnership_id", "partnership"),
        points(name, "placement_id", "placement"),
        points(name, "author_id", "user_account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_care_decision")),
    )
    op.create_index(op.f("ix_care_decision_placement_id"), name, ["placement_id"])
    op.create_index("ix_care_decision_partnership_id_placement_id", name, ["partnership_id", "placement_id"])


def changes():
    name = "employer_change"
    states = word("changestatus", "waiting", "accepted", "declined", "withdrawn")
    op.create_table(
        name,
        sa.Column("id", KEY, nullable=False),
        sa.Column("employer_id", KEY, nullable=False),
        sa.Column("status", states, nullable=False),
        sa.Column("status_at", MOMENT, nullable=False),
        sa.Column("sent_at", MOMENT, nullable=False),
        sa.Column("sent_by_id", KEY, nullable=True),
        sa.Column("name", sa.String(length=160), nullable=True),
        sa.Column("legal_name", sa.String(length=200), nullable=True),
        sa.Column("website", sa.String(length=300), nullable=True),
        sa.Column("domain", sa.String(length=253), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("registration", sa.String(length=120), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.String(length=200), nullable=False),
        sa.Column("decided_campus_id", KEY, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        points(name, "employer_id", "employer"),
        points(name, "sent_by_id", "contact"),
        points(name, "decided_campus_id", "campus"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employer_change")),
    )
    op.create_index("ix_employer_change_employer_id_status", name, ["employer_id", "status"])
    op.create_index(
        "uq_employer_change_employer_id_waiting",
        name,
        ["employer_id"],
        unique=True,
        sqlite_where=sa.text("status = 'waiting'"),
        postgresql_where=sa.text("status = 'waiting'"),
    )


def downgrade():
    with op.batch_alter_table("partnership", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_partnership_open_limit_positive"), type_="check")
        batch_op.drop_column("limit_lifted_at")
        batch_op.drop_column("open_limit")
    op.drop_table("employer_change")
    op.drop_table("care_decision")
    op.drop_table("vetting_mark")
