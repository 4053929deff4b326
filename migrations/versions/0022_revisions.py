"""Versions of a project, and the changes its employer proposes while it is open."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
LIVE = sa.text("status IN ('draft','pending')")
VERSIONED = ("project", "deliverable", "claim", "placement")


def points(table, column, to):
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))


def upgrade():
    for table in VERSIONED:
        op.add_column(table, sa.Column("scope_version", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("project", sa.Column("changing_since", sa.DateTime(timezone=True), nullable=True))
    versions()
    revisions()


def versions():
    op.create_table(
        "project_version",
        sa.Column("id", KEY, nullable=False),
        sa.Column("project_id", KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("from_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("approved_by", sa.String(length=200), nullable=False),
        points("project_version", "project_id", "project"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_version")),
        sa.UniqueConstraint("project_id", "number", name=op.f("uq_project_version_project_id_number")),
    )


def revisions():
    op.create_table(
        "project_revision",
        sa.Column("id", KEY, nullable=False),
        sa.Column("project_id", KEY, nullable=False),
        sa.Column("campus_id", KEY, nullable=False),
        sa.Column("employer_id", KEY, nullable=False),
        sa.Column("created_by_id", KEY, nullable=True),
        sa.Column("status", status(), nullable=False),
        sa.Column("status_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        points("project_revision", "project_id", "project"),
        points("project_revision", "campus_id", "campus"),
        points("project_revision", "employer_id", "employer"),
        points("project_revision", "created_by_id", "contact"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_revision")),
    )
    index()


def status():
    return sa.Enum(
        "draft",
        "pending",
        "approved",
        "declined",
        "withdrawn",
        name="revisionstatus",
        native_enum=False,
        create_constraint=True,
        length=40,
    )


def index():
    table = "project_revision"
    op.create_index(op.f("ix_project_revision_project_id"), table, ["project_id"])
    op.create_index("ix_project_revision_campus_id_status", table, ["campus_id", "status"])
    op.create_index(
        "uq_project_revision_project_id_live",
        table,
        ["project_id"],
        unique=True,
        sqlite_where=LIVE,
        postgresql_where=LIVE,
    )


def downgrade():
    op.drop_table("project_revision")
    op.drop_table("project_version")
    op.drop_column("project", "changing_since")
    for table in VERSIONED:
        op.drop_column(table, "scope_version")
