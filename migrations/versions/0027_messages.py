"""The thread of a placement: messages with files, readings, notices, and when the office was called."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
TABLES = ("office_call", "message_notice", "message_reading", "message_file", "message")
SEEN = ("application", "file", "profile")


def points(table, column, to):
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))


def number(column, nullable=False):
    return sa.Column(column, KEY, nullable=nullable)


def side():
    words = ("student", "employer", "office")
    return sa.Column(
        "side",
        sa.Enum(*words, name="side", native_enum=False, create_constraint=True, length=40),
        nullable=False,
    )


def upgrade():
    messages()
    files()
    readings()
    notices()
    calls()
    seen(*SEEN, "messages")


def messages():
    table = "message"
    op.create_table(
        table,
        number("id"),
        number("placement_id"),
        number("author_id"),
        sa.Column("author", sa.String(length=400), nullable=False),
        side(),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.CheckConstraint("text <> ''", name=op.f("ck_message_text_not_empty")),
        points(table, "placement_id", "placement"),
        points(table, "author_id", "user_account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
    )
    op.create_index("ix_message_placement_id_id", table, ["placement_id", "id"])
    op.create_index(op.f("ix_message_author_id"), table, ["author_id"])


def files():
    table = "message_file"
    op.create_table(
        table,
        number("id"),
        number("message_id"),
        number("file_id"),
        points(table, "message_id", "message"),
        points(table, "file_id", "stored_file"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message_file")),
    )
    op.create_index(op.f("ix_message_file_message_id"), table, ["message_id"])
    op.create_index(op.f("ix_message_file_file_id"), table, ["file_id"])


def readings():
    table = "message_reading"
    op.create_table(
        table,
        number("id"),
        number("placement_id"),
        number("user_id"),
        side(),
        number("message_id"),
        sa.Column("at", MOMENT, nullable=False),
        points(table, "placement_id", "placement"),
        points(table, "user_id", "user_account"),
        points(table, "message_id", "message"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message_reading")),
        sa.UniqueConstraint("placement_id", "user_id", name=op.f("uq_message_reading_placement_id_user_id")),
    )
    op.create_index(op.f("ix_message_reading_user_id"), table, ["user_id"])


def notices():
    table = "message_notice"
    told = "(side = 'employer') = (contact_id IS NOT NULL)"
    op.create_table(
        table,
        number("id"),
        number("placement_id"),
        side(),
        number("contact_id", nullable=True),
        number("message_id"),
        sa.Column("at", MOMENT, nullable=False),
        sa.CheckConstraint(told, name=op.f("ck_message_notice_contact_if_employer")),
        points(table, "placement_id", "placement"),
        points(table, "contact_id", "contact"),
        points(table, "message_id", "message"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message_notice")),
    )
    op.create_index("ix_message_notice_placement_id_id", table, ["placement_id", "id"])


def calls():
    table = "office_call"
    op.create_table(
        table,
        number("id"),
        number("placement_id"),
        number("by_id"),
        side(),
        sa.Column("at", MOMENT, nullable=False),
        points(table, "placement_id", "placement"),
        points(table, "by_id", "user_account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_call")),
        sa.UniqueConstraint("placement_id", name=op.f("uq_office_call_placement_id")),
    )


def seen(*words):
    """What of a student's may be looked at."""
    listed = ", ".join(f"'{word}'" for word in words)
    with op.batch_alter_table("disclosure", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_disclosure_seen"), type_="check")
        batch_op.create_check_constraint(op.f("ck_disclosure_seen"), f"what IN ({listed})")


def downgrade():
    op.execute("DELETE FROM disclosure WHERE what = 'messages'")
    seen(*SEEN)
    for table in TABLES:
        op.drop_table(table)
