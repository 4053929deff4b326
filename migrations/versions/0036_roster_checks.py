"""How many lines a roster's file has, and how many checks of it began."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("roster", sa.Column("lines", sa.Integer(), nullable=True))
    op.add_column("roster", sa.Column("checks", sa.Integer(), nullable=False, server_default="0"))


def downgrade():
    op.drop_column("roster", "checks")
    op.drop_column("roster", "lines")
