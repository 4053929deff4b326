"""Tables: milestone, project audience, placement."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "milestone",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("check_in", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_milestone_project_id_project")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone")),
    )

    with op.batch_alter_table("milestone", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_milestone_project_id"), ["project_id"], unique=False)

    op.create_table(
        "project_audience",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("campus_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("from_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_by", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["campus_id"], ["campus.id"], name=op.f("fk_project_audience_campus_id_campus")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_project_audience_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_audience")),
    )

    with op.batch_alter_table("project_audience", schema=None) as batch_op:
        batch_op.create_index(
            "ix_project_audience_campus_id_project_id", ["campus_id", "project_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_project_audience_project_id"), ["project_id"], unique=False)

    op.create_table(
        "placement",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("claim_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("student_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("campus_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("employer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("supervisor_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "kickoff",
                "active",
                "delivered",
                "revision",
                "accepted",
                "closed",
                "ended_early",
                "no_show",
                name="placementstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("status_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("zone", sa.String(length=60), nullable=False),
        sa.Column("student_ready_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("supervisor_ready_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("first_hand_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_by_office", sa.Boolean(), nullable=False),
        sa.Column("revisions", sa.Integer(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "end_cause",
            sa.Enum(
                "student_left",
                "employer_left",
                "scope",
                "silence",
                "other",
                name="endcause",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(status = 'closed') = (closed_at IS NOT NULL)", name=op.f("ck_placement_closed_at_if_closed")
        ),
        sa.CheckConstraint(
            "(status = 'ended_early') = (end_cause IS NOT NULL)",
            name=op.f("ck_placement_cause_if_ended_early"),
        ),
        sa.CheckConstraint(
            "status NOT IN ('accepted','closed') OR accepted_at IS NOT NULL",
            name=op.f("ck_placement_accepted_at_if_accepted"),
        ),
        sa.CheckConstraint("revisions >= 0", name=op.f("ck_placement_revisions_not_negative")),
        sa.ForeignKeyConstraint(["campus_id"], ["campus.id"], name=op.f("fk_placement_campus_id_campus")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_placement_claim_id_claim")),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name=op.f("fk_placement_employer_id_employer")
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_placement_project_id_project")),
        sa.ForeignKeyConstraint(
            ["student_id"], ["user_account.id"], name=op.f("fk_placement_student_id_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["supervisor_id"], ["contact.id"], name=op.f("fk_placement_supervisor_id_contact")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placement")),
        sa.UniqueConstraint("claim_id", name=op.f("uq_placement_claim_id")),
    )

    with op.batch_alter_table("placement", schema=None) as batch_op:
        batch_op.create_index(
            "ix_placement_campus_id_status_due_at", ["campus_id", "status", "due_at"], unique=False
        )
        batch_op.create_index("ix_placement_employer_id_status", ["employer_id", "status"], unique=False)
        batch_op.create_index(batch_op.f("ix_placement_project_id"), ["project_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_placement_student_id"), ["student_id"], unique=False)


def downgrade():
    with op.batch_alter_table("placement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_placement_student_id"))
        batch_op.drop_index(batch_op.f("ix_placement_project_id"))
        batch_op.drop_index("ix_placement_employer_id_status")
        batch_op.drop_index("ix_placement_campus_id_status_due_at")

    op.drop_table("placement")

    with op.batch_alter_table("project_audience", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_project_audience_project_id"))
        batch_op.drop_index("ix_project_audience_campus_id_project_id")

    op.drop_table("project_audience")

    with op.batch_alter_table("milestone", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_milestone_project_id"))

    op.drop_table("milestone")
