"""Every column of every model, sent along with every form: what a form does not ask for, it must not write."""

from typing import Any

from sqlalchemy import Boolean, Column, Date, DateTime, Enum, Integer

from portal.database import UtcDateTime, db
from tests.access import bodies
from tests.access.cells import Site
from tests.access.table import Row

TEXT, NUMBER, DAY = "Posted", "424242", "2001-02-03"
OPTIONAL = {
    "/e/answers/timeliness": "answer",
    "/f/{token}": "answer",
    "/e/check": "title",
    "/employer/projects/{draft}/what": "title summary field format why",
    "/employer/projects/{draft}/people": "name email contact_title alternate_id check_ins answer_days",
    "/employer/projects/{listed_project}/applicants/{listed}/offer": "message",
    "/partner/{question}": "registration",
    "/employer/profile": "registration reason",
    "/staff/partnerships/{partnership}/checklist": "seen",
    "/staff/partnerships/{partnership}/review": "note",
    "/staff/partnerships/{suspended}/students/{resting}": "note",
    "/employer/people": "title",
    "/staff/partnerships/{partnership}/memory": "follow_up_on",
    "/employer/projects/{open}/change/what": "why",
    "/staff/review/change/{change}": "comment version",
    "/staff/review/revision/{revision}": "comment version",
    "/staff/review/partnership/{reviewed}": "comment version open_limit",
    "/staff/review/project/{submitted}": "comment version",
    "/staff/funds/new": "note",
    "/staff/funds/{fund}/pay-in": "note",
    "/staff/placements/{active}/steps/end_early": "side",
    "/staff/placements/{active}/steps/hold": "moves_dates",
    "/staff/rosters/{staged}/columns": "full",
    "/student/placements/{active}/hand-in": "note",
    "/employer/placements/{accepted}/steps/report_paid": "reference",
    "/employer/placements/{active}/changes/{proposed}": "note seen",
    "/employer/placements/{kickoff}/changes/new": "anyway seen",
    "/staff/placements/{silent}/changes/{agreed}": "note seen",
    "/student/placements/{active}/changes/{proposed}": "note seen",
    "/student/placements/{kickoff}/changes/new": "anyway seen",
    "/student/placements/{paid}/host-review": "comment note",
    "/student/placements/{active}/milestones/{milestone}": "url",
    "/student/record/{accepted}": "verb addition closing action",
    "/student/record/portfolio": "headline intro website listed",
    "/student/record/portfolio/switch": "agreed",
    "/student/record/portfolio/items/{accepted}": "words levels quote",
    "/student/workload/commitments/new": "label until_on",
    "/student/workload/commitments/{commitment}": "label until_on",
    "/student/profile": "headline about skills ceiling_minutes",
}
"""Fields of a form that need not be filled, named like a column."""
UNSTEADY = {
    "slot",
    "at",
    "after",
    "message_id",
    "hash",
    "salt",
    "detail_hash",
    "request_id",
    "payload",
    "serial",
    "facts",
    "key",
    "password_hash",
    "changing_since",
}
"""Different each time, whatever was sent."""
CLOSING = {"csrf_token", "form_key"}


def value(column: Column) -> str:
    """A value that the column could hold, and that tells itself from what was there."""
    if isinstance(column.type, Enum):
        return column.type.enums[-1]
    if isinstance(column.type, Boolean):
        return "y"
    if isinstance(column.type, Integer):
        return "2" if column.foreign_keys or column.primary_key else NUMBER
    return DAY if isinstance(column.type, Date | DateTime | UtcDateTime) else TEXT


def columns() -> dict[str, str]:
    """{column: value} over all models, the gravest tables last so that their kind of value counts."""
    found = {}
    for table in (
        *db.metadata.sorted_tables,
        *map(db.metadata.tables.get, ("partnership", "claim", "project")),
    ):
        found |= {column.name: value(column) for column in table.columns}
    return found


def written(site: Site, row: Row, who: str, more: dict[str, str]) -> dict[tuple, Any]:
    """What a form wrote: {(table, row, column): value}; the world is whole again afterwards."""
    site.state.level()
    site.ask(row, who, more=more)
    changed = {
        (name, place, column): after
        for name in site.state.written()
        for place, column, after in differing(
            site.state.kept[name],
            site.state.ask(f'SELECT * FROM "{name}" ORDER BY 1'),
            db.metadata.tables[name].columns.keys(),
        )
    }
    site.state.back()
    return changed


def differing(before: list[tuple], after: list[tuple], names: list[str]) -> list[tuple]:
    """(key, column, value) of every value that was not there before."""
    known = {line[0]: line for line in before}
    return [
        (line[0], name, new)
        for line in after
        for place, (name, new) in enumerate(zip(names, line, strict=True))
        if line[0] not in known or known[line[0]][place] != new
    ]


def own(row: Row, site: Site, who: str) -> set[str]:
    """The fields that a form has."""
    path = row.path.partition("?")[0]
    return CLOSING | set(bodies.of(row.path, site.known(who))) | set(OPTIONAL.get(path, "").split())


def unintended(site: Site, row: Row, who: str) -> list[str]:
    """What a form writes because of columns sent along that it does not ask for."""
    asked = own(row, site, who)
    more = {name: text for name, text in columns().items() if name not in asked}
    plain, crowded = written(site, row, who, {}), written(site, row, who, more)
    return sorted(
        f"{table}.{column} = {new}"
        for (table, key, column), new in crowded.items()
        if suspicious(column, new, plain.get((table, key, column), "not written"))
    )


def suspicious(column: str, new: Any, before: Any) -> bool:
    """Did what was sent along get through, or change what is written anyway?"""
    if any(mark in str(new) for mark in (TEXT, NUMBER, DAY)):
        return True
    return new != before and not unsteady(column)


def unsteady(column: str) -> bool:
    """Does the column hold a moment or a secret?"""
    return column in UNSTEADY or column.endswith("_at")
