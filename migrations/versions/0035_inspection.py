"""A file that somebody wants judged."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OUTCOMES = (
    "valid",
    "superseded",
    "revoked",
    "withdrawn",
    "altered",
    "not_ours",
    "not_listed",
    "unreadable",
)


def upgrade():
    op.create_table(
        "inspection",
        sa.Column("id", KEY, nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum(*OUTCOMES, name="outcome", native_enum=False, create_constraint=True, length=40),
        ),
        sa.Column("serial", sa.String(length=20), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(done_at IS NULL) = (content IS NOT NULL)", name=op.f("ck_inspection_content_until_done")
        ),
        sa.CheckConstraint(
            "(done_at IS NULL) = (outcome IS NULL)", name=op.f("ck_inspection_outcome_once_done")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection")),
        sa.UniqueConstraint("hash", name=op.f("uq_inspection_hash")),
    )
    op.create_index(op.f("ix_inspection_created_at"), "inspection", ["created_at"])


def downgrade():
    op.drop_table("inspection")
