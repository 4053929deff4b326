"""Tables: project."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "project",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("campus_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("employer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("ancestor_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("created_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "draft",
                "submitted",
                "changes_requested",
                "open",
                "filled",
                "closed",
                "expired",
                "cancelled",
                "declined",
                "withdrawn",
                name="projectstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("status_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "decline_code",
            sa.Enum(
                "unpaid",
                "scope",
                "ongoing",
                "unverified",
                "unsafe",
                "recruiter",
                "duplicate",
                "other",
                name="declinecode",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("summary", sa.String(length=160), nullable=False),
        sa.Column(
            "field",
            sa.Enum(
                "research",
                "writing",
                "data",
                "marketing",
                "design",
                "technology",
                "events",
                "finance",
                "education",
                "other",
                name="field",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "format",
            sa.Enum(
                "micro_internship",
                "nano",
                "flash",
                "sprint",
                "pop_up",
                "virtual",
                "on_demand",
                "gig",
                name="format",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("out_of_scope", sa.Text(), nullable=False),
        sa.Column("must_skills", sa.JSON(), nullable=False),
        sa.Column("learn_skills", sa.JSON(), nullable=False),
        sa.Column("tools", sa.JSON(), nullable=False),
        sa.Column("competencies", sa.JSON(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("minutes_a_week", sa.Integer(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("flexible", sa.Boolean(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=True),
        sa.Column("seats_taken", sa.Integer(), nullable=False),
        sa.Column("fee", sa.Integer(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column(
            "payer",
            sa.Enum(
                "employer",
                "university",
                "donor",
                name="payer",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "fee_trigger",
            sa.Enum(
                "on_acceptance",
                "on_milestones",
                name="feetrigger",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("days_to_pay", sa.Integer(), nullable=False),
        sa.Column(
            "place",
            sa.Enum(
                "remote",
                "hybrid",
                "onsite",
                name="place",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.Column("access_note", sa.Text(), nullable=False),
        sa.Column("zone", sa.String(length=60), nullable=False),
        sa.Column("equipment", sa.Text(), nullable=False),
        sa.Column("supervisor_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("alternate_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("check_ins", sa.Integer(), nullable=False),
        sa.Column("answer_days", sa.Integer(), nullable=False),
        sa.Column(
            "selection",
            sa.Enum(
                "claim",
                "apply",
                "match",
                name="selection",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("questions", sa.JSON(), nullable=False),
        sa.Column("wants_resume", sa.Boolean(), nullable=False),
        sa.Column("apply_by", sa.Date(), nullable=True),
        sa.Column("apply_by_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decide_by", sa.Date(), nullable=True),
        sa.Column("blind", sa.Boolean(), nullable=False),
        sa.Column("graduates_within", sa.Integer(), nullable=True),
        sa.Column("relationship_kind", sa.String(length=120), nullable=False),
        sa.Column("nda", sa.Boolean(), nullable=False),
        sa.Column("ip", sa.Text(), nullable=False),
        sa.Column("data_note", sa.Text(), nullable=False),
        sa.Column("ai_rule", sa.Text(), nullable=False),
        sa.Column("exclusions_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("exclusive_until", sa.Date(), nullable=True),
        sa.Column(
            "may_show",
            sa.Enum(
                "yes", "redacted", "no", name="mayshow", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.CheckConstraint(
            "(status = 'declined') = (decline_code IS NOT NULL)",
            name=op.f("ck_project_decline_code_if_declined"),
        ),
        sa.CheckConstraint(
            "status IN ('draft','withdrawn') OR (title <> '' AND summary <> '' AND field IS NOT NULL AND minutes IS NOT NULL AND fee IS NOT NULL AND seats IS NOT NULL AND place IS NOT NULL AND selection IS NOT NULL AND starts_on IS NOT NULL AND due_on IS NOT NULL AND apply_by IS NOT NULL AND apply_by_at IS NOT NULL AND supervisor_id IS NOT NULL AND submitted_at IS NOT NULL)",
            name=op.f("ck_project_complete_unless_draft"),
        ),
        sa.CheckConstraint(
            "due_on IS NULL OR starts_on IS NULL OR due_on >= starts_on",
            name=op.f("ck_project_due_after_start"),
        ),
        sa.CheckConstraint("fee IS NULL OR fee >= 0", name=op.f("ck_project_fee_not_negative")),
        sa.CheckConstraint("minutes IS NULL OR minutes > 0", name=op.f("ck_project_minutes_positive")),
        sa.CheckConstraint(
            "seats_taken >= 0 AND (seats IS NULL OR seats_taken <= seats)", name=op.f("ck_project_seats")
        ),
        sa.ForeignKeyConstraint(
            ["alternate_id"], ["contact.id"], name=op.f("fk_project_alternate_id_contact")
        ),
        sa.ForeignKeyConstraint(["ancestor_id"], ["project.id"], name=op.f("fk_project_ancestor_id_project")),
        sa.ForeignKeyConstraint(["campus_id"], ["campus.id"], name=op.f("fk_project_campus_id_campus")),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["contact.id"], name=op.f("fk_project_created_by_id_contact")
        ),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name=op.f("fk_project_employer_id_employer")
        ),
        sa.ForeignKeyConstraint(
            ["supervisor_id"], ["contact.id"], name=op.f("fk_project_supervisor_id_contact")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project")),
    )

    with op.batch_alter_table("project", schema=None) as batch_op:
        batch_op.create_index(
            "ix_project_campus_id_status_apply_by_at_id",
            ["campus_id", "status", "apply_by_at", "id"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_project_employer_id"), ["employer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_project_supervisor_id"), ["supervisor_id"], unique=False)


def downgrade():
    with op.batch_alter_table("project", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_project_supervisor_id"))
        batch_op.drop_index(batch_op.f("ix_project_employer_id"))
        batch_op.drop_index("ix_project_campus_id_status_apply_by_at_id")

    op.drop_table("project")
