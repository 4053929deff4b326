"""Work at risk: the office's tasks, what was done, holds, reported problems; whose side an early end came from."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
LIVE = sa.text("status <> 'closed'")
RUNS = sa.text("ended_on IS NULL")
SIDES = ("student", "employer", "office")
STATUSES = ("open", "taken", "closed")
STEPS = ("nudge", "meet", "hold", "resume", "reassign", "end_early", "no_show")
PROBLEMS = ("work", "silence", "time", "fee", "conduct", "safety", "other")


def points(table, column, to):
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))


def word(name, *words):
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=40)


def check(table, name, rule):
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def moment(name, nullable=False):
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def upgrade():
    # A column's own CHECK can be added by both engines, one of the table by PostgreSQL alone.
    sides = ", ".join(f"'{side}'" for side in SIDES)
    op.execute(
        "ALTER TABLE placement ADD COLUMN ended_by VARCHAR(40)"
        f" CONSTRAINT ck_placement_side CHECK (ended_by IN ({sides}))"
    )
    op.execute("UPDATE placement SET ended_by = 'student' WHERE end_cause = 'student_left'")
    op.execute("UPDATE placement SET ended_by = 'employer' WHERE end_cause = 'employer_left'")
    rescue()
    step()
    hold()
    problem()
    answer()
    nudges()


def rescue():
    op.create_table(
        "rescue",
        sa.Column("id", KEY, nullable=False),
        sa.Column("placement_id", KEY, nullable=False),
        sa.Column("campus_id", KEY, nullable=False),
        sa.Column("status", word("rescuestatus", *STATUSES), nullable=False),
        moment("status_at"),
        moment("opened_at"),
        sa.Column("causes", sa.JSON(), nullable=False),
        sa.Column("owner_id", KEY, nullable=True),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("done", sa.Text(), nullable=False),
        moment("closed_at", nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        check("rescue", "closed_at_if_closed", "(status = 'closed') = (closed_at IS NOT NULL)"),
        check("rescue", "done_if_closed", "(status = 'closed') = (done <> '')"),
        check("rescue", "open_is_nobodys", "(status = 'open' AND owner_id IS NULL) OR status <> 'open'"),
        check("rescue", "owner_if_taken", "status <> 'taken' OR owner_id IS NOT NULL"),
        points("rescue", "placement_id", "placement"),
        points("rescue", "campus_id", "campus"),
        points("rescue", "owner_id", "user_account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rescue")),
    )
    op.create_index(op.f("ix_rescue_placement_id"), "rescue", ["placement_id"])
    op.create_index("ix_rescue_campus_id_status_opened_at", "rescue", ["campus_id", "status", "opened_at"])
    only("uq_rescue_placement_id_live", "rescue", LIVE)


def only(name, table, where):
    """One such row a placement."""
    op.create_index(name, table, ["placement_id"], unique=True, sqlite_where=where, postgresql_where=where)


def step():
    op.create_table(
        "rescue_step",
        sa.Column("id", KEY, nullable=False),
        sa.Column("rescue_id", KEY, nullable=False),
        sa.Column("kind", word("rescuestepkind", *STEPS), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=True),
        sa.Column("author_id", KEY, nullable=True),
        sa.Column("author", sa.String(length=200), nullable=False),
        moment("at"),
        check("rescue_step", "day_if_any", "(kind IN ('meet','hold')) = (on_date IS NOT NULL)"),
        points("rescue_step", "rescue_id", "rescue"),
        points("rescue_step", "author_id", "user_account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rescue_step")),
    )
    op.create_index(op.f("ix_rescue_step_rescue_id"), "rescue_step", ["rescue_id"])


def hold():
    op.create_table(
        "placement_hold",
        sa.Column("id", KEY, nullable=False),
        sa.Column("placement_id", KEY, nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("moves_dates", sa.Boolean(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        check("placement_hold", "from_before_until", "from_on <= until_on"),
        points("placement_hold", "placement_id", "placement"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placement_hold")),
    )
    op.create_index(op.f("ix_placement_hold_placement_id"), "placement_hold", ["placement_id"])
    only("uq_placement_hold_placement_id_runs", "placement_hold", RUNS)


def problem():
    op.create_table(
        "problem",
        sa.Column("id", KEY, nullable=False),
        sa.Column("rescue_id", KEY, nullable=False),
        sa.Column("placement_id", KEY, nullable=False),
        sa.Column("campus_id", KEY, nullable=False),
        sa.Column("author_id", KEY, nullable=False),
        sa.Column("author", sa.String(length=400), nullable=False),
        sa.Column("side", word("side", *SIDES), nullable=False),
        sa.Column("kind", word("problemkind", *PROBLEMS), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("file_id", KEY, nullable=True),
        moment("at"),
        check("problem", "of_one_side", "side <> 'office'"),
        points("problem", "rescue_id", "rescue"),
        points("problem", "placement_id", "placement"),
        points("problem", "campus_id", "campus"),
        points("problem", "author_id", "user_account"),
        points("problem", "file_id", "stored_file"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_problem")),
    )
    for column in ("rescue_id", "placement_id", "author_id"):
        op.create_index(op.f(f"ix_problem_{column}"), "problem", [column])


def answer():
    op.create_table(
        "problem_answer",
        sa.Column("id", KEY, nullable=False),
        sa.Column("problem_id", KEY, nullable=False),
        sa.Column("author_id", KEY, nullable=True),
        sa.Column("author", sa.String(length=400), nullable=False),
        sa.Column("from_office", sa.Boolean(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        moment("at"),
        points("problem_answer", "problem_id", "problem"),
        points("problem_answer", "author_id", "user_account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_problem_answer")),
    )
    op.create_index(op.f("ix_problem_answer_problem_id"), "problem_answer", ["problem_id"])


def nudges():
    op.create_table(
        "nudge_round",
        sa.Column("id", KEY, nullable=False),
        sa.Column("campus_id", KEY, nullable=False),
        sa.Column("author_id", KEY, nullable=True),
        sa.Column("author", sa.String(length=200), nullable=False),
        moment("at"),
        sa.Column("lines", sa.JSON(), nullable=False),
        points("nudge_round", "campus_id", "campus"),
        points("nudge_round", "author_id", "user_account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nudge_round")),
    )
    op.create_index(op.f("ix_nudge_round_campus_id"), "nudge_round", ["campus_id"])


def downgrade():
    for table in ("nudge_round", "problem_answer", "problem", "placement_hold", "rescue_step", "rescue"):
        op.drop_table(table)
    op.drop_column("placement", "ended_by")
