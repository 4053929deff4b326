"""Reminders, codes and passed-on links of evaluations; who typed one, and from what."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
SENT = "ck_evaluation_request_sent_at_if_sent"
BEFORE = "status = 'scheduled' OR sent_at IS NOT NULL OR ended_at IS NOT NULL"
AFTER = f"{BEFORE} OR opened_at IS NOT NULL"


def points(table, column, there):
    return sa.ForeignKeyConstraint([column], [f"{there}.id"], name=op.f(f"fk_{table}_{column}_{there}"))


def upgrade():
    reminder()
    code()
    with op.batch_alter_table("evaluation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("typed_from", sa.String(length=40), nullable=True))
        batch_op.create_check_constraint(op.f("ck_evaluation_channel"), "typed_from IN ('phone', 'paper')")
    op.execute("UPDATE evaluation SET typed_from = 'phone' WHERE typed_by_id IS NOT NULL")
    with op.batch_alter_table("evaluation", schema=None) as batch_op:
        batch_op.create_check_constraint(
            op.f("ck_evaluation_typed_from_if_typed"), "(typed_by_id IS NULL) = (typed_from IS NULL)"
        )
    with op.batch_alter_table("evaluation_request", schema=None) as batch_op:
        for name, size in (("delegate_name", 200), ("delegate_email", 254)):
            batch_op.add_column(sa.Column(name, sa.String(length=size), nullable=False, server_default=""))
        batch_op.drop_constraint(op.f(SENT), type_="check")
        batch_op.create_check_constraint(op.f(SENT), AFTER)
    with op.batch_alter_table("link_visit", schema=None) as batch_op:
        batch_op.add_column(sa.Column("user_id", KEY, nullable=True))
        batch_op.create_foreign_key(
            op.f("fk_link_visit_user_id_user_account"), "user_account", ["user_id"], ["id"]
        )


def reminder():
    name = "evaluation_reminder"
    op.create_table(
        name,
        sa.Column("id", KEY, nullable=False),
        sa.Column("request_id", KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("sent_at", MOMENT, nullable=False),
        points(name, "request_id", "evaluation_request"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_reminder")),
        sa.UniqueConstraint("hash", name=op.f("uq_evaluation_reminder_hash")),
        sa.UniqueConstraint("request_id", "number", name=op.f("uq_evaluation_reminder_request_id_number")),
    )


def code():
    op.create_table(
        "link_code",
        sa.Column("id", KEY, nullable=False),
        sa.Column("request_id", KEY, nullable=False),
        sa.Column("hash", sa.String(length=200), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.CheckConstraint("tries >= 0 AND tries <= 5", name=op.f("ck_link_code_tries_within_bounds")),
        points("link_code", "request_id", "evaluation_request"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_code")),
    )
    op.create_index(op.f("ix_link_code_request_id"), "link_code", ["request_id"])


def downgrade():
    with op.batch_alter_table("link_visit", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("fk_link_visit_user_id_user_account"), type_="foreignkey")
        batch_op.drop_column("user_id")
    op.execute("UPDATE evaluation_request SET sent_at = opened_at WHERE sent_at IS NULL")
    op.execute("UPDATE evaluation_request SET status = 'revoked' WHERE status = 'delegated'")
    with op.batch_alter_table("evaluation_request", schema=None) as batch_op:
        batch_op.drop_constraint(op.f(SENT), type_="check")
        batch_op.create_check_constraint(op.f(SENT), BEFORE)
        batch_op.drop_column("delegate_email")
        batch_op.drop_column("delegate_name")
    with op.batch_alter_table("evaluation", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_evaluation_typed_from_if_typed"), type_="check")
        batch_op.drop_constraint(op.f("ck_evaluation_channel"), type_="check")
        batch_op.drop_column("typed_from")
    op.drop_index(op.f("ix_link_code_request_id"), "link_code")
    op.drop_table("link_code")
    op.drop_table("evaluation_reminder")
