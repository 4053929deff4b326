"""Tables: partnership."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "partnership",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("employer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("campus_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("applicant_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("previous_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "applied",
                "in_review",
                "changes_requested",
                "approved",
                "declined",
                "withdrawn",
                "suspended",
                "ended",
                name="partnershipstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("status_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("terms_version", sa.String(length=20), nullable=False),
        sa.Column("terms_name", sa.String(length=200), nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
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
        sa.CheckConstraint(
            "(status = 'declined') = (decline_code IS NOT NULL)",
            name=op.f("ck_partnership_decline_code_if_declined"),
        ),
        sa.CheckConstraint(
            "status NOT IN ('approved','suspended','ended') OR approved_at IS NOT NULL",
            name=op.f("ck_partnership_approved_at_if_approved"),
        ),
        sa.ForeignKeyConstraint(
            ["applicant_id"], ["contact.id"], name=op.f("fk_partnership_applicant_id_contact")
        ),
        sa.ForeignKeyConstraint(["campus_id"], ["campus.id"], name=op.f("fk_partnership_campus_id_campus")),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name=op.f("fk_partnership_employer_id_employer")
        ),
        sa.ForeignKeyConstraint(
            ["previous_id"], ["partnership.id"], name=op.f("fk_partnership_previous_id_partnership")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partnership")),
    )

    with op.batch_alter_table("partnership", schema=None) as batch_op:
        batch_op.create_index("ix_partnership_campus_id_status", ["campus_id", "status"], unique=False)
        batch_op.create_index(batch_op.f("ix_partnership_employer_id"), ["employer_id"], unique=False)
        batch_op.create_index(
            "uq_partnership_employer_id_campus_id_live",
            ["employer_id", "campus_id"],
            unique=True,
            sqlite_where=sa.text("status NOT IN ('declined','ended','withdrawn')"),
            postgresql_where=sa.text("status NOT IN ('declined','ended','withdrawn')"),
        )


def downgrade():
    with op.batch_alter_table("partnership", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_partnership_employer_id_campus_id_live",
            sqlite_where=sa.text("status NOT IN ('declined','ended','withdrawn')"),
            postgresql_where=sa.text("status NOT IN ('declined','ended','withdrawn')"),
        )
        batch_op.drop_index(batch_op.f("ix_partnership_employer_id"))
        batch_op.drop_index("ix_partnership_campus_id_status")

    op.drop_table("partnership")
