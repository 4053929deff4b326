"""Tables: evaluation answer, evaluation quality, evaluation request, hand in item."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "evaluation_answer",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("evaluation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "competency",
            sa.Enum(
                "career",
                "communication",
                "thinking",
                "equity",
                "leadership",
                "professionalism",
                "teamwork",
                "technology",
                name="competency",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "level",
            sa.Enum(
                "emerging",
                "developing",
                "applying",
                "advanced",
                "not_observed",
                name="level",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "level <> 'emerging' OR comment <> ''", name=op.f("ck_evaluation_answer_comment_if_emerging")
        ),
        sa.ForeignKeyConstraint(
            ["evaluation_id"], ["evaluation.id"], name=op.f("fk_evaluation_answer_evaluation_id_evaluation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_answer")),
        sa.UniqueConstraint(
            "evaluation_id", "competency", name=op.f("uq_evaluation_answer_evaluation_id_competency")
        ),
    )

    op.create_table(
        "evaluation_quality",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("evaluation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("deliverable_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "quality",
            sa.Enum(
                "unusable",
                "rework",
                "meets",
                "exceeds",
                name="quality",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["deliverable_id"],
            ["deliverable.id"],
            name=op.f("fk_evaluation_quality_deliverable_id_deliverable"),
        ),
        sa.ForeignKeyConstraint(
            ["evaluation_id"], ["evaluation.id"], name=op.f("fk_evaluation_quality_evaluation_id_evaluation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_quality")),
        sa.UniqueConstraint(
            "evaluation_id", "deliverable_id", name=op.f("uq_evaluation_quality_evaluation_id_deliverable_id")
        ),
    )

    op.create_table(
        "evaluation_request",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("evaluation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("contact_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "scheduled",
                "sent",
                "opened",
                "draft",
                "submitted",
                "bounced",
                "delegated",
                "expired",
                "revoked",
                "waived",
                name="requeststatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("status_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "status = 'scheduled' OR sent_at IS NOT NULL OR ended_at IS NOT NULL",
            name=op.f("ck_evaluation_request_sent_at_if_sent"),
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_evaluation_request_contact_id_contact")
        ),
        sa.ForeignKeyConstraint(
            ["evaluation_id"], ["evaluation.id"], name=op.f("fk_evaluation_request_evaluation_id_evaluation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_request")),
        sa.UniqueConstraint("hash", name=op.f("uq_evaluation_request_hash")),
    )

    with op.batch_alter_table("evaluation_request", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evaluation_request_contact_id"), ["contact_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_evaluation_request_evaluation_id"), ["evaluation_id"], unique=False
        )
        batch_op.create_index(
            "uq_evaluation_request_evaluation_id_live",
            ["evaluation_id"],
            unique=True,
            sqlite_where=sa.text("status IN ('scheduled','sent','opened','draft')"),
            postgresql_where=sa.text("status IN ('scheduled','sent','opened','draft')"),
        )

    op.create_table(
        "hand_in_item",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("hand_in_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("file_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("url", sa.String(length=1000), nullable=False),
        sa.CheckConstraint("(file_id IS NULL) <> (url = '')", name=op.f("ck_hand_in_item_file_or_link")),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name=op.f("fk_hand_in_item_file_id_stored_file")
        ),
        sa.ForeignKeyConstraint(
            ["hand_in_id"], ["hand_in.id"], name=op.f("fk_hand_in_item_hand_in_id_hand_in")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_in_item")),
    )

    with op.batch_alter_table("hand_in_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hand_in_item_hand_in_id"), ["hand_in_id"], unique=False)


def downgrade():
    with op.batch_alter_table("hand_in_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hand_in_item_hand_in_id"))

    op.drop_table("hand_in_item")

    with op.batch_alter_table("evaluation_request", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_evaluation_request_evaluation_id_live",
            sqlite_where=sa.text("status IN ('scheduled','sent','opened','draft')"),
            postgresql_where=sa.text("status IN ('scheduled','sent','opened','draft')"),
        )
        batch_op.drop_index(batch_op.f("ix_evaluation_request_evaluation_id"))
        batch_op.drop_index(batch_op.f("ix_evaluation_request_contact_id"))

    op.drop_table("evaluation_request")

    op.drop_table("evaluation_quality")

    op.drop_table("evaluation_answer")
