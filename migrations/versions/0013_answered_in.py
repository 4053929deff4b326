"""How fast employers answer applications, and how often they were reminded."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("claim", sa.Column("answered_in", sa.Integer(), nullable=True))
    op.add_column("claim", sa.Column("reminders", sa.Integer(), nullable=False, server_default="0"))


def downgrade():
    op.drop_column("claim", "reminders")
    op.drop_column("claim", "answered_in")
