"""Columns: each exclusion that was ticked, and the reasons given for what was questioned."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

ALL = '["minors", "patients", "site", "commission", "cost", "home"]'
"""What one tick stood for before."""


def upgrade():
    op.add_column("project", sa.Column("exclusions", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("project", sa.Column("reasons", sa.JSON(), nullable=False, server_default="{}"))
    project = sa.table("project", sa.column("exclusions", sa.JSON()), sa.column("exclusions_at"))
    ticked = project.c.exclusions_at.is_not(None)
    op.execute(project.update().where(ticked).values(exclusions=sa.text(f"'{ALL}'")))


def downgrade():
    op.drop_column("project", "reasons")
    op.drop_column("project", "exclusions")
