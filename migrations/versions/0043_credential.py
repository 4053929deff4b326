"""Credentials: frozen with the certificate, with a place in a signed list of statuses."""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade():
    op.create_table(
        "status_list",
        sa.Column("number", KEY, autoincrement=False, nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_status_list")),
    )
    with op.batch_alter_table("certificate_order", schema=None) as batch_op:
        batch_op.add_column(sa.Column("slot", KEY, nullable=True))
        batch_op.create_unique_constraint(op.f("uq_certificate_order_slot"), ["slot"])
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.add_column(sa.Column("slot", KEY, nullable=True))
        batch_op.add_column(sa.Column("credential", sa.Text(), nullable=True))
        batch_op.create_unique_constraint(op.f("uq_certificate_slot"), ["slot"])
        batch_op.create_check_constraint(
            op.f("ck_certificate_no_credential_if_withdrawn"), "credential IS NULL OR facts IS NOT NULL"
        )
        batch_op.create_check_constraint(
            op.f("ck_certificate_slot_if_credential"), "credential IS NULL OR slot IS NOT NULL"
        )


def downgrade():
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_certificate_slot_if_credential"), type_="check")
        batch_op.drop_constraint(op.f("ck_certificate_no_credential_if_withdrawn"), type_="check")
        batch_op.drop_constraint(op.f("uq_certificate_slot"), type_="unique")
        batch_op.drop_column("credential")
        batch_op.drop_column("slot")
    with op.batch_alter_table("certificate_order", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("uq_certificate_order_slot"), type_="unique")
        batch_op.drop_column("slot")
    op.drop_table("status_list")
