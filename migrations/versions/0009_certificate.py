"""Tables: certificate, certificate order."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "certificate",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("serial", sa.String(length=20), nullable=False),
        sa.Column("placement_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("campus_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("student_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "issued",
                "superseded",
                "revoked",
                "withdrawn_by_holder",
                name="certificatestatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("status_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "attestation",
            sa.Enum("A", "B", "C", name="attestation", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("issuer", sa.String(length=250), nullable=False),
        sa.Column("facts", sa.Text(), nullable=True),
        sa.Column("template_version", sa.String(length=20), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("file_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "revoked_reason",
            sa.Enum(
                "issued_in_error",
                "facts_wrong",
                "misconduct",
                name="revocationreason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("successor", sa.String(length=20), nullable=True),
        sa.CheckConstraint(
            "(status = 'revoked') = (revoked_reason IS NOT NULL)",
            name=op.f("ck_certificate_reason_if_revoked"),
        ),
        sa.CheckConstraint(
            "(status = 'superseded') = (successor IS NOT NULL)",
            name=op.f("ck_certificate_successor_if_superseded"),
        ),
        sa.CheckConstraint(
            "(status = 'withdrawn_by_holder') = (facts IS NULL)",
            name=op.f("ck_certificate_no_facts_if_withdrawn"),
        ),
        sa.ForeignKeyConstraint(["campus_id"], ["campus.id"], name=op.f("fk_certificate_campus_id_campus")),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name=op.f("fk_certificate_file_id_stored_file")
        ),
        sa.ForeignKeyConstraint(
            ["issued_by_id"], ["user_account.id"], name=op.f("fk_certificate_issued_by_id_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["placement_id"], ["placement.id"], name=op.f("fk_certificate_placement_id_placement")
        ),
        sa.ForeignKeyConstraint(
            ["student_id"], ["user_account.id"], name=op.f("fk_certificate_student_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
        sa.UniqueConstraint("serial", name=op.f("uq_certificate_serial")),
    )

    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_certificate_campus_id"), ["campus_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_certificate_placement_id"), ["placement_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_certificate_student_id"), ["student_id"], unique=False)
        batch_op.create_index(
            "uq_certificate_placement_id_issued",
            ["placement_id"],
            unique=True,
            sqlite_where=sa.text("status = 'issued'"),
            postgresql_where=sa.text("status = 'issued'"),
        )

    op.create_table(
        "certificate_order",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("placement_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("campus_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("ordered_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("ordered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("serial", sa.String(length=20), nullable=False),
        sa.Column("replaces", sa.String(length=20), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["campus_id"], ["campus.id"], name=op.f("fk_certificate_order_campus_id_campus")
        ),
        sa.ForeignKeyConstraint(
            ["ordered_by_id"],
            ["user_account.id"],
            name=op.f("fk_certificate_order_ordered_by_id_user_account"),
        ),
        sa.ForeignKeyConstraint(
            ["placement_id"], ["placement.id"], name=op.f("fk_certificate_order_placement_id_placement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate_order")),
        sa.UniqueConstraint("serial", name=op.f("uq_certificate_order_serial")),
    )

    with op.batch_alter_table("certificate_order", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_certificate_order_campus_id"), ["campus_id"], unique=False)
        batch_op.create_index(
            "uq_certificate_order_placement_id_open",
            ["placement_id"],
            unique=True,
            sqlite_where=sa.text("done_at IS NULL"),
            postgresql_where=sa.text("done_at IS NULL"),
        )


def downgrade():
    with op.batch_alter_table("certificate_order", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_certificate_order_placement_id_open",
            sqlite_where=sa.text("done_at IS NULL"),
            postgresql_where=sa.text("done_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_certificate_order_campus_id"))

    op.drop_table("certificate_order")

    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_certificate_placement_id_issued",
            sqlite_where=sa.text("status = 'issued'"),
            postgresql_where=sa.text("status = 'issued'"),
        )
        batch_op.drop_index(batch_op.f("ix_certificate_student_id"))
        batch_op.drop_index(batch_op.f("ix_certificate_placement_id"))
        batch_op.drop_index(batch_op.f("ix_certificate_campus_id"))

    op.drop_table("certificate")
