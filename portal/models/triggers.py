"""What the database itself refuses: history and the ledgers of funds are written once and never changed."""

from sqlalchemy import DDL, Table, event

from portal.models.funds import FundEntry
from portal.models.history import HistoryDetail, HistoryEntry

ENTRY, DETAIL, LEDGER = HistoryEntry.__tablename__, HistoryDetail.__tablename__, FundEntry.__tablename__
WORDS = {"history": "the audit trail is append-only", "ledger": "the ledger of a fund is append-only"}
# A detail row may be deleted (erasure of personal values) but never altered.
GUARDS = ((ENTRY, "UPDATE"), (ENTRY, "DELETE"), (DETAIL, "UPDATE"))
OF_LEDGER = ((LEDGER, "UPDATE"), (LEDGER, "DELETE"))


def sqlite_guard(of: str, table: str, verb: str) -> str:
    return (
        f"CREATE TRIGGER IF NOT EXISTS {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{WORDS[of]}'); END"
    )


def postgresql_guard(of: str, table: str, verb: str, each: str = "ROW") -> str:
    return (
        f"CREATE OR REPLACE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"FOR EACH {each} EXECUTE FUNCTION refuse_change_of_{of}()"
    )


def function(of: str) -> str:
    return (
        f"CREATE OR REPLACE FUNCTION refuse_change_of_{of}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{WORDS[of]}'; END $$"
    )


def statements(of: str, guards: tuple[tuple[str, str], ...], whole: str) -> dict[str, list[str]]:
    """What guards a table (`whole`) and those beside it, by dialect."""
    each = [postgresql_guard(of, *guard) for guard in guards]
    return {
        "sqlite": [sqlite_guard(of, *guard) for guard in guards],
        "postgresql": [function(of), *each, postgresql_guard(of, whole, "TRUNCATE", "STATEMENT")],
    }


def listen(table: Table, guards: dict[str, list[str]]) -> None:
    for dialect, made in guards.items():
        for statement in made:
            event.listen(table, "after_create", DDL(statement).execute_if(dialect=dialect))


# Tables made without migrations (tests) are guarded too. The detail table comes last: it refers to the entries.
listen(HistoryDetail.__table__, statements("history", GUARDS, ENTRY))
listen(FundEntry.__table__, statements("ledger", OF_LEDGER, LEDGER))
