"""Tables: claim, comment, deliverable, eligibility."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "claim",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("student_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("campus_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("policy_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "held",
                "submitted",
                "shortlisted",
                "offered",
                "proposed",
                "waitlisted",
                "accepted",
                "lapsed",
                "withdrawn",
                "not_selected",
                "declined_by_student",
                "auto_closed",
                "closed",
                name="claimstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("status_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer_by_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("terms_version", sa.String(length=20), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("resume_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("shared", sa.JSON(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column(
            "closed_reason",
            sa.Enum(
                "filled",
                "cancelled",
                "expired",
                "suspended",
                "ineligible",
                name="closedreason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(status = 'accepted') = (accepted_at IS NOT NULL)", name=op.f("ck_claim_accepted_at_if_accepted")
        ),
        sa.CheckConstraint(
            "(status = 'closed') = (closed_reason IS NOT NULL)", name=op.f("ck_claim_reason_if_closed")
        ),
        sa.CheckConstraint(
            "status NOT IN ('held','offered','proposed') OR until_at IS NOT NULL",
            name=op.f("ck_claim_until_if_on_offer"),
        ),
        sa.ForeignKeyConstraint(["campus_id"], ["campus.id"], name=op.f("fk_claim_campus_id_campus")),
        sa.ForeignKeyConstraint(
            ["policy_id"], ["policy_version.id"], name=op.f("fk_claim_policy_id_policy_version")
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_claim_project_id_project")),
        sa.ForeignKeyConstraint(
            ["resume_id"], ["stored_file.id"], name=op.f("fk_claim_resume_id_stored_file")
        ),
        sa.ForeignKeyConstraint(
            ["student_id"], ["user_account.id"], name=op.f("fk_claim_student_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
    )

    with op.batch_alter_table("claim", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_claim_campus_id"), ["campus_id"], unique=False)
        batch_op.create_index("ix_claim_status_until_at", ["status", "until_at"], unique=False)
        batch_op.create_index("ix_claim_student_id_status", ["student_id", "status"], unique=False)
        batch_op.create_index(
            "uq_claim_project_id_student_id_live",
            ["project_id", "student_id"],
            unique=True,
            sqlite_where=sa.text(
                "status IN ('held','submitted','shortlisted','offered','proposed','waitlisted','accepted')"
            ),
            postgresql_where=sa.text(
                "status IN ('held','submitted','shortlisted','offered','proposed','waitlisted','accepted')"
            ),
        )

    op.create_table(
        "comment",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("partnership_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("project_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("author_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("author", sa.String(length=200), nullable=False),
        sa.Column("from_office", sa.Boolean(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(partnership_id IS NULL) <> (project_id IS NULL)", name=op.f("ck_comment_about_one_thing")
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["user_account.id"], name=op.f("fk_comment_author_id_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_comment_partnership_id_partnership")
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_comment_project_id_project")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
    )

    with op.batch_alter_table("comment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_comment_partnership_id"), ["partnership_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_comment_project_id"), ["project_id"], unique=False)

    op.create_table(
        "deliverable",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("format", sa.String(length=80), nullable=False),
        sa.Column("criterion", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_deliverable_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliverable")),
        sa.UniqueConstraint("project_id", "position", name=op.f("uq_deliverable_project_id_position")),
    )

    op.create_table(
        "eligibility",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "college",
                "programme",
                "year",
                name="eligibilitykind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("value", sa.String(length=160), nullable=False),
        sa.Column("must", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_eligibility_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_eligibility")),
        sa.UniqueConstraint("project_id", "kind", "value", name=op.f("uq_eligibility_project_id_kind_value")),
    )


def downgrade():
    op.drop_table("eligibility")

    op.drop_table("deliverable")

    with op.batch_alter_table("comment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_comment_project_id"))
        batch_op.drop_index(batch_op.f("ix_comment_partnership_id"))

    op.drop_table("comment")

    with op.batch_alter_table("claim", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_claim_project_id_student_id_live",
            sqlite_where=sa.text(
                "status IN ('held','submitted','shortlisted','offered','proposed','waitlisted','accepted')"
            ),
            postgresql_where=sa.text(
                "status IN ('held','submitted','shortlisted','offered','proposed','waitlisted','accepted')"
            ),
        )
        batch_op.drop_index("ix_claim_student_id_status")
        batch_op.drop_index("ix_claim_status_until_at")
        batch_op.drop_index(batch_op.f("ix_claim_campus_id"))

    op.drop_table("claim")
