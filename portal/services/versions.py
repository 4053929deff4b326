"""Versions of a project: what it said when, and what one claim or placement agreed to."""

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from types import SimpleNamespace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm.attributes import set_committed_value

from portal import clock
from portal.actor import Actor
from portal.database import db
from portal.models.placements import Placement
from portal.models.projects import Deliverable, Milestone, Project
from portal.models.revisions import ProjectVersion
from portal.services import drafts

KEPT = ("what", "deliverables", "time", "fee", "place", "skills", "legal")
"""The steps of a project that a student agrees to."""
DAYS = ("starts_on", "due_on", "exclusive_until")
ENUMS = {
    column.name: column.type.enum_class
    for column in Project.__table__.columns
    if getattr(column.type, "enum_class", None)
}


class Agreed:
    """A project as an earlier version said it; what no version keeps is the project's own."""

    def __init__(self, project: Project, content: dict[str, dict]) -> None:
        self._project, self._said = project, said(content)

    def __getattr__(self, name: str) -> Any:
        return self._said[name] if name in self._said else getattr(self._project, name)


def keep(project: Project, *, by: Actor) -> ProjectVersion:
    """Store what the project says now as its newest version; deliverables and milestones must be loaded."""
    version = ProjectVersion(
        project_id=project.id,
        number=project.scope_version,
        content={step: frozen(drafts.answers(project, step)) for step in KEPT},
        from_at=clock.now(),
        approved_by=by.label,
    )
    db.session.add(version)
    return version


def agreed(placement: Placement) -> Project | Agreed:
    """The placement's project as it was when the student accepted it."""
    project = placement.project
    if placement.scope_version == project.scope_version:
        return project
    content = db.session.scalar(
        select(ProjectVersion.content).where(
            ProjectVersion.project_id == project.id, ProjectVersion.number == placement.scope_version
        )
    )
    return Agreed(project, content) if content else project


def listing(project_id: int) -> Sequence[ProjectVersion]:
    """All versions, newest first."""
    statement = select(ProjectVersion).where(ProjectVersion.project_id == project_id)
    return db.session.scalars(statement.order_by(ProjectVersion.number.desc())).all()


def frozen(value: Any) -> Any:
    """Answers as plain JSON values."""
    if isinstance(value, dict):
        return {name: frozen(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [frozen(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, StrEnum) else value


def thawed(answers: dict[str, Any]) -> dict[str, Any]:
    """What `frozen` made of a step's answers, as the domain keeps them."""
    return {name: _thaw(name, value) for name, value in answers.items()}


def _thaw(name: str, value: Any) -> Any:
    if name == "milestones":
        return [{**line, "due_on": date.fromisoformat(line["due_on"])} for line in value]
    if value is None or name not in (*DAYS, *ENUMS):
        return value
    return date.fromisoformat(value) if name in DAYS else ENUMS[name](value)


def said(content: dict[str, dict]) -> dict[str, Any]:
    """What a version says, by name, with lines as objects like those of a project."""
    values = dict(_all(content))
    for name in ("deliverables", "milestones"):
        if name in values:
            values[name] = [SimpleNamespace(**line) for line in values[name]]
    return values


def _all(content: dict[str, dict]) -> Iterator[tuple[str, Any]]:
    for answers in content.values():
        yield from thawed(answers).items()


def write(project: Project, content: dict[str, dict]) -> None:
    """Make these answers the project's next version; what somebody agreed to before keeps its own rows."""
    lines = content.get("deliverables", {}).get("deliverables") or _lines(project)
    used = select(Deliverable.position).where(Deliverable.project_id == project.id)
    beyond = max(db.session.scalars(used), default=-1) + 1
    project.scope_version += 1
    made = [
        Deliverable(project_id=project.id, scope_version=project.scope_version, position=place, **line)
        for place, line in enumerate(lines, beyond)
    ]
    db.session.add_all(made)
    _write_plain(project, content)
    db.session.flush()
    set_committed_value(project, "deliverables", made)


def _lines(project: Project) -> list[dict[str, str]]:
    return [{"name": d.name, "format": d.format, "criterion": d.criterion} for d in project.deliverables]


def _write_plain(project: Project, content: dict[str, dict]) -> None:
    for name, value in _all(content):
        if name == "milestones":
            project.milestones[:] = [Milestone(**line) for line in value]
        elif name != "deliverables":
            setattr(project, name, value)
