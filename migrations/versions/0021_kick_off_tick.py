"""Tables: kick-off tick."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SIDES = ("student", "employer", "office")


def upgrade():
    op.create_table(
        "kick_off_tick",
        sa.Column("id", KEY, nullable=False),
        sa.Column("placement_id", KEY, nullable=False),
        sa.Column(
            "side",
            sa.Enum(*SIDES, name="side", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("point", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["placement_id"], ["placement.id"], name=op.f("fk_kick_off_tick_placement_id_placement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kick_off_tick")),
        sa.UniqueConstraint(
            *("placement_id", "side", "point"), name=op.f("uq_kick_off_tick_placement_id_side_point")
        ),
    )


def downgrade():
    op.drop_table("kick_off_tick")
