"""Tables: evaluation, fee, hand in, reflection."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "evaluation",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("placement_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("form_version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "timeliness",
            sa.Enum(
                "late",
                "late_agreed",
                "on_time",
                "early",
                name="timeliness",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("minutes_taken", sa.Integer(), nullable=True),
        sa.Column(
            "engage_again",
            sa.Enum(
                "yes",
                "with_support",
                "no",
                name="engage",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "host_again",
            sa.Enum("yes", "no", "later", name="host", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column(
            "next_step",
            sa.Enum(
                "none",
                "project",
                "internship",
                "job",
                "reference",
                name="nextstep",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("strength", sa.Text(), nullable=False),
        sa.Column("growth", sa.Text(), nullable=False),
        sa.Column("private_note", sa.Text(), nullable=False),
        sa.Column("sentence", sa.String(length=200), nullable=False),
        sa.Column("sentence_allowed", sa.Boolean(), nullable=False),
        sa.Column("attested_name", sa.String(length=200), nullable=False),
        sa.Column("attested_title", sa.String(length=120), nullable=False),
        sa.Column("attested_on", sa.Date(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("waived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("typed_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "submitted_at IS NULL OR (timeliness IS NOT NULL AND minutes_taken IS NOT NULL AND engage_again IS NOT NULL AND host_again IS NOT NULL AND next_step IS NOT NULL AND attested_name <> '' AND attested_on IS NOT NULL)",
            name=op.f("ck_evaluation_complete_if_submitted"),
        ),
        sa.ForeignKeyConstraint(
            ["form_version_id"], ["form_version.id"], name=op.f("fk_evaluation_form_version_id_form_version")
        ),
        sa.ForeignKeyConstraint(
            ["placement_id"], ["placement.id"], name=op.f("fk_evaluation_placement_id_placement")
        ),
        sa.ForeignKeyConstraint(
            ["typed_by_id"], ["user_account.id"], name=op.f("fk_evaluation_typed_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation")),
        sa.UniqueConstraint("placement_id", name=op.f("uq_evaluation_placement_id")),
    )

    op.create_table(
        "fee",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("placement_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "agreed",
                "due",
                "reported_paid",
                "confirmed",
                "disputed",
                "resolved",
                "amended",
                "void",
                name="feestatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("status_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_fee_amount_not_negative")),
        sa.ForeignKeyConstraint(
            ["placement_id"], ["placement.id"], name=op.f("fk_fee_placement_id_placement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fee")),
        sa.UniqueConstraint("placement_id", name=op.f("uq_fee_placement_id")),
    )

    op.create_table(
        "hand_in",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("placement_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changes", sa.Text(), nullable=False),
        sa.Column("changes_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(changes = '') = (changes_at IS NULL)", name=op.f("ck_hand_in_changes_at_if_changes")
        ),
        sa.ForeignKeyConstraint(
            ["placement_id"], ["placement.id"], name=op.f("fk_hand_in_placement_id_placement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_in")),
        sa.UniqueConstraint("placement_id", "number", name=op.f("uq_hand_in_placement_id_number")),
    )

    op.create_table(
        "reflection",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("placement_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("form_version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "stage",
            sa.Enum(
                "before",
                "halfway",
                "after",
                name="reflectionstage",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("did", sa.Text(), nullable=False),
        sa.Column("learned", sa.Text(), nullable=False),
        sa.Column("next", sa.Text(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["form_version_id"], ["form_version.id"], name=op.f("fk_reflection_form_version_id_form_version")
        ),
        sa.ForeignKeyConstraint(
            ["placement_id"], ["placement.id"], name=op.f("fk_reflection_placement_id_placement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reflection")),
        sa.UniqueConstraint("placement_id", "stage", name=op.f("uq_reflection_placement_id_stage")),
    )


def downgrade():
    op.drop_table("reflection")

    op.drop_table("hand_in")

    op.drop_table("fee")

    op.drop_table("evaluation")
