"""The claim as one would write it without care; it exists to prove that the storm would notice.

Read, then write; a plain BEGIN; no CHECK (its database is made without). Only tests can serve this.
"""

from sqlalchemy import update

from portal import create_app, database
from portal.database import db
from portal.models.projects import Project
from portal.services import seats


def take(project_id: int) -> bool:
    """Look at the project as the page read it, then count one seat more: two people may have looked at once."""
    project = db.session.get_one(Project, project_id)
    if project.seats_taken >= project.seats:
        return False
    counted = update(Project).where(Project.id == project_id).values(seats_taken=project.seats_taken + 1)
    db.session.execute(counted.execution_options(synchronize_session=False))
    return True


database.writes = lambda connection: False
seats.take = take
app = create_app()
