"""Tables. Importing this package makes every one of them known to the database."""

from portal.models import (
    campuses,
    certificates,
    claims,
    disclosures,
    employers,
    evaluations,
    files,
    history,
    jobs,
    people,
    placements,
    projects,
    rosters,
    students,
    triggers,
)

__all__ = [
    "campuses",
    "certificates",
    "claims",
    "disclosures",
    "employers",
    "evaluations",
    "files",
    "history",
    "jobs",
    "people",
    "placements",
    "projects",
    "rosters",
    "students",
    "triggers",
]
