"""Columns: a campus's logo and seal, and the answers to its own questions."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

PICTURES = ("logo", "seal")
FORMS = ("evaluation", "reflection")


def upgrade():
    for name in PICTURES:
        op.add_column("campus", sa.Column(name, sa.String(length=64), nullable=False, server_default=""))
    for table in FORMS:
        op.add_column(table, sa.Column("further", sa.JSON(), nullable=False, server_default="{}"))


def downgrade():
    for table in FORMS:
        op.drop_column(table, "further")
    for name in PICTURES:
        op.drop_column("campus", name)
