"""Roster imports: a registrar's file staged, checked, then applied in one short transaction or discarded."""

from collections.abc import Iterator, Sequence
from io import BytesIO

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import Row, delete, func, insert, select
from sqlalchemy.sql import ColumnElement

from portal import clock, jobs
from portal.actor import SYSTEM, Actor
from portal.database import db
from portal.errors import RuleBroken, StaleEdit
from portal.history import remember
from portal.models.campuses import CampusDomain
from portal.models.people import User
from portal.models.rosters import Roster, RosterRow
from portal.policy import require
from portal.roster.headers import recognised
from portal.roster.reading import ENCODINGS, read
from portal.roster.understanding import Columns
from portal.roster.writing import csv_bytes
from portal.services import invitations
from portal.services.people import email_key
from portal.services.roster_checks import Pause, examine
from portal.services.roster_plans import stale
from portal.services.roster_writes import write
from portal.services.sight import one, rows, through
from portal.uploads.kinds import clean_name
from portal.vocabulary import Role, RosterField, RosterOutcome, RosterStatus
from portal.workflow import Step, Workflow

LARGEST = 25 * 2**20
INVITED_AT_ONCE = 200
SAMPLES = 3

LIFECYCLE = Workflow(
    "roster",
    Step("apply", {RosterStatus.STAGED}, RosterStatus.APPLIED, _l("Import")),
    Step("discard", {RosterStatus.STAGED}, RosterStatus.DISCARDED, _l("Discard")),
)
SIGHT = {Role.STAFF: lambda actor: Roster.campus_id == actor.campus_id}


def sight(actor: Actor) -> ColumnElement[bool]:
    return through(SIGHT, actor)


def get(actor: Actor, roster_id: int) -> Roster:
    return one(select(Roster).where(sight(actor), Roster.id == roster_id))


def listing(actor: Actor, limit: int = 20) -> Sequence[Row]:
    """The newest imports: id, created_at, file_name, status, counts, who."""
    return rows(
        select(
            Roster.id,
            Roster.created_at,
            Roster.file_name,
            Roster.status,
            Roster.counts,
            User.name.label("who"),
        )
        .outerjoin(User, User.id == Roster.created_by_id)
        .where(sight(actor), Roster.status != RosterStatus.DISCARDED)
        .order_by(Roster.id.desc())
        .limit(limit)
    )


def encodings() -> list[tuple[str, str]]:
    """What a file's letters may be said to be, as choices."""
    return list(ENCODINGS.items())


def stage(
    data: bytes, file_name: str, *, by: Actor, campus_id: int, encoding: str = "", pause: Pause = None
) -> Roster:
    """Read the file and keep its lines as they are; headers are matched to fields. RuleBroken in words.

    With `pause` (the caller's commit) other writers come in between.
    """
    if len(data) > LARGEST:
        raise RuleBroken(_("This file is larger than %(most)s MB.", most=LARGEST // 2**20))
    table = read(data, encoding)
    roster = Roster(
        campus_id=campus_id,
        file_name=clean_name(file_name),
        encoding=table.encoding,
        headers=table.headers,
        mapping=recognised(table.headers),
        created_by_id=by.user_id,
        created_at=clock.now(),
        status=RosterStatus.STAGED,
        lines=len(table.lines),
    )
    require(by, "roster.apply", roster)
    db.session.add(roster)
    remember(roster, "stage", by, after={"file": roster.file_name, "lines": len(table.lines)})
    _keep(table.lines, roster.id, pause)
    return roster


def _keep(found: list, roster_id: int, pause: Pause) -> None:
    """The lines as they are, some at a time."""
    for some in batches(found):
        lines = [{"roster_id": roster_id, "line": line.number, "cells": line.cells} for line in some]
        db.session.execute(insert(RosterRow), lines)
        if pause:
            pause()


def batches(things: list, size: int = 1000) -> Iterator[list]:
    for start in range(0, len(things), size):
        yield things[start : start + size]


def samples(roster: Roster) -> list[list[str]]:
    """For each column of the file, its first few cells that hold something."""
    query = select(RosterRow.cells).where(RosterRow.roster_id == roster.id).order_by(RosterRow.line).limit(50)
    lines = db.session.scalars(query).all()
    columns = ([cells[at] for cells in lines if at < len(cells)] for at in range(len(roster.headers)))
    return [list(dict.fromkeys(filter(None, cells)))[:SAMPLES] for cells in columns]


def check(roster: Roster, mapping: dict[str, int], *, full: bool, by: Actor, pause: Pause = None) -> None:
    """Understand every line under this mapping (field -> column from 0) and note what it would do.

    With `pause` (the caller's commit) other writers come in between; until it is through the roster counts as
    not checked. StaleEdit when somebody else begins to check it meanwhile.
    """
    require(by, "roster.apply", roster)
    refuse_unless_staged(roster)
    refuse_unfinished(roster)
    domains = db.session.scalars(
        select(CampusDomain.domain).where(CampusDomain.campus_id == roster.campus_id)
    )
    columns = Columns(mapping, len(roster.headers), frozenset(domains))
    if columns.missing:
        missing = ", ".join(str(RosterField(field).label) for field in columns.missing)
        raise RuleBroken(_("Choose a column for: %(fields)s.", fields=missing))
    roster.mapping, roster.full = dict(mapping), full
    roster.counts, roster.checks = {}, roster.checks + 1
    roster.counts = examine(roster, columns, pause)


def apply(roster: Roster, *, by: Actor) -> None:
    """Take the checked lines in, all or none. StaleEdit when students changed since the check."""
    LIFECYCLE.take("apply", roster, by=by)
    if not roster.counts:
        raise RuleBroken(_("Check the columns first."))
    if stale(roster):
        raise StaleEdit(_("Students were changed since this roster was checked. Look at it again."))
    write(roster, by=by)
    remember(roster, "apply", by, after=roster.counts)
    if roster.counts[RosterOutcome.NEW]:
        jobs.enqueue("roster-invitations", {"roster_id": roster.id, "after": 0}, campus_id=roster.campus_id)


@jobs.handler("roster-invitations")
def invite(payload: dict) -> None:
    """Invite the next new students of a roster; a further job takes the rest."""
    roster = db.session.get_one(Roster, payload["roster_id"])
    lines = lines_of(roster, RosterOutcome.NEW, after=payload["after"], limit=INVITED_AT_ONCE)
    keys = [email_key(line.values["email"]) for line in lines]
    for user in db.session.scalars(select(User).where(User.email_key.in_(keys)).order_by(User.id)):
        invitations.invite(user, by=SYSTEM, campus_id=roster.campus_id)
    if len(lines) == INVITED_AT_ONCE:
        onward = {"roster_id": roster.id, "after": lines[-1].line}
        jobs.enqueue("roster-invitations", onward, campus_id=roster.campus_id)


def discard(roster: Roster, *, by: Actor) -> None:
    """Give it up: its lines, never taken in, are forgotten."""
    LIFECYCLE.take("discard", roster, by=by)
    db.session.execute(delete(RosterRow).where(RosterRow.roster_id == roster.id))
    remember(roster, "discard", by)


def refuse_unless_staged(roster: Roster) -> None:
    if roster.status is not RosterStatus.STAGED:
        raise RuleBroken(_("This roster was imported or discarded already."))


def refuse_unfinished(roster: Roster) -> None:
    """A file of which a part is missing would end the enrolment of whom that part names."""
    if roster.lines not in (None, total(roster)):
        raise RuleBroken(_("This file was not read to its end. Discard it and upload it again."))


def lines_of(roster: Roster, outcome: RosterOutcome, *, after: int = 0, limit: int = 20) -> Sequence[Row]:
    """Lines of one outcome past line `after`: line, cells, values, problems."""
    return rows(
        select(RosterRow.line, RosterRow.cells, RosterRow.values, RosterRow.problems)
        .where(RosterRow.roster_id == roster.id, RosterRow.outcome == outcome, RosterRow.line > after)
        .order_by(RosterRow.line)
        .limit(limit)
    )


def total(roster: Roster) -> int:
    return db.session.scalar(select(func.count(RosterRow.id)).where(RosterRow.roster_id == roster.id)) or 0


def refused_csv(roster: Roster) -> BytesIO:
    """The refused lines as they came, with line number and reasons in front; safe to open in a spreadsheet."""
    lines = lines_of(roster, RosterOutcome.REFUSED, limit=10**6)
    table = [[_("Line"), _("Why refused"), *roster.headers]]
    table += [[row.line, " ".join(row.problems), *row.cells] for row in lines]
    return BytesIO(csv_bytes(table))
