"""What is said about a fee that was paid, and the reminders about one that was not."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("fee", sa.Column("paid_on", sa.Date(), nullable=True))
    op.add_column("fee", sa.Column("reference", sa.String(length=80), nullable=False, server_default=""))
    op.add_column("fee", sa.Column("reminders", sa.Integer(), nullable=False, server_default="0"))
    op.create_index("ix_fee_status_due_on", "fee", ["status", "due_on"])


def downgrade():
    op.drop_index("ix_fee_status_due_on", "fee")
    for name in ("reminders", "reference", "paid_on"):
        op.drop_column("fee", name)
