"""First tables"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

GUARDS = {
    "sqlite": [
        (
            "CREATE TRIGGER IF NOT EXISTS history_entry_no_update BEFORE UPDATE ON history_entry BEGIN "
            "SELECT RAISE(ABORT, 'the audit trail is append-only'); END"
        ),
        (
            "CREATE TRIGGER IF NOT EXISTS history_entry_no_delete BEFORE DELETE ON history_entry BEGIN "
            "SELECT RAISE(ABORT, 'the audit trail is append-only'); END"
        ),
        (
            "CREATE TRIGGER IF NOT EXISTS history_detail_no_update BEFORE UPDATE ON history_detail BEGIN "
            "SELECT RAISE(ABORT, 'the audit trail is append-only'); END"
        ),
    ],
    "postgresql": [
        (
            "CREATE OR REPLACE FUNCTION refuse_change_of_history() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'the audit trail is append-only'; END $$"
        ),
        (
            "CREATE OR REPLACE TRIGGER history_entry_no_update BEFORE UPDATE ON history_entry FOR EACH "
            "ROW EXECUTE FUNCTION refuse_change_of_history()"
        ),
        (
            "CREATE OR REPLACE TRIGGER history_entry_no_delete BEFORE DELETE ON history_entry FOR EACH "
            "ROW EXECUTE FUNCTION refuse_change_of_history()"
        ),
        (
            "CREATE OR REPLACE TRIGGER history_detail_no_update BEFORE UPDATE ON history_detail FOR EACH "
            "ROW EXECUTE FUNCTION refuse_change_of_history()"
        ),
        (
            "CREATE OR REPLACE TRIGGER history_entry_no_truncate BEFORE TRUNCATE ON history_entry FOR "
            "EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history()"
        ),
    ],
}
"""What the database itself refuses: history is written once and never changed."""


def upgrade():
    op.create_table(
        "campus",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("slug", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("university", sa.String(length=120), nullable=False),
        sa.Column("initials", sa.String(length=3), nullable=False),
        sa.Column("zone", sa.String(length=60), nullable=False),
        sa.Column("locale", sa.String(length=12), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("brand", sa.String(length=7), nullable=False),
        sa.Column("office", sa.String(length=120), nullable=False),
        sa.Column("office_email", sa.String(length=254), nullable=False),
        sa.Column("signatory", sa.String(length=120), nullable=False),
        sa.Column("signatory_title", sa.String(length=120), nullable=False),
        sa.Column("paper", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campus")),
        sa.UniqueConstraint("slug", name=op.f("uq_campus_slug")),
    )
    op.create_table(
        "employer",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("legal_name", sa.String(length=200), nullable=False),
        sa.Column("domain", sa.String(length=253), nullable=False),
        sa.Column("website", sa.String(length=300), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("registration", sa.String(length=120), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employer")),
    )
    with op.batch_alter_table("employer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_employer_domain"), ["domain"], unique=False)

    op.create_table(
        "form_receipt",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("actor", sa.String(length=80), nullable=False),
        sa.Column("action", sa.String(length=80), nullable=False),
        sa.Column("location", sa.String(length=400), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_form_receipt")),
        sa.UniqueConstraint("key", name=op.f("uq_form_receipt_key")),
    )
    op.create_table(
        "heartbeat",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_heartbeat")),
    )
    op.create_table(
        "history_entry",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "actor_kind",
            sa.Enum(
                "nobody",
                "user",
                "link",
                "system",
                "cli",
                name="actorkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("request_id", sa.String(length=40), nullable=False),
        sa.Column("action", sa.String(length=60), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("campus_id", sa.Integer(), nullable=True),
        sa.Column("employer_id", sa.Integer(), nullable=True),
        sa.Column("changed", sa.JSON(), nullable=False),
        sa.Column("detail_hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_history_entry")),
    )
    with op.batch_alter_table("history_entry", schema=None) as batch_op:
        batch_op.create_index("ix_history_entry_campus_id_id", ["campus_id", "id"], unique=False)
        batch_op.create_index(
            "ix_history_entry_subject_subject_id_id", ["subject", "subject_id", "id"], unique=False
        )

    op.create_table(
        "rate_count",
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_rate_count")),
    )
    with op.batch_alter_table("rate_count", schema=None) as batch_op:
        batch_op.create_index("ix_rate_count_expires_at", ["expires_at"], unique=False)

    op.create_table(
        "user_account",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("email_key", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("registrar_name", sa.String(length=400), nullable=False),
        sa.Column("sort_name", sa.String(length=400), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("email_verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_account")),
        sa.UniqueConstraint("email_key", name=op.f("uq_user_account_email_key")),
    )
    with op.batch_alter_table("user_account", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_user_account_sort_name"), ["sort_name"], unique=False)

    op.create_table(
        "campus_domain",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("campus_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("domain", sa.String(length=253), nullable=False),
        sa.ForeignKeyConstraint(["campus_id"], ["campus.id"], name=op.f("fk_campus_domain_campus_id_campus")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campus_domain")),
        sa.UniqueConstraint("domain", name=op.f("uq_campus_domain_domain")),
    )
    with op.batch_alter_table("campus_domain", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_campus_domain_campus_id"), ["campus_id"], unique=False)

    op.create_table(
        "contact",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("employer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("email_key", sa.String(length=254), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name=op.f("fk_contact_employer_id_employer")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_contact_user_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
    )
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contact_email_key"), ["email_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_contact_user_id"), ["user_id"], unique=False)
        batch_op.create_index(
            "uq_contact_employer_id_email_key_live",
            ["employer_id", "email_key"],
            unique=True,
            sqlite_where=sa.text("archived_at IS NULL"),
            postgresql_where=sa.text("archived_at IS NULL"),
        )

    op.create_table(
        "enrollment",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("campus_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("college", sa.String(length=120), nullable=False),
        sa.Column("programme", sa.String(length=160), nullable=False),
        sa.Column("year", sa.String(length=40), nullable=False),
        sa.Column("graduates_on", sa.Date(), nullable=True),
        sa.Column("from_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["campus_id"], ["campus.id"], name=op.f("fk_enrollment_campus_id_campus")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_enrollment_user_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enrollment")),
    )
    with op.batch_alter_table("enrollment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_enrollment_campus_id"), ["campus_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_enrollment_user_id"), ["user_id"], unique=False)
        batch_op.create_index(
            "uq_enrollment_user_id_campus_id_open",
            ["user_id", "campus_id"],
            unique=True,
            sqlite_where=sa.text("until_at IS NULL"),
            postgresql_where=sa.text("until_at IS NULL"),
        )

    op.create_table(
        "form_version",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("campus_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("definition", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["campus_id"], ["campus.id"], name=op.f("fk_form_version_campus_id_campus")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_form_version")),
        sa.UniqueConstraint(
            "campus_id", "kind", "number", name=op.f("uq_form_version_campus_id_kind_number")
        ),
    )
    with op.batch_alter_table("form_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_form_version_campus_id"), ["campus_id"], unique=False)

    op.create_table(
        "history_detail",
        sa.Column("entry_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("actor_label", sa.String(length=250), nullable=False),
        sa.Column("ip", sa.String(length=45), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["history_entry.id"], name=op.f("fk_history_detail_entry_id_history_entry")
        ),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_history_detail")),
    )
    op.create_table(
        "job",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=True),
        sa.Column("campus_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("message_id", sa.String(length=120), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "waiting",
                "done",
                "dead",
                name="jobstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lease_by", sa.String(length=60), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(status = 'waiting') = (finished_at IS NULL)", name=op.f("ck_job_finished_at_if_finished")
        ),
        sa.ForeignKeyConstraint(["campus_id"], ["campus.id"], name=op.f("fk_job_campus_id_campus")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sa.UniqueConstraint("key", name=op.f("uq_job_key")),
    )
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_job_campus_id"), ["campus_id"], unique=False)
        batch_op.create_index("ix_job_status_due_at", ["status", "due_at"], unique=False)

    op.create_table(
        "membership",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "student",
                "contact",
                "staff",
                "admin",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("campus_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("employer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("from_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(role = 'contact') = (employer_id IS NOT NULL)", name=op.f("ck_membership_employer_if_contact")
        ),
        sa.CheckConstraint(
            "(role IN ('student','staff')) = (campus_id IS NOT NULL)",
            name=op.f("ck_membership_campus_if_student_or_staff"),
        ),
        sa.ForeignKeyConstraint(["campus_id"], ["campus.id"], name=op.f("fk_membership_campus_id_campus")),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name=op.f("fk_membership_employer_id_employer")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_membership_user_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sa.UniqueConstraint(
            "user_id",
            "role",
            "campus_id",
            "employer_id",
            name=op.f("uq_membership_user_id_role_campus_id_employer_id"),
        ),
    )
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_membership_campus_id"), ["campus_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_membership_employer_id"), ["employer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_membership_user_id"), ["user_id"], unique=False)

    op.create_table(
        "policy_version",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("campus_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("numbers", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["campus_id"], ["campus.id"], name=op.f("fk_policy_version_campus_id_campus")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy_version")),
        sa.UniqueConstraint("campus_id", "number", name=op.f("uq_policy_version_campus_id_number")),
    )
    with op.batch_alter_table("policy_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_policy_version_campus_id"), ["campus_id"], unique=False)

    op.create_table(
        "roster",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("campus_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("file_name", sa.String(length=255), nullable=False),
        sa.Column("encoding", sa.String(length=20), nullable=False),
        sa.Column("headers", sa.JSON(), nullable=False),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.Column("full", sa.Boolean(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "staged",
                "applied",
                "discarded",
                name="rosterstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("status_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["campus_id"], ["campus.id"], name=op.f("fk_roster_campus_id_campus")),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["user_account.id"], name=op.f("fk_roster_created_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster")),
    )
    with op.batch_alter_table("roster", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_roster_campus_id"), ["campus_id"], unique=False)

    op.create_table(
        "stored_file",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("campus_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("owner_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(length=100), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column(
            "state",
            sa.Enum("kept", "gone", name="filestate", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("size >= 0", name=op.f("ck_stored_file_size_not_negative")),
        sa.ForeignKeyConstraint(["campus_id"], ["campus.id"], name=op.f("fk_stored_file_campus_id_campus")),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["user_account.id"], name=op.f("fk_stored_file_owner_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stored_file")),
    )
    with op.batch_alter_table("stored_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stored_file_campus_id"), ["campus_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_stored_file_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_stored_file_sha256"), ["sha256"], unique=False)

    op.create_table(
        "token",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum(
                "invitation",
                "reset",
                "verify_email",
                name="tokenpurpose",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_token_user_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_token")),
        sa.UniqueConstraint("hash", name=op.f("uq_token_hash")),
    )
    with op.batch_alter_table("token", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_token_user_id"), ["user_id"], unique=False)

    op.create_table(
        "partnership",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("employer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("campus_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("applicant_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("previous_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "applied",
                "in_review",
                "changes_requested",
                "approved",
                "declined",
                "withdrawn",
                "suspended",
                "ended",
                name="partnershipstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("status_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("terms_version", sa.String(length=20), nullable=False),
        sa.Column("terms_name", sa.String(length=200), nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column(
            "decline_code",
            sa.Enum(
                "unpaid",
                "scope",
                "ongoing",
                "unverified",
                "unsafe",
                "recruiter",
                "duplicate",
                "other",
                name="declinecode",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(status = 'declined') = (decline_code IS NOT NULL)",
            name=op.f("ck_partnership_decline_code_if_declined"),
        ),
        sa.CheckConstraint(
            "status NOT IN ('approved','suspended','ended') OR approved_at IS NOT NULL",
            name=op.f("ck_partnership_approved_at_if_approved"),
        ),
        sa.ForeignKeyConstraint(
            ["applicant_id"], ["contact.id"], name=op.f("fk_partnership_applicant_id_contact")
        ),
        sa.ForeignKeyConstraint(["campus_id"], ["campus.id"], name=op.f("fk_partnership_campus_id_campus")),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name=op.f("fk_partnership_employer_id_employer")
        ),
        sa.ForeignKeyConstraint(
            ["previous_id"], ["partnership.id"], name=op.f("fk_partnership_previous_id_partnership")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partnership")),
    )
    with op.batch_alter_table("partnership", schema=None) as batch_op:
        batch_op.create_index("ix_partnership_campus_id_status", ["campus_id", "status"], unique=False)
        batch_op.create_index(batch_op.f("ix_partnership_employer_id"), ["employer_id"], unique=False)
        batch_op.create_index(
            "uq_partnership_employer_id_campus_id_live",
            ["employer_id", "campus_id"],
            unique=True,
            sqlite_where=sa.text("status NOT IN ('declined','ended','withdrawn')"),
            postgresql_where=sa.text("status NOT IN ('declined','ended','withdrawn')"),
        )

    op.create_table(
        "project",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("campus_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("employer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("ancestor_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("created_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "draft",
                "submitted",
                "changes_requested",
                "open",
                "filled",
                "closed",
                "expired",
                "cancelled",
                "declined",
                "withdrawn",
                name="projectstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("status_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "decline_code",
            sa.Enum(
                "unpaid",
                "scope",
                "ongoing",
                "unverified",
                "unsafe",
                "recruiter",
                "duplicate",
                "other",
                name="declinecode",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("summary", sa.String(length=160), nullable=False),
        sa.Column(
            "field",
            sa.Enum(
                "research",
                "writing",
                "data",
                "marketing",
                "design",
                "technology",
                "events",
                "finance",
                "education",
                "other",
                name="field",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "format",
            sa.Enum(
                "micro_internship",
                "nano",
                "flash",
                "sprint",
                "pop_up",
                "virtual",
                "on_demand",
                "gig",
                name="format",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("out_of_scope", sa.Text(), nullable=False),
        sa.Column("must_skills", sa.JSON(), nullable=False),
        sa.Column("learn_skills", sa.JSON(), nullable=False),
        sa.Column("tools", sa.JSON(), nullable=False),
        sa.Column("competencies", sa.JSON(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("minutes_a_week", sa.Integer(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("flexible", sa.Boolean(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=True),
        sa.Column("seats_taken", sa.Integer(), nullable=False),
        sa.Column("fee", sa.Integer(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column(
            "payer",
            sa.Enum(
                "employer",
                "university",
                "donor",
                name="payer",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "fee_trigger",
            sa.Enum(
                "on_acceptance",
                "on_milestones",
                name="feetrigger",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("days_to_pay", sa.Integer(), nullable=False),
        sa.Column(
            "place",
            sa.Enum(
                "remote",
                "hybrid",
                "onsite",
                name="place",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.Column("access_note", sa.Text(), nullable=False),
        sa.Column("zone", sa.String(length=60), nullable=False),
        sa.Column("equipment", sa.Text(), nullable=False),
        sa.Column("supervisor_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("alternate_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("check_ins", sa.Integer(), nullable=False),
        sa.Column("answer_days", sa.Integer(), nullable=False),
        sa.Column(
            "selection",
            sa.Enum(
                "claim",
                "apply",
                "match",
                name="selection",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("questions", sa.JSON(), nullable=False),
        sa.Column("wants_resume", sa.Boolean(), nullable=False),
        sa.Column("apply_by", sa.Date(), nullable=True),
        sa.Column("apply_by_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decide_by", sa.Date(), nullable=True),
        sa.Column("blind", sa.Boolean(), nullable=False),
        sa.Column("graduates_within", sa.Integer(), nullable=True),
        sa.Column("relationship_kind", sa.String(length=120), nullable=False),
        sa.Column("nda", sa.Boolean(), nullable=False),
        sa.Column("ip", sa.Text(), nullable=False),
        sa.Column("data_note", sa.Text(), nullable=False),
        sa.Column("ai_rule", sa.Text(), nullable=False),
        sa.Column("exclusions_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("exclusive_until", sa.Date(), nullable=True),
        sa.Column(
            "may_show",
            sa.Enum(
                "yes", "redacted", "no", name="mayshow", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.CheckConstraint(
            "(status = 'declined') = (decline_code IS NOT NULL)",
            name=op.f("ck_project_decline_code_if_declined"),
        ),
        sa.CheckConstraint(
            "status IN ('draft','withdrawn') OR (title <> '' AND summary <> '' AND field IS NOT NULL AND minutes IS NOT NULL AND fee IS NOT NULL AND seats IS NOT NULL AND place IS NOT NULL AND selection IS NOT NULL AND starts_on IS NOT NULL AND due_on IS NOT NULL AND apply_by IS NOT NULL AND apply_by_at IS NOT NULL AND supervisor_id IS NOT NULL AND submitted_at IS NOT NULL)",
            name=op.f("ck_project_complete_unless_draft"),
        ),
        sa.CheckConstraint(
            "due_on IS NULL OR starts_on IS NULL OR due_on >= starts_on",
            name=op.f("ck_project_due_after_start"),
        ),
        sa.CheckConstraint("fee IS NULL OR fee >= 0", name=op.f("ck_project_fee_not_negative")),
        sa.CheckConstraint("minutes IS NULL OR minutes > 0", name=op.f("ck_project_minutes_positive")),
        sa.CheckConstraint(
            "seats_taken >= 0 AND (seats IS NULL OR seats_taken <= seats)", name=op.f("ck_project_seats")
        ),
        sa.ForeignKeyConstraint(
            ["alternate_id"], ["contact.id"], name=op.f("fk_project_alternate_id_contact")
        ),
        sa.ForeignKeyConstraint(["ancestor_id"], ["project.id"], name=op.f("fk_project_ancestor_id_project")),
        sa.ForeignKeyConstraint(["campus_id"], ["campus.id"], name=op.f("fk_project_campus_id_campus")),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["contact.id"], name=op.f("fk_project_created_by_id_contact")
        ),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name=op.f("fk_project_employer_id_employer")
        ),
        sa.ForeignKeyConstraint(
            ["supervisor_id"], ["contact.id"], name=op.f("fk_project_supervisor_id_contact")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project")),
    )
    with op.batch_alter_table("project", schema=None) as batch_op:
        batch_op.create_index(
            "ix_project_campus_id_status_apply_by_at_id",
            ["campus_id", "status", "apply_by_at", "id"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_project_employer_id"), ["employer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_project_supervisor_id"), ["supervisor_id"], unique=False)

    op.create_table(
        "roster_row",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("roster_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "new",
                "changed",
                "same",
                "refused",
                name="rosteroutcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("problems", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["roster_id"], ["roster.id"], name=op.f("fk_roster_row_roster_id_roster")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_row")),
    )
    with op.batch_alter_table("roster_row", schema=None) as batch_op:
        batch_op.create_index("ix_roster_row_roster_id_line", ["roster_id", "line"], unique=False)

    op.create_table(
        "sign_in",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("membership_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fresh_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ip", sa.String(length=45), nullable=False),
        sa.Column("agent", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["membership_id"], ["membership.id"], name=op.f("fk_sign_in_membership_id_membership")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_sign_in_user_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
        sa.UniqueConstraint("hash", name=op.f("uq_sign_in_hash")),
    )
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_user_id"), ["user_id"], unique=False)

    op.create_table(
        "student",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("campus_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("headline", sa.String(length=160), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("skills", sa.JSON(), nullable=False),
        sa.Column("free_minutes", sa.Integer(), nullable=True),
        sa.Column("resume_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["campus_id"], ["campus.id"], name=op.f("fk_student_campus_id_campus")),
        sa.ForeignKeyConstraint(
            ["resume_id"], ["stored_file.id"], name=op.f("fk_student_resume_id_stored_file")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_student_user_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_student")),
        sa.UniqueConstraint("campus_id", "number", name=op.f("uq_student_campus_id_number")),
        sa.UniqueConstraint("campus_id", "user_id", name=op.f("uq_student_campus_id_user_id")),
    )
    with op.batch_alter_table("student", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_student_campus_id"), ["campus_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_student_user_id"), ["user_id"], unique=False)

    op.create_table(
        "application_draft",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("campus_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("partnership_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(
            ["campus_id"], ["campus.id"], name=op.f("fk_application_draft_campus_id_campus")
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"],
            ["partnership.id"],
            name=op.f("fk_application_draft_partnership_id_partnership"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_draft")),
        sa.UniqueConstraint("hash", name=op.f("uq_application_draft_hash")),
    )
    op.create_table(
        "claim",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("student_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("campus_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("policy_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "held",
                "submitted",
                "shortlisted",
                "offered",
                "proposed",
                "waitlisted",
                "accepted",
                "lapsed",
                "withdrawn",
                "not_selected",
                "declined_by_student",
                "auto_closed",
                "closed",
                name="claimstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("status_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer_by_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("terms_version", sa.String(length=20), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("resume_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("shared", sa.JSON(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column(
            "closed_reason",
            sa.Enum(
                "filled",
                "cancelled",
                "expired",
                "suspended",
                "ineligible",
                name="closedreason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(status = 'accepted') = (accepted_at IS NOT NULL)", name=op.f("ck_claim_accepted_at_if_accepted")
        ),
        sa.CheckConstraint(
            "(status = 'closed') = (closed_reason IS NOT NULL)", name=op.f("ck_claim_reason_if_closed")
        ),
        sa.CheckConstraint(
            "status NOT IN ('held','offered','proposed') OR until_at IS NOT NULL",
            name=op.f("ck_claim_until_if_on_offer"),
        ),
        sa.ForeignKeyConstraint(["campus_id"], ["campus.id"], name=op.f("fk_claim_campus_id_campus")),
        sa.ForeignKeyConstraint(
            ["policy_id"], ["policy_version.id"], name=op.f("fk_claim_policy_id_policy_version")
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_claim_project_id_project")),
        sa.ForeignKeyConstraint(
            ["resume_id"], ["stored_file.id"], name=op.f("fk_claim_resume_id_stored_file")
        ),
        sa.ForeignKeyConstraint(
            ["student_id"], ["user_account.id"], name=op.f("fk_claim_student_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
    )
    with op.batch_alter_table("claim", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_claim_campus_id"), ["campus_id"], unique=False)
        batch_op.create_index("ix_claim_status_until_at", ["status", "until_at"], unique=False)
        batch_op.create_index("ix_claim_student_id_status", ["student_id", "status"], unique=False)
        batch_op.create_index(
            "uq_claim_project_id_student_id_live",
            ["project_id", "student_id"],
            unique=True,
            sqlite_where=sa.text(
                "status IN ('held','submitted','shortlisted','offered','proposed','waitlisted','accepted')"
            ),
            postgresql_where=sa.text(
                "status IN ('held','submitted','shortlisted','offered','proposed','waitlisted','accepted')"
            ),
        )

    op.create_table(
        "comment",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("partnership_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("project_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("author_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("author", sa.String(length=200), nullable=False),
        sa.Column("from_office", sa.Boolean(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(partnership_id IS NULL) <> (project_id IS NULL)", name=op.f("ck_comment_about_one_thing")
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["user_account.id"], name=op.f("fk_comment_author_id_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_comment_partnership_id_partnership")
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_comment_project_id_project")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
    )
    with op.batch_alter_table("comment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_comment_partnership_id"), ["partnership_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_comment_project_id"), ["project_id"], unique=False)

    op.create_table(
        "deliverable",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("format", sa.String(length=80), nullable=False),
        sa.Column("criterion", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_deliverable_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliverable")),
        sa.UniqueConstraint("project_id", "position", name=op.f("uq_deliverable_project_id_position")),
    )
    op.create_table(
        "eligibility",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "college",
                "programme",
                "year",
                name="eligibilitykind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("value", sa.String(length=160), nullable=False),
        sa.Column("must", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_eligibility_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_eligibility")),
        sa.UniqueConstraint("project_id", "kind", "value", name=op.f("uq_eligibility_project_id_kind_value")),
    )
    op.create_table(
        "milestone",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("check_in", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_milestone_project_id_project")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone")),
    )
    with op.batch_alter_table("milestone", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_milestone_project_id"), ["project_id"], unique=False)

    op.create_table(
        "project_audience",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("campus_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("from_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_by", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["campus_id"], ["campus.id"], name=op.f("fk_project_audience_campus_id_campus")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_project_audience_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_audience")),
    )
    with op.batch_alter_table("project_audience", schema=None) as batch_op:
        batch_op.create_index(
            "ix_project_audience_campus_id_project_id", ["campus_id", "project_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_project_audience_project_id"), ["project_id"], unique=False)

    op.create_table(
        "placement",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("claim_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("student_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("campus_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("employer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("supervisor_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "kickoff",
                "active",
                "delivered",
                "revision",
                "accepted",
                "closed",
                "ended_early",
                "no_show",
                name="placementstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("status_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("zone", sa.String(length=60), nullable=False),
        sa.Column("student_ready_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("supervisor_ready_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("first_hand_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_by_office", sa.Boolean(), nullable=False),
        sa.Column("revisions", sa.Integer(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "end_cause",
            sa.Enum(
                "student_left",
                "employer_left",
                "scope",
                "silence",
                "other",
                name="endcause",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(status = 'closed') = (closed_at IS NOT NULL)", name=op.f("ck_placement_closed_at_if_closed")
        ),
        sa.CheckConstraint(
            "(status = 'ended_early') = (end_cause IS NOT NULL)",
            name=op.f("ck_placement_cause_if_ended_early"),
        ),
        sa.CheckConstraint(
            "status NOT IN ('accepted','closed') OR accepted_at IS NOT NULL",
            name=op.f("ck_placement_accepted_at_if_accepted"),
        ),
        sa.CheckConstraint("revisions >= 0", name=op.f("ck_placement_revisions_not_negative")),
        sa.ForeignKeyConstraint(["campus_id"], ["campus.id"], name=op.f("fk_placement_campus_id_campus")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_placement_claim_id_claim")),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name=op.f("fk_placement_employer_id_employer")
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_placement_project_id_project")),
        sa.ForeignKeyConstraint(
            ["student_id"], ["user_account.id"], name=op.f("fk_placement_student_id_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["supervisor_id"], ["contact.id"], name=op.f("fk_placement_supervisor_id_contact")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placement")),
        sa.UniqueConstraint("claim_id", name=op.f("uq_placement_claim_id")),
    )
    with op.batch_alter_table("placement", schema=None) as batch_op:
        batch_op.create_index(
            "ix_placement_campus_id_status_due_at", ["campus_id", "status", "due_at"], unique=False
        )
        batch_op.create_index("ix_placement_employer_id_status", ["employer_id", "status"], unique=False)
        batch_op.create_index(batch_op.f("ix_placement_project_id"), ["project_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_placement_student_id"), ["student_id"], unique=False)

    op.create_table(
        "certificate",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("serial", sa.String(length=20), nullable=False),
        sa.Column("placement_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("campus_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("student_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "issued",
                "superseded",
                "revoked",
                "withdrawn_by_holder",
                name="certificatestatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("status_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "attestation",
            sa.Enum("A", "B", "C", name="attestation", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("issuer", sa.String(length=250), nullable=False),
        sa.Column("facts", sa.Text(), nullable=True),
        sa.Column("template_version", sa.String(length=20), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("file_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "revoked_reason",
            sa.Enum(
                "issued_in_error",
                "facts_wrong",
                "misconduct",
                name="revocationreason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("successor", sa.String(length=20), nullable=True),
        sa.CheckConstraint(
            "(status = 'revoked') = (revoked_reason IS NOT NULL)",
            name=op.f("ck_certificate_reason_if_revoked"),
        ),
        sa.CheckConstraint(
            "(status = 'superseded') = (successor IS NOT NULL)",
            name=op.f("ck_certificate_successor_if_superseded"),
        ),
        sa.CheckConstraint(
            "(status = 'withdrawn_by_holder') = (facts IS NULL)",
            name=op.f("ck_certificate_no_facts_if_withdrawn"),
        ),
        sa.ForeignKeyConstraint(["campus_id"], ["campus.id"], name=op.f("fk_certificate_campus_id_campus")),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name=op.f("fk_certificate_file_id_stored_file")
        ),
        sa.ForeignKeyConstraint(
            ["issued_by_id"], ["user_account.id"], name=op.f("fk_certificate_issued_by_id_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["placement_id"], ["placement.id"], name=op.f("fk_certificate_placement_id_placement")
        ),
        sa.ForeignKeyConstraint(
            ["student_id"], ["user_account.id"], name=op.f("fk_certificate_student_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
        sa.UniqueConstraint("serial", name=op.f("uq_certificate_serial")),
    )
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_certificate_campus_id"), ["campus_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_certificate_placement_id"), ["placement_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_certificate_student_id"), ["student_id"], unique=False)
        batch_op.create_index(
            "uq_certificate_placement_id_issued",
            ["placement_id"],
            unique=True,
            sqlite_where=sa.text("status = 'issued'"),
            postgresql_where=sa.text("status = 'issued'"),
        )

    op.create_table(
        "certificate_order",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("placement_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("campus_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("ordered_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("ordered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("serial", sa.String(length=20), nullable=False),
        sa.Column("replaces", sa.String(length=20), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["campus_id"], ["campus.id"], name=op.f("fk_certificate_order_campus_id_campus")
        ),
        sa.ForeignKeyConstraint(
            ["ordered_by_id"],
            ["user_account.id"],
            name=op.f("fk_certificate_order_ordered_by_id_user_account"),
        ),
        sa.ForeignKeyConstraint(
            ["placement_id"], ["placement.id"], name=op.f("fk_certificate_order_placement_id_placement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate_order")),
        sa.UniqueConstraint("serial", name=op.f("uq_certificate_order_serial")),
    )
    with op.batch_alter_table("certificate_order", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_certificate_order_campus_id"), ["campus_id"], unique=False)
        batch_op.create_index(
            "uq_certificate_order_placement_id_open",
            ["placement_id"],
            unique=True,
            sqlite_where=sa.text("done_at IS NULL"),
            postgresql_where=sa.text("done_at IS NULL"),
        )

    op.create_table(
        "evaluation",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("placement_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("form_version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "timeliness",
            sa.Enum(
                "late",
                "late_agreed",
                "on_time",
                "early",
                name="timeliness",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("minutes_taken", sa.Integer(), nullable=True),
        sa.Column(
            "engage_again",
            sa.Enum(
                "yes",
                "with_support",
                "no",
                name="engage",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "host_again",
            sa.Enum("yes", "no", "later", name="host", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column(
            "next_step",
            sa.Enum(
                "none",
                "project",
                "internship",
                "job",
                "reference",
                name="nextstep",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("strength", sa.Text(), nullable=False),
        sa.Column("growth", sa.Text(), nullable=False),
        sa.Column("private_note", sa.Text(), nullable=False),
        sa.Column("sentence", sa.String(length=200), nullable=False),
        sa.Column("sentence_allowed", sa.Boolean(), nullable=False),
        sa.Column("attested_name", sa.String(length=200), nullable=False),
        sa.Column("attested_title", sa.String(length=120), nullable=False),
        sa.Column("attested_on", sa.Date(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("waived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("typed_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "submitted_at IS NULL OR (timeliness IS NOT NULL AND minutes_taken IS NOT NULL AND engage_again IS NOT NULL AND host_again IS NOT NULL AND next_step IS NOT NULL AND attested_name <> '' AND attested_on IS NOT NULL)",
            name=op.f("ck_evaluation_complete_if_submitted"),
        ),
        sa.ForeignKeyConstraint(
            ["form_version_id"], ["form_version.id"], name=op.f("fk_evaluation_form_version_id_form_version")
        ),
        sa.ForeignKeyConstraint(
            ["placement_id"], ["placement.id"], name=op.f("fk_evaluation_placement_id_placement")
        ),
        sa.ForeignKeyConstraint(
            ["typed_by_id"], ["user_account.id"], name=op.f("fk_evaluation_typed_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation")),
        sa.UniqueConstraint("placement_id", name=op.f("uq_evaluation_placement_id")),
    )
    op.create_table(
        "fee",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("placement_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "agreed",
                "due",
                "reported_paid",
                "confirmed",
                "disputed",
                "resolved",
                "amended",
                "void",
                name="feestatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("status_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_fee_amount_not_negative")),
        sa.ForeignKeyConstraint(
            ["placement_id"], ["placement.id"], name=op.f("fk_fee_placement_id_placement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fee")),
        sa.UniqueConstraint("placement_id", name=op.f("uq_fee_placement_id")),
    )
    op.create_table(
        "hand_in",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("placement_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changes", sa.Text(), nullable=False),
        sa.Column("changes_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(changes = '') = (changes_at IS NULL)", name=op.f("ck_hand_in_changes_at_if_changes")
        ),
        sa.ForeignKeyConstraint(
            ["placement_id"], ["placement.id"], name=op.f("fk_hand_in_placement_id_placement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_in")),
        sa.UniqueConstraint("placement_id", "number", name=op.f("uq_hand_in_placement_id_number")),
    )
    op.create_table(
        "reflection",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("placement_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("form_version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "stage",
            sa.Enum(
                "before",
                "halfway",
                "after",
                name="reflectionstage",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("did", sa.Text(), nullable=False),
        sa.Column("learned", sa.Text(), nullable=False),
        sa.Column("next", sa.Text(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["form_version_id"], ["form_version.id"], name=op.f("fk_reflection_form_version_id_form_version")
        ),
        sa.ForeignKeyConstraint(
            ["placement_id"], ["placement.id"], name=op.f("fk_reflection_placement_id_placement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reflection")),
        sa.UniqueConstraint("placement_id", "stage", name=op.f("uq_reflection_placement_id_stage")),
    )
    op.create_table(
        "evaluation_answer",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("evaluation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "competency",
            sa.Enum(
                "career",
                "communication",
                "thinking",
                "equity",
                "leadership",
                "professionalism",
                "teamwork",
                "technology",
                name="competency",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "level",
            sa.Enum(
                "emerging",
                "developing",
                "applying",
                "advanced",
                "not_observed",
                name="level",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "level <> 'emerging' OR comment <> ''", name=op.f("ck_evaluation_answer_comment_if_emerging")
        ),
        sa.ForeignKeyConstraint(
            ["evaluation_id"], ["evaluation.id"], name=op.f("fk_evaluation_answer_evaluation_id_evaluation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_answer")),
        sa.UniqueConstraint(
            "evaluation_id", "competency", name=op.f("uq_evaluation_answer_evaluation_id_competency")
        ),
    )
    op.create_table(
        "evaluation_quality",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("evaluation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("deliverable_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "quality",
            sa.Enum(
                "unusable",
                "rework",
                "meets",
                "exceeds",
                name="quality",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["deliverable_id"],
            ["deliverable.id"],
            name=op.f("fk_evaluation_quality_deliverable_id_deliverable"),
        ),
        sa.ForeignKeyConstraint(
            ["evaluation_id"], ["evaluation.id"], name=op.f("fk_evaluation_quality_evaluation_id_evaluation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_quality")),
        sa.UniqueConstraint(
            "evaluation_id", "deliverable_id", name=op.f("uq_evaluation_quality_evaluation_id_deliverable_id")
        ),
    )
    op.create_table(
        "evaluation_request",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("evaluation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("contact_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "scheduled",
                "sent",
                "opened",
                "draft",
                "submitted",
                "bounced",
                "delegated",
                "expired",
                "revoked",
                "waived",
                name="requeststatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("status_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "status = 'scheduled' OR sent_at IS NOT NULL OR ended_at IS NOT NULL",
            name=op.f("ck_evaluation_request_sent_at_if_sent"),
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_evaluation_request_contact_id_contact")
        ),
        sa.ForeignKeyConstraint(
            ["evaluation_id"], ["evaluation.id"], name=op.f("fk_evaluation_request_evaluation_id_evaluation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_request")),
        sa.UniqueConstraint("hash", name=op.f("uq_evaluation_request_hash")),
    )
    with op.batch_alter_table("evaluation_request", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evaluation_request_contact_id"), ["contact_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_evaluation_request_evaluation_id"), ["evaluation_id"], unique=False
        )
        batch_op.create_index(
            "uq_evaluation_request_evaluation_id_live",
            ["evaluation_id"],
            unique=True,
            sqlite_where=sa.text("status IN ('scheduled','sent','opened','draft')"),
            postgresql_where=sa.text("status IN ('scheduled','sent','opened','draft')"),
        )

    op.create_table(
        "hand_in_item",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("hand_in_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("file_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("url", sa.String(length=1000), nullable=False),
        sa.CheckConstraint("(file_id IS NULL) <> (url = '')", name=op.f("ck_hand_in_item_file_or_link")),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name=op.f("fk_hand_in_item_file_id_stored_file")
        ),
        sa.ForeignKeyConstraint(
            ["hand_in_id"], ["hand_in.id"], name=op.f("fk_hand_in_item_hand_in_id_hand_in")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_in_item")),
    )
    with op.batch_alter_table("hand_in_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hand_in_item_hand_in_id"), ["hand_in_id"], unique=False)

    op.create_table(
        "link_visit",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("request_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["evaluation_request.id"],
            name=op.f("fk_link_visit_request_id_evaluation_request"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_visit")),
        sa.UniqueConstraint("hash", name=op.f("uq_link_visit_hash")),
    )
    with op.batch_alter_table("link_visit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_link_visit_request_id"), ["request_id"], unique=False)

    for statement in GUARDS[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade():
    with op.batch_alter_table("link_visit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_link_visit_request_id"))

    op.drop_table("link_visit")
    with op.batch_alter_table("hand_in_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hand_in_item_hand_in_id"))

    op.drop_table("hand_in_item")
    with op.batch_alter_table("evaluation_request", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_evaluation_request_evaluation_id_live",
            sqlite_where=sa.text("status IN ('scheduled','sent','opened','draft')"),
            postgresql_where=sa.text("status IN ('scheduled','sent','opened','draft')"),
        )
        batch_op.drop_index(batch_op.f("ix_evaluation_request_evaluation_id"))
        batch_op.drop_index(batch_op.f("ix_evaluation_request_contact_id"))

    op.drop_table("evaluation_request")
    op.drop_table("evaluation_quality")
    op.drop_table("evaluation_answer")
    op.drop_table("reflection")
    op.drop_table("hand_in")
    op.drop_table("fee")
    op.drop_table("evaluation")
    with op.batch_alter_table("certificate_order", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_certificate_order_placement_id_open",
            sqlite_where=sa.text("done_at IS NULL"),
            postgresql_where=sa.text("done_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_certificate_order_campus_id"))

    op.drop_table("certificate_order")
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_certificate_placement_id_issued",
            sqlite_where=sa.text("status = 'issued'"),
            postgresql_where=sa.text("status = 'issued'"),
        )
        batch_op.drop_index(batch_op.f("ix_certificate_student_id"))
        batch_op.drop_index(batch_op.f("ix_certificate_placement_id"))
        batch_op.drop_index(batch_op.f("ix_certificate_campus_id"))

    op.drop_table("certificate")
    with op.batch_alter_table("placement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_placement_student_id"))
        batch_op.drop_index(batch_op.f("ix_placement_project_id"))
        batch_op.drop_index("ix_placement_employer_id_status")
        batch_op.drop_index("ix_placement_campus_id_status_due_at")

    op.drop_table("placement")
    with op.batch_alter_table("project_audience", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_project_audience_project_id"))
        batch_op.drop_index("ix_project_audience_campus_id_project_id")

    op.drop_table("project_audience")
    with op.batch_alter_table("milestone", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_milestone_project_id"))

    op.drop_table("milestone")
    op.drop_table("eligibility")
    op.drop_table("deliverable")
    with op.batch_alter_table("comment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_comment_project_id"))
        batch_op.drop_index(batch_op.f("ix_comment_partnership_id"))

    op.drop_table("comment")
    with op.batch_alter_table("claim", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_claim_project_id_student_id_live",
            sqlite_where=sa.text(
                "status IN ('held','submitted','shortlisted','offered','proposed','waitlisted','accepted')"
            ),
            postgresql_where=sa.text(
                "status IN ('held','submitted','shortlisted','offered','proposed','waitlisted','accepted')"
            ),
        )
        batch_op.drop_index("ix_claim_student_id_status")
        batch_op.drop_index("ix_claim_status_until_at")
        batch_op.drop_index(batch_op.f("ix_claim_campus_id"))

    op.drop_table("claim")
    op.drop_table("application_draft")
    with op.batch_alter_table("student", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_student_user_id"))
        batch_op.drop_index(batch_op.f("ix_student_campus_id"))

    op.drop_table("student")
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_user_id"))

    op.drop_table("sign_in")
    with op.batch_alter_table("roster_row", schema=None) as batch_op:
        batch_op.drop_index("ix_roster_row_roster_id_line")

    op.drop_table("roster_row")
    with op.batch_alter_table("project", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_project_supervisor_id"))
        batch_op.drop_index(batch_op.f("ix_project_employer_id"))
        batch_op.drop_index("ix_project_campus_id_status_apply_by_at_id")

    op.drop_table("project")
    with op.batch_alter_table("partnership", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_partnership_employer_id_campus_id_live",
            sqlite_where=sa.text("status NOT IN ('declined','ended','withdrawn')"),
            postgresql_where=sa.text("status NOT IN ('declined','ended','withdrawn')"),
        )
        batch_op.drop_index(batch_op.f("ix_partnership_employer_id"))
        batch_op.drop_index("ix_partnership_campus_id_status")

    op.drop_table("partnership")
    with op.batch_alter_table("token", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_token_user_id"))

    op.drop_table("token")
    with op.batch_alter_table("stored_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_stored_file_sha256"))
        batch_op.drop_index(batch_op.f("ix_stored_file_owner_id"))
        batch_op.drop_index(batch_op.f("ix_stored_file_campus_id"))

    op.drop_table("stored_file")
    with op.batch_alter_table("roster", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_roster_campus_id"))

    op.drop_table("roster")
    with op.batch_alter_table("policy_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_policy_version_campus_id"))

    op.drop_table("policy_version")
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_membership_user_id"))
        batch_op.drop_index(batch_op.f("ix_membership_employer_id"))
        batch_op.drop_index(batch_op.f("ix_membership_campus_id"))

    op.drop_table("membership")
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.drop_index("ix_job_status_due_at")
        batch_op.drop_index(batch_op.f("ix_job_campus_id"))

    op.drop_table("job")
    op.drop_table("history_detail")
    with op.batch_alter_table("form_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_form_version_campus_id"))

    op.drop_table("form_version")
    with op.batch_alter_table("enrollment", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_enrollment_user_id_campus_id_open",
            sqlite_where=sa.text("until_at IS NULL"),
            postgresql_where=sa.text("until_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_enrollment_user_id"))
        batch_op.drop_index(batch_op.f("ix_enrollment_campus_id"))

    op.drop_table("enrollment")
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_contact_employer_id_email_key_live",
            sqlite_where=sa.text("archived_at IS NULL"),
            postgresql_where=sa.text("archived_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_contact_user_id"))
        batch_op.drop_index(batch_op.f("ix_contact_email_key"))

    op.drop_table("contact")
    with op.batch_alter_table("campus_domain", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_campus_domain_campus_id"))

    op.drop_table("campus_domain")
    with op.batch_alter_table("user_account", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_user_account_sort_name"))

    op.drop_table("user_account")
    with op.batch_alter_table("rate_count", schema=None) as batch_op:
        batch_op.drop_index("ix_rate_count_expires_at")

    op.drop_table("rate_count")
    with op.batch_alter_table("history_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_history_entry_subject_subject_id_id")
        batch_op.drop_index("ix_history_entry_campus_id_id")

    op.drop_table("history_entry")
    op.drop_table("heartbeat")
    op.drop_table("form_receipt")
    with op.batch_alter_table("employer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_employer_domain"))

    op.drop_table("employer")
    op.drop_table("campus")
