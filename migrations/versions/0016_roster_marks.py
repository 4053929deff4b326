"""What each line of a roster was judged against, so that it can be applied set-wise."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

TEXTS = ("number", "email_key", "mark")


def upgrade():
    for name in TEXTS:
        op.add_column("roster_row", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.add_column("roster_row", sa.Column("graduates_on", sa.Date(), nullable=True))
    op.add_column("roster_row", sa.Column("moves", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade():
    for name in ("moves", "graduates_on", *reversed(TEXTS)):
        op.drop_column("roster_row", name)
