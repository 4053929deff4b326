"""Tables: milestones and check-ins of a placement."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WORDS = {
    "milestonestatus": ("planned", "delivered", "rework", "ok"),
    "intheway": ("nothing", "something", "blocked"),
    "track": ("on", "change", "off"),
}


def word(name):
    return sa.Enum(*WORDS[name], name=name, native_enum=False, create_constraint=True, length=40)


def of_placement(table):
    return sa.ForeignKeyConstraint(
        ["placement_id"], ["placement.id"], name=op.f(f"fk_{table}_placement_id_placement")
    )


def check(table, name, rule):
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def upgrade():
    milestones()
    check_ins()


def milestones():
    table = "placement_milestone"
    op.create_table(
        table,
        sa.Column("id", KEY, nullable=False),
        sa.Column("placement_id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", word("milestonestatus"), nullable=False),
        sa.Column("status_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("url", sa.String(length=1000), nullable=False),
        sa.Column("delivered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        of_placement(table),
        check(table, "delivered_at_unless_planned", "(status = 'planned') = (delivered_at IS NULL)"),
        check(table, "something_delivered", "delivered_at IS NULL OR note <> '' OR url <> ''"),
        check(table, "answered_at_if_answered", "status NOT IN ('ok','rework') OR answered_at IS NOT NULL"),
        check(table, "words_if_rework", "status <> 'rework' OR answer <> ''"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placement_milestone")),
        sa.UniqueConstraint(
            "placement_id", "position", name=op.f("uq_placement_milestone_placement_id_position")
        ),
    )


def check_ins():
    table = "check_in"
    op.create_table(
        table,
        sa.Column("id", KEY, nullable=False),
        sa.Column("placement_id", KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done", sa.Text(), nullable=False),
        sa.Column("in_the_way", word("intheway"), nullable=True),
        sa.Column("obstacle", sa.Text(), nullable=False),
        sa.Column("student_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("track", word("track"), nullable=True),
        sa.Column("change", sa.Text(), nullable=False),
        sa.Column("supervisor_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        of_placement(table),
        check(table, "in_the_way_if_told", "(student_at IS NULL) = (in_the_way IS NULL)"),
        check(table, "done_if_told", "student_at IS NULL OR done <> ''"),
        check(table, "obstacle_if_any", "in_the_way IS NULL OR in_the_way = 'nothing' OR obstacle <> ''"),
        check(table, "track_if_judged", "(supervisor_at IS NULL) = (track IS NULL)"),
        check(table, "change_unless_on_track", "track IS NULL OR track = 'on' OR change <> ''"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_in")),
        sa.UniqueConstraint("placement_id", "number", name=op.f("uq_check_in_placement_id_number")),
    )


def downgrade():
    for table in ("check_in", "placement_milestone"):
        op.drop_table(table)
