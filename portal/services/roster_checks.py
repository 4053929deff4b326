"""Checking a roster: each line understood, judged and noted, some at a time, so that size costs no memory."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import Row, bindparam, select, update

from portal.database import aside, db
from portal.errors import StaleEdit
from portal.models.people import Membership, User
from portal.models.rosters import Roster, RosterRow
from portal.models.students import Enrollment, Student
from portal.roster.understanding import Columns, understand
from portal.services.people import email_key
from portal.services.roster_plans import Line, count_absent, judge, known
from portal.vocabulary import RosterOutcome, RosterStatus

AT_ONCE = 1000
Pause = Callable[[], object] | None
"""What ends a transaction between some lines and the next; None: all is one transaction."""
JOINED = (Student, User, Enrollment, Membership, RosterRow)


def examine(roster: Roster, columns: Columns, pause: Pause = None) -> dict[str, int]:
    """Note on every line what it would do; how many there are of each outcome, and who is absent.

    With `pause` (the caller's commit) other writers come in after every few lines; StaleEdit when one of them
    began to check the same roster.
    """
    learn_sizes()
    counts: Counter[RosterOutcome] = Counter()
    seen: dict[str, int] = {}
    for staged in pages(roster):
        lines = understood(roster, staged, columns)
        for line in lines:
            judge(line, seen)
        counts.update(line.outcome for line in lines)
        note([{"of": line.id, **judged(line)} for line in lines])
        let_others_in(roster, pause)
    found = {outcome.value: counts[outcome] for outcome in RosterOutcome}
    return {**found, "absent": count_absent(roster) if roster.full else 0}


def let_others_in(roster: Roster, pause: Pause) -> None:
    """End this transaction and begin another one, in which the roster is still ours."""
    if pause is None:
        return
    mine = roster.checks
    pause()
    db.session.refresh(roster, with_for_update=True)
    if roster.checks != mine or roster.status is not RosterStatus.STAGED:
        raise StaleEdit(_("Somebody else works on this roster as well. Look at it again."))


def learn_sizes() -> None:
    """PostgreSQL plans by what it last counted, which may have been before the last roster."""
    if db.engine.dialect.name == "postgresql":
        with aside(write=True) as connection:
            connection.exec_driver_sql(f"ANALYZE {', '.join(model.__tablename__ for model in JOINED)}")


def pages(roster: Roster) -> Iterator[Sequence[Row]]:
    """The lines as staged, in the file's order, some at a time."""
    query = select(RosterRow.id, RosterRow.line, RosterRow.cells).where(RosterRow.roster_id == roster.id)
    after = 0
    while some := db.session.execute(
        query.where(RosterRow.line > after).order_by(RosterRow.line).limit(AT_ONCE)
    ).all():
        yield some
        after = some[-1].line


def understood(roster: Roster, staged: Sequence[Row], columns: Columns) -> list[Line]:
    """What these lines say, beside what is known of their students."""
    said = [understand(row.cells, columns) for row in staged]
    note([{"of": row.id, **keys(values)} for row, (values, _problems) in zip(staged, said, strict=True)])
    facts = db.session.execute(known(roster, [row.line for row in staged]))
    return [
        Line(row.id, row.line, values, problems, about)
        for row, (values, problems), about in zip(staged, said, facts, strict=True)
    ]


def keys(values: dict) -> dict:
    """What a line is joined by."""
    return {"number": values.get("number", ""), "email_key": email_key(values.get("email", ""))}


def judged(line: Line) -> dict:
    """The columns that keep a judgement."""
    on = line.values.get("graduates_on")
    return {
        "values": {**line.values, "changes": line.changes} if line.changes else line.values,
        "graduates_on": date.fromisoformat(on) if on else None,
        "outcome": line.outcome,
        "problems": line.problems,
        "moves": line.moves,
        "mark": line.known.mark,
    }


def note(rows: list[dict]) -> None:
    """Write columns of lines, found by `of`."""
    columns = {name: bindparam(name) for name in rows[0] if name != "of"}
    table = RosterRow.__table__
    db.session.connection().execute(update(table).where(table.c.id == bindparam("of")).values(columns), rows)
