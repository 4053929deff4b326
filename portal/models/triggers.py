"""What the database itself refuses: history is written once and never changed."""

from sqlalchemy import DDL, event

from portal.models.history import HistoryDetail, HistoryEntry

ENTRY, DETAIL = HistoryEntry.__tablename__, HistoryDetail.__tablename__
WORDS = "the audit trail is append-only"
# A detail row may be deleted (erasure of personal values) but never altered.
GUARDS = ((ENTRY, "UPDATE"), (ENTRY, "DELETE"), (DETAIL, "UPDATE"))


def sqlite_guard(table: str, verb: str) -> str:
    return (
        f"CREATE TRIGGER IF NOT EXISTS {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
    )


def postgresql_guard(table: str, verb: str, each: str = "ROW") -> str:
    return (
        f"CREATE OR REPLACE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"FOR EACH {each} EXECUTE FUNCTION refuse_change_of_history()"
    )


FUNCTION = (
    "CREATE OR REPLACE FUNCTION refuse_change_of_history() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{WORDS}'; END $$"
)
TRIGGERS = {
    "sqlite": [sqlite_guard(*guard) for guard in GUARDS],
    "postgresql": [
        FUNCTION,
        *(postgresql_guard(*guard) for guard in GUARDS),
        postgresql_guard(ENTRY, "TRUNCATE", "STATEMENT"),
    ],
}
"""Statements for a migration to execute once both tables exist, by dialect."""


# Tables made without migrations (tests) are guarded too. The detail table comes last: it refers to the entries.
for _dialect, _statements in TRIGGERS.items():
    for _statement in _statements:
        event.listen(HistoryDetail.__table__, "after_create", DDL(_statement).execute_if(dialect=_dialect))
