"""What students add to what is proved about their placements."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade():
    op.create_table(
        "resume_text",
        sa.Column("id", KEY, nullable=False),
        sa.Column("placement_id", KEY, nullable=False),
        sa.Column("student_id", KEY, nullable=False),
        sa.Column("verb", sa.String(length=60), nullable=False),
        sa.Column("addition", sa.String(length=300), nullable=False),
        sa.Column("closing", sa.String(length=300), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["placement_id"], ["placement.id"], name=op.f("fk_resume_text_placement_id_placement")
        ),
        sa.ForeignKeyConstraint(
            ["student_id"], ["user_account.id"], name=op.f("fk_resume_text_student_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resume_text")),
        sa.UniqueConstraint("placement_id", name=op.f("uq_resume_text_placement_id")),
    )
    op.create_index("ix_resume_text_student_id", "resume_text", ["student_id"])


def downgrade():
    op.drop_table("resume_text")
