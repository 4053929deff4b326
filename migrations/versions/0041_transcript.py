"""All experience of a student in one sealed document."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
ORDERED = sa.text("status = 'ordered'")
STATES = ("ordered", "failed", "issued", "withdrawn_by_holder")
CHECKS = {
    "file_if_issued": "(status = 'issued') = (file_id IS NOT NULL)",
    "sha256_once_issued": "(status IN ('issued','withdrawn_by_holder'))"
    " = (sha256 IS NOT NULL AND issued_at IS NOT NULL)",
    "no_facts_if_withdrawn": "(status = 'withdrawn_by_holder') = (facts IS NULL)",
    "problem_if_failed": "(status = 'failed') = (problem <> '')",
}


def upgrade():
    op.create_table(
        "transcript",
        sa.Column("id", KEY, nullable=False),
        sa.Column("serial", sa.String(length=20), nullable=False),
        sa.Column("student_id", KEY, nullable=False),
        sa.Column("campus_id", KEY, nullable=False),
        sa.Column(
            "status",
            sa.Enum(*STATES, name="transcriptstatus", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("status_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ordered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issuer", sa.String(length=250), nullable=False),
        sa.Column("facts", sa.Text(), nullable=True),
        sa.Column("template_version", sa.String(length=20), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("file_id", KEY, nullable=True),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("problem", sa.Text(), nullable=False),
        *(sa.CheckConstraint(rule, name=op.f(f"ck_transcript_{name}")) for name, rule in CHECKS.items()),
        sa.ForeignKeyConstraint(["campus_id"], ["campus.id"], name=op.f("fk_transcript_campus_id_campus")),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name=op.f("fk_transcript_file_id_stored_file")
        ),
        sa.ForeignKeyConstraint(
            ["student_id"], ["user_account.id"], name=op.f("fk_transcript_student_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transcript")),
        sa.UniqueConstraint("serial", name=op.f("uq_transcript_serial")),
    )
    for column in ("student_id", "campus_id", "sha256"):
        op.create_index(f"ix_transcript_{column}", "transcript", [column])
    op.create_index(
        "uq_transcript_student_id_ordered",
        "transcript",
        ["student_id"],
        unique=True,
        sqlite_where=ORDERED,
        postgresql_where=ORDERED,
    )


def downgrade():
    op.drop_table("transcript")
