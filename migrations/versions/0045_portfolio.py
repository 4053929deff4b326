"""The pages that students show, and the work on them."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade():
    op.create_table(
        "portfolio",
        sa.Column("id", KEY, nullable=False),
        sa.Column("student_id", KEY, nullable=False),
        sa.Column("campus_id", KEY, nullable=False),
        sa.Column("secret", sa.String(length=43), nullable=False),
        sa.Column("headline", sa.String(length=160), nullable=False),
        sa.Column("intro", sa.Text(), nullable=False),
        sa.Column("website", sa.String(length=300), nullable=False),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.Column("shown_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("consent", sa.String(length=20), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(shown_at IS NULL) = (consent = '')", name=op.f("ck_portfolio_consent_if_shown")),
        sa.ForeignKeyConstraint(["campus_id"], ["campus.id"], name=op.f("fk_portfolio_campus_id_campus")),
        sa.ForeignKeyConstraint(
            ["student_id"], ["user_account.id"], name=op.f("fk_portfolio_student_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_portfolio")),
        sa.UniqueConstraint("secret", name=op.f("uq_portfolio_secret")),
        sa.UniqueConstraint("student_id", "campus_id", name=op.f("uq_portfolio_student_id_campus_id")),
    )
    op.create_index("ix_portfolio_campus_id", "portfolio", ["campus_id"])
    items()


def items():
    op.create_table(
        "portfolio_item",
        sa.Column("id", KEY, nullable=False),
        sa.Column("portfolio_id", KEY, nullable=False),
        sa.Column("placement_id", KEY, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("levels", sa.Boolean(), nullable=False),
        sa.Column("quote", sa.Boolean(), nullable=False),
        sa.Column("consent", sa.String(length=20), nullable=False),
        sa.Column("shown_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("consent <> ''", name=op.f("ck_portfolio_item_consent")),
        sa.ForeignKeyConstraint(
            ["placement_id"], ["placement.id"], name=op.f("fk_portfolio_item_placement_id_placement")
        ),
        sa.ForeignKeyConstraint(
            ["portfolio_id"], ["portfolio.id"], name=op.f("fk_portfolio_item_portfolio_id_portfolio")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_portfolio_item")),
        sa.UniqueConstraint(
            "portfolio_id", "placement_id", name=op.f("uq_portfolio_item_portfolio_id_placement_id")
        ),
    )
    op.create_index("ix_portfolio_item_placement_id", "portfolio_item", ["placement_id"])


def downgrade():
    op.drop_table("portfolio_item")
    op.drop_table("portfolio")
