"""Since when somebody at a known domain waits to be confirmed as one of an employer's people."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("contact", sa.Column("joining_since", sa.DateTime(timezone=True), nullable=True))


def downgrade():
    op.drop_column("contact", "joining_since")
