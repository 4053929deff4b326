"""Table: a certificate design that the office looks at before it is used."""

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SAMPLES = ("usual", "long", "little")


def points(column, to):
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_design_preview_{column}_{to}"))


def upgrade():
    op.create_table(
        "design_preview",
        sa.Column("id", KEY, nullable=False),
        sa.Column("campus_id", KEY, nullable=False),
        sa.Column("user_id", KEY, nullable=False),
        sa.Column("wanted", sa.JSON(), nullable=False),
        sa.Column(
            "sample",
            sa.Enum(*SAMPLES, name="samplekind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("paper", sa.String(length=6), nullable=False),
        sa.Column("ordered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("pdf", sa.LargeBinary(), nullable=True),
        sa.Column("picture", sa.LargeBinary(), nullable=True),
        sa.Column("pictured", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "pdf IS NULL OR (done_at IS NOT NULL AND problem = '')",
            name=op.f("ck_design_preview_pdf_once_done"),
        ),
        sa.CheckConstraint(
            "picture IS NULL OR pdf IS NOT NULL", name=op.f("ck_design_preview_picture_of_a_pdf")
        ),
        points("campus_id", "campus"),
        points("user_id", "user_account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_design_preview")),
    )
    for column in ("campus_id", "user_id", "ordered_at"):
        op.create_index(f"ix_design_preview_{column}", "design_preview", [column])


def downgrade():
    op.drop_table("design_preview")
