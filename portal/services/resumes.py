"""S9: the student's own words for a placement; they stand beside what is proved and never change it."""

from dataclasses import asdict, dataclass

from sqlalchemy import select

from portal import clock, policy
from portal.actor import Actor
from portal.database import db
from portal.history import remember
from portal.models.placements import Placement
from portal.models.resumes import ResumeText


@dataclass(frozen=True)
class Own:
    """What a student adds: a verb, the end of the line, of the letter's sentence, and their own action."""

    verb: str = ""
    addition: str = ""
    closing: str = ""
    action: str = ""


def texts(actor: Actor) -> dict[int, ResumeText]:
    """All that the student wrote, by placement."""
    found = db.session.scalars(select(ResumeText).where(ResumeText.student_id == actor.user_id))
    return {text.placement_id: text for text in found}


def of(placement: Placement) -> ResumeText | None:
    return db.session.scalar(select(ResumeText).where(ResumeText.placement_id == placement.id))


def save(placement: Placement, own: Own, *, by: Actor) -> ResumeText:
    """Keep the student's words in place of the ones before."""
    policy.require(by, "resume.edit", placement)
    text = of(placement)
    if text is None:
        text = ResumeText(placement_id=placement.id, student_id=placement.student_id)
        db.session.add(text)
    for name, value in asdict(own).items():
        setattr(text, name, value.strip())
    text.saved_at = clock.now()
    remember(text, "save", by)
    return text
